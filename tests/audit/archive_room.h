#pragma once

#include "storage/machine/audit.h"
#include "storage/machine/audit_facts.h"
#include "storage/rocks/audit_check.h"
#include "storage/rocks/digest.h"
#include "storage/rocks/replay.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/meeting.h"
#include "tests/support/storage/scratch.h"

namespace plenum::testing {

/// A real store with ten entries in its audit log: Polonius locks and unlocks a thread, and says why each time.
struct ArchiveRoom {
  Scratch scratch;
  std::unique_ptr<Store> store = open_store(scratch / "data");
  Meeting meeting;
  const MemberId polonius{2};
  const ThreadId being{20};

  ArchiveRoom() {
    meeting.founded();
    meeting.joins(MemberId{1}, v1::ADMIN);
    meeting.joins(polonius, v1::MODERATOR);
    meeting.opens_topic(TopicId{10});
    meeting.opens(polonius, being, TopicId{10});
    meeting.raises_level(2);
    commit(*store, meeting.take_batch());
    for (int i = 0; i < 10; ++i) locks(i % 2 == 0);
  }

  void locks(bool locked) {
    ++meeting.now_ms;
    log::Event event;
    event.mutable_thread_locked()->set_thread(being.value);
    event.mutable_thread_locked()->set_locked(locked);
    meeting.next_is_a_command(polonius);
    meeting.happens(event, {{log::REASON, "Reason of " + std::to_string(meeting.now_ms)}});
    commit(*store, meeting.take_batch());
  }

  /// Writes behind the machine's back, as who can open the files could.
  void tampers(const std::function<void(Pending&)>& how) {
    meeting.advances();
    auto batch = meeting.take_batch();
    seal(batch, store->tail());
    const auto view = store->view();
    Pending changes(&view);
    apply_batch(batch, changes);
    how(changes);
    store->commit(batch, changes);
  }

  log::AuditRecord entry(std::uint64_t number) const { return *store->view().get(key::Audit{number}); }
  AuditHead head() const {
    const auto community = *store->view().get(key::Community{});
    return {community.audit_entries(), community.audit_hash()};
  }
  std::string fault(const std::vector<AuditHead>& witnesses = {}) const {
    return check_audit(store->view(), witnesses).fault;
  }
};

/// Makes all hashes fit again from there on, the head included: a forger who knows the format.
inline void chain_anew(Pending& state, std::uint64_t last) {
  std::string previous;
  for (std::uint64_t number = 1; number <= last; ++number) {
    auto entry = *state.get(key::Audit{number});
    entry.set_hash(hash_bytes(audit_bytes(previous, number, entry)));
    previous = entry.hash();
    state.put(key::Audit{number}, entry);
  }
  auto community = *state.get(key::Community{});
  community.set_audit_entries(last);
  community.set_audit_shown(last);
  community.set_audit_hash(previous);
  state.put(key::Community{}, community);
}

}  // namespace plenum::testing
