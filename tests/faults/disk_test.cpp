#include "tests/support/storage/faults/disk.h"

#include <gtest/gtest.h>

// The disk that the other tests of this room stand on.
namespace plenum::testing {
namespace {

class DiskTest : public ::testing::Test {
protected:
  void put(const std::string& path, const std::string& synced, const std::string& unsynced) {
    const auto file = disk_.create(path);
    Disk::write(*file, 0, synced);
    Disk::sync(*file);
    Disk::write(*file, synced.size(), unsynced);
  }
  std::string after(Cut how) {
    disk_.come_back(how, random_);
    const auto file = disk_.find("/d/f");
    return file ? file->data : "no file";
  }

  Disk disk_;
  Random random_{1};
};

TEST_F(DiskTest, KeepsWhatWasSyncedAndDropsTheRest) {
  put("/d/f", "synced ", "not");
  disk_.sync_directory("/d");
  EXPECT_EQ(disk_.find("/d/f")->data, "synced not");
  EXPECT_EQ(after(Cut::drop_all), "synced ");
}

TEST_F(DiskTest, ForgetsAFileWhoseDirectoryWasNotSynced) {
  put("/d/f", "synced", "");
  EXPECT_EQ(after(Cut::drop_all), "no file");
}

TEST_F(DiskTest, GivesBackAFileThatWasRemovedWithoutASyncOfItsDirectory) {
  put("/d/f", "synced", "");
  disk_.sync_directory("/d");
  disk_.remove("/d/f");
  EXPECT_EQ(after(Cut::drop_all), "synced");
}

TEST_F(DiskTest, KeepsEverythingWhenAProcessIsKilled) {
  put("/d/f", "synced ", "not");
  EXPECT_EQ(after(Cut::keep_all), "synced not");
}

TEST_F(DiskTest, TruncatesAndTearsWithinWhatWasNotSynced) {
  bool shorter = false, torn = false;
  for (int i = 0; i < 50; ++i) {
    disk_.remove("/d/f");
    put("/d/f", std::string(600, 's'), std::string(2'000, 'n'));
    disk_.sync_directory("/d");
    const auto left = after(i % 2 == 0 ? Cut::truncate : Cut::tear);
    ASSERT_GE(left.size(), 600u);
    ASSERT_EQ(left.substr(0, 600), std::string(600, 's'));
    shorter = shorter || (i % 2 == 0 && left.size() > 600 && left.size() < 2'600);
    torn = torn || left.find('\0') != std::string::npos;
  }
  EXPECT_TRUE(shorter);
  EXPECT_TRUE(torn) << "a later sector without an earlier one";
}

TEST_F(DiskTest, NeverWritesWhatAFailedSyncLeftBehind) {
  put("/d/f", "synced ", "not");
  disk_.sync_directory("/d");
  const auto file = disk_.find("/d/f");
  Disk::forget_dirty(*file);
  Disk::sync(*file);  // "succeeds", and proves nothing
  EXPECT_EQ(after(Cut::drop_all).substr(0, 7), "synced ");
  EXPECT_EQ(disk_.find("/d/f")->data.find("not"), std::string::npos);
}

}  // namespace
}  // namespace plenum::testing
