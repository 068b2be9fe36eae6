#include "clients/cli/plenumctl/maintenance_server.h"

#include <chrono>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clients/cli/line/failed.h"

extern char** environ;

namespace plenum::cli {

namespace {

namespace fs = std::filesystem;

fs::path sibling(const char* name) {
  std::error_code error;
  const auto self = fs::read_symlink("/proc/self/exe", error);
  const auto program = self.parent_path() / name;
  if (error || ::access(program.c_str(), X_OK) != 0) {
    throw Failed("No server holds this directory, and " + program.string() +
                     " is not there to open it: install plenumd beside plenumctl.",
                 Exit::unreachable);
  }
  return program;
}

std::string content_of(int file) {
  std::string text(8192, '\0');
  const auto bytes = ::pread(file, text.data(), text.size(), 0);
  text.resize(bytes > 0 ? static_cast<std::size_t>(bytes) : 0);
  return text;
}

std::string last_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto at = text.rfind('\n');
  return at == std::string::npos ? text : text.substr(at + 1);
}

bool ends_by_itself(pid_t pid) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (::waitpid(pid, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

void close_if_open(int& file) {
  if (file >= 0) ::close(file);
  file = -1;
}

}  // namespace

MaintenanceServer::MaintenanceServer(const fs::path& directory, const std::string& community) {
  std::vector<std::string> words = {sibling("plenumd").string(), "--data", directory.string(), "--maintenance"};
  if (!community.empty()) words.insert(words.end(), {"--community", community});
  start(std::move(words));
  if (!wait_until_it_listens()) fail(directory);
}

// Its stdin closes, and it ends in order; a signal on top of that could cut it short.
MaintenanceServer::~MaintenanceServer() {
  close_if_open(stdin_);
  if (pid_ > 0 && !ends_by_itself(pid_)) {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
  close_if_open(stdout_);
  close_if_open(words_);
}

void MaintenanceServer::start(std::vector<std::string> words) {
  int in[2];
  int out[2];
  words_ = ::memfd_create("plenumd", MFD_CLOEXEC);
  if (words_ < 0 || ::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) {
    throw Failed("No more files can be opened: close some programs, then try again.");
  }
  stdin_ = in[1];
  stdout_ = out[0];
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in[0], 0);
  posix_spawn_file_actions_adddup2(&files, out[1], 1);
  posix_spawn_file_actions_adddup2(&files, words_, 2);
  // A group of its own: Ctrl-C reaches us, and we end it in order.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const int error = ::posix_spawn(&pid_, words[0].c_str(), &files, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  ::close(in[0]);
  ::close(out[1]);
  if (error != 0) throw Failed(words[0] + " cannot be started.", Exit::unreachable);
}

bool MaintenanceServer::wait_until_it_listens() const {
  std::string said;
  char piece[512];
  for (ssize_t bytes; (bytes = ::read(stdout_, piece, sizeof piece)) > 0;) {
    said.append(piece, static_cast<std::size_t>(bytes));
    const auto at = said.find("listening on");
    if (at != std::string::npos && said.find('\n', at) != std::string::npos) return true;
  }
  return false;
}

void MaintenanceServer::fail(const fs::path& directory) {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  auto words = last_line(content_of(words_));
  close_if_open(stdin_);
  close_if_open(stdout_);
  close_if_open(words_);
  if (words.starts_with("plenumd: ")) words.erase(0, 9);
  const bool is_damaged = words.find("is damaged") != std::string::npos;
  if (words.empty()) words = directory.string() + " could not be opened: run plenumd --data on it to see why.";
  throw Failed(words, is_damaged ? Exit::damaged : Exit::failed);
}

}  // namespace plenum::cli
