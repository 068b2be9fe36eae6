#include "storage/log/redis/line.h"

#include <algorithm>
#include <cerrno>

#include <netdb.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plenum::redis {

namespace {

constexpr std::size_t read_bytes = 65'536;
constexpr long nothing_came = -1;
constexpr long line_broke = -2;

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

Addresses resolve(const Address& address) {
  addrinfo wish = {};
  wish.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &wish, &found) != 0) found = nullptr;
  return {found, ::freeaddrinfo};
}

std::string place_of(const Address& address) {
  return std::string(address.called) + " at " + address.host + ":" + address.port;
}

// One per process: it holds whom we trust.
SSL_CTX* tls_context(const std::string& ca_file) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  if (context == nullptr) return nullptr;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  const int trusted = ca_file.empty() ? SSL_CTX_set_default_verify_paths(context)
                                      : SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr);
  if (trusted == 1) return context;
  SSL_CTX_free(context);
  return nullptr;
}

}  // namespace

std::string_view text_of(const redisReply* reply) {
  if (reply == nullptr || reply->str == nullptr) return {};
  return {reply->str, reply->len};
}

Line::Line() : reader_(redisReaderCreate(), redisReaderFree) {}

Line::~Line() {
  if (ssl_ != nullptr) SSL_free(ssl_);
  if (socket_ >= 0) ::close(socket_);
}

std::unique_ptr<Line> Line::open(const Address& address, Milliseconds patience, std::string& why) {
  std::unique_ptr<Line> line(new Line);
  const auto deadline = std::chrono::steady_clock::now() + patience;
  why = line->connect(address, deadline);
  if (why.empty() && address.tls) why = line->start_tls(address, deadline);
  if (why.empty()) why = line->sign_in(address, patience);
  return why.empty() ? std::move(line) : nullptr;
}

std::string Line::connect(const Address& address, Deadline deadline) {
  const auto addresses = resolve(address);
  for (const auto* one = addresses.get(); one != nullptr; one = one->ai_next) {
    socket_ = ::socket(one->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) continue;
    int error = ::connect(socket_, one->ai_addr, one->ai_addrlen) == 0 ? 0 : errno;
    socklen_t size = sizeof error;
    if (error == EINPROGRESS && wait(POLLOUT, deadline)) ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0) {
      const int on = 1;
      ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      return {};
    }
    ::close(socket_);
    socket_ = -1;
  }
  return place_of(address) + " cannot be reached.";
}

// OpenSSL writes without MSG_NOSIGNAL: the program ignores SIGPIPE.
std::string Line::start_tls(const Address& address, Deadline deadline) {
  SSL_CTX* context = tls_context(address.ca_file);
  if (context == nullptr) return "The certificates that vouch for Redis cannot be read: " + address.ca_file + ".";
  ssl_ = SSL_new(context);
  SSL_CTX_free(context);  // the connection holds it now
  SSL_set_fd(ssl_, socket_);
  SSL_set_tlsext_host_name(ssl_, address.host.c_str());
  SSL_set1_host(ssl_, address.host.c_str());
  for (;;) {
    const int result = SSL_connect(ssl_);
    if (result == 1) return {};
    const short wish = wish_of_tls(result);
    if (wish != 0 && wait(wish, deadline)) continue;
    return place_of(address) + " offers no TLS connection that can be trusted.";
  }
}

std::string Line::sign_in(const Address& address, Milliseconds patience) {
  if (!address.password.empty()) {
    std::vector<std::string_view> words = {"AUTH"};
    if (!address.user.empty()) words.push_back(address.user);
    words.push_back(address.password);
    const auto reply = call(words, patience);
    if (!reply) return place_of(address) + " does not answer.";
    if (reply->type == REDIS_REPLY_ERROR) return place_of(address) + " refuses the user or the password.";
  }
  if (address.database == "0") return {};
  const auto reply = call({"SELECT", address.database}, patience);
  if (!reply || reply->type == REDIS_REPLY_ERROR)
    return place_of(address) + " has no database " + address.database + ".";
  return {};
}

short Line::wish_of_tls(int result) const {
  const int error = SSL_get_error(ssl_, result);
  ERR_clear_error();
  if (error == SSL_ERROR_WANT_READ) return POLLIN;
  return error == SSL_ERROR_WANT_WRITE ? POLLOUT : 0;
}

bool Line::wait(short events, Deadline deadline) const {
  for (;;) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd one = {socket_, events, 0};
    const int ready = ::poll(&one, 1, static_cast<int>(std::max<Milliseconds::rep>(0, left.count())));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

bool Line::write_some(std::string_view& rest, Deadline deadline) {
  short wish = POLLOUT;
  long count = 0;
  if (ssl_ != nullptr) {
    count = SSL_write(ssl_, rest.data(), static_cast<int>(rest.size()));
    if (count <= 0) wish = wish_of_tls(static_cast<int>(count));
  } else {
    count = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN && errno != EINTR) wish = 0;
  }
  if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
  return count > 0 || (wish != 0 && wait(wish, deadline));
}

long Line::read_some(char* buffer, std::size_t size, Deadline deadline) {
  for (;;) {
    short wish = POLLIN;
    long count = 0;
    if (ssl_ != nullptr) {
      count = SSL_read(ssl_, buffer, static_cast<int>(size));
      if (count <= 0) wish = wish_of_tls(static_cast<int>(count));
    } else {
      count = ::recv(socket_, buffer, size, 0);
      if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) wish = 0;
    }
    if (count > 0) return count;
    if (wish == 0) return line_broke;
    if (!wait(wish, deadline)) return nothing_came;
  }
}

bool Line::send(const std::vector<std::string_view>& command, Milliseconds patience) {
  std::vector<const char*> words;
  std::vector<std::size_t> sizes;
  for (const auto word : command) {
    words.push_back(word.empty() ? "" : word.data());
    sizes.push_back(word.size());
  }
  char* bytes = nullptr;
  const int size = redisFormatCommandArgv(&bytes, static_cast<int>(words.size()), words.data(), sizes.data());
  if (size < 0) return false;
  const std::unique_ptr<char, void (*)(char*)> formatted(bytes, redisFreeCommand);
  std::string_view rest(bytes, static_cast<std::size_t>(size));
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!rest.empty() && !broken_) broken_ = !write_some(rest, deadline);
  return !broken_;
}

Reply Line::next(Milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  std::vector<char> buffer(read_bytes);
  while (!broken_) {
    void* reply = nullptr;
    broken_ = redisReaderGetReply(reader_.get(), &reply) != REDIS_OK;
    if (reply != nullptr) return Reply(static_cast<redisReply*>(reply));
    if (broken_) break;
    const long count = read_some(buffer.data(), buffer.size(), deadline);
    if (count == nothing_came) return nullptr;
    broken_ = count < 0 || redisReaderFeed(reader_.get(), buffer.data(), static_cast<std::size_t>(count)) != REDIS_OK;
  }
  return nullptr;
}

Reply Line::call(const std::vector<std::string_view>& command, Milliseconds patience) {
  if (!send(command, patience)) return nullptr;
  auto reply = next(patience);
  if (!reply) broken_ = true;  // its answer may still come, and would be taken for another's
  return reply;
}

}  // namespace plenum::redis
