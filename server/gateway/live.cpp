#include "server/gateway/live.h"

#include "server/gateway/live_client.h"
#include "server/hub/publisher.h"
#include "server/projection/member_projection.h"

namespace plenum {

Live::Live(Parts parts) : parts_(std::move(parts)) {
  for (unsigned i = 0; i < parts_.io.size(); ++i) {
    hubs_.push_back(std::make_unique<SessionHub>());
    catch_ups_.push_back(std::make_unique<CatchUp>(parts_.io, i, parts_.store,
                                                   LogPieces(parts_.store, parts_.rendered, parts_.positions)));
  }
  presences_.resize(parts_.io.size());
}

Live::~Live() = default;

std::optional<Interest::Encoding> Live::encoding_of(std::string_view subprotocol) {
  if (subprotocol == "plenum.v1.proto") return Interest::Encoding::binary;
  if (subprotocol == "plenum.v1.json") return Interest::Encoding::text;
  return {};
}

std::unique_ptr<net::WebSocketClient> Live::make_client(Interest::Encoding encoding, Caller caller) {
  return std::make_unique<LiveClient>(*this, encoding, std::move(caller));
}

void Live::hand_over(Deliveries deliveries) {
  for (unsigned i = 0; i < parts_.io.size(); ++i) {
    parts_.io.post(i, [this, i, deliveries] {
      for (const auto& delivery : *deliveries) {
        hubs_[i]->publish(delivery.stream, [&](LiveClient* client) { client->deliver(delivery); });
      }
    });
  }
}

v1::ServerFrame presence_frame(const View& view, TopicId topic, const std::vector<Presence::Thread>& threads) {
  v1::ServerFrame frame;
  auto& presence = *frame.mutable_presence();
  presence.set_topic_id(topic.value);
  for (const auto& thread : threads) {
    auto& shown = *presence.add_threads();
    shown.set_thread_id(thread.thread.value);
    shown.set_here_total(thread.here_total);
    for (const auto member : thread.here) *shown.add_here() = project_member(view, member);
    for (const auto member : thread.typing) *shown.add_typing() = project_member(view, member);
  }
  return frame;
}

v1::ServerFrame desk_presence_frame(const View& view, const DeskPresence::Report& report) {
  v1::ServerFrame frame;
  auto& shown = *frame.mutable_desk_presence()->add_reports();
  shown.set_post_id(report.post.value);
  for (const auto member : report.here) *shown.add_here() = project_member(view, member);
  return frame;
}

void Live::tick(std::int64_t now_ms) {
  auto whispers = std::make_shared<std::vector<Delivery>>();
  whisper_presence(now_ms, *whispers);
  whisper_desk(now_ms, *whispers);
  whisper_places(*whispers);
  // Before the whispers: a picture older than they are must not be shown to whoever arrives behind them.
  for (unsigned i = 0; i < parts_.io.size(); ++i) parts_.io.post(i, [this, i] { forget_on(i); });
  if (!whispers->empty()) hand_over(std::move(whispers));
}

void Live::whisper_presence(std::int64_t now_ms, std::vector<Delivery>& whispers) {
  const auto changes = parts_.presence.take_changes(now_ms);
  if (changes.empty()) return;
  const auto view = parts_.store.view();
  for (const auto& [topic, threads] : changes) {
    const auto stream = StreamId::of_members(topic);
    if (auto whisper = whisper_of(stream, presence_frame(view, topic, threads)))
      whispers.push_back(*std::move(whisper));
  }
}

// A frame for each report: those who may read one need not be those who may read the next.
void Live::whisper_desk(std::int64_t now_ms, std::vector<Delivery>& whispers) {
  const auto changes = desk_.take_changes(now_ms);
  if (changes.empty()) return;
  const auto view = parts_.store.view();
  for (const auto& report : changes) {
    const auto post = view.get(key::Post{report.post});
    if (!post) continue;
    for (const auto& stream : {StreamId::of_desk(), StreamId::of_staff(TopicId{post->topic()})}) {
      auto whisper = whisper_of(stream, desk_presence_frame(view, report));
      if (!whisper) continue;
      whisper->not_for = MemberId{post->author()};
      whispers.push_back(*std::move(whisper));
    }
  }
}

void Live::whisper_places(std::vector<Delivery>& whispers) {
  decltype(places_) moved;
  {
    const std::lock_guard lock(places_mutex_);
    moved.swap(places_);
  }
  for (const auto& [whose, place] : moved) {
    v1::ServerFrame frame;
    auto& move = *frame.mutable_updates()->add_updates()->mutable_cursor();
    frame.mutable_updates()->set_personal(true);
    move.set_thread_id(whose.second.value);
    move.set_place(place);
    if (auto whisper = whisper_of(StreamId::of_member(whose.first), frame)) whispers.push_back(*std::move(whisper));
  }
}

CatchUp::Counts Live::frames_caught_up() const {
  CatchUp::Counts all;
  for (const auto& each : catch_ups_) {
    all.made += each->counts().made;
    all.sent += each->counts().sent;
  }
  return all;
}

void Live::forget_on(unsigned thread) {
  presences_[thread].clear();
  catch_ups_[thread]->pieces().forget_old();
}

const net::Frame& Live::presence_now(unsigned thread, TopicId topic, Interest::Encoding encoding) {
  auto& frames = presences_[thread];
  const auto [at, is_new] = frames.try_emplace({topic, encoding});
  if (!is_new) return at->second;
  const auto threads = parts_.presence.now(topic);
  if (!threads.empty()) at->second = encode_frame(presence_frame(parts_.store.view(), topic, threads), encoding);
  return at->second;
}

// Encoded once per encoding that somebody listens in; nothing where nobody does.
std::optional<Delivery> Live::whisper_of(const StreamId& stream, const v1::ServerFrame& frame) const {
  const auto who = parts_.interest.of(stream);
  if (who.none()) return {};
  Delivery whisper{stream, 0, 0, false, nullptr, nullptr};
  if (who.binary > 0) whisper.binary = encode_frame(frame, Interest::Encoding::binary);
  if (who.text > 0) whisper.text = encode_frame(frame, Interest::Encoding::text);
  return whisper;
}

void Live::tell_devices(MemberId member, ThreadId thread, Place place) {
  const std::lock_guard lock(places_mutex_);
  auto& moved = places_[{member, thread}];
  moved = std::max(moved, place);
}

}  // namespace plenum
