#include "tests/support/server/running_server.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "proto/admin.pb.h"

namespace plenum::test {

namespace {

constexpr int stop_patience_ms = 60'000;
constexpr int start_patience_ms = 60'000;  // a sanitizer's build on a busy machine

std::filesystem::path make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "plenum-test-XXXXXX").string();
  return ::mkdtemp(name.data());
}

/// The first line that comes out of a pipe; empty if it closes or nothing comes in time.
std::string first_line(int pipe) {
  std::string line;
  pollfd ready{pipe, POLLIN, 0};
  char byte = 0;
  while (::poll(&ready, 1, start_patience_ms) > 0 && ::read(pipe, &byte, 1) == 1) {
    if (byte == '\n') return line;
    line.push_back(byte);
  }
  return {};
}

}  // namespace

// The linker takes a program away when it begins and puts the new one there when it is done.
std::filesystem::path RunningServer::program(const std::string& name) {
  const auto path = std::filesystem::read_symlink("/proc/self/exe").parent_path() / name;
  const auto patience = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (::access(path.c_str(), X_OK) != 0 && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return path;
}

RunningServer::RunningServer(std::string settings) : folder_(make_folder()) {
  std::ofstream(folder_ / "plenumd.toml") << settings;
}

RunningServer::~RunningServer() {
  if (pid_ > 0) EXPECT_EQ(stop(), 0) << "it did not end cleanly:\n" << errors();
  expect_no_fault();
  std::filesystem::remove_all(folder_);
}

void RunningServer::start() {
  int out[2];
  ASSERT_EQ(::pipe2(out, O_CLOEXEC), 0);
  const int err = ::open((folder_ / "errors").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const auto executable = program("plenumd").string();
  const auto directory = data().string();
  const auto config = (folder_ / "plenumd.toml").string();
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execl(executable.c_str(), "plenumd", "--data", directory.c_str(), "--config", config.c_str(), "--listen",
            "127.0.0.1:0", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(err);
  const auto line = first_line(out[0]);
  ::close(out[0]);
  ASSERT_TRUE(line.starts_with("listening on http://")) << executable << " said: " << line << "\n" << errors();
  url_ = line.substr(std::string("listening on ").size());
}

bool RunningServer::is_running() const {
  if (pid_ <= 0) return false;
  siginfo_t ended{};
  // Looked at and left: kill() and stop() tell how it ended.
  return ::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

void RunningServer::kill() {
  ::kill(pid_, SIGKILL);
  const int status = wait_for_its_end();
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "it had ended by itself:\n" << errors();
}

int RunningServer::stop() {
  ::kill(pid_, SIGTERM);
  const int status = wait_for_its_end();
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Waits for the process, not for ever: a server that hangs while it ends fails the test and is cut off.
int RunningServer::wait_for_its_end() {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::milliseconds(stop_patience_ms);
  int status = 0;
  while (::waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > patience) {
      ADD_FAILURE() << "it does not end:\n" << errors();
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, &status, 0);
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  pid_ = -1;
  return status;
}

void RunningServer::expect_no_fault() const {
  const auto said = errors();
  for (const auto* sign : {"impossible:", "WARNING: ThreadSanitizer", "ERROR: AddressSanitizer", "LeakSanitizer",
                           "runtime error:", "terminate called"}) {
    EXPECT_EQ(said.find(sign), std::string::npos) << "the server said:\n" << said;
  }
}

std::string RunningServer::errors() const {
  std::ostringstream text;
  text << std::ifstream(folder_ / "errors").rdbuf();
  return text.str();
}

void RunningServer::operate_raw(const std::string& method, const google::protobuf::Message& request,
                                google::protobuf::Message& reply) {
  cli::HttpClient http(cli::Address::of_socket((data() / "operator.sock").string()), std::chrono::seconds(120));
  const auto called = cli::call(http, "plenum.v1.AdminService", method, request, reply);
  ASSERT_TRUE(called) << method << ": " << called.refusal.sentence();
}

std::string RunningServer::add_member(const std::string& handle, v1::Role role) {
  v1::AddMemberRequest request;
  request.set_handle(handle);
  request.set_role(role);
  request.set_token(true);
  return operate<v1::AddMemberReply>("AddMember", request).token();
}

std::string RunningServer::open_topic(const std::string& title) {
  v1::OpenTopicRequest request;
  request.set_title(title);
  return std::to_string(operate<v1::OpenTopicReply>("OpenTopic", request).topic_id());
}

}  // namespace plenum::test
