// With --web-root, "GET //etc/passwd" gave that file (a path that begins with a slash replaces what it is joined to),
// and a name longer than the system takes ended the program with an exception.
#include <filesystem>
#include <fstream>

#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Folder {
public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "plenum-web-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    std::filesystem::create_directory(path_ / "root");
    std::ofstream(path_ / "root" / "index.html") << "the page";
    std::ofstream(path_ / "secret") << "the secret";
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string root() const { return (path_ / "root").string(); }
  std::string secret() const { return (path_ / "secret").string(); }

private:
  std::filesystem::path path_;
};

TEST(WebRoot, nothing_outside_the_folder_is_served) {
  Folder folder;
  RunningServer server("web_root = \"" + folder.root() + "\"\n");
  ASSERT_NO_FATAL_FAILURE(server.start());
  Seat seat(server, "");
  const auto get = [&](const std::string& path) {
    return seat.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").body;
  };
  EXPECT_EQ(get("/index.html"), "the page");
  EXPECT_EQ(get("/t/42"), "the page") << "the client's own addresses";
  for (const std::string& path : std::vector<std::string>{"/" + folder.secret(), "//" + folder.secret(), "/../secret",
                                                          "/%2e%2e/secret", "/%2F" + folder.secret()}) {
    EXPECT_EQ(get(path).find("the secret"), std::string::npos) << path;
  }
}

TEST(WebRoot, a_name_too_long_is_no_file) {
  Folder folder;
  RunningServer server("web_root = \"" + folder.root() + "\"\n");
  ASSERT_NO_FATAL_FAILURE(server.start());
  Seat seat(server, "");
  const auto answer = seat.raw("GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.body, "the page");
}

}  // namespace
}  // namespace plenum::test
