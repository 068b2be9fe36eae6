#include "tests/net/strict/square.h"

#include "tests/net/strict/word.h"

namespace plenum::test {

using Sent = net::WebSocketSession::Sent;

Script Square::script() {
  auto self = std::make_shared<Standing>();
  Script script;
  script.on_open = [this, self](auto& session) {
    ++sessions;
    self->session = &session;
    self->place = session.thread_index();
    places_[self->place].push_back(self);
  };
  script.on_message = [this](auto& session, std::string_view payload, bool) {
    if (payload == "leave") return session.close(4000, "as you wish");
    if (understood(payload)) say(session.thread_index(), payload);
  };
  script.on_drained = [this, self](auto& session) {
    ++drained;
    self->lagging = session.send(net::encode_frame(net::Opcode::text, gap_mark)) != Sent::queued;
  };
  script.on_closed = [this, self](std::uint16_t code) {
    if (code == 1006) ++broken_off;
    std::erase(places_[self->place], self);
  };
  return script;
}

void Square::say(unsigned place, std::string_view payload) {
  const auto frame = net::encode_frame(net::Opcode::binary, payload);
  for (const auto& each : places_[place]) {
    if (each->lagging) continue;
    const auto sent = each->session->send(frame);
    if (sent == Sent::queued) ++taken;
    if (sent != Sent::over_limit) continue;
    ++missed;
    each->lagging = true;
  }
}

}  // namespace plenum::test
