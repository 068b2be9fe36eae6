#include "server/gateway/live.h"

#include "server/gateway/live_client.h"
#include "server/hub/publisher.h"
#include "server/projection/member_projection.h"

namespace plenum {

Live::Live(Parts parts) : parts_(std::move(parts)) {
  for (unsigned i = 0; i < parts_.io.size(); ++i) hubs_.push_back(std::make_unique<SessionHub>());
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

void Live::tick(std::int64_t now_ms) {
  const auto changes = parts_.presence.take_changes(now_ms);
  if (changes.empty()) return;
  const auto view = parts_.store.view();
  auto whispers = std::make_shared<std::vector<Delivery>>();
  for (const auto& [topic, threads] : changes) {
    const auto stream = StreamId::of_members(topic);
    if (auto whisper = whisper_of(stream, presence_frame(view, topic, threads)))
      whispers->push_back(*std::move(whisper));
  }
  if (!whispers->empty()) hand_over(std::move(whispers));
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
  const auto stream = StreamId::of_member(member);
  v1::ServerFrame frame;
  auto& move = *frame.mutable_updates()->add_updates()->mutable_cursor();
  frame.mutable_updates()->set_personal(true);
  move.set_thread_id(thread.value);
  move.set_place(place);
  if (auto whisper = whisper_of(stream, frame))
    hand_over(std::make_shared<std::vector<Delivery>>(1, *std::move(whisper)));
}

}  // namespace plenum
