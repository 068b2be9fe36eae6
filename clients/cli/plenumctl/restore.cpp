#include <fstream>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/progress.h"

namespace plenum::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* note_name = "backup.json";

std::string expected_digest(const fs::path& backup) {
  std::ifstream file(backup / note_name);
  const auto note = nlohmann::json::parse(file, nullptr, false);
  if (!note.is_object() || !note.contains("state_digest") || !note["state_digest"].is_string()) {
    throw Failed(backup.string() + " is not a backup: it holds no " + note_name + " that says what it should be.");
  }
  return note["state_digest"].get<std::string>();
}

void check_target(const fs::path& target) {
  std::error_code error;
  if (!fs::exists(target, error)) return;
  if (!fs::is_directory(target, error) || !fs::is_empty(target, error)) {
    throw Failed(target.string() + " is not empty: restore into a new directory, then move it into place yourself.");
  }
}

/// The copy beside its place; gone again unless it was moved there.
class Nursery {
public:
  explicit Nursery(const fs::path& target) : path_(target.string() + ".restoring") {
    std::error_code error;
    if (fs::exists(path_, error)) throw Failed(path_.string() + " is left from an earlier try: remove it first.");
    fs::create_directories(path_, error);
    if (error) throw Failed(path_.string() + " cannot be made: " + error.message() + ".");
    fs::permissions(path_, fs::perms::owner_all, error);
  }
  ~Nursery() {
    std::error_code error;
    if (!moved_) fs::remove_all(path_, error);
  }
  Nursery(const Nursery&) = delete;
  Nursery& operator=(const Nursery&) = delete;

  const fs::path& path() const { return path_; }

  void move_to(const fs::path& target) {
    std::error_code error;
    sync(path_);
    fs::remove(target, error);  // an empty directory, or nothing
    fs::rename(path_, target, error);
    if (error) throw Failed(target.string() + " cannot be put in place: " + error.message() + ".");
    moved_ = true;
    sync(target.parent_path());
  }

private:
  // All of it on disk before it carries its name.
  static void sync(const fs::path& directory) {
    const int file = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    ::syncfs(file);
    ::close(file);
  }

  fs::path path_;
  bool moved_ = false;
};

void copy_files(const fs::path& backup, const fs::path& to) {
  std::error_code error;
  for (const auto& file : fs::directory_iterator(backup, error)) {
    if (!file.is_regular_file(error) || file.path().filename() == note_name) continue;
    fs::copy_file(file.path(), to / file.path().filename(), error);
    if (error) throw Failed("The backup cannot be copied to " + to.string() + ": " + error.message() + ".");
  }
  if (error) throw Failed(backup.string() + " cannot be read: " + error.message() + ".");
}

v1::VerifyReply verify(const fs::path& copy, const std::string& expected) {
  OperatorLine line(copy);
  const auto reply = line.call<v1::VerifyReply>("Verify", v1::VerifyRequest{});
  if (!reply.sound()) throw Failed("The backup is damaged: " + reply.fault() + " Take another one.", Exit::damaged);
  if (reply.state_digest() != expected) {
    throw Failed(
        "The backup is not what it was when it was made (digest " + reply.state_digest() + "): take another one.",
        Exit::damaged);
  }
  return reply;
}

void restore(const Context& context, const std::string& from) {
  const auto target = context.directory();
  const auto backup = fs::absolute(from).lexically_normal();
  std::error_code error;
  if (!fs::is_directory(backup, error)) throw Failed(backup.string() + " is not a directory: name a backup.");
  check_target(target);
  const auto expected = expected_digest(backup);
  Nursery nursery(target);
  copy_files(backup, nursery.path());
  const auto found = verify(nursery.path(), expected);
  nursery.move_to(target);
  if (context.json) {
    return print(Json{{"directory", target.string()},
                      {"state_digest", found.state_digest()},
                      {"topics", found.topics()},
                      {"threads", found.threads()},
                      {"posts", found.posts()},
                      {"members", found.members()}});
  }
  print(target.string() + ": " + terminal::grouped(found.posts()) + " posts, " + terminal::grouped(found.members()) +
        " members, as they were when the backup was made");
  print("state digest " + found.state_digest());
}

}  // namespace

void add_restore(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("restore", "Put a backup into an empty data directory, once it proved sound");
  command->footer("Example:\n  plenumctl --data /var/lib/plenum-new restore /srv/backup/plenum-monday");
  const auto backup = std::make_shared<std::string>();
  command->add_option("BACKUP", *backup, "A directory that plenumctl backup made")->required();
  command->callback([&context, backup] { restore(context, *backup); });
}

}  // namespace plenum::cli
