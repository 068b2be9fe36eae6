#include <algorithm>
#include <thread>

#include "server/admin/admin_service.h"
#include "storage/log/redis/reach.h"
#include "storage/rocks/digest.h"

// What an operator asks of a log that several nodes share.
namespace plenum {

namespace {

constexpr auto until_it_shows = std::chrono::seconds(10);
constexpr auto look_again = std::chrono::milliseconds(100);

const char* name_of(Stage stage) {
  return stage == Stage::joins ? "joins" : "takes part";
}

v1::LogNode& node_in(v1::LogStatusReply& reply, const NodeId& id) {
  for (auto& node : *reply.mutable_nodes()) {
    if (node.node() == id) return node;
  }
  auto& node = *reply.add_nodes();
  node.set_node(id);
  node.set_self(id == reply.node());
  node.set_stage("silent");
  return node;
}

void show_registered(const FencedLog::Report& report, v1::LogStatusReply& reply) {
  for (const auto& [id, registered] : report.scene.nodes) {
    auto& node = node_in(reply, id);
    node.set_stage(name_of(registered.stage));
    if (const auto told = report.scene.levels.find(id); told != report.scene.levels.end()) node.set_level(told->second);
  }
}

// Away: it is waited for with what it lacks, until an operator has it forgotten.
void show_reach(const FencedLog::Report& report, std::uint64_t keep_events, v1::LogStatusReply& reply) {
  for (const auto& [id, applied] : report.scene.applied) {
    auto& node = node_in(reply, id);
    node.set_tail(applied);
    if (node.stage() == "silent") node.set_stage("away");
  }
  const auto reach = redis::reach_of(report.scene, keep_events);
  reply.set_from(reach.from);
  reply.set_may_go(reach.may_go);
  reply.set_held_by(reach.held_by);
  reply.set_held(reach.held);
}

// While sealed: who has said where it stands, and for whom that is not enough.
void show_votes(const FencedLog::Report& report, v1::LogStatusReply& reply) {
  auto waited = report.standing.roster;
  for (const auto& vote : report.scene.votes) {
    auto& node = node_in(reply, vote.node);
    node.set_stage("votes");
    node.set_epoch(vote.epoch);
    node.set_tail(vote.tail.offset);
    node.set_hash(to_hex(vote.tail.hash));
    waited.insert(vote.knows.begin(), vote.knows.end());
  }
  for (const auto& id : report.scene.left_out) node_in(reply, id).set_stage("left out");
  for (const auto& id : waited) {
    auto& node = node_in(reply, id);
    node.set_waited_for(node.stage() == "silent");
  }
}

// A mistyped name leaves nobody out, and whoever typed it would wait for ever. Empty: all are known.
std::string stranger_among(const google::protobuf::RepeatedPtrField<std::string>& named,
                           const v1::LogStatusReply& known) {
  for (const auto& id : named) {
    const auto is_it = [&](const v1::LogNode& node) { return node.node() == id; };
    if (std::none_of(known.nodes().begin(), known.nodes().end(), is_it)) return id;
  }
  return {};
}

// Asking the same again does not help by itself.
v1::Refusal refused(std::string sentence) {
  auto refusal = refusal_of(Fault{v1::UNAVAILABLE});
  refusal.set_sentence(std::move(sentence));
  refusal.set_retry_after_ms(0);
  return refusal;
}

}  // namespace

v1::LogStatusReply AdminDesk::standing_of_the_log() const {
  v1::LogStatusReply reply;
  const auto tail = store_.tail();
  reply.set_kind("embedded");
  reply.set_open(true);
  reply.set_epoch(tail.epoch);
  reply.set_tail(tail.offset);
  reply.set_local_tail(tail.offset);
  reply.set_closed_because(store_.halted_because());
  if (shared_ == nullptr) return reply;
  const auto report = shared_->log().report();
  const auto& scene = report.scene;
  reply.set_kind("redis");
  reply.set_node(report.standing.node);
  reply.set_reached(report.reached);
  reply.set_open(scene.is_open());
  reply.set_run(scene.run_id);
  reply.set_epoch(scene.meta ? scene.meta->tail.epoch : 0);
  reply.set_tail(scene.meta ? scene.meta->tail.offset : 0);
  if (reply.closed_because().empty()) reply.set_closed_because(report.closed_because);
  reply.set_fork(!report.forked_because.empty());
  node_in(reply, report.standing.node);
  if (scene.is_open()) {
    show_registered(report, reply);
    show_reach(report, shared_->settings().keep_events, reply);
  } else {
    show_votes(report, reply);
  }
  return reply;
}

void AdminDesk::log_status(const v1::LogStatusRequest&, const Answer& answer) {
  answer.give(standing_of_the_log());
}

void AdminDesk::reseed_log(const v1::ReseedLogRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    if (shared_ == nullptr) return answer.refuse(refused("This node is alone: there is no log to seed."));
    auto& log = shared_->log();
    const auto before = log.report();
    if (!before.reached) return answer.refuse(refused("Redis cannot be reached: " + before.closed_because));
    if (request.without_size() > 0 && before.scene.is_open()) {
      return answer.refuse(refused("The log is open: a node that is away for ten seconds is left out by itself."));
    }
    if (const auto unknown = stranger_among(request.without(), standing_of_the_log()); !unknown.empty()) {
      return answer.refuse(refused("There is no node " + unknown + ": `plenumctl log nodes` shows which there are."));
    }
    const Roster without(request.without().begin(), request.without().end());
    if (without.empty()) log.ask_to_seal();
    for (const auto& node : without) log.ask_to_leave_out(node);
    const auto what_came_of_it = [&] {
      const auto now = log.report();
      if (!without.empty()) return FencedLog::are_left_out(now.scene, without);
      const bool was_sealed = !now.scene.is_open() || now.epoch > before.epoch;
      return was_sealed ? FencedLog::LeftOut::all : FencedLog::LeftOut::not_yet;
    };
    auto seen = what_came_of_it();
    for (const auto end = std::chrono::steady_clock::now() + until_it_shows; seen == FencedLog::LeftOut::not_yet;) {
      if (std::chrono::steady_clock::now() > end) {
        log.ask_for_nothing();
        return answer.refuse(refused("Redis has not answered: `plenumctl log nodes` shows whether it was done."));
      }
      sequencer_.look_at_the_log();
      std::this_thread::sleep_for(look_again);
      seen = what_came_of_it();
    }
    if (seen == FencedLog::LeftOut::too_late) {
      return answer.refuse(
          refused("Nobody was left out: the nodes came to agree, and the log is open with all of them."));
    }
    v1::ReseedLogReply reply;
    *reply.mutable_status() = standing_of_the_log();
    answer.give(std::move(reply));
  });
}

void AdminDesk::forget_node(const v1::ForgetNodeRequest& request, const Answer& answer) {
  slowly(answer, [this, request, answer] {
    if (shared_ == nullptr) return answer.refuse(refused("This node is alone: there is nobody to forget."));
    const auto fault = redis::forget(shared_->settings(), request.node());
    if (!fault.empty()) return answer.refuse(refused(fault));
    const auto is_forgotten = [&] { return !shared_->log().report().scene.applied.contains(request.node()); };
    for (const auto end = std::chrono::steady_clock::now() + until_it_shows; !is_forgotten();) {
      if (std::chrono::steady_clock::now() > end) return answer.refuse(refused("Redis did not take it: ask again."));
      sequencer_.look_at_the_log();
      std::this_thread::sleep_for(look_again);
    }
    v1::ForgetNodeReply reply;
    *reply.mutable_status() = standing_of_the_log();
    answer.give(std::move(reply));
  });
}

void AdminDesk::export_fork(const v1::ExportForkRequest&, const Answer& answer) {
  slowly(answer, [this, answer] {
    if (shared_ == nullptr) {
      return answer.refuse(refused("This node is alone: start its server with the configuration that names Redis."));
    }
    redis::KeptFork kept;
    if (const auto fault = shared_->export_fork(store_, directory_, kept); !fault.empty()) {
      return answer.refuse(refused(fault));
    }
    v1::ExportForkReply reply;
    reply.set_file(kept.file);
    reply.set_after(kept.after);
    reply.set_batches(kept.batches);
    reply.set_events(kept.events);
    answer.give(std::move(reply));
  });
}

}  // namespace plenum
