#include "tests/support/redis/redis_server.h"

#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/log/redis/line.h"

namespace plenum::testing {

namespace {

constexpr std::chrono::milliseconds patience{20'000};

pid_t spawn(std::vector<std::string> words, int network = -1) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto pid = ::fork();
  if (pid != 0) return pid;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (network >= 0 && ::setns(network, CLONE_NEWNET) != 0) ::_exit(126);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(nowhere, STDOUT_FILENO);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

}  // namespace

std::uint16_t free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool eventually(const std::function<bool()>& so, std::chrono::seconds longest) {
  for (const auto end = std::chrono::steady_clock::now() + longest; std::chrono::steady_clock::now() < end;) {
    if (so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return so();
}

RedisServer::RedisServer(std::vector<std::string> settings) : RedisServer(std::move(settings), Stands()) {}

RedisServer::RedisServer(std::vector<std::string> settings, Stands stands)
    : settings_(std::move(settings)), stands_(std::move(stands)) {
  std::filesystem::create_directories(folder());
  // Another process may take a free port first: then the next one.
  for (int i = 0; i < 20 && pid_ < 0; ++i) {
    port_ = free_port();
    try {
      start();
    } catch (const std::runtime_error&) {
      kill();
    }
  }
  if (pid_ < 0) throw std::runtime_error("redis-server cannot be started");
}

RedisServer::~RedisServer() {
  kill();
}

void RedisServer::start() {
  std::vector<std::string> words = {"redis-server",
                                    "--port",
                                    std::to_string(port_),
                                    "--bind",
                                    stands_.network < 0 ? stands_.host : "0.0.0.0",
                                    "--dir",
                                    folder(),
                                    "--appendonly",
                                    "yes",
                                    "--appendfsync",
                                    "always",
                                    "--save",
                                    "",
                                    "--logfile",
                                    "redis.log"};
  words.insert(words.end(), settings_.begin(), settings_.end());
  pid_ = spawn(std::move(words), stands_.network);
  const bool up = eventually([this] { return answers() || ::waitpid(pid_, nullptr, WNOHANG) == pid_; });
  if (!up || !answers()) throw std::runtime_error("redis-server does not answer");
}

bool RedisServer::answers() {
  std::string why;
  const auto line = redis::Line::open(settings("").address, patience, why);
  if (!line) return false;
  const auto info = line->call({"INFO", "server"}, patience);
  return redis::text_of(info.get()).find("process_id:" + std::to_string(pid_) + "\r") != std::string_view::npos;
}

void RedisServer::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void RedisServer::end() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void RedisServer::stop() {
  ::kill(pid_, SIGSTOP);
}

void RedisServer::go_on() {
  ::kill(pid_, SIGCONT);
}

std::string RedisServer::command(const std::vector<std::string>& words) {
  std::string why;
  const auto line = redis::Line::open(settings("").address, patience, why);
  if (!line) throw std::runtime_error(why);
  const auto reply = line->call({words.begin(), words.end()}, patience);
  if (!reply) throw std::runtime_error("redis-server does not answer");
  const auto* first = reply.get();
  while (first->type == REDIS_REPLY_ARRAY && first->elements > 0) first = first->element[0];
  return first->type == REDIS_REPLY_INTEGER ? std::to_string(first->integer) : std::string(redis::text_of(first));
}

void RedisServer::keep_its_disk(const char* name) {
  std::filesystem::copy(folder(), scratch_ / name, std::filesystem::copy_options::recursive);
}

void RedisServer::put_back(const char* name) {
  std::filesystem::remove_all(folder());
  std::filesystem::copy(scratch_ / name, folder(), std::filesystem::copy_options::recursive);
}

redis::Settings RedisServer::settings(const std::string& prefix) const {
  redis::Settings settings;
  settings.address.host = stands_.host;
  settings.address.port = std::to_string(port_);
  settings.prefix = prefix;
  return settings;
}

Sentinels::Sentinels(const std::string& name, const RedisServer& master, const std::string& password, int count)
    : name_(name), password_(password) {
  const auto secret = password.empty() ? "" : "requirepass " + password + "\n";
  for (int i = 0; i < count; ++i) {
    ports_.push_back(free_port());
    const auto folder = scratch_ / std::to_string(i).c_str();
    std::filesystem::create_directories(folder);
    const auto file = folder / "sentinel.conf";
    std::ofstream(file) << "port " << ports_.back() << "\nbind 127.0.0.1\ndir " << folder.string()
                        << "\nlogfile sentinel.log\n"
                        << secret << "sentinel monitor " << name << " 127.0.0.1 " << master.port() << " "
                        << count / 2 + 1 << "\nsentinel down-after-milliseconds " << name
                        << " 1000\nsentinel failover-timeout " << name << " 6000\n";
    pids_.push_back(spawn({"redis-server", file.string(), "--sentinel"}));
  }
  eventually([this] { return !master_port().empty(); });
}

Sentinels::~Sentinels() {
  for (const auto pid : pids_) ::kill(pid, SIGKILL);
  for (const auto pid : pids_) ::waitpid(pid, nullptr, 0);
}

redis::Settings Sentinels::settings(const std::string& prefix) const {
  redis::Settings settings;
  redis::parse(url(), settings.address);
  settings.address.sentinel_password = password_;
  settings.prefix = prefix;
  return settings;
}

std::string Sentinels::url() const {
  std::string places;
  for (const auto port : ports_) places += (places.empty() ? "127.0.0.1:" : ",127.0.0.1:") + std::to_string(port);
  return "redis+sentinel://" + places + "/" + name_;
}

redis::Reply Sentinels::ask(const std::vector<std::string_view>& words) const {
  redis::Address address;
  address.port = std::to_string(ports_.front());
  address.password = password_;
  std::string why;
  const auto line = redis::Line::open(address, patience, why);
  return line ? line->call(words, patience) : nullptr;
}

std::string Sentinels::master_port() const {
  const auto reply = ask({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", name_});
  if (!reply || reply->type != REDIS_REPLY_ARRAY || reply->elements != 2) return {};
  return std::string(redis::text_of(reply->element[1]));
}

bool Sentinels::know_a_replica() const {
  const auto info = ask({"INFO", "sentinel"});
  const auto text = redis::text_of(info.get());
  return text.find("slaves=1,") != std::string_view::npos &&
         text.find("sentinels=" + std::to_string(ports_.size())) != std::string_view::npos;
}

bool Sentinels::fail_over() const {
  const auto reply = ask({"SENTINEL", "FAILOVER", name_});
  return reply && reply->type == REDIS_REPLY_STATUS;
}

}  // namespace plenum::testing
