#include "tests/program/spoken.h"

#include <array>
#include <filesystem>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plenum::test {

namespace {

std::string read_all(int fd) {
  ::lseek(fd, 0, SEEK_SET);
  std::string text;
  std::array<char, 4096> buffer{};
  for (ssize_t got = 0; (got = ::read(fd, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(fd);
  return text;
}

int scratch_file() {
  std::string name = (std::filesystem::temp_directory_path() / "plenum-spoken-XXXXXX").string();
  const int fd = ::mkstemp(name.data());
  ::unlink(name.c_str());
  return fd;
}

}  // namespace

Spoken run(const std::string& program, const std::vector<std::string>& arguments) {
  const auto path = (std::filesystem::read_symlink("/proc/self/exe").parent_path() / program).string();
  const int out = scratch_file();
  const int err = scratch_file();
  const pid_t pid = ::fork();
  if (pid == 0) {
    std::vector<char*> argv = {const_cast<char*>(path.c_str())};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execv(path.c_str(), argv.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_all(out), read_all(err)};
}

}  // namespace plenum::test
