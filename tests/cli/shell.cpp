#include "tests/cli/shell.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plenum::test {

namespace {

namespace fs = std::filesystem;

constexpr auto patience = std::chrono::seconds(60);

std::string content_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

pid_t start(const fs::path& home, const std::string& program, const Words& words, const fs::path& in,
            const fs::path& out, const fs::path& err) {
  const auto path = program_path(program);
  std::vector<char*> arguments = {const_cast<char*>(program.c_str())};
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t pid = ::fork();
  if (pid != 0) return pid;
  ::dup2(::open(in.c_str(), O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDOUT_FILENO);
  // Appended, since both may lead into one file.
  ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDERR_FILENO);
  ::setenv("HOME", home.c_str(), 1);
  ::unsetenv("XDG_CONFIG_HOME");
  ::execv(path.c_str(), arguments.data());
  ::_exit(127);
}

int wait_for(pid_t pid) {
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

fs::path program_path(const std::string& name) {
  return fs::read_symlink("/proc/self/exe").parent_path() / name;
}

nlohmann::json Ran::json() const {
  auto value = nlohmann::json::parse(out, nullptr, false);
  EXPECT_FALSE(value.is_discarded()) << out << err;
  return value;
}

Shell::Shell() {
  auto name = (fs::temp_directory_path() / "plenum-cli-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
  folder_ = name;
}

Shell::~Shell() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Ran Shell::run(const std::string& program, const Words& words, const std::string& input) {
  write("stdin", input);
  for (const auto* name : {"stdout", "stderr"}) fs::remove(folder_ / name);
  Ran ran;
  ran.exit = wait_for(start(folder_, program, words, folder_ / "stdin", folder_ / "stdout", folder_ / "stderr"));
  ran.out = content_of(folder_ / "stdout");
  ran.err = content_of(folder_ / "stderr");
  return ran;
}

Ran Shell::ctl(Words words, const std::string& input) {
  words.insert(words.begin(), {"--data", data().string()});
  return run("plenumctl", words, input);
}

nlohmann::json Shell::ctl_json(Words words) {
  words.push_back("--json");
  const auto ran = ctl(words);
  EXPECT_EQ(ran.exit, 0) << ran.err;
  return ran.json();
}

void Shell::write(const std::string& name, const std::string& text) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

Background::Background(const fs::path& folder, const std::string& program, const Words& words)
    : output_(folder / (program + ".output")), pid_(start(folder, program, words, "/dev/null", output_, output_)) {}

Background::~Background() {
  if (pid_ > 0) interrupt();
}

std::string Background::said() const {
  return content_of(output_);
}

bool Background::says(const std::string& text) const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < deadline) {
    if (said().find(text) != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

int Background::interrupt() {
  ::kill(pid_, SIGINT);
  const int code = wait_for(pid_);
  pid_ = -1;
  return code;
}

void expect_refusal(const Ran& ran, int exit, const std::string& words) {
  EXPECT_EQ(ran.exit, exit) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_TRUE(ran.err.starts_with("plenum")) << ran.err;
  EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << "more than one line: " << ran.err;
  EXPECT_NE(ran.err.find(words), std::string::npos) << ran.err;
}

}  // namespace plenum::test
