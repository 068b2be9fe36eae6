#include <fstream>

#include "tests/admin/back_office.h"

namespace plenum {

namespace {

v1::BackupRequest to(const std::filesystem::path& directory) {
  v1::BackupRequest request;
  request.set_directory(directory.string());
  return request;
}

TEST_F(BackOffice, VerifiesWhatItHolds) {
  import(small_import(5));
  const auto reply = verify();
  EXPECT_TRUE(reply.sound()) << reply.fault();
  EXPECT_EQ(reply.state_digest(), reply.replayed_digest());
  EXPECT_EQ(reply.topics(), 1u);
  EXPECT_EQ(reply.threads(), 1u);
  EXPECT_EQ(reply.posts(), 5u);
  EXPECT_EQ(reply.authors(), 1u);
  EXPECT_EQ(reply.members(), 1u);
  EXPECT_EQ(reply.log_hash().size(), 64u);
}

TEST_F(BackOffice, ABackupIsTheSameCommunityAndStandsAlone) {
  import(small_import(5));
  const auto told = ask<v1::BackupReply>("Backup", to(scratch_ / "copy"));
  ASSERT_EQ(told.code(), v1::REFUSAL_CODE_UNSPECIFIED) << told.refusal.sentence();
  EXPECT_EQ(told.reply.state_digest(), verify().state_digest());
  EXPECT_EQ(told.reply.tail(), store_->tail().offset);
  EXPECT_GT(told.reply.bytes(), 0u);
  std::string note;
  std::ifstream file(scratch_ / "copy" / "backup.json");
  std::getline(file, note);
  EXPECT_NE(note.find(told.reply.state_digest()), std::string::npos) << note;

  add("hamlet");
  std::string why;
  const auto copy = Store::open(scratch_ / "copy", rocksdb::Env::Default(), why);
  ASSERT_TRUE(copy) << why;
  EXPECT_EQ(copy->tail().offset, told.reply.tail());
}

TEST_F(BackOffice, ABackupNeverWritesOverAnything) {
  const auto twice = to(scratch_ / "copy");
  EXPECT_EQ(ask<v1::BackupReply>("Backup", twice).code(), v1::REFUSAL_CODE_UNSPECIFIED);
  EXPECT_EQ(ask<v1::BackupReply>("Backup", twice).code(), v1::FIELD_INVALID);
  EXPECT_EQ(ask<v1::BackupReply>("Backup", to(scratch_ / "store")).code(), v1::FIELD_INVALID);
  EXPECT_EQ(ask<v1::BackupReply>("Backup", to("copy")).code(), v1::FIELD_INVALID);
  EXPECT_EQ(ask<v1::BackupReply>("Backup", to("")).code(), v1::FIELD_INVALID);
  EXPECT_EQ(ask<v1::BackupReply>("Backup", to(scratch_ / "no" / "such")).code(), v1::FIELD_INVALID);
  EXPECT_FALSE(std::filesystem::exists(scratch_ / "no"));
}

}  // namespace

}  // namespace plenum
