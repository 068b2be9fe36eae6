#include <csignal>
#include <map>

#include <gtest/gtest.h>

#include "storage/rocks/digest.h"
#include "storage/rocks/replay.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/faults/child.h"
#include "tests/support/storage/faults/rig.h"
#include "tests/support/storage/history.h"

// A short life of a store, and each call that it makes to the disk fails once, in a process of its own. Then: what was
// acknowledged is there, nothing is there by half, and a store that could not write stops writing and reads on.
namespace plenum {
namespace {

using testing::Call;
using testing::Cut;
using testing::Fault;
using testing::History;
using testing::Random;
using testing::Rig;

enum class End { lived_on, halted, not_opened, stopped, not_reached };
constexpr int first_bad = 100;

class Life {
public:
  Life(std::uint64_t call, Fault fault) : call_(call), fault_(fault) {}

  /// What the store did; throws where it did wrong.
  End live() {
    std::string why;
    rig_.files->fail_call(call_, fault_);
    store_ = rig_.open(why);
    if (!store_) return close(End::not_opened);
    for (int i = 0; i < 14; ++i) {
      if (i == 4) store_->checkpoint("/copy");
      if (i == 6) store_->erase_personal(2, {log::ORIGIN});
      if (i == 8) store_->write_registers({{"cursor", "place"}});
      if (!next_commit()) return close(expect_halted());
    }
    return close(End::lived_on);
  }

  /// The same disk afterwards, when the process is started again, and when the power went as well.
  void expect_nothing_lost() {
    Random random(call_);
    for (const auto how : {Cut::keep_all, Cut::drop_all}) {
      rig_.files->fail_call(1, Fault::none);
      rig_.files->power_on();
      rig_.disk->come_back(how, random);
      std::string why;
      const auto store = rig_.open(why);
      if (!store) throw std::runtime_error("afterwards: " + why);
      const auto found = replay(*store);
      if (!found.fault.empty()) throw std::runtime_error("afterwards: " + found.fault);
      if (store->tail() == acknowledged_) continue;
      if (!(store->tail() == in_flight_)) throw std::runtime_error("afterwards: an acknowledged batch is missing");
      acknowledged_ = in_flight_;  // it was on disk, though the call said otherwise
    }
  }

  testing::FaultyFileSystem::Failed failed() const { return rig_.files->failed(); }
  std::uint64_t calls() const { return rig_.files->calls(); }

private:
  bool next_commit() {
    auto batch = history_.next_batch();
    auto sealed = batch;
    seal(sealed, store_->tail());
    in_flight_ = tail_after(sealed);
    before_ = state_digest(store_->view());
    if (!testing::commit(*store_, batch)) return false;
    acknowledged_ = store_->tail();
    return true;
  }

  End expect_halted() {
    if (!store_->is_halted() || store_->halted_because().empty()) throw std::runtime_error("it does not say why");
    log::LogBatch another = history_.next_batch();
    if (testing::commit(*store_, another)) throw std::runtime_error("it writes on");
    if (store_->write_registers({{"a", "b"}})) throw std::runtime_error("it writes registers");
    if (store_->erase_personal(1, {log::BODY})) throw std::runtime_error("it erases");
    if (!(store_->tail() == acknowledged_)) throw std::runtime_error("the tail moved without an acknowledgement");
    if (state_digest(store_->view()) != before_) throw std::runtime_error("half a batch is visible");
    const auto found = replay(*store_);
    if (!found.fault.empty()) throw std::runtime_error("while halted: " + found.fault);
    return End::halted;
  }

  End close(End end) {
    store_.reset();
    return rig_.files->failed().happened ? end : End::not_reached;
  }

  const std::uint64_t call_;
  const Fault fault_;
  Rig rig_;
  History history_{111};
  std::unique_ptr<Store> store_;
  Tail acknowledged_;
  Tail in_flight_;
  std::string before_;
};

struct Outcome {
  End end = End::not_reached;
  std::string wrong;
  std::string call;
};

// In a child, since the store or RocksDB may stop the whole process where a call fails; the disk is looked at even so.
Outcome fail_once(std::uint64_t number, Fault fault) {
  const auto life = std::make_unique<Life>(number, fault);
  const auto judged = [&](End end, std::string& told) {
    told = testing::name_of(life->failed().call) + (" " + life->failed().path);
    try {
      life->expect_nothing_lost();
      return static_cast<int>(end);
    } catch (const std::exception& e) {
      told += std::string(": ") + e.what();
      return first_bad + static_cast<int>(end);
    }
  };
  const auto ended = testing::in_child(
      [&](std::string& told) {
        try {
          return judged(life->live(), told);
        } catch (const std::exception& e) {
          told = life->failed().path + ": " + e.what();
          return first_bad;
        }
      },
      [&](std::string& told) {
        std::signal(SIGABRT, SIG_DFL);
        return judged(End::stopped, told);
      });
  if (ended.code < 0 || ended.code >= first_bad) {
    return {End::stopped, ended.told + " (" + std::to_string(ended.signal) + ")", ended.told};
  }
  return {static_cast<End>(ended.code), {}, ended.told};
}

struct Counts {
  std::map<End, int> ends;
  int failed = 0;
  int bad = 0;
};

void fail_every_call(Fault fault, Counts& counts, const char* what) {
  int beyond = 0;
  for (std::uint64_t number = 1; beyond < 3 && counts.bad < 5; ++number) {
    const auto outcome = fail_once(number, fault);
    beyond = outcome.end == End::not_reached && outcome.wrong.empty() ? beyond + 1 : 0;
    if (beyond > 0) continue;
    ++counts.failed;
    ++counts.ends[outcome.end];
    if (outcome.wrong.empty()) continue;
    ++counts.bad;
    ADD_FAILURE() << what << ", call " << number << ": " << outcome.wrong;
  }
  std::printf("%s: %d calls failed; %d lived on, %d halted, %d not opened, %d stopped whole; %d lost or wrong\n", what,
              counts.failed, counts.ends[End::lived_on], counts.ends[End::halted], counts.ends[End::not_opened],
              counts.ends[End::stopped], counts.bad);
}

TEST(FailingCalls, AnIoErrorLosesNothingThatWasAcknowledged) {
  Counts counts;
  fail_every_call(Fault::io_error, counts, "EIO");
  EXPECT_GT(counts.failed, 100);
  EXPECT_GT(counts.ends[End::halted], 14) << "each commit's write and sync";
}

TEST(FailingCalls, AFullDiskLosesNothingThatWasAcknowledged) {
  Counts counts;
  fail_every_call(Fault::no_space, counts, "ENOSPC");
  EXPECT_GT(counts.ends[End::halted], 14);
}

TEST(FailingCalls, AShortWriteLosesNothingThatWasAcknowledged) {
  Counts counts;
  fail_every_call(Fault::short_write, counts, "short write");
  EXPECT_GT(counts.ends[End::halted], 14);
}

}  // namespace
}  // namespace plenum
