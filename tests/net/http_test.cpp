#include <atomic>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/net/http_exchange.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

using net::HttpRequest;
using net::HttpResponse;
using net::Respond;

// A connection for one request.
Answer once(const ServerUnderTest& server, std::string_view request, bool head = false) {
  auto socket = RawSocket::tcp(server.port());
  return ask(socket, request, head);
}

// The server closes the connection, and sends nothing more.
bool ends(RawSocket& socket) {
  std::string more;
  return socket.read_some(more) == RawSocket::Got::end && more.empty();
}

net::ListenerOptions options_with(std::function<void(net::Limits&)> change) {
  net::ListenerOptions options;
  change(options.limits);
  return options;
}

TEST(Http, the_request_arrives_as_it_was_sent) {
  std::promise<HttpRequest> seen;
  ServerUnderTest server;
  server.on_request = [&](HttpRequest request, Respond respond) {
    seen.set_value(std::move(request));
    respond(HttpResponse::plain(201, "Noted."));
  };
  const auto answer = once(server,
                           "POST /plenum.v1.Member/WritePost?a=%20b HTTP/1.1\r\nHost: a\r\nX-Odd:  two words \r\n"
                           "Content-Length: 5\r\n\r\nhello");
  EXPECT_EQ(answer.status, 201u) << answer.fault;
  EXPECT_EQ(answer.body, "Noted.\n");
  EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_FALSE(answer.header("Date").empty());
  const auto request = seen.get_future().get();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.path, "/plenum.v1.Member/WritePost");
  EXPECT_EQ(request.query, "a=%20b");
  EXPECT_EQ(request.header("x-ODD"), "two words");
  EXPECT_EQ(request.body, "hello");
  EXPECT_EQ(request.peer.address, "127.0.0.1");
  EXPECT_FALSE(request.secure);
}

TEST(Http, a_body_in_chunks_is_put_together) {
  ServerUnderTest server;
  server.on_request = [](HttpRequest request, Respond respond) { respond(HttpResponse::plain(200, request.body)); };
  const auto answer = once(server,
                           "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
  EXPECT_EQ(answer.status, 200u) << answer.fault;
  EXPECT_EQ(answer.body, "abcdefg\n");
}

TEST(Http, requests_sent_together_are_answered_in_their_order) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  ASSERT_TRUE(socket.write("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"));
  std::string rest;
  EXPECT_EQ(read_answer(socket, rest).body, "GET /1\n");
  EXPECT_EQ(read_answer(socket, rest).body, "GET /2\n");
  EXPECT_TRUE(rest.empty());
}

TEST(Http, a_request_may_come_byte_by_byte) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  for (const char c : std::string("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"))
    ASSERT_TRUE(socket.write(std::string_view(&c, 1)));
  std::string rest;
  EXPECT_EQ(read_answer(socket, rest).body, "POST /slow\n");
}

TEST(Http, head_is_answered_with_the_length_and_without_the_body) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  ASSERT_TRUE(socket.write("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\nGET /y HTTP/1.1\r\nHost: a\r\n\r\n"));
  std::string rest;
  const auto head = read_answer(socket, rest, true);
  EXPECT_EQ(head.header("Content-Length"), "8");
  EXPECT_EQ(read_answer(socket, rest).body, "GET /y\n") << "a body after HEAD would stand here";
}

TEST(Http, some_statuses_have_no_body_and_no_length) {
  ServerUnderTest server;
  server.on_request = [](HttpRequest, Respond respond) {
    respond(HttpResponse{.status = 304, .headers = {{"ETag", "\"1\""}}});
  };
  auto socket = RawSocket::tcp(server.port());
  for (int i = 0; i < 2; ++i) {
    const auto answer = ask(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 304u);
    EXPECT_EQ(answer.count("Content-Length"), 0u);
    EXPECT_EQ(answer.header("ETag"), "\"1\"");
  }
}

TEST(Http, version_10_is_served_and_closed) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  const auto answer = ask(socket, "GET /old HTTP/1.0\r\n\r\n");
  EXPECT_EQ(answer.body, "GET /old\n");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(ends(socket));
}

TEST(Http, connection_close_is_honoured) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(socket, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").header("Connection"), "close");
  EXPECT_TRUE(ends(socket));
}

TEST(Http, a_client_that_has_closed_its_side_still_gets_its_answer) {
  ServerUnderTest server;
  auto socket = RawSocket::tcp(server.port());
  ASSERT_TRUE(socket.write("GET /half HTTP/1.1\r\nHost: a\r\n\r\n"));
  socket.shutdown_output();
  std::string rest;
  EXPECT_EQ(read_answer(socket, rest).body, "GET /half\n");
  EXPECT_TRUE(ends(socket));
}

struct Refusal {
  const char* what;
  const char* request;
  unsigned status;
};

TEST(Http, every_wrong_request_is_refused_with_a_sentence_and_the_connection_closed) {
  ServerUnderTest server;
  const Refusal table[] = {
      {"no HTTP at all", "hello\r\n\r\n", 400},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"a bad header line", "GET / HTTP/1.1\r\nHost a\r\n\r\n", 400},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {"a control character", "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
      {"a target that is no path", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400},
      {"length and chunks",
       "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunks and length",
       "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
      {"length and another transfer encoding",
       "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: gzip\r\n\r\nabc", 400},
      {"another transfer encoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
      {"a negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
      {"a chunk size that is no number", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
      {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"an unknown method", "DANCE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
      {"an unknown expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\n", 417},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.what);
    auto socket = RawSocket::tcp(server.port());
    const auto answer = ask(socket, row.request);
    EXPECT_EQ(answer.status, row.status) << answer.status_line << answer.fault;
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_FALSE(answer.body.empty());
    EXPECT_LT(answer.body.size(), 200u);
    EXPECT_EQ(answer.status == 405, answer.count("Allow") == 1);
    EXPECT_TRUE(ends(socket));
  }
}

TEST(HttpLimits, a_header_up_to_its_limit_is_served_and_beyond_it_is_431) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.header_bytes_max = 2000; }));
  const auto request = [](std::size_t bytes) {
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    return head + std::string(bytes - head.size() - 4, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(once(server, request(1990)).status, 200u);
  EXPECT_EQ(once(server, request(2100)).status, 431u);
  EXPECT_EQ(once(server, request(200'000)).status, 431u);
  EXPECT_EQ(once(server, "GET /" + std::string(3000, 'x')).status, 431u) << "a start line without an end";
  EXPECT_EQ(once(server, "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(3000, 'x')).status, 431u);
}

TEST(HttpLimits, a_body_up_to_its_limit_is_served_and_beyond_it_is_413) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.body_bytes_max = 1000; }));
  const auto sized = [](std::size_t bytes) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n" +
           std::string(bytes, 'x');
  };
  EXPECT_EQ(once(server, sized(1000)).status, 200u);
  EXPECT_EQ(once(server, sized(1001)).status, 413u);
  EXPECT_EQ(once(server, sized(300'000)).status, 413u);
  const std::string chunk = "1F4\r\n" + std::string(500, 'x') + "\r\n";
  const std::string chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(once(server, chunked + chunk + chunk + "0\r\n\r\n").status, 200u);
  EXPECT_EQ(once(server, chunked + chunk + chunk + chunk + "0\r\n\r\n").status, 413u)
      << "no Content-Length promised this";
}

TEST(HttpLimits, expect_100_continue_is_told_to_go_on_or_refused_before_the_body) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.body_bytes_max = 1000; }));
  auto socket = RawSocket::tcp(server.port());
  ASSERT_TRUE(socket.write("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
  std::string rest;
  EXPECT_EQ(read_answer(socket, rest).status, 100u);
  ASSERT_TRUE(socket.write("abc"));
  EXPECT_EQ(read_answer(socket, rest).body, "POST /x\n");
  EXPECT_EQ(once(server, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n").status,
            413u);
}

TEST(HttpLimits, a_request_that_trickles_is_answered_408_at_the_deadline) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.request_deadline_ms = 300; }));
  auto socket = RawSocket::tcp(server.port());
  const auto begun = std::chrono::steady_clock::now();
  std::string rest;
  ASSERT_TRUE(socket.write("GET / HTTP/1.1\r\nHo"));
  while (socket.read_some(rest, 65536, std::chrono::milliseconds(30)) == RawSocket::Got::late)
    if (!socket.write("x")) break;
  const auto answer = read_answer(socket, rest);
  EXPECT_EQ(answer.status, 408u) << answer.fault;
  EXPECT_GE(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(300));
}

TEST(HttpLimits, a_body_that_does_not_come_is_answered_408) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.request_deadline_ms = 200; }));
  EXPECT_EQ(once(server, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc").status, 408u);
}

TEST(HttpLimits, a_body_that_comes_at_the_least_pace_has_more_time_than_one_that_trickles) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.request_deadline_ms = 200;
    l.body_bytes_per_s_min = 10'000;
  }));
  const auto post_in_steps_of = [&](std::size_t step) {
    auto socket = RawSocket::tcp(server.port());
    std::string rest;
    if (!socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000\r\n\r\n")) return 0u;
    for (std::size_t sent = 0; sent < 8000; sent += step) {  // 50 ms each
      if (socket.read_some(rest, 65536, std::chrono::milliseconds(50)) != RawSocket::Got::late) break;
      if (!socket.write(std::string(step, 'x'))) break;
    }
    return read_answer(socket, rest).status;
  };
  EXPECT_EQ(post_in_steps_of(800), 200u) << "16,000 bytes a second";
  EXPECT_EQ(post_in_steps_of(100), 408u) << "2,000 bytes a second";
}

TEST(HttpLimits, a_connection_that_says_nothing_is_closed_without_a_word) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.request_deadline_ms = 200; }));
  auto socket = RawSocket::tcp(server.port());
  EXPECT_TRUE(ends(socket));
}

TEST(HttpLimits, a_kept_connection_may_rest_longer_than_a_request_may_take) {
  ServerUnderTest server(options_with([](net::Limits& l) {
    l.request_deadline_ms = 200;
    l.keep_alive_ms = 1000;
  }));
  auto socket = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200u);
  std::string nothing;
  EXPECT_EQ(socket.read_some(nothing, 1, std::chrono::milliseconds(500)), RawSocket::Got::late);
  EXPECT_EQ(ask(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200u);
  EXPECT_TRUE(ends(socket));
}

TEST(HttpAnswers, may_come_from_another_thread_and_the_first_one_counts) {
  std::thread other;
  ServerUnderTest server({}, 2);
  server.on_request = [&](HttpRequest, Respond respond) {
    if (other.joinable()) other.join();
    other = std::thread([respond] {
      respond(HttpResponse::plain(200, "first"));
      respond(HttpResponse::plain(500, "second"));
    });
  };
  auto socket = RawSocket::tcp(server.port());
  for (int i = 0; i < 50; ++i) {
    const auto answer = ask(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_EQ(answer.status, 200u) << answer.fault;
    ASSERT_EQ(answer.body, "first\n");
  }
  other.join();
}

TEST(HttpAnswers, a_handler_that_forgets_one_gives_500) {
  ServerUnderTest server;
  server.on_request = [](HttpRequest, Respond) {};
  EXPECT_EQ(once(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 500u);
}

TEST(HttpAnswers, are_harmless_when_the_client_has_gone) {
  std::promise<Respond> kept;
  ServerUnderTest server;
  server.on_request = [&](HttpRequest, Respond respond) { kept.set_value(std::move(respond)); };
  auto socket = RawSocket::tcp(server.port());
  ASSERT_TRUE(socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  const Respond respond = kept.get_future().get();
  socket.reset();
  respond(HttpResponse::plain(200, std::string(1 << 20, 'x')));
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
}

#ifdef NDEBUG  // with assertions it is a crash, as an impossible thing should be
TEST(HttpAnswers, cannot_be_made_to_carry_a_second_header_in_a_value) {
  ServerUnderTest server;
  server.on_request = [](HttpRequest, Respond respond) {
    auto response = HttpResponse::plain(200, "Yes.");
    response.headers.emplace_back("Location", "/x\r\nSet-Cookie: crown=mine");
    respond(std::move(response));
  };
  const auto answer = once(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.count("Set-Cookie") + answer.count("Location"), 0u);
}
#endif

TEST(HttpAnswers, may_be_long_and_shared) {
  const auto page = std::make_shared<const std::string>(std::string(3'000'000, 'p'));
  ServerUnderTest server;
  server.on_request = [&](HttpRequest, Respond respond) {
    HttpResponse response;
    response.shared_body = page;
    respond(std::move(response));
  };
  auto socket = RawSocket::tcp(server.port());
  for (int i = 0; i < 2; ++i) EXPECT_EQ(ask(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, *page);
}

TEST(HttpAnswers, a_client_that_does_not_read_is_cut_at_the_stall_limit) {
  ServerUnderTest server(options_with([](net::Limits& l) { l.stall_ms = 200; }));
  server.on_request = [](HttpRequest, Respond respond) {
    HttpResponse response;
    response.body = std::string(50'000'000, 'x');
    respond(std::move(response));
  };
  auto socket = RawSocket::tcp(server.port(), 4096);
  ASSERT_TRUE(socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 1; }));
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
}

TEST(HttpProxies, are_believed_only_when_trusted) {
  const std::string request =
      "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.7\r\nX-Forwarded-Proto: https\r\n\r\n";
  const auto tell = [](HttpRequest r, Respond respond) {
    respond(HttpResponse::plain(200, r.peer.address + (r.secure ? " secure" : " plain")));
  };
  ServerUnderTest direct;
  direct.on_request = tell;
  EXPECT_EQ(once(direct, request).body, "127.0.0.1 plain\n");
  net::ListenerOptions options;
  ASSERT_TRUE(options.trusted_proxies.add("127.0.0.0/8"));
  ServerUnderTest behind(options);
  behind.on_request = tell;
  EXPECT_EQ(once(behind, request).body, "203.0.113.7 secure\n");
  EXPECT_EQ(once(behind, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").body, "127.0.0.1 plain\n");
}

}  // namespace
}  // namespace plenum::test
