// A setting of the wrong kind was silently left at its default, and `commands_per_10_s = 0` ended the program in a
// division by zero.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/program/spoken.h"

namespace plenum::test {
namespace {

TEST(Settings, a_value_that_cannot_be_is_refused_by_name) {
  std::string name = (std::filesystem::temp_directory_path() / "plenum-settings-XXXXXX").string();
  const std::filesystem::path folder = ::mkdtemp(name.data());
  for (const std::string setting :
       {"commands_per_10_s = 0", "sign_ins_per_minute = 0", "threads = -1", "threads = 100000", "threads = \"four\"",
        "connections_max = 0", "queue_bytes_max = -5", "sign_up_open = \"yes\"", "trusted_proxies = \"10.0.0.1\"",
        "trusted_proxies = [1]", "listen = 8080", "connections_per_address_max = 1.5"}) {
    std::ofstream(folder / "plenumd.toml", std::ios::trunc) << setting << "\n";
    // Where it cannot listen it ends in any case: a test that fails must not wait for a server.
    const auto spoken = run("plenumd", {"--data", (folder / "d").string(), "--config",
                                        (folder / "plenumd.toml").string(), "--listen", "nowhere"});
    EXPECT_EQ(spoken.code, 2) << setting;
    EXPECT_NE(spoken.err.find(setting.substr(0, setting.find(' '))), std::string::npos) << setting << spoken.err;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "d")) << "nothing was made";
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace plenum::test
