#include <set>

#include <gtest/gtest.h>

#include "storage/rocks/replay.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/faults/rig.h"
#include "tests/support/storage/history.h"

// The power goes at any call to the disk, in a commit, a flush, a checkpoint, an opening. Whatever was acknowledged
// is there when it comes back, and nothing of what was not is there by half.
namespace plenum {
namespace {

using testing::Call;
using testing::Cut;
using testing::History;
using testing::Random;
using testing::Rig;

struct Findings {
  int cuts = 0;
  int lost = 0;
  std::uint64_t acknowledged = 0;
  std::string first;  // what was lost first

  void loss(const std::string& what) {
    if (lost++ == 0) first = what;
  }
};

/// One community on one disk, cut again and again.
class Community {
public:
  Community(std::uint64_t seed, std::optional<Call> lied_about, Findings& findings)
      : random_(seed), history_(seed), findings_(findings) {
    if (lied_about) rig_.files->ignore(*lied_about);
  }

  /// False: something is lost, there is no going on.
  bool live_through_a_cut() {
    rig_.files->cut_after(1 + random_.below(random_.one_in(4) ? 80 : 250));
    std::string why;
    if (auto store = rig_.open(why)) work(*store);
    rig_.files->cut_now();
    const auto how = static_cast<Cut>(random_.below(5));
    rig_.disk->come_back(how, random_);
    rig_.files->power_on();
    ++findings_.cuts;
    return everything_is_there(how);
  }

private:
  void work(Store& store) {
    for (int i = 0; i < 40 && !rig_.files->is_off(); ++i) {
      if (!next_commit(store)) return;
      if (random_.one_in(10)) store.write_registers({{"cursor", "place"}});
      if (random_.one_in(25)) store.checkpoint("/copy" + std::to_string(random_.next()));
      if (erases_ && random_.one_in(15)) erase_something(store);
    }
  }

  bool next_commit(Store& store) {
    if (in_flight_.events_size() == 0) in_flight_ = history_.next_batch();
    if (!testing::commit(store, in_flight_)) return false;
    ++findings_.acknowledged;
    acknowledged_ = store.tail();
    in_flight_.Clear();
    return true;
  }

  void erase_something(Store& store) {
    const auto event = 1 + random_.below(store.tail().offset);
    erasing_ = true;  // it may arrive though the power went meanwhile
    if (store.erase_personal(event, {log::BODY})) erased_.insert(event);
  }

  bool everything_is_there(Cut how) {
    std::string why;
    const auto store = rig_.open(why);
    const auto where = "cut " + std::to_string(findings_.cuts) + " (" + std::to_string(static_cast<int>(how)) + "): ";
    if (!store) return findings_.loss(where + why), false;
    auto sealed = in_flight_;
    seal(sealed, acknowledged_);
    const bool arrived = sealed.events_size() > 0 && store->tail() == tail_after(sealed);
    if (!arrived && !(store->tail() == acknowledged_)) {
      findings_.loss(where + "acknowledged up to " + std::to_string(acknowledged_.offset) + ", found " +
                     std::to_string(store->tail().offset));
      return false;
    }
    const auto found = replay(*store);
    // Words that were erased before PostErased was written differ by nature; the chain does not.
    const bool sound = found.fault.empty() || (erasing_ && found.fault.starts_with("The state is not"));
    if (!sound || !(found.tail == store->tail())) return findings_.loss(where + found.fault), false;
    if (!still_erased(*store)) return findings_.loss(where + "erased words came back"), false;
    if (arrived) acknowledged_ = store->tail();
    if (arrived) in_flight_.Clear();
    return true;
  }

  bool still_erased(const Store& store) {
    for (const auto& batch : testing::read_all(store)) {
      for (int i = 0; i < batch.events_size(); ++i) {
        if (!erased_.contains(batch.first() + static_cast<Offset>(i))) continue;
        for (const auto& slot : batch.events(i).personal()) {
          if (slot.kind() == log::BODY && !slot.erased()) return false;
        }
      }
    }
    return true;
  }

  Random random_;
  History history_;
  Findings& findings_;
  Rig rig_;
  Tail acknowledged_;
  log::LogBatch in_flight_;
  const bool erases_ = random_.one_in(4);  // some only, for what is erased without its event cannot be replayed
  bool erasing_ = false;
  std::set<Offset> erased_;
};

Findings cut_power(std::uint64_t cuts, std::uint64_t seed, std::optional<Call> lied_about = {}) {
  Findings findings;
  for (std::uint64_t life = 0; static_cast<std::uint64_t>(findings.cuts) < cuts; ++life) {
    Community community(seed + life, lied_about, findings);
    for (int i = 0; i < 15 && static_cast<std::uint64_t>(findings.cuts) < cuts; ++i) {
      if (!community.live_through_a_cut()) break;
    }
  }
  return findings;
}

void print(const char* what, const Findings& f) {
  std::printf("%s: %d cuts, %d lost (%llu commits acknowledged)%s%s\n", what, f.cuts, f.lost,
              static_cast<unsigned long long>(f.acknowledged), f.first.empty() ? "" : "; the first: ", f.first.c_str());
}

TEST(PowerCut, LosesNothingThatWasAcknowledged) {
  const auto seed = testing::seed_of("power cut", 81);
  const auto findings = cut_power(testing::count_from("PLENUM_CUTS", 300), seed);
  print("power cut", findings);
  EXPECT_EQ(findings.lost, 0) << findings.first;
}

// The test sees: on disks that lie about a sync it finds what is lost. Most lies do no harm, so it goes on until one
// does.
Findings cut_power_of_a_liar(std::uint64_t seed, Call lied_about) {
  Findings all;
  for (int tries = 0; tries < 20 && all.lost == 0; ++tries) {
    const auto some = cut_power(30, seed + static_cast<std::uint64_t>(tries) * 1'000, lied_about);
    all.cuts += some.cuts;
    all.lost += some.lost;
    all.acknowledged += some.acknowledged;
    all.first = some.first;
  }
  return all;
}

TEST(PowerCut, ADiskThatDoesNotSyncIsCaught) {
  const auto findings = cut_power_of_a_liar(82, Call::sync);
  print("mutant: files are not synced", findings);
  EXPECT_GT(findings.lost, 0);
}

TEST(PowerCut, ADiskThatDoesNotSyncDirectoriesIsCaught) {
  const auto findings = cut_power_of_a_liar(83, Call::sync_directory);
  print("mutant: directories are not synced", findings);
  EXPECT_GT(findings.lost, 0);
}

}  // namespace
}  // namespace plenum
