// Entries of a real store, altered, dropped, put elsewhere, cut off: each is found.
#include <gtest/gtest.h>

#include "tests/audit/archive_room.h"

namespace plenum {
namespace {

using testing::ArchiveRoom;
using testing::chain_anew;

TEST(AuditCheck, ALogThatNobodyTouchedIsSound) {
  ArchiveRoom room;
  const auto found = check_audit(room.store->view(), {room.head()});
  EXPECT_EQ(found.fault, "");
  EXPECT_EQ(found.head.number, 10u);
  EXPECT_EQ(found.head, room.head());
  EXPECT_EQ(found.witnessed, 10u);
  EXPECT_EQ(replay(*room.store).fault, "");
}

TEST(AuditCheck, EveryFieldThatIsAlteredIsFound) {
  using Change = void (*)(log::AuditRecord&);
  const Change changes[] = {[](log::AuditRecord& e) { e.set_action(v1::AUDIT_THREAD_PINNED); },
                            [](log::AuditRecord& e) { e.set_by(1); },
                            [](log::AuditRecord& e) { e.set_time_ms(e.time_ms() - 1); },
                            [](log::AuditRecord& e) { e.set_thread(21); },
                            [](log::AuditRecord& e) { e.set_topic(11); },
                            [](log::AuditRecord& e) { e.set_post(1); },
                            [](log::AuditRecord& e) { e.set_member(1); },
                            [](log::AuditRecord& e) { e.set_other(1); },
                            [](log::AuditRecord& e) { e.set_log_offset(e.log_offset() + 1); },
                            [](log::AuditRecord& e) { e.mutable_changes(0)->set_after("maybe"); },
                            [](log::AuditRecord& e) { e.clear_changes(); },
                            [](log::AuditRecord& e) { e.mutable_personal(0)->set_digest("x"); },
                            [](log::AuditRecord& e) { e.mutable_hash()->at(0) ^= 1; }};
  for (const auto change : changes) {
    ArchiveRoom room;
    room.tampers([&](Pending& state) {
      auto entry = room.entry(4);
      change(entry);
      state.put(key::Audit{4}, entry);
    });
    EXPECT_EQ(room.fault(), "Entry 4 was altered, or stands where another stood.");
  }
}

TEST(AuditCheck, AReasonThatIsAlteredIsFoundThoughItIsNotUnderTheHash) {
  ArchiveRoom room;
  room.tampers([&](Pending& state) {
    auto entry = room.entry(4);
    entry.set_reason("Because.");
    state.put(key::Audit{4}, entry);
  });
  EXPECT_EQ(room.fault(), "Entry 4 has other words than the log.");
}

TEST(AuditCheck, AnEntryThatIsDroppedIsFoundWhereverItStood) {
  for (const std::uint64_t number : {1u, 4u, 10u}) {
    ArchiveRoom room;
    room.tampers([&](Pending& state) { state.erase(key::Audit{number}); });
    const auto fault = room.fault();
    EXPECT_EQ(fault, number < 10 ? "Entry " + std::to_string(number) + " is missing."
                                 : "The entries end at 9, the community's record says 10.");
  }
}

TEST(AuditCheck, EntriesThatChangedPlacesAreFound) {
  ArchiveRoom room;
  room.tampers([&](Pending& state) {
    const auto fourth = room.entry(4);
    const auto sixth = room.entry(6);
    state.put(key::Audit{4}, sixth);
    state.put(key::Audit{6}, fourth);
  });
  EXPECT_EQ(room.fault(), "Entry 4 was altered, or stands where another stood.");
}

TEST(AuditCheck, AnEndThatWasCutOffWithItsTracksIsFoundByWhoSawIt) {
  ArchiveRoom room;
  const std::vector<AuditHead> witnesses = {room.head()};
  room.tampers([&](Pending& state) {
    for (std::uint64_t number = 9; number <= 10; ++number) {
      state.erase(key::Audit{number});
      state.erase(key::AuditAbout{key::AuditNoun::by, room.polonius.value, number});
      state.erase(key::AuditAbout{key::AuditNoun::thread, room.being.value, number});
      state.erase(key::AuditAbout{key::AuditNoun::topic, 10, number});
      state.erase(key::AuditAbout{key::AuditNoun::shown, number, number});
    }
    chain_anew(state, 8);
  });
  EXPECT_EQ(room.fault(), "") << "the store alone cannot tell: that is what a witness is for";
  EXPECT_EQ(room.fault(witnesses),
            "The entries end at 8, but 10 was written down outside the store: the end was cut off, or an older backup "
            "restored.");
}

TEST(AuditCheck, AChainMadeAnewIsFoundByWhoSawTheOldOne) {
  ArchiveRoom room;
  const std::vector<AuditHead> witnesses = {room.head()};
  room.tampers([&](Pending& state) {
    auto entry = room.entry(4);
    entry.mutable_changes(0)->set_after("maybe");
    state.put(key::Audit{4}, entry);
    chain_anew(state, 10);
  });
  EXPECT_EQ(room.fault(), "");
  EXPECT_EQ(room.fault(witnesses), "Entry 10 is not the one that was written down outside the store.");
  EXPECT_NE(replay(*room.store).fault, "") << "nor is it what the log says";
}

TEST(AuditCheck, AnEntryThatCannotBeFoundByWhatItNamesIsFound) {
  ArchiveRoom hidden;
  hidden.tampers([&](Pending& state) { state.erase(key::AuditAbout{key::AuditNoun::thread, 20, 4}); });
  EXPECT_EQ(hidden.fault(), "Entry 4 cannot be found by all that it names.");
  ArchiveRoom planted;
  planted.tampers([&](Pending& state) { state.put(key::AuditAbout{key::AuditNoun::member, 1, 4}, log::MarkRecord{}); });
  EXPECT_EQ(planted.fault(), "The rows by which entries are found are more than the entries.");
}

TEST(AuditCheck, WordsThatWereErasedFromTheLogLeaveItSound) {
  ArchiveRoom room;
  ASSERT_TRUE(room.store->erase_personal(room.entry(4).log_offset(), {log::REASON}));
  EXPECT_EQ(room.fault(), "Entry 4 has other words than the log.") << "the entry must be swept too";
  room.tampers([&](Pending& state) {
    auto entry = room.entry(4);
    entry.clear_reason();
    state.put(key::Audit{4}, entry);
  });
  EXPECT_EQ(room.fault(), "");
}

}  // namespace
}  // namespace plenum
