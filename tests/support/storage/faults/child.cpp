#include "tests/support/storage/faults/child.h"

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plenum::testing {

namespace {

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written <= 0) _exit(125);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string read_all_of(int fd) {
  std::string all;
  char block[65536];
  for (ssize_t n = 0; (n = ::read(fd, block, sizeof block)) > 0;) all.append(block, static_cast<std::size_t>(n));
  return all;
}

// Of the one child that this process may be.
int child_fd = -1;
const Work* child_after_abort = nullptr;

// Not what one does in a signal handler; but abort() was called by a thread of our own, on purpose.
void on_abort(int) {
  std::string told;
  const int code = (*child_after_abort)(told);
  write_all(child_fd, told);
  _exit(code);
}

[[noreturn]] void be_the_child(int fd, const Work& work, const Work* after_abort) {
  child_fd = fd;
  child_after_abort = after_abort;
  if (after_abort != nullptr) std::signal(SIGABRT, on_abort);
  // An assertion's sentence is expected here and is not for the tests' own output.
  const int nowhere = ::open("/dev/null", O_WRONLY);
  if (std::getenv("PLENUM_SHOW_CHILDREN") == nullptr) ::dup2(nowhere, 2);
  std::string told;
  int code = 124;
  try {
    code = work(told);
  } catch (const std::exception& e) {
    told = e.what();
  }
  write_all(fd, told);
  _exit(code);
}

Ended run_child(const Work& work, const Work* after_abort) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no fork");
  if (child == 0) {
    ::close(ends[0]);
    be_the_child(ends[1], work, after_abort);
  }
  ::close(ends[1]);
  Ended ended;
  ended.told = read_all_of(ends[0]);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  return ended;
}

}  // namespace

Ended in_child(const Work& work) {
  return run_child(work, nullptr);
}

Ended in_child(const Work& work, const Work& after_abort) {
  return run_child(work, &after_abort);
}

}  // namespace plenum::testing
