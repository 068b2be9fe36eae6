// The key from which pseudonyms are made: made once, 0600, outside the data directory, and never lost silently.
#include "server/gallery/master_key.h"

#include <fstream>

#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/stat.h>

#include "tests/support/storage/scratch.h"

namespace plenum::test {
namespace {

class MasterKeyTest : public ::testing::Test {
protected:
  void SetUp() override { ASSERT_GE(sodium_init(), 0); }
  std::optional<MasterKey> open(bool may_make = true) { return MasterKey::open(file_, data_, may_make, why_); }

  testing::Scratch scratch_;
  std::filesystem::path data_ = scratch_.path() / "data";
  std::filesystem::path file_ = scratch_.path() / "data.gallery-key";
  std::string why_;
};

TEST_F(MasterKeyTest, lies_beside_the_data_directory) {
  EXPECT_EQ(MasterKey::beside(data_), file_);
  EXPECT_EQ(MasterKey::beside(data_.string() + "/"), file_);
}

TEST_F(MasterKeyTest, is_made_once_for_its_owner_alone) {
  const auto first = open();
  ASSERT_TRUE(first) << why_;
  struct stat status{};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  const auto second = open(false);
  ASSERT_TRUE(second) << why_;
  EXPECT_EQ(first->derive("x"), second->derive("x"));
  EXPECT_EQ(first->fingerprint(), second->fingerprint());
  for (const auto& entry : std::filesystem::directory_iterator(scratch_.path()))
    EXPECT_EQ(entry.path(), file_) << "no draft of it is left";
}

TEST_F(MasterKeyTest, differs_from_server_to_server) {
  const auto first = open();
  std::filesystem::remove(file_);
  const auto second = open();
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->fingerprint(), second->fingerprint());
}

TEST_F(MasterKeyTest, which_others_can_read_is_refused) {
  ASSERT_TRUE(open());
  for (const auto mode : {0640u, 0604u, 0660u}) {
    ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
    EXPECT_FALSE(open());
    EXPECT_NE(why_.find("can be read by others"), std::string::npos) << why_;
  }
}

TEST_F(MasterKeyTest, in_the_data_directory_is_refused) {
  std::filesystem::create_directories(data_ / "deep");
  for (const auto& inside : {data_ / "key", data_ / "deep" / "key", data_ / ".." / "data" / "key"}) {
    EXPECT_FALSE(MasterKey::open(inside, data_, true, why_));
    EXPECT_NE(why_.find("backup"), std::string::npos) << why_;
    EXPECT_FALSE(std::filesystem::exists(inside));
  }
}

TEST_F(MasterKeyTest, that_is_missing_where_there_is_a_gallery_is_not_made_anew) {
  EXPECT_FALSE(open(false));
  EXPECT_NE(why_.find("is missing"), std::string::npos) << why_;
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(MasterKeyTest, that_is_cut_short_or_something_else_is_refused) {
  ASSERT_TRUE(open());
  std::filesystem::resize_file(file_, 60);
  EXPECT_FALSE(open());
  EXPECT_NE(why_.find("holds no key"), std::string::npos) << why_;
  std::ofstream(file_, std::ios::trunc) << "something else\n";
  EXPECT_FALSE(open());
}

TEST_F(MasterKeyTest, tells_none_of_its_keys_by_another) {
  const MasterKey key(std::string(32, 'k'));
  EXPECT_NE(key.derive("a", "b"), key.derive("a", "c"));
  EXPECT_NE(key.derive("a", "b"), key.derive("ab", ""));
  EXPECT_EQ(key.derive("a", "b").size(), 32u);
}

}  // namespace
}  // namespace plenum::test
