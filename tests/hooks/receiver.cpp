#include "tests/hooks/receiver.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plenum::test {

namespace {

std::string read_line(int from) {
  std::string line;
  for (char c = 0; ::read(from, &c, 1) == 1 && c != '\n';) line.push_back(c);
  return line;
}

}  // namespace

Receiver::Receiver() {
  const auto certificate = (folder_ / "cert.pem").string();
  const auto key = (folder_ / "key.pem").string();
  const auto lines = (folder_ / "lines").string();
  const auto make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=hook "
      "-addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout " +
      key + " -out " + certificate + " 2>/dev/null";
  EXPECT_EQ(std::system(make.c_str()), 0);
  int ends[2] = {-1, -1};
  EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const std::string script = std::string(PLENUM_SOURCE_DIR) + "/tests/hooks/receiver.py";
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::execlp("python3", "python3", script.c_str(), certificate.c_str(), key.c_str(), lines.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  port_ = std::atoi(read_line(ends[0]).c_str());
  ::close(ends[0]);
  EXPECT_GT(port_, 0);
}

Receiver::~Receiver() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

std::string Receiver::url(const std::string& path) const {
  return "https://127.0.0.1:" + std::to_string(port_) + path;
}

std::string Receiver::ca_file() const {
  return (folder_ / "cert.pem").string();
}

std::vector<std::string> Receiver::lines() const {
  std::ifstream file(folder_ / "lines");
  std::vector<std::string> all;
  for (std::string line; std::getline(file, line) && !file.eof();) all.push_back(line);
  return all;
}

std::vector<std::string> Receiver::await_lines(std::size_t count, std::chrono::milliseconds patience) const {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (lines().size() < count && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  return lines();
}

}  // namespace plenum::test
