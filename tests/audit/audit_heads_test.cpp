#include "server/admin/audit_heads.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/audit/archive_room.h"

namespace plenum {
namespace {

using testing::ArchiveRoom;

std::vector<AuditHead> heads_in(const std::filesystem::path& path) {
  std::string fault;
  auto heads = read_audit_heads(path, fault);
  EXPECT_EQ(fault, "");
  return heads;
}

TEST(AuditHeads, EachNewHeadIsALineAndNoLineIsEverChanged) {
  ArchiveRoom room;
  const auto path = room.scratch / "heads";
  const auto first = room.head();
  {
    AuditHeads heads(path);
    EXPECT_EQ(heads.open(room.store->view()), "");
    EXPECT_TRUE(heads.keep(room.store->view(), 1));
    EXPECT_TRUE(heads.keep(room.store->view(), 2)) << "nothing new";
  }
  room.locks(true);
  AuditHeads heads(path);
  EXPECT_EQ(heads.open(room.store->view()), "");
  EXPECT_TRUE(heads.keep(room.store->view(), 3));
  EXPECT_EQ(heads_in(path), (std::vector<AuditHead>{first, room.head()}));
  EXPECT_EQ(room.fault(heads_in(path)), "");
}

TEST(AuditHeads, ATornLastLineIsNoFaultAndAnAlteredOneIs) {
  ArchiveRoom room;
  const auto path = room.scratch / "heads";
  AuditHeads heads(path);
  ASSERT_EQ(heads.open(room.store->view()), "");
  ASSERT_TRUE(heads.keep(room.store->view(), 1));
  std::ofstream(path, std::ios::app) << "11 ab";
  EXPECT_EQ(heads_in(path).size(), 1u);
  std::ofstream(path, std::ios::app) << "\n";
  std::string fault;
  EXPECT_EQ(read_audit_heads(path, fault).size(), 1u);
  EXPECT_NE(fault, "");
}

TEST(AuditHeads, AStoreThatIsNotTheOneItSawIsSaidAtTheStart) {
  ArchiveRoom room;
  const auto path = room.scratch / "heads";
  {
    AuditHeads heads(path);
    ASSERT_EQ(heads.open(room.store->view()), "");
    ASSERT_TRUE(heads.keep(room.store->view(), 1));
  }
  ArchiveRoom older;
  older.tampers([&](Pending& state) { state.erase(key::Audit{10}); });
  AuditHeads heads(path);
  EXPECT_NE(heads.open(older.store->view()).find("audit verify"), std::string::npos);
}

TEST(AuditHeads, APlaceThatCannotBeWrittenIsSaid) {
  ArchiveRoom room;
  AuditHeads heads(room.scratch / "no" / "such");
  EXPECT_NE(heads.open(room.store->view()).find("cannot be written"), std::string::npos);
  EXPECT_TRUE(heads.keep(room.store->view(), 1)) << "and the server goes on";
}

TEST(AuditHeads, LieBesideTheDataDirectory) {
  EXPECT_EQ(AuditHeads::beside("/var/lib/plenum"), "/var/lib/plenum.audit-heads");
  EXPECT_EQ(AuditHeads::beside("/var/lib/plenum/"), "/var/lib/plenum.audit-heads");
}

}  // namespace
}  // namespace plenum
