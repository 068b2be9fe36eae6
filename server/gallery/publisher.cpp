#include "server/gallery/publisher.h"

#include "server/gallery/projection.h"

namespace plenum {

namespace {

using Encoding = Interest::Encoding;

/// One company's share of one feed in one turn; cut into frames.
class Draft {
public:
  Draft(const Hearing& to, Interest::Counts who, std::shared_ptr<const Voice> voice, const Grant* grant)
      : to_(to), who_(who), voice_(std::move(voice)), grant_(grant) {}

  void add(const View& view, std::uint64_t offset, std::uint64_t epoch, const log::StreamEntryRecord& change) {
    if (first_ == 0) first_ = offset;
    last_ = offset;
    epoch_ = epoch;
    if (grant_ == nullptr) return;  // without a frame: who listens looks for itself, and finds that it may not
    auto update = project_observed(view, *voice_, *grant_, change);
    if (!update) return;
    bytes_ += update->ByteSizeLong();
    if (shows_words(*update)) shown_.push_back(change.gallery_entry());
    *updates_.add_updates() = *std::move(update);
  }

  bool is_full() const {
    return static_cast<std::size_t>(updates_.updates_size()) >= GalleryPublisher::updates_per_frame_max ||
           bytes_ >= GalleryPublisher::frame_bytes_goal;
  }

  void finish(std::vector<GalleryDelivery>& out) {
    if (first_ == 0) return;
    GalleryDelivery delivery{to_, first_, last_, false, nullptr, nullptr, nullptr};
    if (!shown_.empty()) {
      delivery.shown = std::make_shared<ShownInFrame>();
      delivery.shown->entries.swap(shown_);
    }
    if (grant_ != nullptr) {
      v1::GalleryFrame frame;
      *frame.mutable_updates() = observed_updates(*voice_, *grant_, {epoch_, last_});
      frame.mutable_updates()->mutable_updates()->Swap(updates_.mutable_updates());
      if (who_.binary > 0) delivery.binary = encode_gallery_frame(frame, Encoding::binary);
      if (who_.text > 0) delivery.text = encode_gallery_frame(frame, Encoding::text);
    }
    out.push_back(std::move(delivery));
    updates_.Clear();
    bytes_ = 0;
    first_ = last_ = 0;
  }

private:
  const Hearing to_;
  const Interest::Counts who_;
  const std::shared_ptr<const Voice> voice_;
  const Grant* const grant_;
  v1::ObservedUpdates updates_;
  std::vector<std::string> shown_;
  std::size_t bytes_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
  std::uint64_t epoch_ = 0;
};

}  // namespace

v1::ObservedUpdates observed_updates(const Voice& voice, const Grant& grant, const FeedPosition& behind) {
  v1::ObservedUpdates updates;
  updates.set_topic(voice.topic(grant.topic));
  updates.mutable_position()->set_token(voice.seal(grant.stream(), behind));
  return updates;
}

GalleryPublisher::GalleryPublisher(const Store& store, Audience& audience, Voices& voices, Now now, HandOver hand_over)
    : store_(store),
      audience_(audience),
      voices_(voices),
      now_(std::move(now)),
      hand_over_(std::move(hand_over)),
      thread_([this] { run(); }) {}

GalleryPublisher::~GalleryPublisher() {
  stop();
}

void GalleryPublisher::committed(const Committed& batch) {
  std::unique_lock lock(mutex_, std::defer_lock);
  for (const auto& [stream, offset, entry] : batch.added) {
    const bool is_heard = stream.kind == StreamKind::gallery && audience_.has(stream);
    if (stream.kind == StreamKind::company) audience_.rights_changed(CompanyId{stream.id});
    if (!is_heard && stream.kind != StreamKind::company) continue;
    if (!lock.owns_lock()) lock.lock();
    waiting_.push_back({stream, offset, entry, batch.tail.epoch});
  }
  if (lock.owns_lock()) wake_.notify_one();
}

void GalleryPublisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void GalleryPublisher::run() {
  for (;;) {
    std::vector<Entry> entries;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return !waiting_.empty() || stopping_; });
      if (waiting_.empty()) return;
      entries.swap(waiting_);
    }
    publish(entries, entries.size() <= waiting_entries_max);
  }
}

void GalleryPublisher::publish(const std::vector<Entry>& entries, bool encode) {
  const auto view = store_.view();
  const auto now_ms = now_();
  std::map<CompanyId, std::optional<Listening>> listening;
  std::map<StreamId, std::map<CompanyId, Draft>> drafts;
  auto made = std::make_shared<std::vector<GalleryDelivery>>();
  // Who was put out is gone before the rest is sent.
  for (const auto& entry : entries) {
    if (entry.stream.kind != StreamKind::company) continue;
    made->push_back(
        {{CompanyId{entry.stream.id}, entry.stream}, entry.offset, entry.offset, true, nullptr, nullptr, nullptr});
  }
  for (const auto& entry : entries) {
    if (entry.stream.kind != StreamKind::gallery) continue;
    auto [at, is_new] = drafts.try_emplace(entry.stream);
    if (is_new) {
      for (const auto& [company, who] : audience_.of(entry.stream)) {
        auto [known, first_time] = listening.try_emplace(company);
        if (first_time) known->second = listening_of(view, company, now_ms);
        const auto* grant = known->second ? known->second->of(TopicId{entry.stream.id}) : nullptr;
        const bool opens = encode && grant != nullptr && grant->embargo == entry.stream.embargo;
        at->second.emplace(company, Draft({company, entry.stream}, who, voices_.of(company), opens ? grant : nullptr));
      }
    }
    for (auto& [company, draft] : at->second) {
      draft.add(view, entry.offset, entry.epoch, entry.change);
      if (draft.is_full()) draft.finish(*made);
    }
  }
  for (auto& [stream, companies] : drafts) {
    for (auto& [company, draft] : companies) draft.finish(*made);
  }
  if (!made->empty()) hand_over_(std::move(made));
}

}  // namespace plenum
