// The end of a listener, polite and not.
#include <atomic>
#include <future>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

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

TEST(GoingDown, who_is_owed_an_answer_gets_it_before_the_close_and_is_heard_no_more) {
  std::atomic<bool> owed{true};
  std::atomic<int> heard{0};
  std::promise<net::WebSocketSession*> opened;
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_open = [&](net::WebSocketSession& session) { opened.set_value(&session); };
    script.on_message = [&](net::WebSocketSession&, std::string_view, bool) { ++heard; };
    script.is_owed = [&] { return owed.load(); };
    return script;
  };
  RawWebSocket client(server.port());
  ASSERT_TRUE(client.open());
  auto* session = opened.get_future().get();
  server.listener->close_all(1012, "restart");
  server.io.run_on(0, [] {});
  ASSERT_TRUE(client.send_text("one more"));
  server.io.run_on(0, [&] {
    session->send(net::encode_frame(net::Opcode::text, "the answer"));
    owed = false;
  });
  const auto answer = client.receive();
  ASSERT_TRUE(answer) << client.fault;
  EXPECT_EQ(answer->payload, "the answer");
  const auto end = client.receive();
  ASSERT_TRUE(end) << client.fault;
  EXPECT_EQ(end->close_code(), 1012);
  client.send({.opcode = op_close, .payload = close_payload(1012)});
  EXPECT_TRUE(client.ends()) << client.fault;
  EXPECT_EQ(heard.load(), 0);
}

TEST(GoingDown, clients_are_told_one_after_the_other) {
  constexpr int count = 40;
  ServerUnderTest server;
  std::vector<RawWebSocket> clients;
  for (int i = 0; i < count; ++i) {
    clients.emplace_back(server.port());
    ASSERT_TRUE(clients.back().open());
  }
  const auto began = std::chrono::steady_clock::now();
  server.listener->close_all(1012, "restart", std::chrono::minutes(1));
  for (auto& client : clients) {
    const auto frame = client.receive();
    ASSERT_TRUE(frame) << client.fault;
    EXPECT_EQ(frame->close_code(), 1012);
  }
  // One in every step and no faster; a minute is for more than these.
  EXPECT_GE(std::chrono::steady_clock::now() - began, (count - 1) * std::chrono::milliseconds(20));
}

TEST(GoingDown, a_last_word_is_said_in_each_client_s_turn_before_its_close) {
  constexpr int count = 20;
  using Times = std::vector<std::chrono::steady_clock::time_point>;
  Times said;  // of the one io thread, until all have ended
  ServerUnderTest server;
  server.script = [&](const net::HttpRequest&) {
    Script script;
    script.on_wind_down = [&](net::WebSocketSession& session) {
      said.push_back(std::chrono::steady_clock::now());
      session.send(net::encode_frame(net::Opcode::text, "farewell"));
    };
    return script;
  };
  std::vector<RawWebSocket> clients;
  for (int i = 0; i < count; ++i) {
    clients.emplace_back(server.port());
    ASSERT_TRUE(clients.back().open());
  }
  server.listener->close_all(1012, "restart", std::chrono::minutes(1));
  for (auto& client : clients) {
    const auto word = client.receive();
    ASSERT_TRUE(word) << client.fault;
    EXPECT_EQ(word->payload, "farewell");
    const auto end = client.receive();
    ASSERT_TRUE(end) << client.fault;
    EXPECT_EQ(end->close_code(), 1012);
  }
  Times all;
  server.io.run_on(0, [&] { all = said; });
  ASSERT_EQ(all.size(), static_cast<std::size_t>(count));
  EXPECT_GE(all.back() - all.front(), (count - 1) * std::chrono::milliseconds(20)) << "not all at once";
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
