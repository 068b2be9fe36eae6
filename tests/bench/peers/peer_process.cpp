#include "tests/bench/peers/peer_process.h"

#include <cstdio>
#include <fstream>
#include <regex>
#include <thread>

#include <arpa/inet.h>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/cores.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double start_patience_s = 20;
constexpr double stop_patience_s = 5;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

/// One that nobody listens on now.
std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(fd, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(fd);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(port);
  const bool taken = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(fd);
  return taken;
}

std::string output_of(const std::string& command) {
  std::string said;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  char part[512];
  while (const auto size = std::fread(part, 1, sizeof part, pipe)) said.append(part, size);
  ::pclose(pipe);
  return said;
}

}  // namespace

std::string version_of(const PeerKind& kind, const std::filesystem::path& scripts) {
  if (!kind.script.empty()) {
    std::ifstream file(scripts / "node_modules" / kind.version_option / "package.json");
    const auto package = nlohmann::json::parse(file, nullptr, false);
    return package.is_object() ? package.value("version", "") : "";
  }
  std::smatch found;
  const auto said = output_of(kind.program + " " + kind.version_option);
  return std::regex_search(said, found, std::regex("[0-9]+\\.[0-9]+\\.[0-9]+")) ? found.str() : "";
}

PeerProcess::PeerProcess(const PeerKind& kind, const std::filesystem::path& scripts) : port_(free_port()) {
  std::string name = (std::filesystem::temp_directory_path() / "plenum-peer-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  auto configuration = replaced(kind.configuration, "$PORT", std::to_string(port_));
  configuration = replaced(configuration, "$OTHER_PORT", std::to_string(free_port()));
  std::ofstream(folder_ / "configuration") << replaced(configuration, "$FOLDER", folder_.string());
  start(kind, scripts);
  await_answer();
}

PeerProcess::~PeerProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGTERM);
    const double until = now_s() + stop_patience_s;
    while (::waitpid(pid_, nullptr, WNOHANG) == 0) {
      if (now_s() > until) ::kill(pid_, SIGKILL);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  std::filesystem::remove_all(folder_);
}

void PeerProcess::start(const PeerKind& kind, const std::filesystem::path& scripts) {
  const auto script = (scripts / kind.script).string();
  const auto configuration = (folder_ / "configuration").string();
  const auto port = std::to_string(port_);
  const auto output = (folder_ / "output").string();
  const OnServerCore core;
  pid_ = ::fork();
  if (pid_ != 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  if (!kind.script.empty()) {
    ::execlp(kind.program.c_str(), kind.program.c_str(), script.c_str(), port.c_str(), static_cast<char*>(nullptr));
  } else {
    ::execlp(kind.program.c_str(), kind.program.c_str(), kind.configuration_option.c_str(), configuration.c_str(),
             static_cast<char*>(nullptr));
  }
  ::_exit(127);
}

void PeerProcess::await_answer() {
  const double until = now_s() + start_patience_s;
  while (!answers(port_)) {
    if (::waitpid(pid_, nullptr, WNOHANG) != 0) pid_ = -1;
    if (pid_ > 0 && now_s() < until) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      continue;
    }
    std::ifstream said(folder_ / "output");
    std::getline(said, fault_);
    fault_ = "it does not start: " + fault_;
    return;
  }
}

}  // namespace plenum::bench
