#include "server/gateway/live_client.h"

#include <chrono>

#include <google/protobuf/descriptor.h>

#include "proto/limits.h"
#include "server/gateway/codec.h"
#include "server/hub/publisher.h"
#include "server/identity/sessions.h"
#include "server/projection/member_projection.h"
#include "storage/machine/check_report.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

// Answers kept for a line whose queue is full. One may be longer, or a long page could never be read.
constexpr std::size_t late_bytes_max = 4 * 1024 * 1024;

std::int64_t wall_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t steady_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

Coding coding_of(Interest::Encoding encoding) {
  return encoding == Interest::Encoding::binary ? Coding::proto : Coding::json;
}

void add_limits(v1::Limits& limits) {
  limits.set_frame_bytes_max(limits::frame_bytes_max);
  limits.set_body_bytes_max(limits::body_source_bytes_max);
  limits.set_title_characters_max(limits::title_characters_max);
  limits.set_handle_characters_max(limits::handle_characters_max);
  limits.set_page_posts_max(limits::page_posts_max);
  limits.set_subscriptions_max(limits::subscriptions_max);
  limits.set_emoji_per_post_max(limits::emoji_per_post_max);
  limits.set_mentions_per_post_max(limits::mentions_per_post_max);
  limits.set_heartbeat_ms(limits::heartbeat_ms);
}

// "write_post" -> "WritePost": a call's field and its method have one name.
std::string method_of(const std::string& field) {
  std::string method;
  bool upper = true;
  for (const char c : field) {
    if (c == '_') {
      upper = true;
      continue;
    }
    method.push_back(upper ? static_cast<char>(c - 'a' + 'A') : c);
    upper = false;
  }
  return method;
}

}  // namespace

LiveClient::LiveClient(Live& live, Interest::Encoding encoding, Caller caller)
    : live_(live),
      encoding_(encoding),
      connection_(live.next_connection_.fetch_add(1)),
      caller_(std::move(caller)),
      self_(std::make_shared<LiveClient*>(this)) {
  live_.connections_.fetch_add(1);
}

LiveClient::~LiveClient() {
  live_.connections_.fetch_sub(1);
}

void LiveClient::on_open(net::WebSocketSession& session) {
  session_ = &session;
  thread_ = session.thread_index();
  opened_at_ms_ = steady_clock_ms();
}

// About once a second. Deadlines are looked at here, so that a line needs no timer of its own.
void LiveClient::on_sweep() {
  whispers_left_ = whispers_per_sweep;
  if (const auto wish = std::exchange(look_later_, {}); wish && greeted_) look(*wish);
  if (!greeted_ && steady_clock_ms() - opened_at_ms_ > limits::hello_deadline_ms)
    session_->close(v1::CLOSE_NO_HELLO, "No hello came within ten seconds.");
}

void LiveClient::on_closed(std::uint16_t) {
  while (!following_.empty()) unfollow(following_.begin()->first);
  live_.parts_.presence.look(connection_, caller_.principal.member, TopicId{}, ThreadId{});
  live_.desk_.look(connection_, caller_.principal.member, PostId{});
  session_->count_held(-static_cast<std::ptrdiff_t>(late_bytes_));
  self_.reset();
  session_ = nullptr;
}

void LiveClient::on_message(std::string_view payload, bool binary) {
  if (binary != (encoding_ == Interest::Encoding::binary)) {
    return session_->close(v1::CLOSE_PROTOCOL, "Frames must be of the encoding that was agreed.");
  }
  v1::ClientFrame frame;
  if (const auto code = decode(coding_of(encoding_), payload, frame)) return refuse(frame.request(), refusal_of(*code));
  handle(frame);
}

void LiveClient::handle(const v1::ClientFrame& frame) {
  if (frame.call_case() == v1::ClientFrame::CALL_NOT_SET)
    return refuse(frame.request(), refusal_of(v1::UNKNOWN_METHOD));
  if (frame.call_case() == v1::ClientFrame::kHello) return greet(frame.request(), frame.hello());
  if (!greeted_) return refuse(frame.request(), refusal_of(v1::HELLO_FIRST));
  if (!still_stands()) return;  // as with HTTP, each wish is judged by the rights of now
  switch (frame.call_case()) {
    case v1::ClientFrame::kSubscribe:
      return subscribe(frame.request(), frame.subscribe());
    case v1::ClientFrame::kUnsubscribe:
      return unsubscribe(frame.request(), frame.unsubscribe());
    case v1::ClientFrame::kLooking:
      return look(frame.looking());
    case v1::ClientFrame::kTyping:
      return type();
    default:
      return call(frame.request(), frame);
  }
}

void LiveClient::greet(std::uint32_t request, const v1::Hello& hello) {
  if (greeted_) return refuse(request, refusal_of(v1::ALREADY_GREETED));
  const auto view = live_.parts_.store.view();
  if (!hello.ticket().empty()) {
    const auto session = live_.parts_.tickets.redeem(hello.ticket());
    const auto found = session ? find_session_by_hash(view, *session, wall_clock_ms()) : std::nullopt;
    if (found) {
      const auto address = caller_.address;
      caller_ = *found;
      caller_.address = address;
    }
  }
  if (!caller_.is_signed_in()) {
    refuse(request, refusal_of(v1::UNAUTHENTICATED));
    return session_->close(v1::CLOSE_SIGNED_OUT, "Sign in first.");
  }
  if (auto fault = check_may(caller_.principal, Action::read_community)) {
    refuse(request, refusal_of(*fault));
    return session_->close(v1::CLOSE_RIGHTS_CHANGED, "Your own page says why.");
  }
  greeted_ = true;
  v1::Reply answer;
  answer.set_request(request);
  auto& welcome = *answer.mutable_hello();
  *welcome.mutable_you() = project_member(view, caller_.principal.member);
  welcome.set_community(live_.parts_.community);
  add_limits(*welcome.mutable_limits());
  welcome.set_now_ms(wall_clock_ms());
  const auto own = StreamId::of_member(caller_.principal.member);
  // Everybody follows the own stream: it tells when the session has ended.
  follow(own, 0);
  // A session that ended since the upgrade, or just now: told to nobody, for nobody followed the own stream yet.
  if (!still_stands()) return;
  const auto after = live_.parts_.store.view();
  following_[own].delivered = stream_head(after, own);
  *welcome.mutable_private_position() = position_at(own, following_[own].delivered);
  *welcome.mutable_community_position() =
      position_at(StreamId::of_community(), stream_head(after, StreamId::of_community()));
  reply(std::move(answer));
}

bool LiveClient::may_whisper() {
  if (whispers_left_ == 0) return false;
  --whispers_left_;
  return true;
}

void LiveClient::look(const v1::Looking& wish) {
  if (!may_whisper()) {
    look_later_ = wish;
    return;
  }
  look_later_.reset();
  look_at_thread(ThreadId{wish.thread_id()});
  look_at_report(PostId{wish.report_post_id()});
}

void LiveClient::look_at_thread(ThreadId id) {
  const auto thread = live_.parts_.store.view().get(key::Thread{id});
  // Where nobody else may look, nobody is seen looking.
  const bool visible = thread && can_see(caller_.principal, *thread) && !thread->held();
  live_.parts_.presence.look(connection_, caller_.principal.member, TopicId{visible ? thread->topic() : 0},
                             visible ? id : ThreadId{});
}

// Whoever may not read a report is not seen at it, nor learns whether there is one. Asked again when rights change.
void LiveClient::look_at_report(PostId id) {
  if (!id && !report_looked_at_) return;
  const auto view = live_.parts_.store.view();
  const auto post = view.get(key::Post{id});
  const bool readable = post && view.get(key::Report{id}) && can_see_reports(caller_.principal, *post);
  report_looked_at_ = readable ? id : PostId{};
  live_.desk_.look(connection_, caller_.principal.member, report_looked_at_);
}

void LiveClient::type() {
  if (may_whisper() && can_do(caller_.principal, Action::write))
    live_.parts_.presence.type(connection_, wall_clock_ms());
}

void LiveClient::call(std::uint32_t request, const v1::ClientFrame& frame) {
  if (calls_waiting_ >= limits::calls_waiting_max) return refuse(request, refusal_of(Fault{v1::TOO_FAST}, 1'000));
  const auto* field = v1::ClientFrame::descriptor()->FindFieldByNumber(static_cast<int>(frame.call_case()));
  const auto name = field->name();
  const auto* method = live_.parts_.members.find(method_of(name));
  if (method == nullptr) return refuse(request, refusal_of(v1::UNKNOWN_METHOD));
  ++calls_waiting_;
  auto& io = live_.parts_.io;
  const auto thread = thread_;
  std::weak_ptr<LiveClient*> weak = self_;
  Answer answer([weak, request, name, &io, thread](Answer::Given given) {
    const auto shared = std::make_shared<Answer::Given>(std::move(given));
    io.post(thread, [weak, request, name, shared] {
      const auto self = weak.lock();
      if (!self) return;
      auto& client = **self;
      --client.calls_waiting_;
      if (!shared->message) return client.refuse(request, shared->refusal);
      v1::Reply answer_frame;
      answer_frame.set_request(request);
      client.fill_reply(answer_frame, name, *shared->message);
      client.reply(std::move(answer_frame));
    });
  });
  Service::call(*method, caller_, frame.GetReflection()->GetMessage(frame, field), std::move(answer));
}

void LiveClient::fill_reply(v1::Reply& reply, const std::string& field, const google::protobuf::Message& message) {
  const auto* slot = v1::Reply::descriptor()->FindFieldByName(field);
  reply.GetReflection()->MutableMessage(&reply, slot)->CopyFrom(message);
}

// The session or its rights have changed: look again, on the thread that delivers.
bool LiveClient::still_stands() {
  const auto view = live_.parts_.store.view();
  const auto found = find_session_by_hash(view, caller_.session, wall_clock_ms());
  if (!found) {
    session_->close(v1::CLOSE_SIGNED_OUT, "Your session has ended. Sign in again.");
    return false;
  }
  const bool same = found->principal.rights_version == caller_.principal.rights_version;
  caller_.principal = found->principal;
  if (same) return true;
  if (!can_do(caller_.principal, Action::read_community)) {
    session_->close(v1::CLOSE_RIGHTS_CHANGED, "What you may do has changed. Sign in again.");
    return false;
  }
  leave_what_is_closed();
  look_at_report(report_looked_at_);
  return true;
}

net::WebSocketSession::Sent LiveClient::send(const v1::ServerFrame& frame) {
  return session_->send(encode_frame(frame, encoding_));
}

// A long page behind a few updates is no fault of the peer: it waits. Only who asks on and on without reading is sent
// away, and can ask again.
void LiveClient::reply(v1::Reply answer) {
  if (session_ == nullptr) return;
  v1::ServerFrame frame;
  *frame.mutable_reply() = std::move(answer);
  auto encoded = encode_frame(frame, encoding_);
  if (late_.empty() && session_->send(encoded) != net::WebSocketSession::Sent::over_limit) return;
  const auto bytes = encoded->bytes.size();
  if (!late_.empty() && late_bytes_ + bytes > std::min(late_bytes_max, late_bytes_ + session_->room())) {
    return session_->close(v1::CLOSE_LAGGING, "Too much is waiting to be read. Come back.");
  }
  late_bytes_ += bytes;
  session_->count_held(static_cast<std::ptrdiff_t>(bytes));
  late_.push_back(std::move(encoded));
}

bool LiveClient::send_late_replies() {
  std::size_t sent = 0;
  std::size_t bytes = 0;
  while (sent < late_.size() && session_->send(late_[sent]) != net::WebSocketSession::Sent::over_limit)
    bytes += late_[sent++]->bytes.size();
  late_.erase(late_.begin(), late_.begin() + static_cast<std::ptrdiff_t>(sent));
  late_bytes_ -= bytes;
  session_->count_held(-static_cast<std::ptrdiff_t>(bytes));
  if (late_.empty()) late_ = {};
  return late_.empty();
}

void LiveClient::refuse(std::uint32_t request, const v1::Refusal& refusal) {
  v1::Reply answer;
  answer.set_request(request);
  *answer.mutable_refusal() = refusal;
  reply(std::move(answer));
}

}  // namespace plenum
