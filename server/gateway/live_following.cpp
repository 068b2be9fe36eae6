// How a live line follows streams: live, or from the log.
#include "proto/limits.h"
#include "server/gateway/live_client.h"
#include "server/hub/publisher.h"
#include "server/projection/member_projection.h"
#include "storage/machine/check_report.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

// A whisper is not worth making a slow line slower.
constexpr std::size_t whisper_queue_bytes_max = 64 * 1024;

}  // namespace

std::optional<StreamId> LiveClient::stream_of(const v1::SubscribeRequest& wish) const {
  switch (wish.stream_case()) {
    case v1::SubscribeRequest::kCommunity:
      return StreamId::of_community();
    case v1::SubscribeRequest::kPersonal:
      return StreamId::of_member(caller_.principal.member);
    case v1::SubscribeRequest::kTopicId:
      return StreamId::of_members(TopicId{wish.topic_id()});
    case v1::SubscribeRequest::kStaffTopicId:
      return StreamId::of_staff(TopicId{wish.staff_topic_id()});
    case v1::SubscribeRequest::kDesk:
      return StreamId::of_desk();
    case v1::SubscribeRequest::STREAM_NOT_SET:
      return {};
  }
  return {};
}

// Who may hear a stream. Asked when it is followed, and again whenever the follower's rights have changed.
Check LiveClient::check_follow(const StreamId& stream) const {
  const auto& who = caller_.principal;
  const TopicId id{stream.id};
  switch (stream.kind) {
    case StreamKind::community:
      return check_may(who, Action::read_community);
    case StreamKind::member_private:
      return MemberId{stream.id} == who.member ? Check{} : Check{Fault{v1::NOT_FOUND}};
    case StreamKind::desk:
      return check_may(who, Action::see_people);
    case StreamKind::topic_members:
    case StreamKind::topic_staff: {
      const bool staff = stream.kind == StreamKind::topic_staff;
      const auto topic = live_.parts_.store.view().get(key::Topic{id});
      const bool seen = topic && can_see(who, *topic);
      if (staff) {
        if (auto fault = check_may_at(who, Action::read_staff, seen ? std::optional(id) : std::nullopt)) return fault;
      }
      return seen ? Check{} : Check{Fault{v1::NOT_FOUND, staff ? "staff_topic_id" : "topic_id"}};
    }
    default:
      return Fault{v1::NOT_FOUND};
  }
}

// Nothing is delivered under rights that are gone.
void LiveClient::leave_what_is_closed() {
  std::vector<StreamId> closed;
  for (const auto& [stream, following] : following_) {
    if (check_follow(stream)) closed.push_back(stream);
  }
  for (const auto& stream : closed) unfollow(stream);
}

// Register, read, merge, go live: whoever reads first loses what happens in between.
void LiveClient::subscribe(std::uint32_t request, const v1::SubscribeRequest& wish) {
  const auto stream = stream_of(wish);
  if (!stream) return refuse(request, refusal_of(Fault{v1::FIELD_INVALID, "stream"}));
  if (!following_.contains(*stream) && following_.size() >= limits::subscriptions_max) {
    return refuse(request, refusal_of(v1::TOO_MANY_SUBSCRIPTIONS));
  }
  if (const auto fault = check_follow(*stream)) return refuse(request, refusal_of(*fault));
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
  if (following.from_log) line_up(*stream, following);
  if (stream->kind == StreamKind::topic_members) show_presence(TopicId{stream->id});
  if (stream->kind == StreamKind::desk || stream->kind == StreamKind::topic_staff) show_desk_presence(*stream);
}

void LiveClient::show_presence(TopicId topic) {
  if (const auto& frame = live_.presence_now(thread_, topic, encoding_)) (void)session_->send(frame);
}

void LiveClient::show_desk_presence(const StreamId& stream) {
  const auto view = live_.parts_.store.view();
  for (const auto& report : live_.desk_.now()) {
    const auto post = view.get(key::Post{report.post});
    const bool here = post && (stream.kind == StreamKind::desk || stream.id == post->topic());
    if (here && can_see_reports(caller_.principal, *post)) (void)send(desk_presence_frame(view, report));
  }
}

void LiveClient::unsubscribe(std::uint32_t request, const v1::UnsubscribeRequest& wish) {
  if (wish.topic_id() != 0) unfollow(StreamId::of_members(TopicId{wish.topic_id()}));
  if (wish.staff_topic_id() != 0) unfollow(StreamId::of_staff(TopicId{wish.staff_topic_id()}));
  if (wish.desk()) unfollow(StreamId::of_desk());
  v1::Reply answer;
  answer.set_request(request);
  answer.mutable_unsubscribe();
  reply(std::move(answer));
}

void LiveClient::follow(const StreamId& stream, std::uint64_t delivered) {
  if (following_.contains(stream)) return;
  following_[stream] = {delivered, false, false};
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
    const bool own_matter = delivery.not_for && delivery.not_for == caller_.principal.member;
    if (own_matter && !can_do(caller_.principal, Action::take_over_report)) return;
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
  if (!fits) line_up(delivery.stream, following);  // else on_drained goes on
}

// Whose turn it is goes on behind the stream that was read last: a busy one must not starve the rest.
void LiveClient::on_drained() {
  if (!send_late_replies()) return;
  const auto from = following_.upper_bound(read_last_);
  for (auto it = from; it != following_.end(); ++it) {
    if (it->second.from_log) line_up(it->first, it->second);
  }
  for (auto it = following_.begin(); it != from; ++it) {
    if (it->second.from_log) line_up(it->first, it->second);
  }
}

void LiveClient::line_up(const StreamId& stream, Following& following) {
  if (std::exchange(following.lined_up, true)) return;
  live_.catch_ups_[thread_]->line_up(self_, stream);
}

bool LiveClient::read_on(const StreamId& stream, const StoreView& view) {
  const auto found = following_.find(stream);
  if (found == following_.end() || session_ == nullptr) return false;
  auto& following = found->second;
  following.lined_up = false;
  if (!following.from_log || !late_.empty()) return false;  // behind late answers on_drained goes on
  const auto head = stream_head(view, stream);
  if (following.delivered < head) {
    if (head - following.delivered > limits::resume_entries_max) {
      session_->close(v1::CLOSE_LAGGING, "Too far behind. Come back.");
      return false;
    }
    const auto piece = live_.catch_ups_[thread_]->pieces().after(stream, following.delivered, encoding_, view, head);
    if (session_->send(piece.frame) != net::WebSocketSession::Sent::queued) return false;  // on_drained goes on
    following.delivered = piece.last;
    read_last_ = stream;
  }
  following.from_log = following.delivered < head;
  following.lined_up = following.from_log;
  return following.from_log;
}

v1::Position LiveClient::position_at(const StreamId& stream, std::uint64_t offset) const {
  v1::Position position;
  position.set_token(live_.parts_.positions.seal({stream, live_.parts_.store.tail().epoch, offset}));
  return position;
}

}  // namespace plenum
