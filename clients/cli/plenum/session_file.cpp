#include "clients/cli/plenum/session_file.h"

#include <cstdlib>
#include <fstream>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

[[noreturn]] void cannot_write(const fs::path& file) {
  throw Failed(file.string() + " cannot be written: check who owns " + file.parent_path().string() + ".");
}

}  // namespace

fs::path session_file() {
  const auto configured = variable("XDG_CONFIG_HOME");
  if (configured.starts_with('/')) return fs::path(configured) / "plenum" / "session";
  const auto home = variable("HOME");
  if (home.empty()) throw Failed("HOME is not set: there is no place for the session.");
  return fs::path(home) / ".config" / "plenum" / "session";
}

Session load_session() {
  const auto file = session_file();
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) throw Failed("You are not signed in: plenum sign-in URL.");
  if ((status.st_mode & 077) != 0) {
    throw Failed("Others may read " + file.string() + ": chmod 600 it, or sign in anew.");
  }
  std::ifstream in(file);
  const auto json = nlohmann::json::parse(in, nullptr, false);
  Session session;
  if (json.is_object()) {
    session = {json.value("url", ""), json.value("handle", ""), json.value("bearer", "")};
  }
  if (session.url.empty() || session.bearer.empty()) {
    throw Failed(file.string() + " is damaged: sign in anew with plenum sign-in URL.");
  }
  return session;
}

void save_session(const Session& session) {
  const auto file = session_file();
  const auto fresh = file.string() + ".new";
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  ::unlink(fresh.c_str());
  const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0) cannot_write(file);
  const auto text =
      nlohmann::json{{"url", session.url}, {"handle", session.handle}, {"bearer", session.bearer}}.dump() + "\n";
  const bool written = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool closed = ::close(out) == 0;
  if (!written || !closed || std::rename(fresh.c_str(), file.c_str()) != 0) cannot_write(file);
}

void forget_session() {
  ::unlink(session_file().c_str());
}

}  // namespace plenum::cli
