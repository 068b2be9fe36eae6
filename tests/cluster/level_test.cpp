// A fleet whose nodes run different versions: what not all of them know is not written, and what one does not know
// ends its writes.
#include <gtest/gtest.h>

#include "server/node/gallery_writers.h"
#include "server/node/identity_writers.h"
#include "server/node/sequencer.h"
#include "storage/log/redis/redis_log.h"
#include "storage/machine/apply.h"
#include "storage/rocks/digest.h"
#include "tests/support/redis/redis_server.h"
#include "tests/support/storage/commit.h"

namespace plenum::test {
namespace {

using testing::eventually;
using testing::RedisServer;

redis::Settings settings_of_level(const RedisServer& server, std::uint32_t level) {
  auto settings = server.settings("elsinore");
  settings.level_known = level;
  settings.patience = std::chrono::seconds(20);
  return settings;
}

/// A node's store and its share in the log; nobody drives it yet. The version it tells the others is the test's choice:
/// so an older program stands in the fleet.
struct Share {
  Share(const RedisServer& server, const std::filesystem::path& data, bool founds, std::uint32_t level)
      : store(testing::open_store(data)),
        log(redis::RedisLog::open(*store, data.string(), settings_of_level(server, level), founds, why)) {
    EXPECT_TRUE(eventually([this] {
      log->log().tend();
      return log->log().closed_because().empty();
    })) << log->log().closed_because();
  }

  std::string why;
  const std::unique_ptr<Store> store;
  const std::unique_ptr<redis::RedisLog> log;
};

/// A node as plenumd drives it.
class Driven : public Share {
public:
  Driven(const RedisServer& server, const std::filesystem::path& data, bool founds, std::uint32_t level)
      : Share(server, data, founds, level) {
    EXPECT_EQ(found_community(*store, log->log(), chance_, "Elsinore"), "");
    sequencer_ = std::make_unique<Sequencer>(*store, log->log(), chance_, [](const Committed&) {});
    log->on_news([this] { sequencer_->look_at_the_log(); });
  }
  ~Driven() { log->on_news({}); }
  Driven(const Driven&) = delete;
  Driven& operator=(const Driven&) = delete;

  Result does(Command command) { return sequencer_->submit_and_wait(std::move(command)); }
  /// A fact of the first level.
  bool takes_somebody_in() {
    return eventually([&] {
      NewMember member;
      member.profile.set_handle("member" + std::to_string(chance_.number()));
      member.profile.set_folded(member.profile.handle());
      member.role = v1::MEMBER;
      return !does(add_member(Principal::house(), member)).refused;
    });
  }
  /// One of the third.
  Result needs_five_authors() { return does(set_gallery_k(Principal::house(), 5)); }

  std::uint32_t level() const { return store->view().get(key::Community{})->feature_level(); }
  std::string digest() const { return state_digest(store->view()); }

private:
  SystemChance chance_;
  std::unique_ptr<Sequencer> sequencer_;
};

class Levels : public ::testing::Test {
protected:
  std::unique_ptr<Driven> start(const char* name, std::uint32_t level, bool founds = false) const {
    return std::make_unique<Driven>(server_, scratch_ / name, founds, level);
  }
  static bool agree(const Driven& one, const Driven& other) {
    return eventually([&] { return one.store->tail() == other.store->tail() && one.digest() == other.digest(); });
  }

  RedisServer server_;
  const testing::Scratch scratch_;
};

TEST_F(Levels, rise_when_the_last_node_knows_them) {
  auto hamlet = start("hamlet", 2, true);
  const auto horatio = start("horatio", 3);
  // Once it has seen who else there is; a fact of an old level waits for nobody.
  ASSERT_TRUE(horatio->takes_somebody_in());
  ASSERT_TRUE(eventually([&] { return horatio->log->log().report().scene.levels.size() == 2; }));
  for (const auto& node : {hamlet.get(), horatio.get()}) {
    const auto early = node->needs_five_authors();
    ASSERT_TRUE(early.refused);
    EXPECT_EQ(early.refused->code, v1::UNAVAILABLE);
    EXPECT_EQ(early.refused->field, "feature_level");
    EXPECT_EQ(node->level(), 1u);
  }
  ASSERT_TRUE(hamlet->takes_somebody_in()) << "all else goes on";

  hamlet.reset();
  hamlet = start("hamlet", 3);
  EXPECT_TRUE(eventually([&] {
    horatio->needs_five_authors();
    return horatio->level() == 3;
  }));
  EXPECT_TRUE(agree(*hamlet, *horatio));
  EXPECT_EQ(hamlet->level(), 3u);
}

TEST_F(Levels, that_a_node_does_not_know_end_its_writes_and_not_its_reads) {
  auto hamlet = start("hamlet", feature_level_known, true);
  ASSERT_TRUE(hamlet->takes_somebody_in());
  const auto before = hamlet->digest();
  {
    // A program of tomorrow.
    Share fortinbras(server_, scratch_ / "fortinbras", false, feature_level_known + 1);
    auto& log = fortinbras.log->log();
    ASSERT_TRUE(catch_up(*fortinbras.store, log, [](const Committed&) {}));
    log::Event event;
    event.set_time_ms(fortinbras.store->view().get(key::Community{})->time_ms());
    event.mutable_feature_level_raised()->set_level(feature_level_known + 1);
    log::LogBatch batch;
    batch.add_events()->set_event(event.SerializeAsString());
    auto expected = fortinbras.store->tail();
    expected.epoch = log.epoch();
    seal(batch, expected);
    ASSERT_EQ(log.append(expected, batch), Append::appended);
  }
  const auto says_so = [](const Driven& node) {
    return node.store->halted_because().find("what this program does not know") != std::string::npos;
  };
  EXPECT_TRUE(eventually([&] { return says_so(*hamlet); })) << hamlet->store->halted_because();
  EXPECT_EQ(hamlet->needs_five_authors().refused->code, v1::UNAVAILABLE);
  EXPECT_EQ(hamlet->digest(), before) << "nothing was skipped, nothing was lost";

  hamlet.reset();
  hamlet = start("hamlet", feature_level_known);
  EXPECT_TRUE(says_so(*hamlet)) << "nor does a restart help: " << hamlet->store->halted_because();
  EXPECT_EQ(hamlet->digest(), before);
}

}  // namespace
}  // namespace plenum::test
