#pragma once

#include <string>
#include <vector>

#include "tests/sim/engine.h"

namespace plenum::sim {

/// The way to an engine without any weather on it: every call arrives, and every answer comes back. Nothing is heard.
class StraightPort : public Port {
public:
  explicit StraightPort(Engine& engine) : engine_(engine) {}
  bool beat(const NodeId& node, const Roster& knows, Scene& scene) override {
    scene = engine_.beat(node, knows, 0);
    return true;
  }
  Placed append(const NodeId& node, const Meta& expected, const Tail& next, const std::string& entry) override {
    return engine_.append(node, expected, next, entry);
  }
  Given read(const NodeId& node, const Meta& epoch, Offset after, std::vector<std::string>& entries) override {
    return engine_.read(node, epoch, after, entries);
  }
  std::vector<std::string> heard() override { return {}; }
  bool seal(const Meta& epoch) override {
    engine_.seal(epoch);
    return true;
  }
  bool leave_out(const std::string& run_id, const NodeId& node) override {
    engine_.leave_out(run_id, node);
    return true;
  }
  bool vote(const std::string& run_id, const Vote& vote, Scene& scene) override {
    return engine_.vote(run_id, vote, scene);
  }
  bool seed(const std::string& run_id, const NodeId& node, bool first, const std::vector<Seed>& seeds) override {
    return engine_.seed(run_id, node, first, seeds);
  }
  bool open(const NodeId& node, const Meta& next, const std::vector<Vote>& votes) override {
    return engine_.open(node, next, votes, {});
  }

private:
  Engine& engine_;
};

}  // namespace plenum::sim
