#include "server/gallery/narrowing.h"

#include <chrono>
#include <limits>

#include "server/gallery/masking.h"
#include "server/node/gallery_writers.h"

namespace plenum {

namespace {

constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();

template <class Record>
bool parse(std::string_view bytes, Record& record) {
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

Narrowing::Narrowing(const Store& store, const MaskingPen& pen, std::function<void(Command)> submit, Pace pace)
    : store_(store), pen_(pen), submit_(std::move(submit)), pace_(pace) {}

Narrowing::~Narrowing() {
  stop();
}

void Narrowing::start() {
  {
    const std::lock_guard lock(mutex_);
    started_ = true;
  }
  thread_ = std::thread([this] { run(); });
}

void Narrowing::committed(const Committed& batch) {
  for (const auto& added : batch.added) {
    if (added.stream.kind != StreamKind::community || added.entry.member() == 0) continue;
    const std::lock_guard lock(mutex_);
    if (stopping_ || !started_) return;  // its first look finds all
    changed_.emplace_back(added.entry.member());
    wake_.notify_one();
  }
}

void Narrowing::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

bool Narrowing::rest(std::int64_t ms) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, std::chrono::milliseconds(ms), [this] { return stopping_; });
}

void Narrowing::run() {
  for (bool all = true;; all = false) {
    std::vector<MemberId> changed;
    if (!rest(pace_.settle_ms)) return;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return all || stopping_ || !changed_.empty(); });
      if (stopping_) return;
      changed.swap(changed_);
    }
    find_new_names(changed, all);
    if (!new_names_.empty()) pass();
    new_names_ = {};
  }
}

void Narrowing::find_new_names(const std::vector<MemberId>& changed, bool all) {
  const auto view = store_.view();
  const auto add = [this](const log::MemberRecord& member) {
    if (member.unclaimed() || member.erased() || !known_.insert(member.profile().handle()).second) return;
    new_names_.add(member.profile().handle());
  };
  for (const auto id : changed) {
    if (const auto member = view.get(key::Member{id})) add(*member);
  }
  if (!all) return;
  view.scan(key::Member{MemberId{}}, key::Member{MemberId{last}}, [&](const key::Any&, std::string_view bytes) {
    log::MemberRecord member;
    if (parse(bytes, member)) add(member);
    return true;
  });
}

void Narrowing::pass() {
  if (look_through_waiting() && look_through_entries()) look_through_titles();
}

// A piece from its own view, so that no old one is held on to for as long as a whole pass takes.
bool Narrowing::look_through_entries() {
  key::GalleryEntry from{TopicId{}, 0, ""};
  for (bool more = true; more;) {
    const auto view = store_.view();
    int rows = 0;
    more = false;
    view.scan(from, key::GalleryEntry{TopicId{last}, 0, ""}, [&](const key::Any& at, std::string_view bytes) {
      from = std::get<key::GalleryEntry>(at);
      if (++rows > rows_per_piece) return !(more = true);
      log::GalleryEntryRecord entry;
      if (!parse(bytes, entry) || entry.text().empty()) return true;
      if (!names_somebody_new(entry.text())) return true;
      if (const auto post = view.get(key::EntryPost{from.entry})) narrow(narrow_post(PostId{post->id()}, mask()));
      return true;
    });
    if (!rest(pace_.pause_ms)) return false;
  }
  return true;
}

bool Narrowing::look_through_waiting() {
  key::GalleryWaiting from{TopicId{}, 0};
  for (bool more = true; more;) {
    const auto view = store_.view();
    int rows = 0;
    more = false;
    view.scan(from, key::GalleryWaiting{TopicId{last}, 0}, [&](const key::Any& at, std::string_view bytes) {
      from = std::get<key::GalleryWaiting>(at);
      if (++rows > rows_per_piece) return !(more = true);
      log::GalleryWaitingRecord waiting;
      if (!parse(bytes, waiting) || !names_somebody_new(waiting.text())) return true;
      if (const auto post = view.get(key::EntryPost{waiting.entry()})) narrow(narrow_post(PostId{post->id()}, mask()));
      return true;
    });
    if (!rest(pace_.pause_ms)) return false;
  }
  return true;
}

// Each thread says for itself how observers know it, also where none of it has been released yet.
bool Narrowing::look_through_titles() {
  key::Thread from{ThreadId{}};
  for (bool more = true; more;) {
    const auto view = store_.view();
    int rows = 0;
    more = false;
    view.scan(from, key::Thread{ThreadId{last}}, [&](const key::Any& at, std::string_view bytes) {
      from = std::get<key::Thread>(at);
      if (++rows > rows_per_piece) return !(more = true);
      log::ThreadRecord thread;
      if (!parse(bytes, thread) || !names_somebody_new(thread.gallery_title())) return true;
      narrow(narrow_title(from.thread, mask()));
      return true;
    });
    if (!rest(pace_.pause_ms)) return false;
  }
  return true;
}

bool Narrowing::names_somebody_new(const std::string& text) const {
  return !text.empty() && masked(text, new_names_) != text;
}

void Narrowing::narrow(Command command) {
  command.done = [](const Result&) {};
  submit_(std::move(command));
}

std::function<std::string(const std::string&)> Narrowing::mask() const {
  return [this](const std::string& words) { return pen_.narrowed(words); };
}

}  // namespace plenum
