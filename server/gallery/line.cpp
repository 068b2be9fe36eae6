#include "server/gallery/line.h"

#include "proto/limits.h"
#include "proto/wire.pb.h"
#include "server/gallery/projection.h"
#include "server/gallery/publisher.h"
#include "server/gallery/refusal.h"
#include "server/gateway/codec.h"
#include "storage/machine/notices.h"
#include "storage/machine/streams.h"

namespace plenum {

using Sent = net::WebSocketSession::Sent;

GalleryLine::GalleryLine(GalleryLive& live, Interest::Encoding encoding, Observer observer, bool by_cookie)
    : live_(live),
      encoding_(encoding),
      observer_(std::move(observer)),
      by_cookie_(by_cookie),
      voice_(live.parts_.voices.of(observer_.listening.company)),
      rights_(live.parts_.audience.rights_of(observer_.listening.company)),
      seat_(live.parts_.meter.gauge(observer_)),
      self_(std::make_shared<GalleryLine*>(this)) {}

void GalleryLine::on_open(net::WebSocketSession& session) {
  session_ = &session;
  thread_ = session.thread_index();
  opened_at_ms_ = live_.parts_.now_ms();
  place_ = live_.parts_.meter.place_of(session.peer());
  live_.parts_.meter.seen_at(*seat_, place_, true);
  live_.threads_[thread_]->lines.insert(this);
  live_.threads_[thread_]->hub.subscribe(hearing(StreamId::of_company(observer_.listening.company)), this);
  live_.parts_.audience.add(own_hearing(), encoding_);
  live_.threads_[thread_]->hub.subscribe(own_hearing(), this);
  still_stands();  // what changed since the upgrade was told to nobody
}

void GalleryLine::on_closed(std::uint16_t) {
  seat_->left(place_);
  while (!following_.empty()) unfollow(following_.begin()->first);
  live_.parts_.audience.remove(own_hearing(), encoding_);
  live_.threads_[thread_]->hub.unsubscribe(own_hearing(), this);
  live_.threads_[thread_]->hub.unsubscribe(hearing(StreamId::of_company(observer_.listening.company)), this);
  live_.threads_[thread_]->lines.erase(this);
  self_.reset();
  session_ = nullptr;
}

void GalleryLine::on_sweep() {
  look_at_the_clock();
  if (!greeted_ && live_.parts_.now_ms() - opened_at_ms_ > limits::hello_deadline_ms)
    end(v1::CLOSE_NO_HELLO, "No hello came within ten seconds.");
}

void GalleryLine::on_message(std::string_view payload, bool binary) {
  if (binary != (encoding_ == Interest::Encoding::binary))
    return end(v1::CLOSE_PROTOCOL, "Frames must be of the encoding that was agreed.");
  v1::ObserverFrame frame;
  const auto coding = binary ? Coding::proto : Coding::json;
  if (decode(coding, payload, frame)) return refuse(frame.request());
  if (still_stands()) handle(frame);  // each wish is judged by the licences of now
}

void GalleryLine::handle(const v1::ObserverFrame& frame) {
  if (frame.has_hello() && !greeted_) return greet(frame.request(), frame.hello());
  if (!greeted_) return refuse(frame.request());
  switch (frame.call_case()) {
    case v1::ObserverFrame::kSubscribe:
      return subscribe(frame.request(), frame.subscribe());
    case v1::ObserverFrame::kUnsubscribe:
      return unsubscribe(frame.request(), frame.unsubscribe());
    default:
      return refuse(frame.request());
  }
}

// A cookie alone opens nothing: a page of this house fetched the ticket, and for this very session.
void GalleryLine::greet(std::uint32_t request, const v1::ObserverHello& hello) {
  if (by_cookie_ && live_.tickets().redeem(hello.ticket()) != observer_.session) return refuse(request);
  greeted_ = true;
  if (!may_go_on()) return;
  const auto view = live_.parts_.store.view();
  v1::ObserverReply answer;
  answer.set_request(request);
  auto& welcome = *answer.mutable_hello();
  welcome.set_company(observer_.listening.name);
  for (const auto& grant : observer_.listening.grants)
    *welcome.add_topics() = project_observed_topic(view, *voice_, grant);
  welcome.set_frame_bytes_max(limits::frame_bytes_max);
  welcome.set_heartbeat_ms(limits::heartbeat_ms);
  welcome.set_now_ms(live_.parts_.now_ms());
  reply(std::move(answer));
  look_at_notices();
}

const Grant* GalleryLine::grant_of(const std::string& topic) const {
  for (const auto& grant : observer_.listening.grants) {
    if (voice_->topic(grant.topic) == topic) return &grant;
  }
  return nullptr;
}

// Register, read, merge, go live: whoever reads first loses what happens in between.
void GalleryLine::subscribe(std::uint32_t request, const v1::ObserverSubscribe& wish) {
  const auto* grant = grant_of(wish.topic());
  if (grant == nullptr) return refuse(request);
  const auto stream = grant->stream();
  if (!following_.contains(stream) && following_.size() >= limits::subscriptions_max) return refuse(request);
  std::optional<FeedPosition> since;
  if (wish.has_since()) {
    since = voice_->open(stream, wish.since().token());
    if (!since) return refuse(request);
  }
  follow(stream);
  const auto head = stream_head(live_.parts_.store.view(), stream);
  const auto epoch = live_.parts_.store.tail().epoch;
  const bool recovered =
      since && since->epoch == epoch && since->offset <= head && head - since->offset <= limits::resume_entries_max;
  v1::ObserverReply answer;
  answer.set_request(request);
  answer.mutable_subscribe()->set_recovered(recovered);
  answer.mutable_subscribe()->mutable_position()->set_token(voice_->seal(stream, {epoch, head}));
  auto& following = following_[stream];
  following.delivered = recovered ? since->offset : head;
  following.from_log = following.delivered < head;
  reply(std::move(answer));
  if (session_ != nullptr && following.from_log) line_up(stream, following);
}

void GalleryLine::unsubscribe(std::uint32_t request, const v1::ObserverUnsubscribe& wish) {
  const auto* grant = grant_of(wish.topic());
  if (grant == nullptr) return refuse(request);
  unfollow(grant->stream());
  v1::ObserverReply answer;
  answer.set_request(request);
  answer.mutable_unsubscribe();
  reply(std::move(answer));
}

void GalleryLine::follow(const StreamId& stream) {
  if (following_.contains(stream)) return;
  following_[stream] = {};
  live_.parts_.audience.add(hearing(stream), encoding_);
  live_.threads_[thread_]->hub.subscribe(hearing(stream), this);
}

void GalleryLine::unfollow(StreamId stream) {
  if (following_.erase(stream) == 0) return;
  live_.parts_.audience.remove(hearing(stream), encoding_);
  live_.threads_[thread_]->hub.unsubscribe(hearing(stream), this);
}

// Each costs the same, and says the same; who goes on and on is sent away.
void GalleryLine::refuse(std::uint32_t request) {
  if (++refusals_ > refusals_max) return end(v1::CLOSE_PROTOCOL, "Too much that there is not was asked for.");
  v1::ObserverReply answer;
  answer.set_request(request);
  *answer.mutable_refusal() = observer_refusal();
  reply(std::move(answer));
}

void GalleryLine::reply(v1::ObserverReply answer) {
  if (session_ == nullptr) return;
  v1::GalleryFrame frame;
  *frame.mutable_reply() = std::move(answer);
  if (session_->send(encode_gallery_frame(frame, encoding_)) == Sent::over_limit)
    session_->close(v1::CLOSE_LAGGING, "Too much is waiting to be read. Come back.");
}

void GalleryLine::say_why(const std::string& sentence) {
  v1::GalleryFrame frame;
  frame.mutable_going_away()->set_sentence(sentence);
  (void)session_->send(encode_gallery_frame(frame, encoding_));
}

void GalleryLine::end(std::uint16_t code, const std::string& sentence) {
  if (session_ == nullptr) return;
  say_why(sentence);
  session_->close(code, sentence);
}

void GalleryLine::on_wind_down() {
  say_why("The server restarts. Come back in a moment.");
}

// Whoever has lost anything comes in again, and finds what is left: no line stands on a licence that is not the one it
// was opened with. What was added is simply theirs.
bool GalleryLine::still_stands() {
  if (session_ == nullptr) return false;
  rights_seen_ = rights_->load();  // before the view: what changes in between is looked at again
  const auto view = live_.parts_.store.view();
  auto now = find_observer_by_hash(view, observer_.session, live_.parts_.now_ms());
  if (!now || !still_opens(now->listening, observer_.listening)) {
    end(v1::CLOSE_RIGHTS_CHANGED, "What you may read has changed. Come in again.");
    return false;
  }
  observer_ = *std::move(now);
  return true;
}

// Of what the company may read: it may be over although its frame has been made.
bool GalleryLine::saw_the_last_change() {
  return rights_seen_ == rights_->load() || still_stands();
}

// How many wait, whenever that has changed; what they say is asked for.
void GalleryLine::look_at_notices() {
  if (session_ == nullptr || !greeted_) return;
  const auto company = live_.parts_.store.view().get(key::Company{observer_.listening.company});
  const auto waiting = company ? notices_waiting(*company) : 0;
  if (std::exchange(notices_told_, waiting) == waiting) return;
  v1::GalleryFrame frame;
  frame.mutable_notices()->set_waiting(waiting);
  if (session_->send(encode_gallery_frame(frame, encoding_)) == Sent::over_limit)
    session_->close(v1::CLOSE_LAGGING, "Too much is waiting to be read. Come back.");
}

// Asked before each frame of words: one may go over the budget of the day, none begins beyond it.
bool GalleryLine::may_go_on() {
  const auto until_ms = live_.parts_.meter.spent_until_ms(observer_, *seat_);
  if (until_ms != 0) end(v1::CLOSE_DAY_SPENT, spent_sentence(until_ms));
  return until_ms == 0;
}

void GalleryLine::look_at_the_clock() {
  const auto now_ms = live_.parts_.now_ms();
  const auto is_over = [now_ms](std::int64_t ends_at_ms) { return ends_at_ms != 0 && ends_at_ms <= now_ms; };
  if (is_over(observer_.session_ends_at_ms) || is_over(observer_.listening.until_ms)) still_stands();
}

void GalleryLine::deliver(const GalleryDelivery& delivery) {
  if (session_ == nullptr) return;
  if (delivery.look) {
    if (still_stands()) look_at_notices();
    return;
  }
  look_at_the_clock();
  if (session_ == nullptr || !saw_the_last_change()) return;
  if (delivery.to == own_hearing()) return tell(delivery);
  const auto found = following_.find(delivery.to.stream);
  if (session_ == nullptr || found == following_.end()) return;
  auto& following = found->second;
  if (following.from_log || delivery.last <= following.delivered) return;
  const auto& frame = encoding_ == Interest::Encoding::binary ? delivery.binary : delivery.text;
  const bool fits = delivery.first == following.delivered + 1 && frame;
  if (delivery.shown && !may_go_on()) return;
  const auto sent = fits ? session_->send(frame) : Sent::queued;
  if (sent == Sent::closed) return;
  if (fits && sent == Sent::queued) {
    following.delivered = delivery.last;
    if (delivery.shown) live_.parts_.meter.count_delivered(*seat_, *delivery.shown);
    return;
  }
  following.from_log = true;
  if (!fits) line_up(delivery.to.stream, following);  // else on_drained goes on
}

// It counts nothing and can be searched for again: where the queue is full, or the room still shut, it is left out.
void GalleryLine::tell(const GalleryDelivery& delivery) {
  const auto& frame = encoding_ == Interest::Encoding::binary ? delivery.binary : delivery.text;
  if (session_ != nullptr && greeted_ && frame) (void)session_->send(frame);
}

void GalleryLine::on_drained() {
  for (auto& [stream, following] : following_) {
    if (following.from_log) line_up(stream, following);
  }
}

// In a turn of its own, behind all that was handed over before it.
void GalleryLine::line_up(const StreamId& stream, Following& following) {
  if (std::exchange(following.lined_up, true)) return;
  live_.parts_.io.post(thread_, [weak = std::weak_ptr<GalleryLine*>(self_), stream] {
    if (const auto self = weak.lock()) (*self)->read_on(stream);
  });
}

void GalleryLine::read_on(const StreamId& stream) {
  const auto found = following_.find(stream);
  if (session_ == nullptr || found == following_.end()) return;
  auto& following = found->second;
  following.lined_up = false;
  if (!following.from_log || !still_stands()) return;
  const auto* grant = observer_.listening.of(TopicId{stream.id});
  if (grant == nullptr || grant->stream() != stream) return;
  const auto view = live_.parts_.store.view();
  const auto head = stream_head(view, stream);
  if (following.delivered < head) {
    if (head - following.delivered > limits::resume_entries_max)
      return end(v1::CLOSE_LAGGING, "Too far behind. Come back.");
    const auto last = std::min(head, following.delivered + entries_per_piece);
    std::vector<std::string> shown;
    const auto piece = piece_after(*grant, following.delivered, last, view, shown);
    if (!shown.empty() && !may_go_on()) return;
    if (session_->send(piece) != Sent::queued) return;
    live_.parts_.meter.count_caught_up(*seat_, shown);
    following.delivered = last;
  }
  following.from_log = following.delivered < head;
  if (following.from_log) line_up(stream, following);
}

net::Frame GalleryLine::piece_after(const Grant& grant, std::uint64_t from, std::uint64_t last, const StoreView& view,
                                    std::vector<std::string>& shown) const {
  v1::GalleryFrame frame;
  auto& updates = *frame.mutable_updates();
  updates = observed_updates(*voice_, grant, {live_.parts_.store.tail().epoch, last});
  view.scan(key::StreamEntry{grant.stream(), from + 1}, key::StreamEntry{grant.stream(), last + 1},
            [&](const key::Any&, std::string_view bytes) {
              log::StreamEntryRecord change;
              if (!change.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
              auto update = project_observed(view, *voice_, grant, change);
              if (!update) return true;
              if (shows_words(*update)) shown.push_back(change.gallery_entry());
              *updates.add_updates() = *std::move(update);
              return true;
            });
  return encode_gallery_frame(frame, encoding_);
}

}  // namespace plenum
