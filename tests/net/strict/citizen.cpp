#include "tests/net/strict/citizen.h"

#include <thread>

#include "tests/net/strict/word.h"

namespace plenum::test {

using std::chrono::milliseconds;

namespace {

std::string ping_payload(unsigned number) {
  auto payload = std::to_string(number);
  payload.resize(std::max<std::size_t>(payload.size(), number % 126), '.');
  return payload;
}

}  // namespace

void Citizen::live(const std::atomic<bool>& enough) {
  while (!enough && fault.empty()) one_life(enough);
}

void Citizen::one_life(const std::atomic<bool>& enough) {
  ++lives;
  speaker_ = name_ + 1000 * static_cast<unsigned>(lives);  // words of an earlier life may still be on the way
  said_ = 0;
  last_.clear();
  awaited_pongs_.clear();
  RawWebSocket client(port_, slow_ ? 4096 : 0);
  if (!client.open()) return note("handshake " + client.fault);
  const auto rounds = 50 + chance_() % 400;
  for (unsigned i = 0; i < rounds && fault.empty() && !enough; ++i) {
    speak(client);
    if (chance_() % 4 == 0) ping(client);
    if (slow_) std::this_thread::sleep_for(milliseconds(chance_() % 3));
    for (auto frames = chance_() % (slow_ ? 8 : 40); frames > 0 && take(client, milliseconds(1)); --frames) {
    }
  }
  if (fault.empty()) leave(client);
}

// Now and then in pieces, with a ping in between.
void Citizen::speak(RawWebSocket& client) {
  const auto payload = spell({speaker_, said_++});
  if (chance_() % 8 != 0) {
    if (!client.send({.opcode = op_binary, .payload = payload})) note("cannot send");
    return;
  }
  const auto half = chance_() % payload.size();
  client.send({.opcode = op_binary, .payload = payload.substr(0, half), .fin = false});
  ping(client);
  if (!client.send({.opcode = op_continuation, .payload = payload.substr(half)})) note("cannot send");
}

// Some come in a crowd, so that pongs give way to newer ones, also while one is half sent.
void Citizen::ping(RawWebSocket& client) {
  std::string together;
  for (auto i = chance_() % 16 == 0 ? 40 : 1; i > 0; --i) {
    ++pings;
    awaited_pongs_.push_back(pinged_);
    together += encode({.opcode = op_ping, .payload = ping_payload(pinged_++)});
  }
  client.socket.write(together);
}

// False: nothing came in time, or it is over.
bool Citizen::take(RawWebSocket& client, milliseconds patience) {
  const auto frame = client.receive(patience);
  if (!client.fault.empty()) note(client.fault);
  if (!frame) {
    if (client.ended && !client.closed) note("the stream ends without a Close frame");
    return false;
  }
  if (frame->opcode == op_ping) client.send({.opcode = op_pong, .payload = frame->payload});
  hear(*frame);
  return fault.empty();
}

void Citizen::hear(const ServerFrame& frame) {
  if (frame.opcode == op_pong) return hear_pong(frame.payload);
  if (frame.opcode == op_text && frame.payload == gap_mark) {
    ++gaps;
    return last_.clear();
  }
  if (frame.opcode != op_binary) return;
  if (!frame.fin) return note("a message in pieces");
  const auto word = understood(frame.payload);
  if (!word) return note("torn: " + frame.payload.substr(0, 60));
  const auto last = last_.find(word->speaker);
  if (last != last_.end() && word->number != last->second + 1)
    return note("number " + std::to_string(word->number) + " behind " + std::to_string(last->second));
  last_[word->speaker] = word->number;
  ++words;
}

// A newer ping may be answered in place of an older one (RFC 6455 5.5.3), never the other way round.
void Citizen::hear_pong(const std::string& payload) {
  ++pongs;
  while (!awaited_pongs_.empty() && ping_payload(awaited_pongs_.front()) != payload) awaited_pongs_.pop_front();
  if (awaited_pongs_.empty()) return note("a pong for no ping: " + payload);
  awaited_pongs_.pop_front();
}

void Citizen::leave(RawWebSocket& client) {
  switch (chance_() % 5) {
    case 0:
      return client.socket.reset();
    case 1:
      return client.socket.close();
    case 2:
      client.send_text("leave");
      return await_close(client);
    default:
      client.send({.opcode = op_close, .payload = close_payload(1000)});
      return await_close(client);
  }
}

// What was queued before comes first, and all of it; then the Close frame, then the end.
void Citizen::await_close(RawWebSocket& client) {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (fault.empty() && !client.closed && std::chrono::steady_clock::now() < patience)
    take(client, milliseconds(100));
  if (!fault.empty()) return;
  if (!client.closed) return note("no Close frame came");
  ++closes;
  client.send({.opcode = op_close, .payload = close_payload(1000)});
  if (!client.ends()) note(client.fault);
}

void Citizen::note(const std::string& why) {
  if (fault.empty()) fault = "citizen " + std::to_string(name_) + ": " + why;
}

}  // namespace plenum::test
