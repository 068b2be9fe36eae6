#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/gallery_cases/house.h"

namespace plenum::test {

/// One house. `common` decides what both share and from what their chance is drawn, `own` what only this one has.
/// Belongs to the test's thread.
class Twin {
public:
  Twin(std::uint64_t common, std::uint64_t own, std::uint64_t much);

  std::string run(int steps);
  /// What there was to compare beside the feed.
  std::size_t alerted() const { return alerted_; }
  std::size_t taken() const { return taken_; }

private:
  // A third company's affairs: it listens elsewhere, asks there, is answered by the chair.
  void let_wales_ask();

  // By a seat of its own, so that alerts and updates come on two lines.
  void keep_a_search(CompanyId company);
  // What one command draws has nothing to do with what others drew.
  void draw() { room_.clock.draw_from(seed_ * 1'000'003 + ++commands_); }

  void happens_in_both();

  // Its chance is drawn from elsewhere, as every command's is.
  void happens_unseen();

  void wales_is_heard(MemberId by, const std::string& words);
  void find_requests();

  Principal principal(MemberId id) const { return principal_of(id, *room_.store->view().get(key::Member{id})); }
  void done(Command command) { EXPECT_FALSE(room_.sequencer->submit_and_wait(std::move(command)).refused); }

  // Each line has what its feed has, before anything else happens: so frames are cut alike.
  void hear();

  // One for each post that is released, in one frame or several; what is edited later is no find.
  void hear_alerts(std::size_t i, const std::vector<std::string>& released);

  // What the server draws by itself is each house's own.
  static std::string without_what_was_drawn(Json answer);

  // By another program of the same seats, whose bytes are not compared but for what they say.
  void takes_extracts();

  void a_week_goes_by();

  static void read(Observing& seat, const std::string& topic);

  const std::uint64_t seed_;
  testing::Random common_, own_;
  const std::uint64_t much_;
  std::uint64_t commands_ = 0;
  Room room_;
  TopicId being_, elsewhere_;
  std::vector<MemberId> members_;
  std::vector<std::string> handles_;  // each twin's own
  std::vector<ThreadId> threads_, ours_;
  std::vector<std::pair<PostId, MemberId>> posts_;
  std::vector<std::unique_ptr<Observing>> seats_;
  std::vector<std::unique_ptr<Listener>> lines_;
  std::vector<std::string> topics_;
  std::vector<Json> since_;
  std::vector<std::unique_ptr<Observing>> alerted_seats_;
  std::vector<std::unique_ptr<Listener>> alert_lines_;
  std::vector<std::set<std::string>> known_;  // posts that were heard
  std::vector<std::string> told_;             // by alerts and extracts
  std::size_t alerted_ = 0;
  std::size_t taken_ = 0;
  CompanyId wales_;
  Sitting asker_;
  MemberId chair_;
  std::vector<RequestId> asked_;  // by Wales
};

}  // namespace plenum::test
