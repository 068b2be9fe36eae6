#include "server/node/sequencer.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <limits>

#include <pthread.h>

#include "server/node/gallery_writing.h"
#include "storage/log/damage.h"
#include "storage/machine/apply.h"
#include "storage/machine/assert.h"
#include "storage/rocks/replay.h"

namespace plenum {

namespace {

constexpr std::int64_t no_deadline = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t longest_nap_ms = 1'000;
constexpr auto unknown_patience = std::chrono::seconds(2);

Result refused(v1::RefusalCode code) {
  return {Fault{code}, {}, false};
}

// Same id and same content: the first outcome. Same id, other content: refused.
std::optional<Result> remembered(const Command& command, const View& view) {
  if (command.command_id.empty()) return {};
  const auto record = view.get(key::Command{command.principal.member, command.command_id});
  if (!record) return {};
  const bool same = record->check().empty() || digest_personal(record->salt(), command.content) == record->check();
  if (!same) return refused(v1::COMMAND_ID_REUSED);
  return Result{{}, record->outcome(), false};
}

// A session keeps the rights it was read with; the command counts only if they are still the member's.
bool has_lost_rights(const Principal& who, const View& view) {
  if (!who.member || who.rights_version == 0) return false;
  const auto member = view.get(key::Member{who.member});
  return !member || member->rights_version() != who.rights_version;
}

// Takes another's batch into the group. What went wrong, or nothing: no batch is skipped.
std::string take(GroupCommit& group, const log::LogBatch& batch) {
  if (const auto fault = find_fault(batch, group.tail()); !fault.empty()) {
    return damaged_entry(group.tail().offset + 1, fault);
  }
  if (group.apply(batch)) return {};
  return "The log holds at offset " + std::to_string(batch.first()) +
         " what this program does not know (its feature level is " + std::to_string(feature_level_known) +
         "): install the version that wrote it. Until then reads go on.";
}

// Adds to the group what others appended behind it; a full one is committed, the last one is left. False: the log
// cannot be followed, or does not fit; then all that did is committed, and the store says why it is halted.
bool follow(Store& store, Log& log, const Publish& publish, std::unique_ptr<GroupCommit>& group) {
  const auto begin_anew = [&] { group = std::make_unique<GroupCommit>(store, log); };
  std::string unsound;
  std::string fault;
  for (;;) {
    if (!group->is_current()) begin_anew();
    fault = log.follow(group->tail(), [&](const log::LogBatch& batch) {
      if (!group->is_current()) return false;
      if (group->is_full()) {
        if (!group->commit(publish)) return false;
        begin_anew();
      }
      unsound = take(*group, batch);
      return unsound.empty();
    });
    if (!fault.empty() || !unsound.empty() || store.is_halted()) break;
    if (group->is_current()) return true;
  }
  if (!unsound.empty()) group = group->again();
  if (group->is_current()) group->commit(publish);
  begin_anew();
  for (const auto& why : {fault, unsound}) {
    if (!why.empty()) store.halt(why);
  }
  return false;
}

}  // namespace

Sequencer::Sequencer(Store& store, Log& log, Chance& chance, Publish publish, const GalleryPen* pen)
    : store_(store), log_(log), chance_(chance), publish_(std::move(publish)), pen_(pen), thread_([this] { run(); }) {}

Sequencer::~Sequencer() {
  stop();
}

void Sequencer::submit(Command command) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && waiting_.size() < waiting_commands_max) {
      waiting_.push_back(std::move(command));
      // Between the two it is either at work or gathering.
      if (waiting_.size() == 1 || waiting_.size() == gathered_commands_enough) wake_.notify_one();
      return;
    }
  }
  command.done(refused(v1::UNAVAILABLE));
}

Result Sequencer::submit_and_wait(Command command) {
  std::promise<Result> promise;
  auto answer = promise.get_future();
  command.done = [&promise](const Result& result) { promise.set_value(result); };
  submit(std::move(command));
  return answer.get();
}

void Sequencer::look_at_the_clock() {
  const std::lock_guard lock(mutex_);
  look_ = true;
  wake_.notify_one();
}

void Sequencer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Sequencer::run() {
  ::pthread_setname_np(::pthread_self(), "plenum-commit");
  std::deque<Command> taken;
  while (wait_for_work(taken)) {
    const auto before = store_.tail().offset;
    log_.tend();  // alone it does nothing
    process(taken);
    taken.clear();
    if (store_.tail().offset > before && log_.has_news()) look_at_the_log();  // it was not all
  }
}

std::int64_t Sequencer::next_deadline_ms() const {
  std::int64_t due = no_deadline;
  const auto view = store_.view();
  const key::Deadline from{std::numeric_limits<std::int64_t>::min(), 0, ""};
  const key::Deadline below{no_deadline, 0, ""};
  view.scan(from, below, [&](const key::Any& key, std::string_view) {
    due = std::get<key::Deadline>(key).due_ms;
    return false;
  });
  return due;
}

bool Sequencer::wait_for_work(std::deque<Command>& taken) {
  const bool is_closed = store_.is_halted() || !log_.closed_because().empty();
  const auto due = is_closed ? no_deadline : next_deadline_ms();
  std::unique_lock lock(mutex_);
  while (waiting_.empty() && !stopping_ && !look_) {
    const auto nap =
        std::clamp<std::int64_t>(due == no_deadline ? longest_nap_ms : due - chance_.now_ms(), 0, longest_nap_ms);
    if (nap == 0) break;
    // The log is looked after even where nobody wishes anything.
    if (wake_.wait_for(lock, std::chrono::milliseconds(nap)) == std::cv_status::timeout) break;
  }
  gather(lock);
  look_ = false;
  const auto count = std::min(waiting_.size(), batch_commands_max);
  std::move(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(taken));
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  last_batch_commands_ = count;
  return !taken.empty() || !stopping_;
}

void Sequencer::gather(std::unique_lock<std::mutex>& lock) {
  if (waiting_.empty() || last_batch_commands_ < 2) return;
  wake_.wait_for(lock, std::chrono::microseconds(gather_us),
                 [this] { return waiting_.size() >= gathered_commands_enough || stopping_ || look_; });
}

void Sequencer::process(std::deque<Command>& commands) {
  std::vector<Decided> decided;
  auto group = std::make_unique<GroupCommit>(store_, log_);
  if (log_.has_news() && !follow(store_, log_, publish_, group)) store_.halt("The log cannot be followed.");
  for (std::size_t lost = 1;; ++lost) {
    const auto turn = attempt(commands, decided, *group);
    if (turn == Turn::committed || turn == Turn::halted) break;
    if (turn == Turn::unknown && !wait_for_the_log_to_move(group->tail().offset)) {
      deny(decided);  // nobody knows what the log took: no acknowledgement
      break;
    }
    decided.clear();
    if (!follow(store_, log_, publish_, group)) store_.halt("The log cannot be followed.");
    if (lost % losses_held_max != 0) continue;
    group->commit(publish_);
    group = std::make_unique<GroupCommit>(store_, log_);
  }
  answer(decided);
}

void Sequencer::answer(std::vector<Decided>& decided) {
  const auto refusals =
      std::count_if(decided.begin(), decided.end(), [](const Decided& one) { return one.result.refused.has_value(); });
  const auto refused_count = static_cast<std::size_t>(refusals);
  tally_.count_answers(decided.size() - refused_count, refused_count);
  for (auto& one : decided) one.command->done(one.result);
}

// The answer to an append was lost: until some batch stands at that offset nobody knows which, and appending again
// could do the same thing twice. Whoever waits is told `unavailable` in the end, asks again under the same command id,
// and gets the first outcome if it did happen.
bool Sequencer::wait_for_the_log_to_move(Offset from) {
  const auto end = std::chrono::steady_clock::now() + unknown_patience;
  while (log_.tail().offset <= from) {
    std::unique_lock lock(mutex_);
    if (stopping_ || std::chrono::steady_clock::now() > end) return false;
    wake_.wait_for(lock, std::chrono::milliseconds(50));
  }
  return true;
}

Sequencer::Turn Sequencer::attempt(std::deque<Command>& commands, std::vector<Decided>& decided, GroupCommit& group) {
  Pending pending(&group.top());
  log::LogBatch batch;
  batch.set_first(group.tail().offset + 1);
  const auto now = moment(pending);
  if (!store_.is_halted()) fire_deadlines(pending, batch, now.time_ms);
  for (auto& command : commands) decided.push_back({&command, decide(command, pending, batch, now)});
  if (batch.events_size() == 0) return commit(group, decided);

  Tail expected = group.tail();
  if (const auto epoch = log_.epoch(); epoch != 0) expected.epoch = epoch;
  seal(batch, expected);
  const auto began = std::chrono::steady_clock::now();
  switch (log_.append(expected, batch)) {
    case Append::moved:
      return Turn::moved;
    case Append::unknown:
      return Turn::unknown;
    case Append::unavailable:
      deny(decided);
      return Turn::halted;
    case Append::appended:
      break;
  }
  const auto events = static_cast<std::size_t>(batch.events_size());
  group.add_own(std::move(batch), std::move(pending));
  const auto turn = commit(group, decided);
  if (turn == Turn::committed) {
    tally_.count_commit(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began),
                        events);
  }
  return turn;
}

Sequencer::Turn Sequencer::commit(GroupCommit& group, std::vector<Decided>& decided) {
  if (group.commit(publish_)) return Turn::committed;
  deny(decided);
  return Turn::halted;
}

// A charter that is set in this very batch holds from the next one on.
Sequencer::Moment Sequencer::moment(const View& state) {
  const auto community = state.get(key::Community{});
  const auto level_max = log_.level_known_by_all();
  if (!community) return {chance_.now_ms(), false, level_max};
  return {std::max(chance_.now_ms(), community->time_ms()), community->charters() > 0, level_max};
}

void Sequencer::deny(std::vector<Decided>& decided) {
  for (auto& one : decided) {
    if (!one.result.refused) one.result = refused(v1::UNAVAILABLE);
  }
}

Result Sequencer::decide(Command& command, Pending& pending, log::LogBatch& batch, const Moment& now) {
  if (has_lost_rights(command.principal, pending)) return {Fault{v1::UNAUTHENTICATED}, {}, true};
  if (auto first = remembered(command, pending)) return *first;
  if (store_.is_halted()) return refused(v1::UNAVAILABLE);
  Proposal proposal(pending, chance_, command.principal.member, now.time_ms);
  proposal.allow_levels_up_to(now.level_max);
  if (auto fault = command.decide(proposal)) return {fault, {}, false};
  // While a fleet is being upgraded: the last of its nodes lets it in.
  if (proposal.is_too_early()) return {Fault{v1::UNAVAILABLE, "feature_level"}, {}, false};
  write_for_gallery(proposal, pen_, now.anybody_listens);
  write_down(proposal, command, pending, batch);
  return {{}, proposal.outcome(), false};
}

// Time is an event: what is due fires here, in the log, and nowhere else.
void Sequencer::fire_deadlines(Pending& pending, log::LogBatch& batch, std::int64_t time_ms) {
  if (next_deadline_ms() > time_ms) return;
  Proposal proposal(pending, chance_, MemberId{}, time_ms);
  proposal.event().mutable_clock_advanced();
  write_down(proposal, Command{}, pending, batch);
}

void Sequencer::write_down(Proposal& proposal, const Command& command, Pending& pending, log::LogBatch& batch) {
  auto& drafts = proposal.drafts();
  if (drafts.empty()) return;
  if (!command.command_id.empty()) {
    auto& first = drafts.front();
    first.event.set_command_id(command.command_id);
    *first.event.mutable_outcome() = proposal.outcome();
    auto& slot = first.personal.emplace_back();
    slot.set_kind(log::COMMAND_CHECK);
    slot.set_salt(chance_.bytes(16));
    slot.set_content(digest_personal(slot.salt(), command.content));
    auto& digest = *first.event.add_personal();
    digest.set_kind(log::COMMAND_CHECK);
    digest.set_digest(digest_personal(slot.salt(), slot.content()));
  }
  Offset offset = batch.first() + static_cast<Offset>(batch.events_size()) - 1;
  for (auto& draft : drafts) {
    auto& logged = *batch.add_events();
    logged.set_event(draft.event.SerializeAsString());
    for (auto& slot : draft.personal) *logged.add_personal() = std::move(slot);
    PLENUM_ASSERT(apply({++offset, draft.event, logged}, pending) == Applied::done, "an event of our own is unknown");
  }
}

bool catch_up(Store& store, Log& log, const Publish& publish) {
  auto last = std::make_unique<GroupCommit>(store, log);
  const bool sound = follow(store, log, publish, last);
  return last->commit(publish) && sound;
}

std::string found_community(Store& store, Log& log, Chance& chance, const std::string& name) {
  const bool followed = catch_up(store, log, [](const Committed&) {});
  if (store.tail().offset > 0) return {};  // where it could not follow it is halted, says why, and serves reads
  if (!followed) return store.halted_because();
  const auto view = store.view();
  Pending pending(&view);
  Proposal proposal(pending, chance, MemberId{}, chance.now_ms());
  auto& fact = *proposal.event().mutable_community_founded();
  fact.set_community(chance.bytes(16));
  fact.set_name(name);
  fact.set_salt(chance.bytes(32));
  log::LogBatch batch;
  batch.add_events()->set_event(proposal.drafts().front().event.SerializeAsString());
  Tail expected = store.tail();
  if (log.epoch() != 0) expected.epoch = log.epoch();
  seal(batch, expected);
  if (!apply_batch(batch, pending)) return "The community cannot be founded.";
  if (log.append(expected, batch) != Append::appended) return "The log takes no writes.";
  return store.commit(batch, pending) ? std::string() : store.halted_because();
}

}  // namespace plenum
