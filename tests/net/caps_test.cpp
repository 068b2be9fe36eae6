#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/net/raw_websocket.h"
#include "tests/support/net/server_under_test.h"

namespace plenum::test {
namespace {

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

// Turned away before anything is parsed: the answer comes without a request.
Answer unasked(RawSocket& socket) {
  std::string rest;
  return read_answer(socket, rest);
}

TEST(ConnectionCaps, one_address_gets_503_beyond_its_share_and_its_place_back_when_it_leaves) {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 2;
  ServerUnderTest server(options);
  auto one = RawSocket::tcp(server.port());
  auto two = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(one, get).status, 200u);
  EXPECT_EQ(ask(two, get).status, 200u);
  auto three = RawSocket::tcp(server.port());
  const auto refused = unasked(three);
  EXPECT_EQ(refused.status, 503u) << refused.fault;
  EXPECT_EQ(refused.header("Retry-After"), "30");
  one.close();
  ASSERT_TRUE(eventually([&] { return server.listener->connections() == 1; }));
  auto four = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(four, get).status, 200u);
}

TEST(ConnectionCaps, all_together_get_503_beyond_the_total) {
  net::ListenerOptions options;
  options.limits.connections_max = 1;
  ServerUnderTest server(options);
  auto one = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(one, get).status, 200u);
  auto two = RawSocket::tcp(server.port());
  EXPECT_EQ(unasked(two).status, 503u);
}

TEST(ConnectionCaps, count_websockets_until_they_are_closed) {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 1;
  ServerUnderTest server(options);
  RawWebSocket one(server.port());
  ASSERT_TRUE(one.open()) << one.fault;
  auto two = RawSocket::tcp(server.port());
  EXPECT_EQ(unasked(two).status, 503u);
  ASSERT_TRUE(one.send({.opcode = op_close, .payload = close_payload(1000)}));
  ASSERT_TRUE(one.receive());
  one.socket.close();
  EXPECT_TRUE(eventually([&] { return server.listener->connections() == 0; }));
  RawWebSocket three(server.port());
  EXPECT_TRUE(three.open()) << three.fault;
}

TEST(ConnectionCaps, behind_a_trusted_proxy_each_client_is_counted_by_its_own_address) {
  net::ListenerOptions options;
  options.limits.connections_per_address_max = 1;
  ASSERT_TRUE(options.trusted_proxies.add("127.0.0.1"));
  ServerUnderTest server(options);
  RawWebSocket hamlet(server.port()), again(server.port()), ophelia(server.port());
  EXPECT_TRUE(hamlet.open("/", "X-Forwarded-For: 203.0.113.1\r\n")) << hamlet.fault;
  EXPECT_FALSE(again.open("/", "X-Forwarded-For: 203.0.113.1\r\n"));
  EXPECT_EQ(again.answer.status, 503u);
  EXPECT_TRUE(ophelia.open("/", "X-Forwarded-For: 203.0.113.2\r\n")) << ophelia.fault;
}

class UnixSocket : public testing::Test {
protected:
  void TearDown() override { ::unlink(path.c_str()); }
  std::string path = testing::TempDir() + "plenum-net-" + std::to_string(::getpid()) + ".sock";
};

TEST_F(UnixSocket, serves_its_owner_only_and_disappears_with_the_listener) {
  {
    std::promise<net::HttpRequest> seen;
    ServerUnderTest server;
    server.on_request = [&](net::HttpRequest request, net::Respond respond) {
      seen.set_value(request);
      respond(net::HttpResponse::plain(200, "Yes."));
    };
    ASSERT_EQ(server.listener->listen_unix(path), std::nullopt);
    struct stat found{};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    auto socket = RawSocket::unix_path(path);
    EXPECT_EQ(ask(socket, get).body, "Yes.\n");
    const auto request = seen.get_future().get();
    EXPECT_TRUE(request.peer.local);
    EXPECT_TRUE(request.secure);
    EXPECT_EQ(request.peer.uid, ::getuid());
    EXPECT_EQ(request.peer.address, "unix");
  }
  EXPECT_NE(::access(path.c_str(), F_OK), 0);
}

TEST_F(UnixSocket, carries_a_websocket_too) {
  ServerUnderTest server;
  ASSERT_EQ(server.listener->listen_unix(path), std::nullopt);
  RawWebSocket client;
  client.socket = RawSocket::unix_path(path);
  ASSERT_TRUE(client.open()) << client.fault;
  ASSERT_TRUE(client.send_text("Speak."));
  EXPECT_EQ(client.receive()->payload, "Speak.");
}

TEST_F(UnixSocket, replaces_a_dead_servers_file_but_not_a_living_servers_nor_another_file) {
  {
    // What a killed server leaves: bound, and nobody listens.
    net::IoThreads io(1);
    ServerUnderTest living;
    ASSERT_EQ(living.listener->listen_unix(path), std::nullopt);
    ServerUnderTest second;
    const auto refused = second.listener->listen_unix(path);
    ASSERT_TRUE(refused);
    EXPECT_NE(refused->find("another server"), std::string::npos) << *refused;
    ASSERT_EQ(::link(path.c_str(), (path + ".kept").c_str()), 0);
  }
  ASSERT_EQ(::rename((path + ".kept").c_str(), path.c_str()), 0);
  {
    ServerUnderTest server;
    EXPECT_EQ(server.listener->listen_unix(path), std::nullopt);
  }
  ASSERT_EQ(::symlink("/dev/null", path.c_str()), 0);
  ServerUnderTest server;
  EXPECT_TRUE(server.listener->listen_unix(path));
}

TEST(Listening, says_in_words_why_it_cannot) {
  ServerUnderTest server;
  EXPECT_TRUE(server.listener->listen("localhost"));
  EXPECT_TRUE(server.listener->listen("localhost:80"));
  EXPECT_TRUE(server.listener->listen("127.0.0.1:99999"));
  const auto taken = server.listener->listen("127.0.0.1:" + std::to_string(server.port()));
  ASSERT_TRUE(taken);
  EXPECT_NE(taken->find("in use"), std::string::npos) << *taken;
  EXPECT_EQ(server.listener->bound_address(), "127.0.0.1:" + std::to_string(server.port()));
}

TEST(Listening, takes_ipv6_addresses) {
  ServerUnderTest server;
  if (const auto reason = server.listener->listen("[::1]:0")) GTEST_SKIP() << *reason;
  EXPECT_EQ(server.listener->bound_address(1).rfind("[::1]:", 0), 0u);
}

// Restores the limit of descriptors however the test ends.
struct DescriptorLimit {
  DescriptorLimit() { ::getrlimit(RLIMIT_NOFILE, &before); }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &before); }
  void lower_to(int descriptors) {
    const rlimit low{static_cast<rlim_t>(descriptors), before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
  }
  void restore() { ::setrlimit(RLIMIT_NOFILE, &before); }
  rlimit before{};
};

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

TEST(Descriptors, when_they_run_out_who_comes_is_told_so_and_the_log_once) {
  std::mutex mutex;
  std::vector<std::string> said;
  net::ListenerOptions options;
  options.notice = [&](std::string_view line) {
    const std::lock_guard lock(mutex);
    said.emplace_back(line);
  };
  const auto notices = [&] {
    const std::lock_guard lock(mutex);
    return said.size();
  };
  ServerUnderTest server(options);
  auto served = RawSocket::tcp(server.port());
  ASSERT_EQ(ask(served, get).status, 200u);
  DescriptorLimit limit;
  // The next socket takes the last descriptor, so that none is left to accept it with.
  const int last = ::dup(0);
  ::close(last);
  limit.lower_to(last + 1);
  for (int i = 0; i < 5; ++i) {
    auto late = RawSocket::tcp(server.port());
    ASSERT_TRUE(late.is_open());
    const auto answer = unasked(late);
    EXPECT_EQ(answer.status, 503u) << answer.fault;
    EXPECT_EQ(answer.header("Retry-After"), "30");
  }
  const double before = cpu_seconds();
  EXPECT_EQ(ask(served, get).status, 200u) << "who is in is served";
  std::this_thread::sleep_for(std::chrono::milliseconds(500));  // the time is the test
  EXPECT_LT(cpu_seconds() - before, 0.3) << "it spins";
  EXPECT_EQ(notices(), 1u);
  limit.restore();
  auto welcome = RawSocket::tcp(server.port());
  EXPECT_EQ(ask(welcome, get).status, 200u);
}

// Another thread may have taken the one in reserve: then accepting rests, and goes on.
TEST(Descriptors, when_even_the_one_in_reserve_is_gone_accepting_rests_and_goes_on) {
  ServerUnderTest server;
  auto served = RawSocket::tcp(server.port());
  ASSERT_EQ(ask(served, get).status, 200u);
  DescriptorLimit limit;
  // Made before, since nobody in this process gets another; connecting needs none.
  const int waiting = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(server.port());
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  limit.lower_to(3);  // below all that are open, the reserve too
  ASSERT_EQ(::connect(waiting, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
  const double before = cpu_seconds();
  EXPECT_EQ(ask(served, get).status, 200u) << "who is in is served";
  std::this_thread::sleep_for(std::chrono::milliseconds(500));  // the time is the test
  EXPECT_LT(cpu_seconds() - before, 0.3) << "it spins";
  limit.restore();
  ASSERT_EQ(::send(waiting, get.data(), get.size(), MSG_NOSIGNAL), static_cast<ssize_t>(get.size()));
  std::string answer(12, ' ');
  EXPECT_EQ(::recv(waiting, answer.data(), answer.size(), MSG_WAITALL), 12);
  EXPECT_EQ(answer, "HTTP/1.1 200");
  ::close(waiting);
}

TEST(Descriptors, the_limit_is_raised_to_the_hard_one) {
  DescriptorLimit limit;
  limit.lower_to(100);
  EXPECT_EQ(net::raise_descriptor_limit(), limit.before.rlim_max);
}

}  // namespace
}  // namespace plenum::test
