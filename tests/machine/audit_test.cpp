#include "storage/machine/audit.h"

#include <gtest/gtest.h>

#include "storage/rocks/digest.h"
#include "tests/machine/elsinore.h"
#include "tests/support/storage/history.h"

// Each act of the chair is an entry: who, what, to what, why, before and after; chained, and made by the log alone.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

std::string found_fault(const View& state) {
  std::string previous;
  std::uint64_t number = 0;
  std::string fault;
  state.scan(key::Audit{0}, key::Audit{~0ULL}, [&](const key::Any& key, std::string_view value) {
    log::AuditRecord entry;
    entry.ParseFromArray(value.data(), static_cast<int>(value.size()));
    if (std::get<key::Audit>(key).number != ++number) {
      fault = "a hole before " + std::to_string(number);
    } else if (hash_bytes(audit_bytes(previous, number, entry)) != entry.hash()) {
      fault = "entry " + std::to_string(number);
    }
    previous = entry.hash();
    return fault.empty();
  });
  const auto community = *state.get(key::Community{});
  if (fault.empty() && (community.audit_entries() != number || community.audit_hash() != previous)) fault = "the head";
  return fault;
}

log::AuditRecord last(Elsinore& e) {
  return *e.state().get(key::Audit{e.community().audit_entries()});
}

std::string changes_of(const log::AuditRecord& entry) {
  std::string all;
  for (const auto& change : entry.changes())
    all += change.field() + ": " + change.before() + " -> " + change.after() + "; ";
  return all;
}

TEST(Audit, SaysWhoDidWhatToWhatWhyAndWhatItWasBefore) {
  Elsinore e;
  e.raises_level(2);
  e.hides(polonius, p1, true, "Unseemly.");
  const auto entry = last(e);
  EXPECT_EQ(entry.action(), v1::AUDIT_POST_HIDDEN);
  EXPECT_EQ(entry.by(), polonius.value);
  EXPECT_EQ(entry.post(), p1.value);
  EXPECT_EQ(entry.thread(), being.value);
  EXPECT_EQ(entry.topic(), denmark.value);
  EXPECT_EQ(entry.member(), hamlet.value);
  EXPECT_EQ(entry.time_ms(), e.now_ms);
  EXPECT_EQ(entry.reason(), "Unseemly.");
  EXPECT_EQ(changes_of(entry), "post.hidden: false -> true; ");
}

TEST(Audit, ATitlesWordsStandBesideTheChain) {
  Elsinore e;
  e.raises_level(2);
  e.renames(polonius, being, "Of being");
  auto entry = last(e);
  EXPECT_EQ(entry.words_before(), "Or not?");
  EXPECT_EQ(entry.words_after(), "Of being");
  const auto bytes = audit_bytes("", 1, entry);
  entry.clear_words_before();
  entry.clear_words_after();
  entry.clear_reason();
  EXPECT_EQ(audit_bytes("", 1, entry), bytes) << "the words can be erased, and the chain stands";
}

TEST(Audit, ForASplitSaysWhereThePostsWent) {
  Elsinore e;
  e.raises_level(2);
  e.writes(hamlet, p2, being);
  e.splits(polonius, being, {p2}, graves, denmark);
  EXPECT_EQ(last(e).other(), graves.value);
  EXPECT_EQ(changes_of(last(e)), "thread.posts: 2 -> 1; ");
}

TEST(Audit, IsSilentOnWhatMembersDoAndBeforeItsTime) {
  Elsinore e;
  e.locks(being);
  EXPECT_EQ(e.community().audit_entries(), 0u) << "an older log replays to the state it had";
  e.raises_level(2);
  e.deletes(hamlet, p1);
  e.restores(hamlet, p1);
  e.edits(hamlet, p1, "Ha.");
  EXPECT_EQ(e.community().audit_entries(), 0u);
  e.locks(being, false);
  e.role(hamlet, v1::MODERATOR);
  EXPECT_EQ(e.community().audit_entries(), 2u);
  EXPECT_EQ(changes_of(last(e)), "member.role: 1 -> 2; ");
}

TEST(Audit, IsFoundByWhomAndWhatItNames) {
  Elsinore e;
  e.raises_level(2);
  e.hides(polonius, p1);
  e.pins(claudius, being);
  const auto count = [&](key::AuditNoun noun, std::uint64_t id) {
    return e.rows(key::AuditAbout{noun, id, 0}, key::AuditAbout{noun, id + 1, 0});
  };
  EXPECT_EQ(count(key::AuditNoun::by, polonius.value), 1u);
  EXPECT_EQ(count(key::AuditNoun::member, hamlet.value), 1u);
  EXPECT_EQ(count(key::AuditNoun::thread, being.value), 2u);
  EXPECT_EQ(count(key::AuditNoun::topic, denmark.value), 2u);
}

TEST(Audit, ItsChainHoldsOverARandomRunAndBreaksWhereAWordOfItIsChanged) {
  const auto seed = testing::seed_of("audit", 91);
  testing::History history(seed);
  for (int i = 0; i < 300; ++i) history.next_batch();
  auto& state = history.meeting().state();
  EXPECT_EQ(found_fault(state), "");
  const auto entries = state.get(key::Community{})->audit_entries();
  ASSERT_GT(entries, 20u);
  const auto number = entries / 2;
  const auto whole = *state.get(key::Audit{number});
  auto altered = whole;
  altered.set_by(altered.by() + 1);
  state.put(key::Audit{number}, altered);
  EXPECT_EQ(found_fault(state), "entry " + std::to_string(number));
  altered = whole;
  altered.clear_changes();
  altered.add_changes()->set_field("post.hidden");
  state.put(key::Audit{number}, altered);
  EXPECT_EQ(found_fault(state), "entry " + std::to_string(number));
  state.put(key::Audit{number}, whole);
  EXPECT_EQ(found_fault(state), "");
  state.erase(key::Audit{number});
  EXPECT_EQ(found_fault(state), "a hole before " + std::to_string(number));
  state.put(key::Audit{number}, whole);
  state.erase(key::Audit{entries});
  EXPECT_EQ(found_fault(state), "the head");
}

}  // namespace
}  // namespace plenum
