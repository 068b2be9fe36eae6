#include "server/hub/publisher.h"

#include <google/protobuf/util/json_util.h>
#include <pthread.h>

namespace plenum {

namespace {

/// Collects the updates of one stream and cuts them into frames.
class Draft {
public:
  Draft(const StreamId& stream, Interest::Counts who, const Positions& positions, std::uint64_t epoch)
      : stream_(stream), who_(who), positions_(positions), epoch_(epoch) {}

  void add(std::uint64_t offset, std::optional<v1::Update> update, bool rights_changed) {
    if (first_ == 0) first_ = offset;
    last_ = offset;
    rights_changed_ = rights_changed_ || rights_changed;
    if (!update) return;
    bytes_ += update->ByteSizeLong();
    *updates_.add_updates() = std::move(*update);
  }

  bool is_full() const {
    return static_cast<std::size_t>(updates_.updates_size()) >= Publisher::updates_per_frame_max ||
           bytes_ >= Publisher::frame_bytes_goal;
  }

  void finish(std::vector<Delivery>& out) {
    if (first_ == 0) return;
    name_stream(stream_, updates_);
    updates_.mutable_position()->set_token(positions_.seal({stream_, epoch_, last_}));
    v1::ServerFrame frame;
    *frame.mutable_updates() = std::move(updates_);
    Delivery delivery{stream_, first_, last_, rights_changed_, nullptr, nullptr};
    if (who_.binary > 0) delivery.binary = encode_frame(frame, Interest::Encoding::binary);
    if (who_.text > 0) delivery.text = encode_frame(frame, Interest::Encoding::text);
    out.push_back(std::move(delivery));
    updates_.Clear();
    bytes_ = 0;
    first_ = last_ = 0;
    rights_changed_ = false;
  }

private:
  const StreamId stream_;
  const Interest::Counts who_;
  const Positions& positions_;
  const std::uint64_t epoch_;
  v1::Updates updates_;
  std::size_t bytes_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
  bool rights_changed_ = false;
};

bool changes_rights(const log::StreamEntryRecord& entry) {
  return entry.change_case() == log::StreamEntryRecord::kSessionEnded ||
         entry.change_case() == log::StreamEntryRecord::kRightsChanged;
}

}  // namespace

void name_stream(const StreamId& stream, v1::Updates& updates) {
  switch (stream.kind) {
    case StreamKind::community:
      return updates.set_community(true);
    case StreamKind::member_private:
      return updates.set_personal(true);
    case StreamKind::topic_staff:
      return updates.set_staff_topic_id(stream.id);
    case StreamKind::desk:
      return updates.set_desk(true);
    default:
      return updates.set_topic_id(stream.id);
  }
}

net::Frame encode_frame(const v1::ServerFrame& frame, Interest::Encoding encoding) {
  if (encoding == Interest::Encoding::binary) return net::encode_frame(net::Opcode::binary, frame.SerializeAsString());
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(frame, &json);
  return net::encode_frame(net::Opcode::text, json);
}

Publisher::Publisher(const Store& store, Rendered& rendered, const Interest& interest, const Positions& positions,
                     HandOver hand_over)
    : store_(store),
      rendered_(rendered),
      interest_(interest),
      positions_(positions),
      hand_over_(std::move(hand_over)),
      thread_([this] { run(); }) {}

Publisher::~Publisher() {
  stop();
}

void Publisher::committed(Committed batch) {
  const std::lock_guard lock(mutex_);
  const auto entries = batch.added.size();
  if (!skipped_.empty() || (waiting_entries_ != 0 && waiting_entries_ + entries > waiting_entries_max)) {
    skip(batch);
  } else {
    waiting_entries_ += entries;
    waiting_.push_back(std::move(batch));
  }
  wake_.notify_one();
}

void Publisher::skip(const Committed& batch) {
  for (const auto& [stream, offset, entry] : batch.added) {
    auto& skipped = skipped_[stream];
    if (skipped.first == 0) skipped.first = offset;
    skipped.last = offset;
    skipped.rights_changed = skipped.rights_changed || changes_rights(entry);
  }
}

void Publisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Publisher::run() {
  ::pthread_setname_np(::pthread_self(), "plenum-publish");
  for (;;) {
    std::vector<Committed> batches;
    SkippedStreams skipped;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return !waiting_.empty() || stopping_; });
      if (waiting_.empty()) return;
      batches.swap(waiting_);
      skipped.swap(skipped_);
      waiting_entries_ = 0;
    }
    publish(batches, skipped);
  }
}

void Publisher::publish(const std::vector<Committed>& batches, const SkippedStreams& skipped) {
  const auto view = store_.view();
  std::vector<Delivery> made;
  std::map<StreamId, Draft> drafts;
  for (const auto& batch : batches) {
    for (const auto& [stream, offset, entry] : batch.added) {
      auto draft = drafts.find(stream);
      if (draft == drafts.end()) {
        const auto who = interest_.of(stream);
        if (who.none()) continue;
        draft = drafts.emplace(stream, Draft(stream, who, positions_, batch.tail.epoch)).first;
      }
      draft->second.add(offset, project_entry(view, rendered_, stream, entry), changes_rights(entry));
      if (draft->second.is_full()) draft->second.finish(made);
    }
  }
  for (auto& [stream, draft] : drafts) draft.finish(made);
  // Without a frame: whoever follows it reads the log.
  for (const auto& [stream, what] : skipped) {
    if (!interest_.of(stream).none())
      made.push_back({stream, what.first, what.last, what.rights_changed, nullptr, nullptr});
  }
  // Rights first: whoever was put out meanwhile is gone before the rest is sent.
  auto deliveries = std::make_shared<std::vector<Delivery>>();
  std::copy_if(made.begin(), made.end(), std::back_inserter(*deliveries),
               [](const auto& d) { return d.rights_changed; });
  std::copy_if(made.begin(), made.end(), std::back_inserter(*deliveries),
               [](const auto& d) { return !d.rights_changed; });
  if (!deliveries->empty()) hand_over_(std::move(deliveries));
}

}  // namespace plenum
