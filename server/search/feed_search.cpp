#include "server/search/feed_search.h"

#include <charconv>
#include <fstream>
#include <limits>

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "storage/machine/streams.h"

namespace plenum {

namespace {

// What it is made of and how: another form is thrown away.
constexpr const char* form = "1";
constexpr const char* erased_note = "erased";  // something was, since the files were made
constexpr auto rewrite_interval = std::chrono::minutes(10);
constexpr auto keep_interval = std::chrono::seconds(5);
constexpr auto gather_interval = std::chrono::milliseconds(100);  // a post by itself would cost it as much as ten
constexpr auto breath = std::chrono::seconds(1);                  // where it cannot be made
constexpr unsigned failures_max = 3;                              // then the disk is left alone

// Whoever writes goes before: what is found a moment later is found. Where it may not, it is as quick as all else.
void give_way() {
  constexpr int last_of_all = 19;
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), last_of_all);
}

// Files that were not synced survive a process, not a machine: after a power cut they are made again.
std::string machine_start() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

std::string name_of(const StreamId& feed) {
  return "feed " + std::to_string(feed.id) + " " + std::to_string(feed.embargo);
}

std::uint64_t number_in(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The hash of the log as it stood at an offset; nothing where this store has no batch that ends there.
std::string hash_at(const StoreView& view, Offset offset) {
  const auto tail = view.tail();
  if (tail.offset == offset) return tail.hash;
  std::string hash;
  view.read_log(offset, [&](const log::LogBatch& batch) {
    if (batch.first() == offset + 1) hash = batch.previous();
    return false;
  });
  return hash;
}

}  // namespace

bool index_change(FeedIndex& index, const StreamId& feed, const log::StreamEntryRecord& change, const View& view) {
  if (change.change_case() != log::StreamEntryRecord::kGalleryEntry) return true;
  const auto& id = change.gallery_entry();
  const auto entry = view.get(key::GalleryEntry{TopicId{feed.id}, feed.embargo, id});
  if (entry && entry->state() == log::ENTRY_STANDS) return index.put(feed, id, *entry);
  const bool erased = !entry || entry->state() == log::ENTRY_ERASED;
  return index.remove(feed, id) && (!erased || index.set_note(erased_note, "1"));
}

std::filesystem::path FeedSearch::within(const std::filesystem::path& data) {
  return data / "search";
}

FeedSearch::FeedSearch(const Store& store, std::filesystem::path directory)
    : store_(store),
      directory_(std::move(directory)),
      rewritten_(std::chrono::steady_clock::now()),
      kept_(rewritten_),
      thread_([this] { run(); }) {}

FeedSearch::~FeedSearch() {
  stop();
}

void FeedSearch::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void FeedSearch::committed(const Committed& batch) {
  std::unique_lock lock(mutex_, std::defer_lock);
  bool was_idle = false;
  for (const auto& added : batch.added) {
    if (added.stream.kind != StreamKind::gallery) continue;
    if (!lock.owns_lock()) lock.lock();
    was_idle = was_idle || touched_.empty();
    touched_.insert(added.stream);
  }
  if (!lock.owns_lock()) return;
  ++told_;
  if (was_idle) wake_.notify_one();
}

bool FeedSearch::wait_until_level(std::chrono::milliseconds patience) const {
  std::unique_lock lock(mutex_);
  const auto goal = told_;
  return level_.wait_for(lock, patience, [&] { return is_ready() && done_ >= goal; });
}

std::optional<FeedHits> FeedSearch::find(const std::vector<Sought>& sought, const std::vector<FeedScope>& scopes,
                                         std::uint32_t skip, std::uint32_t limit) const {
  const std::lock_guard lock(index_mutex_);
  if (!index_) return {};
  return index_->find(sought, scopes, skip, limit);
}

void FeedSearch::run() {
  ::pthread_setname_np(::pthread_self(), "plenum-search");
  give_way();
  open();
  {
    const auto view = store_.view();
    const std::lock_guard lock(mutex_);
    touched_.merge(all_feeds(view));
  }
  for (;;) {
    std::set<StreamId> feeds;
    std::uint64_t goal = 0;
    {
      std::unique_lock lock(mutex_);
      const auto has_work = [this] { return !touched_.empty() || stopping_; };
      const bool gathers = is_ready() && wake_.wait_for(lock, keep_interval, has_work);
      if (gathers) wake_.wait_for(lock, gather_interval, [this] { return stopping_; });
      if (stopping_) break;
      feeds.swap(touched_);
      goal = told_;
    }
    const auto view = store_.view();
    bool sound = true;
    for (const auto& feed : feeds) sound = sound && follow(feed, view);
    if (!sound || !note_past(view) || !look_after()) {
      make_anew();
      std::unique_lock lock(mutex_);
      touched_.merge(all_feeds(view));
      wake_.wait_for(lock, breath, [this] { return stopping_; });
      continue;
    }
    const std::lock_guard lock(mutex_);
    done_ = goal;
    ready_.store(true, std::memory_order_release);
    level_.notify_all();
  }
  const std::lock_guard lock(index_mutex_);
  if (index_) index_->keep();
}

std::set<StreamId> FeedSearch::all_feeds(const StoreView& view) const {
  std::set<StreamId> feeds;
  view.scan(key::GalleryFeed{TopicId{}, 0}, key::GalleryFeed{TopicId{std::numeric_limits<std::uint64_t>::max()}, 255},
            [&](const key::Any& key, std::string_view) {
              const auto& feed = std::get<key::GalleryFeed>(key);
              feeds.insert(StreamId::of_gallery(feed.topic, feed.embargo));
              return true;
            });
  return feeds;
}

void FeedSearch::open() {
  {
    const std::lock_guard lock(index_mutex_);
    index_ = directory_.empty() ? FeedIndex::in_memory() : FeedIndex::open(directory_);
    in_files_ = index_ && index_->in_files();
  }
  if (directory_.empty()) return;
  const auto view = store_.view();
  if (!fits(view)) make_anew();
}

bool FeedSearch::fits(const StoreView& view) const {
  const std::lock_guard lock(index_mutex_);
  if (!index_) return false;
  const auto known = index_->note("form");
  if (known != form || index_->note("machine") != machine_start()) return false;
  const auto offset = number_in(index_->note("offset"));
  return offset <= view.tail().offset && index_->note("hash") == hash_at(view, offset);
}

void FeedSearch::make_anew() {
  const std::lock_guard lock(index_mutex_);
  ready_.store(false, std::memory_order_release);
  index_.reset();
  ++made_anew_;
  if (!directory_.empty()) {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
    if (failures_++ < failures_max) index_ = FeedIndex::open(directory_);
  }
  if (!index_) index_ = FeedIndex::in_memory();
  in_files_ = index_ && index_->in_files();
}

// Piece by piece, so that whoever searches need not wait for all of it.
bool FeedSearch::follow(const StreamId& feed, const StoreView& view) {
  const auto head = stream_head(view, feed);
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) return true;
    }
    const std::lock_guard lock(index_mutex_);
    if (!index_) return false;
    const auto done = number_in(index_->note(name_of(feed)));
    if (done > head) return false;
    if (done == head) return true;
    const auto last = std::min<std::uint64_t>(head, done + entries_per_turn);
    bool sound = true;
    view.scan(key::StreamEntry{feed, done + 1}, key::StreamEntry{feed, last + 1},
              [&](const key::Any&, std::string_view bytes) {
                log::StreamEntryRecord change;
                sound = change.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) &&
                        index_change(*index_, feed, change, view);
                return sound;
              });
    dirty_ = true;
    if (!sound || !index_->set_note(name_of(feed), std::to_string(last))) return false;
  }
}

// Which log this was made from, and how far.
bool FeedSearch::note_past(const StoreView& view) {
  const std::lock_guard lock(index_mutex_);
  const auto tail = view.tail();
  return index_ && index_->set_note("form", form) && index_->set_note("machine", machine_start()) &&
         index_->set_note("offset", std::to_string(tail.offset)) && index_->set_note("hash", tail.hash);
}

// On the way to the disk now and then. Erased is erased: not at once, for all files are written again, but within
// minutes.
bool FeedSearch::look_after() {
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock(index_mutex_);
  if (!in_files_) return true;
  if (now - rewritten_ >= rewrite_interval && !index_->note(erased_note).empty()) {
    rewritten_ = now;
    return index_->set_note(erased_note, "") && index_->rewrite();
  }
  if (!dirty_ || now - kept_ < keep_interval) return true;
  kept_ = now;
  dirty_ = false;
  return index_->keep();
}

}  // namespace plenum
