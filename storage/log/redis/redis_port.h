#pragma once

#include <map>
#include <memory>

#include "storage/log/port.h"
#include "storage/log/redis/backoff.h"
#include "storage/log/redis/ear.h"
#include "storage/log/redis/line.h"
#include "storage/log/redis/settings.h"

namespace plenum::redis {

/// Redis as the protocol's engine: one connection for the steps, made anew after each failure, and an ear. A new
/// connection first kills this node's older ones, so that nothing that was sent on them can still happen.
/// Belongs to the sequencer's thread, which it holds up for no longer than Settings::patience a call.
class RedisPort final : public Port {
public:
  RedisPort(const Settings&, NodeId self, std::function<void()> on_news);

  std::string trouble() const override { return trouble_; }
  bool beat(const NodeId&, const Roster& knows, Scene&) override;
  Placed append(const NodeId&, const Meta& expected, const Tail& next, const std::string& entry) override;
  Given read(const NodeId&, const Meta& epoch, Offset after, std::vector<std::string>& entries) override;
  std::vector<std::string> heard() override { return ear_.take(); }
  bool seal(const Meta& epoch) override;
  bool leave_out(const std::string& run_id, const NodeId& node) override;
  bool vote(const std::string& run_id, const Vote&, Scene&) override;
  bool seed(const std::string& run_id, const NodeId&, bool first, const std::vector<Seed>&) override;
  bool open(const NodeId&, const Meta& next, const std::vector<Vote>& votes) override;

  /// From now on this node has a key of the gallery, which must be that of the others. Returns what is wrong.
  std::string carry_gallery_key(const std::string& fingerprint);

  /// A Redis that must not be used, not one that is merely away: what is wrong with it, in a sentence.
  bool is_unfit() const { return unfit_; }

private:
  using Words = std::vector<std::string>;
  bool is_connected();
  bool connect();
  std::string greet();
  std::string kill_older_connections(const std::string& name);
  std::string look_over(std::string_view info);
  std::string ask_when_it_syncs();
  std::string load_scripts();
  std::string compare_gallery_keys();
  void drop(const std::string& why);
  std::string complaint_of(const redisReply*) const;
  bool understand(const redisReply*, Scene&);
  void remember_registered(Scene&);
  Reply run(const char* script, const Words& keys, const Words& arguments);
  std::string key(const char* name) const { return settings_.prefix + ":" + name; }

  const Settings settings_;
  std::string gallery_key_;
  const NodeId self_;
  Masters masters_;
  Address master_;  // where the line leads
  std::unique_ptr<Line> line_;
  Backoff backoff_;
  std::string run_id_;
  std::map<const char*, std::string> digests_;  // of the scripts, as this Redis names them
  std::string trouble_;
  bool unfit_ = false;
  Offset laid_ = 0;  // the last that was laid aside; 0: nothing
  Offset laid_from_ = 0;
  std::map<NodeId, Offset> registered_;  // when the log was last seen open: Redis may forget them
  bool sent_ = false;                    // the last call: whether Redis may have got it
  Ear ear_;
};

}  // namespace plenum::redis
