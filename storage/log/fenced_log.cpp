#include "storage/log/fenced_log.h"

#include <algorithm>

#include "storage/log/damage.h"

namespace plenum {

namespace {

constexpr std::size_t heard_batches_max = 4'096;

}  // namespace

FencedLog::FencedLog(Port& port, Local& local, Clock clock, Settings settings)
    : port_(port), local_(local), clock_(std::move(clock)), settings_(settings), standing_(local.standing()) {
  told_ = standing_.roster;
}

// Once more where the first look has something to tell: another node waits for it.
void FencedLog::tend() {
  for (int looks = 0; looks < 2 && clock_() >= next_beat_ms_; ++looks) look();
}

Tail FencedLog::tail() {
  if (unsettled_) {
    settle();
  } else {
    look();
  }
  return epoch_ != 0 ? meta_.tail : local_.tail();
}

Append FencedLog::append(const Tail& expected, const log::LogBatch& batch) {
  if (unsettled_ && !settle()) return Append::unavailable;
  if (!is_live()) tend();
  if (!is_live()) return Append::unavailable;
  Unsettled sent{{meta_.community, expected, meta_.run_id}, tail_after(batch), batch.SerializeAsString()};
  switch (port_.append(standing_.node, sent.expected, sent.next, sent.entry)) {
    case Placed::placed:
      meta_.tail = sent.next;
      return Append::appended;
    case Placed::moved:
      if (std::exchange(moved_from_, expected.offset) == expected.offset) look();
      return Append::moved;
    case Placed::sealed:
    case Placed::stranger:
      look();
      return Append::unavailable;
    case Placed::unreached:
      lose_contact();
      return Append::unavailable;
    case Placed::lost:
      break;
  }
  unsettled_ = std::move(sent);
  return Append::unknown;
}

// Sends the very same batch once more, and only where its place is still free: the engine's comparison lets one of the
// two in. In a later epoch neither can come in. False: nobody knows yet.
bool FencedLog::settle() {
  look();
  if (!unsettled_) return true;  // the epoch is over
  if (epoch_ == 0) return false;
  const auto sent = *unsettled_;
  if (meta_.tail == sent.expected.tail) {
    const auto answer = port_.append(standing_.node, sent.expected, sent.next, sent.entry);
    if (answer == Placed::lost || answer == Placed::unreached) return false;
    if (answer == Placed::placed) meta_.tail = sent.next;
  }
  behind_ = true;
  unsettled_.reset();
  return true;
}

void FencedLog::listen() {
  for (const auto& entry : port_.heard()) {
    log::LogBatch batch;
    if (!batch.ParseFromString(entry) || batch.events_size() == 0 || heard_.size() >= heard_batches_max) {
      behind_ = true;
      continue;
    }
    heard_.insert_or_assign(batch.first(), std::move(batch));
  }
  const auto at = local_.tail().offset;
  while (!heard_.empty() && heard_.begin()->first <= at) heard_.erase(heard_.begin());
}

bool FencedLog::has_news() {
  listen();
  return is_live() && (behind_ || !heard_.empty() || !is_all(local_.tail().offset));
}

bool FencedLog::is_all(Offset offset) const {
  return offset >= meta_.tail.offset && offset != moved_from_;
}

std::string FencedLog::follow(const Tail& after, const Visit& visit) {
  listen();
  if (is_silent()) look();  // this node may have been struck out meanwhile
  if (!is_live()) return {};
  Tail at = after;
  const bool known = !after.hash.empty();
  if (known && !pass_on_heard(at, visit)) return {};
  if (known && !behind_ && heard_.empty() && is_all(at.offset)) return {};
  return pass_on_read(after.offset, at, visit);
}

// A batch that was heard is no proof: it may be of an epoch that has ended, or come late.
bool FencedLog::pass_on_heard(Tail& at, const Visit& visit) {
  while (!heard_.empty() && heard_.begin()->first <= at.offset + 1) {
    const auto batch = std::move(heard_.begin()->second);
    heard_.erase(heard_.begin());
    if (batch.first() <= at.offset) continue;
    if (batch.epoch() != epoch_ || !find_fault(batch, at).empty()) {
      behind_ = true;
      continue;
    }
    if (!visit(batch)) return false;
    at = tail_after(batch);
  }
  if (at.offset > meta_.tail.offset) meta_.tail = {at.offset, epoch_, at.hash};
  return true;
}

std::string FencedLog::pass_on_read(Offset after, Tail& at, const Visit& visit) {
  std::vector<std::string> entries;
  for (;;) {
    entries.clear();
    const auto given = port_.read(standing_.node, meta_, at.offset, entries);
    if (given == Given::unreached) lose_contact();
    if (given == Given::refused) next_beat_ms_ = 0;
    if (given != Given::given && given != Given::all) return {};
    for (const auto& entry : entries) {
      log::LogBatch batch;
      if (!batch.ParseFromString(entry)) return damaged_entry(at.offset + 1, "it does not parse");
      const bool known = !at.hash.empty();
      if (known && batch.first() > at.offset + 1) {
        return no_longer_holds(at.offset + 1);
      }
      if (known && batch.first() == at.offset + 1 && batch.previous() != at.hash) {
        forked_because_ = "The log goes on differently after offset " + std::to_string(at.offset) +
                          ": this node's own log is a fork. `plenumctl log export-fork` keeps what only it has.";
        close(forked_because_);
        show();
        return forked_because_;
      }
      if (!visit(batch)) return {};
      at = tail_after(batch);
      batches_read_.fetch_add(1, std::memory_order_relaxed);
    }
    if (given == Given::all || entries.empty()) break;
    if (clock_() >= next_beat_ms_) {  // whoever runs after a log that grows must still show itself
      behind_ = true;
      return {};
    }
  }
  if (at.offset < meta_.tail.offset) {
    behind_ = true;
    return at.offset == after ? find_missing(after) : std::string();
  }
  if (at.offset > meta_.tail.offset) meta_.tail = {at.offset, epoch_, at.hash};
  behind_ = false;
  return {};
}

// The log ends before where it is said to end, unless it was sealed or emptied since.
std::string FencedLog::find_missing(Offset after) {
  const auto epoch = meta_.tail.epoch;
  look();
  std::vector<std::string> entries;
  if (!is_live() || epoch_ != epoch || port_.read(standing_.node, meta_, after, entries) != Given::all) return {};
  return entries.empty() ? damaged_entry(after + 1, "it is missing") : std::string();
}

// As of the last look. Who joins later with an older program meets what it does not know, and stops there.
std::uint32_t FencedLog::level_known_by_all() const {
  auto level = std::numeric_limits<std::uint32_t>::max();
  for (const auto& [node, registered] : scene_.nodes) {
    const auto told = scene_.levels.find(node);
    level = std::min(level, told == scene_.levels.end() ? level_untold : told->second);
  }
  return level;
}

FencedLog::Report FencedLog::report() const {
  const std::lock_guard lock(mutex_);
  auto report = report_;
  report.closed_because = closed_because_;
  report.batches_read = batches_read_.load(std::memory_order_relaxed);
  return report;
}

void FencedLog::ask_to_seal() {
  const std::lock_guard lock(mutex_);
  asked_to_seal_ = true;
}

void FencedLog::ask_to_leave_out(const NodeId& node) {
  const std::lock_guard lock(mutex_);
  asked_to_leave_out_.insert(node);
}

void FencedLog::ask_for_nothing() {
  const std::lock_guard lock(mutex_);
  asked_to_seal_ = false;
  asked_to_leave_out_.clear();
}

std::string FencedLog::closed_because() const {
  const std::lock_guard lock(mutex_);
  return closed_because_;
}

}  // namespace plenum
