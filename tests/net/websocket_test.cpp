#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

using net::encode_frame;
using net::Opcode;
using Sent = net::WebSocketSession::Sent;

net::ListenerOptions options_with(const std::function<void(net::Limits&)>& change) {
  net::ListenerOptions options;
  change(options.limits);
  return options;
}

struct BadHandshake {
  const char* what;
  std::string request;
  unsigned status;
};

std::string handshake_with(const std::string& from, const std::string& to) {
  std::string request = RawWebSocket::handshake();
  return request.replace(request.find(from), from.size(), to);
}

TEST(Handshake, every_malformed_one_is_refused) {
  ServerUnderTest server;
  const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  const std::string version = "Sec-WebSocket-Version: 13\r\n";
  const BadHandshake table[] = {
      {"no version", handshake_with(version, ""), 426},
      {"version 8", handshake_with(version, "Sec-WebSocket-Version: 8\r\n"), 426},
      {"two versions", handshake_with(version, version + version), 426},
      {"no key", handshake_with(key, ""), 400},
      {"two keys", handshake_with(key, key + key), 400},
      {"a key of 15 bytes", handshake_with(key, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n"), 400},
      {"a key that is no base64", handshake_with(key, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j*Q==\r\n"), 400},
      {"an endless key", handshake_with(key, "Sec-WebSocket-Key: " + std::string(500, 'A') + "\r\n"), 400},
      {"Connection without Upgrade", handshake_with("Connection: Upgrade", "Connection: keep-alive"), 400},
      {"POST", handshake_with("GET", "POST"), 400},
      {"HTTP/1.0", handshake_with("HTTP/1.1", "HTTP/1.0"), 400},
      {"no Host", handshake_with("Host: localhost\r\n", ""), 400},
      {"a body", handshake_with("Host: localhost\r\n", "Host: localhost\r\nContent-Length: 1\r\n") + "x", 400},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.what);
    auto socket = RawSocket::tcp(server.port());
    const auto answer = ask(socket, row.request);
    EXPECT_EQ(answer.status, row.status) << answer.status_line << answer.fault;
    EXPECT_EQ(answer.header("Sec-WebSocket-Version"), row.status == 426 ? "13" : "");
  }
}

TEST(Handshake, tokens_may_be_in_any_case_and_among_others) {
  ServerUnderTest server;
  auto request = handshake_with("Connection: Upgrade", "Connection: keep-alive, upgrade");
  request.replace(request.find("websocket"), 9, "WebSocket");
  auto socket = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(socket, request).status, 101u);
}

TEST(Handshake, another_upgrade_is_an_ordinary_request) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  const auto answer = ask(socket, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
  EXPECT_EQ(answer.body, "GET /x\n");
}

TEST(Handshake, the_handler_refuses_in_its_own_words_and_the_connection_goes_on) {
  ServerUnderTest server;
  server.refuse_upgrade = [](const net::HttpRequest& request) -> std::optional<net::HttpResponse> {
    if (request.path == "/open") return std::nullopt;
    return net::HttpResponse::plain(403, "Not by this door.");
  };
  RawWebSocket client(server.port());
  EXPECT_FALSE(client.open("/shut"));
  EXPECT_EQ(client.answer.status, 403u);
  EXPECT_EQ(client.answer.body, "Not by this door.\n");
  EXPECT_TRUE(client.open("/open")) << client.fault;
}

TEST(Handshake, a_subprotocol_must_be_one_that_was_offered) {
  ServerUnderTest server;
  server.subprotocol = [](const net::HttpRequest& request) {
    EXPECT_EQ(net::offered_subprotocols(request).size(), 3u);
    return std::string("plenum.v1.json");
  };
  RawWebSocket common(server.port()), uncommon(server.port());
  EXPECT_TRUE(common.open("/", "Sec-WebSocket-Protocol: a, plenum.v1.json\r\nSec-WebSocket-Protocol: b\r\n"));
  EXPECT_EQ(common.answer.header("Sec-WebSocket-Protocol"), "plenum.v1.json");
  EXPECT_FALSE(uncommon.open("/", "Sec-WebSocket-Protocol: a, b, c\r\n"));
  EXPECT_EQ(uncommon.answer.status, 400u);
}

TEST(Handshake, compression_is_not_offered) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  EXPECT_TRUE(client.open("/", "Sec-WebSocket-Extensions: permessage-deflate\r\n")) << client.fault;
  EXPECT_EQ(client.answer.count("Sec-WebSocket-Extensions"), 0u);
}

TEST(Handshake, may_come_byte_by_byte) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  for (const char c : RawWebSocket::handshake()) ASSERT_TRUE(client.socket.write(std::string_view(&c, 1)));
  EXPECT_EQ(read_answer(client.socket, client.rest).status, 101u);
  for (const char c : encode({.payload = "slowly"})) ASSERT_TRUE(client.socket.write(std::string_view(&c, 1)));
  EXPECT_EQ(client.receive()->payload, "slowly") << client.fault;
}

TEST(Handshake, bytes_that_came_with_it_are_not_lost) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  std::string all = RawWebSocket::handshake();
  for (int i = 0; i < 100; ++i) all += encode({.payload = "early " + std::to_string(i) + std::string(100, '.')});
  ASSERT_TRUE(client.socket.write(all));
  ASSERT_EQ(read_answer(client.socket, client.rest).status, 101u);
  for (int i = 0; i < 100; ++i) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    ASSERT_EQ(frame->payload, "early " + std::to_string(i) + std::string(100, '.'));
  }
}

TEST(Handshake, on_open_may_send_at_once) {
  ServerUnderTest server;
  server.script = [](const net::HttpRequest& request) {
    Script script;
    script.on_open = [path = request.path](auto& session) { session.send(encode_frame(Opcode::text, path)); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open("/elsinore")) << client.fault;
  EXPECT_EQ(client.receive()->payload, "/elsinore");
}

// What the server does with a message must not depend on how TCP cuts it.
TEST(Messages, of_every_length_come_back_whole) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  for (const std::size_t length :
       {0u, 1u, 125u, 126u, 127u, 255u, 256u, 257u, 1535u, 1536u, 1537u, 4096u, 4352u, 4353u, 8192u, 65535u, 65536u}) {
    std::string payload(length, '\0');
    for (std::size_t i = 0; i < length; ++i) payload[i] = static_cast<char>(i * 7 + length);
    ASSERT_TRUE(client.send({.opcode = op_binary, .payload = payload}));
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << length << client.fault;
    EXPECT_EQ(frame->opcode, unsigned{op_binary});
    EXPECT_TRUE(frame->payload == payload) << length;
  }
}

TEST(Messages, longer_than_the_limit_are_1009_in_one_frame_or_in_pieces) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.message_bytes_max = 1000; }));
  RawWebSocket fits(server.port()), one(server.port()), pieces(server.port()), promised(server.port());
  ASSERT_TRUE(fits.open() && one.open() && pieces.open() && promised.open());
  ASSERT_TRUE(fits.send_text(std::string(1000, 'x')));
  EXPECT_EQ(fits.receive()->payload.size(), 1000u);
  one.send_text(std::string(1001, 'x'));
  pieces.send({.opcode = op_text, .payload = std::string(600, 'x'), .fin = false});
  pieces.send({.opcode = op_continuation, .payload = std::string(600, 'x')});
  // Only a header: the promise of 2^62 bytes must be refused before any memory is taken for it.
  promised.socket.write(std::string("\x82\xFF\x40\x00\x00\x00\x00\x00\x00\x00\x01\x02\x03\x04", 14));
  for (auto* client : {&one, &pieces, &promised}) {
    const auto frame = client->receive();
    ASSERT_TRUE(frame) << client->fault;
    EXPECT_EQ(frame->opcode, unsigned{op_close});
    EXPECT_EQ(frame->close_code(), 1009);
    EXPECT_TRUE(client->ends()) << client->fault;
  }
}

TEST(Messages, text_that_ends_within_a_character_is_1007_even_if_the_last_piece_is_empty) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  client.send({.opcode = op_text, .payload = "caf\xC3", .fin = false});
  client.send({.opcode = op_continuation, .payload = ""});
  EXPECT_EQ(client.receive()->close_code(), 1007);
}

TEST(Closing, the_client_is_told_how_it_ended) {
  std::promise<std::uint16_t> codes[4];
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest& request) {
    auto script = echo_script();
    script.on_closed = [&, n = request.path[1] - '0'](std::uint16_t code) { codes[n].set_value(code); };
    return script;
  };
  RawWebSocket said(server.port()), silent(server.port()), half(server.port()), reset(server.port());
  ASSERT_TRUE(said.open("/0") && silent.open("/1") && half.open("/2") && reset.open("/3"));
  said.send({.opcode = op_close, .payload = close_payload(4001, "exeunt")});
  said.receive();
  said.socket.close();
  silent.send({.opcode = op_close});
  EXPECT_TRUE(silent.receive()) << silent.fault;
  silent.socket.close();
  half.socket.shutdown_output();
  reset.socket.reset();
  const std::uint16_t expected[] = {4001, 1005, 1006, 1006};
  for (int i = 0; i < 4; ++i) {
    auto code = codes[i].get_future();
    ASSERT_EQ(code.wait_for(std::chrono::seconds(5)), std::future_status::ready) << i;
    EXPECT_EQ(code.get(), expected[i]) << i;
  }
  EXPECT_TRUE(half.ends()) << half.fault;
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
}

TEST(Closing, by_the_server_carries_code_and_reason_behind_all_that_was_sent) {
  std::promise<std::uint16_t> code;
  std::atomic<int> messages{0};
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_message = [&](auto& session, std::string_view, bool) {
      ++messages;
      for (int i = 0; i < 50; ++i) session.send(encode_frame(Opcode::text, std::to_string(i)));
      session.close(1012, "come back");
      EXPECT_EQ(session.send(encode_frame(Opcode::text, "too late")), Sent::closed);
      session.close(1001, "a second time");
    };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  client.socket.write(encode({.payload = "go"}) + encode({.payload = "ignored: it is closing"}));
  for (int i = 0; i < 50; ++i) ASSERT_EQ(client.receive()->payload, std::to_string(i));
  const auto frame = client.receive();
  ASSERT_TRUE(frame) << client.fault;
  EXPECT_EQ(frame->close_code(), 1012);
  EXPECT_EQ(frame->payload.substr(2), "come back");
  client.send({.opcode = op_close, .payload = close_payload(1012)});
  EXPECT_TRUE(client.ends()) << client.fault;
  client.socket.close();
  EXPECT_EQ(code.get_future().get(), 1012);
  EXPECT_EQ(messages.load(), 1) << "none is delivered to a client that has closed";
}

TEST(Closing, a_peer_that_does_not_answer_our_close_is_cut_at_the_teardown_deadline) {
  std::promise<std::uint16_t> code;
  ServerUnderTest server(options_with([](net::Limits& l) { l.teardown_ms = 200; }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) { session.close(1001, ""); };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  EXPECT_EQ(client.receive()->close_code(), 1001);
  auto told = code.get_future();
  ASSERT_EQ(told.wait_for(std::chrono::seconds(5)), std::future_status::ready);
  EXPECT_EQ(told.get(), 1006);
}

// Beast's trap 1: its timer of the open state cut a closing connection, and what was queued was lost.
TEST(Closing, by_the_peer_with_much_still_queued_sends_all_of_it_first) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.idle_ms = 400;
    l.ping_interval_ms = 100;
    l.teardown_ms = 20'000;
    l.stall_ms = 20'000;
    l.queue_bytes_max = 64 << 20;
  }));
  constexpr int frames = 300;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_message = [](auto& session, std::string_view, bool) {
      for (int i = 0; i < frames; ++i)
        session.send(encode_frame(Opcode::binary, std::string(60'000, static_cast<char>(i))));
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  client.send_text("go");
  client.send({.opcode = op_close, .payload = close_payload(1000)});
  std::this_thread::sleep_for(std::chrono::milliseconds(900));  // longer than idle_ms: the time is the test
  int got = 0;
  while (const auto frame = client.receive()) {
    if (frame->opcode == op_close) break;
    if (frame->opcode != op_binary) continue;
    ASSERT_EQ(frame->payload, std::string(60'000, static_cast<char>(got)));
    ++got;
  }
  EXPECT_TRUE(client.closed) << "cut without a Close frame " << client.fault;
  EXPECT_GT(got, 0);
  EXPECT_TRUE(client.ends()) << client.fault;
}

TEST(Deadlines, a_peer_that_answers_pings_stays_and_one_that_does_not_is_cut) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.idle_ms = 600;
    l.ping_interval_ms = 100;
  }));
  RawWebSocket alive(server.port()), dead(server.port());
  ASSERT_TRUE(alive.open() && dead.open());
  const auto begun = std::chrono::steady_clock::now();
  int pings = 0;
  while (std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(1500)) {
    const auto frame = alive.receive();
    ASSERT_TRUE(frame) << alive.fault;
    ASSERT_EQ(frame->opcode, unsigned{op_ping});
    ++pings;
    ASSERT_TRUE(alive.send({.opcode = op_pong, .payload = frame->payload}));
  }
  EXPECT_GE(pings, 5);
  EXPECT_LE(pings, 15);
  while (dead.receive()) {
  }
  EXPECT_TRUE(dead.ended) << dead.fault;
  EXPECT_EQ(server.listener->connections(), 1u);
}

TEST(Deadlines, a_peer_that_takes_no_bytes_is_cut_at_the_stall_limit) {
  std::promise<std::uint16_t> code;
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.stall_ms = 300;
    l.queue_bytes_max = 64 << 20;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) {
      const auto frame = encode_frame(Opcode::binary, std::string(1 << 20, 'x'));
      while (session.send(frame) == Sent::queued) {
      }
    };
    script.on_closed = [&](std::uint16_t c) { code.set_value(c); };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  auto told = code.get_future();
  ASSERT_EQ(told.wait_for(std::chrono::seconds(8)), std::future_status::ready);
  EXPECT_EQ(told.get(), 1006);
}

TEST(Deadlines, a_peer_that_was_busy_taking_a_backlog_is_not_idle) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.idle_ms = 800;
    l.ping_interval_ms = 200;
    l.queue_bytes_max = 64 << 20;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [](auto& session) {
      for (int i = 0; i < 30; ++i) session.send(encode_frame(Opcode::binary, std::string(1 << 20, 'd')));
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));  // longer than idle_ms: the time is the test
  int data = 0, pings = 0;
  while (data < 30 || pings < 6) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << "cut after " << data << " frames and " << pings << " pings " << client.fault;
    data += frame->opcode == op_binary;
    if (frame->opcode != op_ping) continue;
    ++pings;
    ASSERT_TRUE(client.send({.opcode = op_pong, .payload = frame->payload}));
  }
}

// Fills the queue whenever it may, with numbered frames; what `send` took must arrive, and nothing else.
struct Pump {
  std::atomic<std::uint64_t> accepted{0};
  std::atomic<std::size_t> queued_max{0};
  std::atomic<int> over_limit{0}, drained{0};
  std::atomic<bool> stop{false};

  void fill(net::WebSocketSession& session) {
    while (!stop) {
      std::string payload = std::to_string(accepted.load());
      payload.resize(1000, ' ');
      const auto sent = session.send(encode_frame(Opcode::text, payload));
      queued_max = std::max(queued_max.load(), session.queued_bytes());
      if (sent != Sent::queued) {
        if (sent == Sent::over_limit) ++over_limit;
        return;
      }
      ++accepted;
    }
  }
};

TEST(Backpressure, a_client_that_does_not_read_bounds_the_queue_and_is_told_when_to_go_on) {
  constexpr std::size_t queue_max = 100'000;
  Pump pump;
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.queue_bytes_max = queue_max;
    l.queue_low_water_bytes = 20'000;
  }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) { pump.fill(session); };
    script.on_drained = [&](auto& session) {
      ++pump.drained;
      EXPECT_LE(session.queued_bytes(), 20'000u);
      pump.fill(session);
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  // Until the kernel's buffers are full too.
  std::uint64_t before = 0;
  ASSERT_TRUE(eventually([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    return std::exchange(before, pump.accepted.load()) == pump.accepted.load() && before != 0;
  }));
  EXPECT_LE(pump.queued_max.load(), queue_max);
  EXPECT_GE(pump.over_limit.load(), 1);
  const int drained_before = pump.drained;
  const auto stuck_at = pump.accepted.load();
  std::uint64_t got = 0;
  for (; got < stuck_at + 500; ++got) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    ASSERT_EQ(std::stoull(frame->payload), got);
  }
  EXPECT_GT(pump.drained.load(), drained_before) << "it read again and nobody was told";
  pump.stop = true;
  while (const auto frame = client.receive(std::chrono::milliseconds(500))) {
    ASSERT_EQ(std::stoull(frame->payload), got);
    ++got;
  }
  EXPECT_EQ(got, pump.accepted.load());
}

TEST(Backpressure, a_flood_of_pings_from_a_client_that_does_not_read_holds_few_pongs) {
  std::promise<net::WebSocketSession*> opened;
  ServerUnderTest server(options_with([](net::Limits& l) { l.queue_bytes_max = 32 << 20; }));
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) {
      for (int i = 0; i < 20; ++i) session.send(encode_frame(Opcode::binary, std::string(1 << 20, 'd')));
      opened.set_value(&session);
    };
    return script;
  };
  RawWebSocket client(server.port(), 4096);
  ASSERT_TRUE(client.open());
  auto* session = opened.get_future().get();
  std::string flood;
  for (int i = 0; i < 20'000; ++i) flood += encode({.opcode = op_ping, .payload = std::to_string(i)});
  ASSERT_TRUE(client.socket.write(flood));
  int pongs = 0;
  std::string last;
  std::atomic<std::size_t> queued{0};
  server.io.run_on(0, [&] { queued = session->queued_bytes(); });
  EXPECT_LE(queued.load(), 20u * ((1 << 20) + 10) + 16 * 127);
  while (last != "19999") {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    if (frame->opcode != op_pong) continue;
    ++pongs;
    last = frame->payload;
  }
  EXPECT_LT(pongs, 20'000);
}

TEST(Backpressure, pongs_carry_the_pings_payload_and_come_between_whole_frames) {
  ServerUnderTest server;
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  for (int i = 0; i < 50; ++i) {
    client.send({.opcode = op_ping, .payload = "p" + std::to_string(i)});
    client.send_text("t" + std::to_string(i));
    bool pong = false, text = false;
    while (!text || !pong) {
      const auto frame = client.receive();
      ASSERT_TRUE(frame) << client.fault;
      pong |= frame->opcode == op_pong && frame->payload == "p" + std::to_string(i);
      text |= frame->opcode == op_text && frame->payload == "t" + std::to_string(i);
    }
  }
}

TEST(FanOut, one_frame_is_shared_by_two_hundred_sessions) {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 300;
  std::mutex mutex;
  std::set<net::WebSocketSession*> sessions[2];
  ServerUnderTest server(options, 2);
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](auto& session) {
      const std::lock_guard lock(mutex);
      sessions[session.thread_index()].insert(&session);
    };
    return script;
  };
  std::vector<RawWebSocket> clients;
  for (int i = 0; i < 200; ++i) {
    clients.emplace_back(server.port());
    ASSERT_TRUE(clients.back().open()) << i << clients.back().fault;
  }
  ASSERT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return sessions[0].size() == 100 && sessions[1].size() == 100;
  })) << "pinned in turn to both threads";
  std::vector<net::Frame> frames;
  for (int i = 0; i < 40; ++i) frames.push_back(encode_frame(Opcode::binary, "frame " + std::to_string(i)));
  std::atomic<long> shared{0};
  for (unsigned thread = 0; thread < 2; ++thread)
    server.io.run_on(thread, [&] {
      for (auto* session : sessions[thread])
        for (const auto& frame : frames) EXPECT_EQ(session->send(frame), Sent::queued);
      shared = frames[0].use_count();
    });
  EXPECT_GE(shared.load(), 100) << "the queues hold the frame itself, not copies";
  for (auto& client : clients)
    for (int i = 0; i < 40; ++i) {
      const auto frame = client.receive();
      ASSERT_TRUE(frame) << client.fault;
      ASSERT_EQ(frame->payload, "frame " + std::to_string(i));
    }
  EXPECT_TRUE(eventually([&] { return frames[0].use_count() == 1; })) << "written frames are let go";
}

// Beast's trap 3: with a posted flush the second message of one packet would be written alone, and so on.
TEST(FanOut, messages_that_came_together_leave_in_one_write) {
  std::promise<net::WebSocketSession*> opened;
  std::atomic<std::size_t> waiting_max{0};
  std::atomic<bool> closed{false};
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    auto script = echo_script();
    script.on_open = [&](auto& session) { opened.set_value(&session); };
    script.on_closed = [&](std::uint16_t) { closed = true; };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  auto* session = opened.get_future().get();
  server.io.run_on(0, [&] {
    server.io.add_turn_hook(0, net::TurnPhase::gather, [&, session] {
      if (!closed) waiting_max = std::max(waiting_max.load(), session->queued_bytes());
    });
  });
  std::string together;
  for (int i = 0; i < 100; ++i) together += encode({.payload = "0123456789"});  // 1600 bytes
  ASSERT_TRUE(client.socket.write(together));
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(client.receive()) << client.fault;
  EXPECT_GE(waiting_max.load(), 90u * 12) << "of 100 echoes of 12 bytes";
}

TEST(FanOut, a_session_that_floods_does_not_keep_the_others_waiting) {
  ServerUnderTest server;
  RawWebSocket loud(server.port()), quiet(server.port());
  ASSERT_TRUE(loud.open() && quiet.open());
  std::atomic<bool> stop{false};
  std::thread flood([&] {
    std::string some;
    for (int i = 0; i < 2000; ++i) some += encode({.opcode = op_pong, .payload = "unasked"});
    while (!stop && loud.socket.write(some)) {
    }
  });
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(quiet.send_text("still here?"));
    ASSERT_TRUE(quiet.receive(std::chrono::seconds(5))) << quiet.fault;
  }
  stop = true;
  flood.join();
}

TEST(GoingDown, close_all_says_1012_to_websockets_ends_idle_http_and_lets_work_finish) {
  std::promise<net::Respond> kept;
  ServerUnderTest server({}, 2);
  server.on_request = [&](net::HttpRequest request, net::Respond respond) {
    if (request.path == "/work") return kept.set_value(std::move(respond));
    respond(net::HttpResponse::plain(200, "Yes."));
  };
  RawWebSocket one(server.port()), two(server.port());
  ASSERT_TRUE(one.open() && two.open());
  auto idle = RawSocket::tcp(server.port()), busy = RawSocket::tcp(server.port());
  ASSERT_EQ(ask(idle, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200u);
  ASSERT_TRUE(busy.write("GET /work HTTP/1.1\r\nHost: a\r\n\r\n"));
  const auto respond = kept.get_future().get();
  server.listener->stop_accepting();
  server.listener->close_all(1012, "restart");
  for (auto* client : {&one, &two}) {
    const auto frame = client->receive();
    ASSERT_TRUE(frame) << client->fault;
    EXPECT_EQ(frame->close_code(), 1012);
    client->send({.opcode = op_close, .payload = close_payload(1012)});
    EXPECT_TRUE(client->ends()) << client->fault;
    client->socket.close();
  }
  std::string nothing;
  EXPECT_EQ(idle.read_some(nothing), RawSocket::Got::end);
  ASSERT_TRUE(eventually([&] { return server.listener->connections() == 1; }));
  respond(net::HttpResponse::plain(200, "Done."));
  std::string rest;
  const auto answer = read_answer(busy, rest);
  EXPECT_EQ(answer.body, "Done.\n");
  EXPECT_EQ(answer.header("Connection"), "close");
  busy.close();
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
  EXPECT_FALSE(RawSocket::tcp(server.port()).is_open());
}

TEST(GoingDown, every_open_client_hears_of_it_once_when_the_listener_goes) {
  for (const bool stop_threads_first : {false, true}) {
    std::atomic<int> closed{0};
    ServerUnderTest server({}, 2);
    server.script = [&](const net::HttpRequest&) {
      auto script = echo_script();
      script.on_closed = [&](std::uint16_t code) {
        EXPECT_EQ(code, 1006);
        ++closed;
      };
      return script;
    };
    std::vector<RawWebSocket> clients;
    for (int i = 0; i < 10; ++i) {
      clients.emplace_back(server.port());
      ASSERT_TRUE(clients.back().open());
      ASSERT_TRUE(clients.back().send_text("here"));
      ASSERT_TRUE(clients.back().receive());
    }
    if (stop_threads_first) server.io.stop();
    server.listener.reset();
    EXPECT_EQ(closed.load(), 10);
  }
}

TEST(GoingDown, a_listener_may_go_while_the_threads_go_on) {
  ServerUnderTest server({}, 2);
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  server.listener.reset();
  for (unsigned turn = 0; turn < 20; ++turn) server.io.run_on(turn % 2, [] {});
  EXPECT_FALSE(client.receive());
  EXPECT_TRUE(client.ended);
}

}  // namespace
}  // namespace plenum::test
