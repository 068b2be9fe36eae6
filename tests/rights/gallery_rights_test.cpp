// The matrix of what is about the gallery: what companies ask of the members, and what the host keeps for companies.
#include "tests/rights/gallery_stage.h"
#include "tests/rights/rights.h"

namespace plenum::test {
namespace {

class GalleryRights : public Rights {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Rights::SetUp());
    make_grounds(1);
    doors_ = std::make_unique<Doors>(doors());
    doors_->done("hamlet", "SetGallery", {{"k", 2}});
    doors_->done("hamlet", "SetCharter", {{"topicId", ground().denmark}, {"classes", {"EMBARGO_NONE"}}});
    const auto done = [this](const std::string& who, const std::string& method, Json request) {
      return doors_->done(who, method, std::move(request));
    };
    const auto seat = [this](const std::string& token) { return Seat(server_, token); };
    stage_ = std::make_unique<GalleryStage>(done, seat, ground(), secrets_);
  }
  const Ground& ground() const { return grounds_[0]; }

  static std::vector<const Needs*> rows_about(Noun noun) {
    std::vector<const Needs*> rows;
    for (const auto& row : needs_table()) {
      if (row.noun == noun) rows.push_back(&row);
    }
    return rows;
  }

  void play(Noun noun, const std::vector<std::string>& states) {
    for (const auto* needs : rows_about(noun)) {
      for (const auto& actor : cast_) {
        for (auto* door : doors_->to(*needs, actor)) {
          for (const auto& state : states) ask(*needs, actor, *door, state);
        }
      }
    }
  }

  void ask(const Needs& needs, const Actor& actor, Door& door, const std::string& state) {
    const auto scene = stage_->scene(state);
    const bool done = !only_reads(needs.method) && expected(actor, needs, scene, ground()).empty();
    if (done && needs.after == std::string("Offer"))
      doors_->done(actor.handle, "Offer", {{"requestId", scene.request}, {"offers", true}, {"letsKnow", "My name."}});
    judge_.put({actor, door, needs, scene, ground(), {}});
    if (done && method_of(needs.method) != "Offer") stage_->spoil(state);
  }

  std::unique_ptr<Doors> doors_;
  std::unique_ptr<GalleryStage> stage_;
};

TEST_F(GalleryRights, ToWhatCompaniesAskAreThoseOfTheTable) {
  play(Noun::request, GalleryStage::request_states());
  finish();
  EXPECT_GE(judge_.cells(), 1'000);
}

// Whoever handles what waits in one topic is told of that topic's requests; who does so nowhere is told of none.
TEST_F(GalleryRights, ToTheListOfRequestsEndWithTheTopic) {
  std::map<std::string, Scene> scenes;
  for (const auto& state : GalleryStage::request_states()) scenes[state] = stage_->scene(state);
  const auto& needs = *needs_of("ListRequests").front();
  Scene nothing;
  nothing.state = "listed";
  for (const auto& actor : cast_) {
    for (auto* door : doors_->to(needs, actor)) {
      const auto answer = judge_.put({actor, *door, needs, nothing, ground(), {}});
      if (answer.contains("refused")) continue;
      const bool may = can_do(actor.principal(), Action::handle_reports, topic_id(ground().denmark));
      for (const auto& [state, scene] : scenes) {
        if (state == "absent") continue;
        const bool is_there = answer.dump().find(scene.request) != std::string::npos;
        judge_.count(door->name(),
                     is_there == may ? "" : actor.who() + " is told otherwise of a request that is " + state);
      }
    }
  }
  finish();
}

TEST_F(GalleryRights, OverWhatTheHostKeepsAreThoseOfTheTable) {
  play(Noun::kept, GalleryStage::kept_states());
  finish();
  EXPECT_GE(judge_.cells(), 1'000);
}

}  // namespace
}  // namespace plenum::test
