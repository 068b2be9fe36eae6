#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "proto/admin.pb.h"
#include "tests/program/spoken.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {
namespace {

using ::testing::Test;

class Folder {
public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "plenum-program-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string(); }

private:
  std::filesystem::path path_;
};

void expect_sentence(const Spoken& spoken, int code, const std::string& words) {
  EXPECT_EQ(spoken.code, code) << spoken.err;
  EXPECT_NE(spoken.err.find(words), std::string::npos) << spoken.err;
  EXPECT_EQ(spoken.out.find("listening on"), std::string::npos);
}

TEST(Plenumd, says_what_is_wrong_with_its_command_line) {
  expect_sentence(run("plenumd", {}), 2, "--data DIR");
  expect_sentence(run("plenumd", {"--dat", "x"}), 2, "--dat");
  expect_sentence(run("plenumd", {"--data", "x", "--threads", "many"}), 2, "threads");
  expect_sentence(run("plenumd", {"--data", "x", "--config", "/nowhere"}), 2, "/nowhere");
  expect_sentence(run("plenumd", {"trase"}), 2, "trase. See plenumd --help.");
  Folder folder;
  for (const auto* nowhere : {"nonsense", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:", "localhost:80", ":80"}) {
    for (const auto* option : {"--listen", "--admin-listen", "--gallery-listen"}) {
      expect_sentence(run("plenumd", {"--data", folder / "d", option, nowhere}), 2,
                      "listen \"" + std::string(nowhere) + "\" is not ADDRESS:PORT. See plenumd --help.");
    }
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "d")) << "nothing was made";
  EXPECT_EQ(run("plenumd", {"--help"}).code, 0);
}

TEST(Plenumd, says_what_is_wrong_with_its_settings) {
  Folder folder;
  std::ofstream(folder / "a.toml") << "sign_up_opne = true\n";
  expect_sentence(run("plenumd", {"--data", folder / "d", "--config", folder / "a.toml"}), 2, "sign_up_opne");
  std::ofstream(folder / "b.toml") << "listen = [\n";
  expect_sentence(run("plenumd", {"--data", folder / "d", "--config", folder / "b.toml"}), 2, "line");
  EXPECT_FALSE(std::filesystem::exists(folder / "d")) << "nothing was made";
}

TEST(Plenumd, says_that_its_port_is_taken) {
  RunningServer first;
  ASSERT_NO_FATAL_FAILURE(first.start());
  Folder folder;
  const auto taken = first.url().substr(std::string("http://").size());
  expect_sentence(run("plenumd", {"--data", folder / "d", "--listen", taken}), 1, taken);
  expect_sentence(run("plenumd", {"--data", folder / "d", "--listen", "1.2.3.4:80"}), 1, "1.2.3.4:80");
}

TEST(Plenumd, says_that_its_directory_is_in_use) {
  RunningServer first;
  ASSERT_NO_FATAL_FAILURE(first.start());
  expect_sentence(run("plenumd", {"--data", first.data().string(), "--listen", "127.0.0.1:0"}), 1, "in use");
}

TEST(Plenumd, refuses_a_directory_it_may_not_make) {
  expect_sentence(run("plenumd", {"--data", "/proc/no/such/place"}), 1, "/proc/no/such/place");
}

TEST(Plenumd, in_maintenance_ends_when_nobody_holds_its_input) {
  Folder folder;
  const auto spoken = run("plenumd", {"--data", folder / "d", "--maintenance"});
  EXPECT_EQ(spoken.code, 0) << spoken.err;
  EXPECT_EQ(spoken.out, "listening on unix:" + (folder / "d") + "/operator.sock\n");
}

TEST(Plenumd, keeps_its_directory_to_itself) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(server.data()).permissions() & perms::all, perms::owner_all);
}

/// A file system of a few megabytes, made for one test by whoever may.
class SmallDisk {
public:
  explicit SmallDisk(const std::filesystem::path& at) : at_(at) {
    std::filesystem::create_directories(at_);
    made_ = ::mount("tmpfs", at_.c_str(), "tmpfs", 0, "size=12m") == 0;
  }
  ~SmallDisk() {
    if (made_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  bool made() const { return made_; }

private:
  std::filesystem::path at_;
  bool made_ = false;
};

TEST(FullDisk, stops_writes_keeps_reads_and_says_so_and_loses_nothing) {
  RunningServer server("commands_per_10_s = 1000000\n");
  SmallDisk disk(server.data());
  if (!disk.made()) GTEST_SKIP() << "mounting a small disk needs root";
  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto token = server.add_member("hamlet", v1::ADMIN);
  const auto topic = server.open_topic("On being");
  cli::HttpClient http(cli::Address::of_url(server.url()), std::chrono::seconds(30));
  const cli::HttpClient::Headers bearer = {{"Authorization", "Bearer " + token}};
  const auto id = [](int n) { return std::string(12, '\0') + std::string(reinterpret_cast<const char*>(&n), 4); };

  std::vector<std::uint64_t> acknowledged;
  v1::Refusal refusal;
  for (int n = 0; n < 5'000 && refusal.code() == 0; ++n) {
    v1::OpenThreadRequest request;
    request.set_command_id(id(n));
    request.set_topic_id(std::stoull(topic));
    request.set_title("Thread");
    for (int i = 0; i < 3'000; ++i) request.mutable_source()->append(std::to_string(n * 7'919 + i * 104'729) + " ");
    request.mutable_source()->resize(20'000);
    v1::OpenThreadReply reply;
    const auto called = cli::call(http, "plenum.v1.MemberService", "OpenThread", request, reply, bearer);
    if (called)
      acknowledged.push_back(reply.thread_id());
    else
      refusal = called.refusal;
  }
  EXPECT_EQ(refusal.code(), v1::UNAVAILABLE) << refusal.sentence();
  EXPECT_GT(acknowledged.size(), 50u);

  v1::ReadThreadRequest read;
  read.set_thread_id(acknowledged.back());
  v1::ReadThreadReply page;
  EXPECT_TRUE(cli::call(http, "plenum.v1.MemberService", "ReadThread", read, page, bearer)) << "reads go on";
  const auto status = server.operate<v1::StatusReply>("Status", v1::StatusRequest());
  EXPECT_FALSE(status.takes_writes());
  EXPECT_NE(status.halted_because().find("write"), std::string::npos) << status.halted_because();
}

}  // namespace
}  // namespace plenum::test
