#include <gtest/gtest.h>

#include "storage/rocks/keys.h"
#include "storage/rocks/settings.h"
#include "tests/support/storage/faults/rig.h"
#include "tests/support/storage/faults/specimen.h"

// Why the store is opened as storage/rocks/settings.cpp says: what each setting refuses, and what RocksDB would have
// done without it.
namespace plenum {
namespace {

using testing::Disk;
using testing::examine;
using testing::Specimen;
using testing::Verdict;

/// The tail that RocksDB finds in the recovery mode that is its default; nothing where it refuses.
std::string offset_by_default(const Disk::Image& image) {
  return testing::in_child([&](std::string& told) {
           testing::Rig rig(image);
           auto settings = database_settings(rig.env.get());
           settings.wal_recovery_mode = rocksdb::DBOptions().wal_recovery_mode;
           std::vector<rocksdb::ColumnFamilyDescriptor> families;
           for (const char* name : {"default", "state", "log", "registers"}) {
             families.emplace_back(name, state_settings());
           }
           std::vector<rocksdb::ColumnFamilyHandle*> handles;
           rocksdb::DB* db = nullptr;
           if (!rocksdb::DB::Open(settings, "/data", families, &handles, &db).ok()) return 1;
           std::string tail;
           if (!db->Get({}, handles[0], "tail", &tail).ok()) return 2;
           told = std::to_string(decode_offset(tail.substr(0, 8)));
           return 0;
         })
      .told;
}

class RecoveryMode : public ::testing::Test {
protected:
  std::string& log() { return image_[specimen_.log_path]; }

  const Specimen specimen_ = testing::make_specimen(101);
  Disk::Image image_ = specimen_.image;
};

TEST_F(RecoveryMode, AFlippedBitInTheWriteAheadLogIsRefusedWhereTheDefaultModeOpensWithWritesMissing) {
  log()[log().size() / 2] ^= 4;
  const auto found = examine(image_, specimen_);
  EXPECT_EQ(found.verdict, Verdict::refused);
  EXPECT_NE(found.said.find("is damaged"), std::string::npos) << found.said;

  const auto by_default = offset_by_default(image_);
  ASSERT_FALSE(by_default.empty()) << "the default mode opens it";
  EXPECT_LT(std::stoull(by_default), specimen_.tail.offset);
  std::printf("one bit of the log flipped: refused; RocksDB's default mode opens it at offset %s of %llu\n",
              by_default.c_str(), static_cast<unsigned long long>(specimen_.tail.offset));
}

// The write that was under way when the power went was never acknowledged: its half is cut off, and life goes on.
TEST_F(RecoveryMode, ATornTailIsCut) {
  const auto written = log().size();
  ASSERT_GT(specimen_.longer_log.size(), written + 2);
  for (std::size_t torn = written + 1; torn < specimen_.longer_log.size();
       torn += 1 + (specimen_.longer_log.size() - written) / 12) {
    log() = specimen_.longer_log.substr(0, torn);
    const auto found = examine(image_, specimen_);
    EXPECT_EQ(found.verdict, Verdict::whole) << torn - written << " bytes of it: " << found.said;
  }
}

// A disk may write the sectors of that half in any order.
TEST_F(RecoveryMode, ATailWithASectorMissingIsCutToo) {
  const auto written = log().size();
  ASSERT_GT(specimen_.longer_log.size(), written + 1'500);
  for (const std::size_t missing : {8, 512, 1'024}) {
    log() = specimen_.longer_log;
    log().replace(written + missing, 400, 400, '\0');
    const auto found = examine(image_, specimen_);
    EXPECT_EQ(found.verdict, Verdict::whole) << "400 bytes at " << missing << ": " << found.said;
  }
}

TEST_F(RecoveryMode, ALogThatEndsBeforeWhatWasAcknowledgedIsRefused) {
  log().resize(log().size() - 1);  // the same picture as a torn tail, but for what was acknowledged
  const auto found = examine(image_, specimen_);
  EXPECT_EQ(found.verdict, Verdict::refused);
  EXPECT_NE(found.said.find("1 of the writes it acknowledged are missing"), std::string::npos) << found.said;
}

TEST_F(RecoveryMode, AWriteAheadLogThatIsMissingAsAWholeIsRefused) {
  image_.erase(specimen_.log_path);
  EXPECT_EQ(examine(image_, specimen_).verdict, Verdict::refused);
}

TEST_F(RecoveryMode, AStoreThatAcknowledgedAnythingIsNeverMadeAnew) {
  const auto note = image_["/data/ACKNOWLEDGED"];
  ASSERT_FALSE(note.empty());
  image_ = {{"/data/ACKNOWLEDGED", note}};
  const auto found = examine(image_, specimen_);
  EXPECT_EQ(found.verdict, Verdict::refused);
  EXPECT_NE(found.said.find("cannot be opened"), std::string::npos) << found.said;
}

TEST_F(RecoveryMode, WithoutTheNoteOfWhatWasAcknowledgedAWholeStoreIsStillWhole) {
  image_.erase("/data/ACKNOWLEDGED");
  EXPECT_EQ(examine(image_, specimen_).verdict, Verdict::whole);
}

}  // namespace
}  // namespace plenum
