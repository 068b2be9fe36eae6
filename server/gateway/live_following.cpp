// How a live line follows streams: live, or from the log.
#include "proto/limits.h"
#include "server/gateway/live_client.h"
#include "server/hub/publisher.h"
#include "server/projection/member_projection.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

// A whisper is not worth making a slow line slower.
constexpr std::size_t whisper_queue_bytes_max = 64 * 1024;
constexpr int entries_per_turn_max = 64;

}  // namespace

std::optional<StreamId> LiveClient::stream_of(const v1::SubscribeRequest& wish) const {
  switch (wish.stream_case()) {
    case v1::SubscribeRequest::kCommunity:
      return StreamId::of_community();
    case v1::SubscribeRequest::kPersonal:
      return StreamId::of_member(caller_.principal.member);
    case v1::SubscribeRequest::kTopicId:
      return StreamId::of_members(TopicId{wish.topic_id()});
    case v1::SubscribeRequest::kStaffTopicId:  // the chair's streams are not served yet
    case v1::SubscribeRequest::kDesk:
    case v1::SubscribeRequest::STREAM_NOT_SET:
      return {};
  }
  return {};
}

// Register, read, merge, go live: whoever reads first loses what happens in between.
void LiveClient::subscribe(std::uint32_t request, const v1::SubscribeRequest& wish) {
  const auto stream = stream_of(wish);
  if (!stream) return refuse(request, refusal_of(Fault{v1::FIELD_INVALID, "stream"}));
  if (!following_.contains(*stream) && following_.size() >= limits::subscriptions_max) {
    return refuse(request, refusal_of(v1::TOO_MANY_SUBSCRIPTIONS));
  }
  if (stream->kind == StreamKind::topic_members) {
    const auto topic = live_.parts_.store.view().get(key::Topic{TopicId{stream->id}});
    if (!topic || !can_see(caller_.principal, *topic))
      return refuse(request, refusal_of(Fault{v1::NOT_FOUND, "topic_id"}));
  }
  std::optional<StreamPosition> since;
  if (wish.has_since() && !wish.since().token().empty()) {
    since = live_.parts_.positions.open(wish.since().token());
    if (!since || since->stream != *stream) return refuse(request, refusal_of(Fault{v1::POSITION_UNKNOWN, "since"}));
  }
  follow(*stream, 0);
  const auto head = stream_head(live_.parts_.store.view(), *stream);
  const bool same_epoch = since && since->epoch == live_.parts_.store.tail().epoch;
  const bool within_reach = since && since->offset <= head && head - since->offset <= limits::resume_entries_max;
  v1::Reply answer;
  answer.set_request(request);
  answer.mutable_subscribe()->set_recovered(same_epoch && within_reach);
  *answer.mutable_subscribe()->mutable_position() = position_at(*stream, head);
  auto& following = following_[*stream];
  following.delivered = same_epoch && within_reach ? since->offset : head;
  following.from_log = following.delivered < head;
  reply(std::move(answer));
  if (following.from_log) read_from_log(*stream);
  if (stream->kind == StreamKind::topic_members) show_presence(TopicId{stream->id});
}

void LiveClient::show_presence(TopicId topic) {
  const auto threads = live_.parts_.presence.now(topic);
  if (!threads.empty()) (void)send(presence_frame(live_.parts_.store.view(), topic, threads));
}

void LiveClient::unsubscribe(std::uint32_t request, const v1::UnsubscribeRequest& wish) {
  unfollow(StreamId::of_members(TopicId{wish.topic_id()}));
  v1::Reply answer;
  answer.set_request(request);
  answer.mutable_unsubscribe();
  reply(std::move(answer));
}

void LiveClient::follow(const StreamId& stream, std::uint64_t delivered) {
  if (following_.contains(stream)) return;
  following_[stream] = {delivered, false};
  live_.parts_.interest.add(stream, encoding_);
  live_.hubs_[thread_]->subscribe(stream, this);
}

void LiveClient::unfollow(StreamId stream) {
  if (following_.erase(stream) == 0) return;
  live_.parts_.interest.remove(stream, encoding_);
  live_.hubs_[thread_]->unsubscribe(stream, this);
}

void LiveClient::deliver(const Delivery& delivery) {
  const auto found = following_.find(delivery.stream);
  if (found == following_.end() || session_ == nullptr) return;
  const auto& frame = encoding_ == Interest::Encoding::binary ? delivery.binary : delivery.text;
  if (delivery.is_whisper()) {
    if (frame && late_.empty() && session_->queued_bytes() < whisper_queue_bytes_max) (void)session_->send(frame);
    return;
  }
  if (delivery.rights_changed && !still_stands()) return;
  auto& following = found->second;
  if (following.from_log || delivery.last <= following.delivered) return;
  const bool fits = delivery.first == following.delivered + 1 && frame;
  if (fits && late_.empty() && session_->send(frame) == net::WebSocketSession::Sent::queued) {
    following.delivered = delivery.last;
    return;
  }
  following.from_log = true;
  if (!fits) read_from_log(delivery.stream);  // else on_drained goes on
}

void LiveClient::on_drained() {
  if (!send_late_replies()) return;
  std::vector<StreamId> behind;
  for (const auto& [stream, following] : following_) {
    if (following.from_log) behind.push_back(stream);
  }
  for (const auto& stream : behind) read_from_log(stream);
}

void LiveClient::read_from_log(const StreamId& stream) {
  const auto found = following_.find(stream);
  if (found == following_.end() || session_ == nullptr) return;
  if (!late_.empty()) return;  // on_drained goes on
  const auto view = live_.parts_.store.view();
  const auto head = stream_head(view, stream);
  if (!send_from_log(stream, found->second, view, head)) return;  // the queue is full: on_drained goes on
  if (found->second.delivered >= head) {
    found->second.from_log = false;
    return;
  }
  // More than one turn's worth: let others have theirs.
  std::weak_ptr<LiveClient*> weak = self_;
  live_.parts_.io.post(thread_, [weak, stream] {
    if (const auto self = weak.lock()) (*self)->read_from_log(stream);
  });
}

bool LiveClient::send_from_log(const StreamId& stream, Following& following, const StoreView& view,
                               std::uint64_t head) {
  v1::ServerFrame frame;
  auto& updates = *frame.mutable_updates();
  std::uint64_t last = following.delivered;
  std::size_t bytes = 0;
  view.scan(key::StreamEntry{stream, following.delivered + 1}, key::StreamEntry{stream, head + 1},
            [&](const key::Any& key, std::string_view value) {
              log::StreamEntryRecord entry;
              entry.ParseFromArray(value.data(), static_cast<int>(value.size()));
              last = std::get<key::StreamEntry>(key).offset;
              if (auto update = project_entry(view, live_.parts_.rendered, entry, &caller_.principal)) {
                bytes += update->ByteSizeLong();
                *updates.add_updates() = *std::move(update);
              }
              return updates.updates_size() < entries_per_turn_max && bytes < Publisher::frame_bytes_goal;
            });
  if (last == following.delivered) last = head;
  name_stream(stream, updates);
  *updates.mutable_position() = position_at(stream, last);
  if (send(frame) != net::WebSocketSession::Sent::queued) return false;
  following.delivered = last;
  return true;
}

v1::Position LiveClient::position_at(const StreamId& stream, std::uint64_t offset) const {
  v1::Position position;
  position.set_token(live_.parts_.positions.seal({stream, live_.parts_.store.tail().epoch, offset}));
  return position;
}

}  // namespace plenum
