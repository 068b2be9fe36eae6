// Searches that are kept, and what is told of their finds: on the open line, and to the company's hook, signed.
#include "server/gallery/alerts.h"

#include "storage/machine/checks_search.h"
#include "storage/rocks/register_keys.h"
#include "tests/gallery_door/room.h"
#include "tests/hooks/receiver.h"

namespace plenum::test {
namespace {

constexpr std::int64_t day_ms = 24 * 3'600'000;
constexpr auto patience = std::chrono::seconds(60);

HttpsReach reach_to(const Receiver& receiver) {
  HttpsReach reach;
  reach.opened.add("127.0.0.1");
  reach.ca_file = receiver.ca_file();
  return reach;
}

class AlertsOfTheGallery : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    room_.licence(norway_, {being_});
    keeper_id_ = room_.seat(norway_, true);
    keeper_ = std::make_unique<Observing>(room_, room_.token(keeper_id_));
    thread_ = room_.thread(hamlet_, being_, "T", "heparin, long before");
  }

  Observing seat() { return {room_, room_.token(room_.seat(norway_))}; }
  Json keeps(Observing& who, const std::string& words, const std::string& alert, const std::string& name = "Mine") {
    return who.wish("KeepSearch", {{"search", {{"name", name}, {"words", words}, {"alert", alert}}}});
  }
  std::string sets_hook(const std::string& path = "/hook") {
    const auto reply = keeper_->wish("SetHook", {{"url", receiver_.url(path)}});
    EXPECT_TRUE(reply.contains("secret")) << reply;
    return reply.value("secret", "");
  }
  Json posted(std::size_t i) { return Json::parse(receiver_.lines().at(i)); }
  Json body(std::size_t i) { return Json::parse(posted(i)["body"].get<std::string>()); }
  SearchId only_search() {
    SearchId only;
    room_.store->view().scan(key::SavedSearch{SearchId{}}, key::SavedSearch{SearchId{~0ULL}},
                             [&](const key::Any& key, std::string_view) {
                               only = std::get<key::SavedSearch>(key).search;
                               return true;
                             });
    return only;
  }
  template <class Holds>
  bool await(const Holds& holds) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!holds() && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return holds();
  }

  Receiver receiver_;
  Room room_{reach_to(receiver_)};
  MemberId hamlet_;
  TopicId being_;
  CompanyId norway_;
  ThreadId thread_;
  SeatId keeper_id_;
  std::unique_ptr<Observing> keeper_;
};

TEST_F(AlertsOfTheGallery, a_search_is_kept_changed_and_dropped_by_its_seat_alone) {
  auto here = seat();
  auto there = seat();
  const auto id = keeps(here, "heparin -warfarin", "ALERT_LIVE")["id"];
  const auto kept = here.wish("ListSearches")["searches"];
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0]["id"], id);
  EXPECT_EQ(kept[0]["words"], "heparin -warfarin");
  EXPECT_EQ(there.wish("ListSearches"), Json::object());
  const auto refused = here.wish("NoSuchMethod");
  EXPECT_EQ(there.wish("DropSearch", {{"id", id}}), refused);
  EXPECT_EQ(there.wish("KeepSearch", {{"search", {{"id", id}, {"name", "x"}, {"words", "x"}}}}), refused);
  here.wish("KeepSearch", {{"search", {{"id", id}, {"name", "New"}, {"words", "aspirin"}, {"topic", here.topic()}}}});
  EXPECT_EQ(here.wish("ListSearches")["searches"][0]["name"], "New");
  EXPECT_EQ(here.wish("ListSearches")["searches"][0]["topic"], here.topic());
  here.wish("DropSearch", {{"id", id}});
  EXPECT_EQ(here.wish("ListSearches"), Json::object());
  EXPECT_EQ(here.wish("DropSearch", {{"id", id}}), refused);
}

TEST_F(AlertsOfTheGallery, what_is_no_search_is_not_kept) {
  auto here = seat();
  const auto before = room_.digest();
  for (const auto* words : {"", "-heparin", "\"\"", "..."})
    EXPECT_TRUE(keeps(here, words, "ALERT_NONE").contains("refused")) << words;
  EXPECT_TRUE(keeps(here, std::string(2'000, 'a'), "ALERT_NONE").contains("refused"));
  EXPECT_TRUE(keeps(here, "heparin", "ALERT_NONE", "").contains("refused"));
  EXPECT_TRUE(keeps(here, "heparin", "ALERT_NONE", std::string(5'000, 'n')).contains("refused"));
  EXPECT_TRUE(
      here.wish("KeepSearch", {{"search", {{"name", "x"}, {"words", "x"}, {"topic", "AAAA"}}}}).contains("refused"));
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(AlertsOfTheGallery, fifty_searches_are_enough) {
  auto here = seat();
  for (std::size_t i = 0; i < searches_of_seat_max; ++i)
    ASSERT_TRUE(keeps(here, "word" + std::to_string(i), "ALERT_NONE").contains("id"));
  const auto before = room_.digest();
  EXPECT_TRUE(keeps(here, "more", "ALERT_NONE").contains("refused"));
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(AlertsOfTheGallery, a_seat_that_ends_leaves_no_search_behind) {
  const auto id = room_.seat(norway_);
  Observing here(room_, room_.token(id));
  keeps(here, "heparin", "ALERT_HOOK");
  room_.end_seat(id);
  std::size_t left = 0;
  room_.store->view().scan(key::SavedSearch{SearchId{}}, key::SavedSearch{SearchId{~0ULL}},
                           [&](const key::Any&, std::string_view) { return ++left > 0; });
  EXPECT_EQ(left, 0u);
}

TEST_F(AlertsOfTheGallery, an_open_line_is_told_of_its_seat_s_finds_and_of_no_other_s) {
  auto here = seat();
  auto there = seat();
  keeps(here, "heparins", "ALERT_LIVE", "Blood");
  Listener line(here);
  Listener other(there);
  room_.post(hamlet_, thread_, "warfarin");
  room_.post(hamlet_, thread_, "heparin, says @hamlet");
  const auto alert = line.await_alert();
  EXPECT_EQ(alert["name"], "Blood");
  ASSERT_EQ(alert["posts"].size(), 1u) << "what stood there before was never asked for";
  EXPECT_EQ(alert["posts"][0]["text"], "heparin, says [name]");
  EXPECT_EQ(alert["search"], here.wish("ListSearches")["searches"][0]["id"]);
  other.posts_so_far();
  EXPECT_EQ(other.heard.find("\"alert\""), std::string::npos);
}

TEST_F(AlertsOfTheGallery, a_hook_is_posted_to_at_once_signed_and_names_nobody) {
  const auto secret = sets_hook();
  auto here = seat();
  keeps(here, "heparin", "ALERT_HOOK", "Blood");
  room_.post(hamlet_, thread_, "heparin, says @hamlet of hamlet@elsinore.example");
  ASSERT_EQ(receiver_.await_lines(1).size(), 1u);
  EXPECT_EQ(body(0)["name"], "Blood");
  ASSERT_EQ(body(0)["posts"].size(), 1u);
  EXPECT_EQ(body(0)["posts"][0]["text"], "heparin, says [name] of [mail]");
  EXPECT_EQ(receiver_.lines()[0].find("hamlet"), std::string::npos);
  const auto signature = posted(0)["headers"]["plenum-signature"].get<std::string>();
  EXPECT_EQ(signature, hook_signature(secret, room_.clock.now_ms() / 1000, posted(0)["body"]));
  EXPECT_NE(signature, hook_signature(secret, room_.clock.now_ms() / 1000, "another body"));
  EXPECT_TRUE(await([&] { return keeper_->wish("GetHook").contains("deliveredAtMs"); }));
  EXPECT_FALSE(keeper_->wish("GetHook").contains("trouble"));
  const auto told = here.wish("ListSearches")["searches"][0];
  EXPECT_TRUE(told.contains("toldAtMs"));
}

// HMAC-SHA256 as anybody's library has it, so that a company can check it (computed by openssl dgst).
TEST(HookSignature, is_what_the_contract_says) {
  EXPECT_EQ(hook_signature("plm_h_secret", 1'700'000'000, "{}"),
            "t=1700000000,v1=025296a953f288c9933c43c52e50da031808086111f96ed1ae55cd22e8a9c59f");
}

TEST_F(AlertsOfTheGallery, only_who_keeps_the_seats_sets_the_hook_and_each_has_its_own_secret) {
  auto here = seat();
  EXPECT_TRUE(here.wish("SetHook", {{"url", receiver_.url()}}).contains("refused"));
  const auto first = sets_hook();
  EXPECT_NE(sets_hook(), first);
  for (const auto* url : {"http://norway.example/", "file:///etc/passwd", "https://user:word@norway.example/", "x"})
    EXPECT_TRUE(keeper_->wish("SetHook", {{"url", url}}).contains("refused")) << url;
  EXPECT_EQ(keeper_->wish("SetHook", {{"url", ""}}), Json::object());
  EXPECT_FALSE(keeper_->wish("GetHook").contains("url"));
}

TEST_F(AlertsOfTheGallery, once_a_day_is_once_a_day) {
  sets_hook();
  auto here = seat();
  keeps(here, "heparin", "ALERT_DAILY");
  room_.post(hamlet_, thread_, "heparin one");
  room_.post(hamlet_, thread_, "heparin two");
  room_.forward(day_ms);
  room_.alerts->look(room_.clock.now_ms());
  ASSERT_EQ(receiver_.await_lines(1).size(), 1u);
  EXPECT_EQ(body(0)["posts"].size(), 2u);
  room_.post(hamlet_, thread_, "heparin three");
  room_.alerts->look(room_.clock.now_ms());
  room_.forward(day_ms);
  room_.alerts->look(room_.clock.now_ms());
  ASSERT_EQ(receiver_.await_lines(2).size(), 2u);
  EXPECT_EQ(body(1)["posts"].size(), 1u) << "what is new since";
}

TEST_F(AlertsOfTheGallery, of_two_nodes_one_tells) {
  sets_hook();
  auto here = seat();
  keeps(here, "heparin", "ALERT_HOOK");
  room_.alerts->stop();
  room_.post(hamlet_, thread_, "heparin while nobody looked");
  const auto now = [this] { return room_.clock.now_ms(); };
  const auto nowhere = [](GalleryDeliveries) {};
  HookSender one_sends({*room_.store, room_.voices, reach_to(receiver_), now});
  HookSender other_sends({*room_.store, room_.voices, reach_to(receiver_), now});
  Alerts one({*room_.store, room_.audience, room_.voices, one_sends, now, nowhere});
  Alerts other({*room_.store, room_.audience, room_.voices, other_sends, now, nowhere});
  one.start(*room_.sequencer);
  other.start(*room_.sequencer);
  ASSERT_GE(receiver_.await_lines(1).size(), 1u);
  one.stop();
  other.stop();
  one_sends.stop();
  other_sends.stop();
  EXPECT_EQ(receiver_.lines().size(), 1u);
}

TEST_F(AlertsOfTheGallery, one_that_is_not_taken_is_tried_again_and_said) {
  sets_hook("/broken");
  auto here = seat();
  keeps(here, "heparin", "ALERT_HOOK");
  room_.post(hamlet_, thread_, "heparin");
  EXPECT_TRUE(await([&] { return keeper_->wish("GetHook").value("trouble", "") == "It answered 500."; }));
  sets_hook("/hook");
  room_.forward(2 * HookSender::first_pause_ms);
  ASSERT_TRUE(await([&] { return receiver_.lines().size() >= 2 && posted(1)["path"] == "/hook"; }));
  EXPECT_TRUE(await([&] { return !keeper_->wish("GetHook").contains("trouble"); }));
}

TEST_F(AlertsOfTheGallery, after_a_day_it_is_given_up) {
  sets_hook("/broken");
  auto here = seat();
  keeps(here, "heparin", "ALERT_HOOK");
  room_.post(hamlet_, thread_, "heparin");
  ASSERT_TRUE(await([&] { return keeper_->wish("GetHook").contains("trouble"); }));
  room_.forward(day_ms + 1);
  ASSERT_EQ(receiver_.await_lines(2).size(), 2u) << "once more";
  log::EntriesRead waiting;
  const SearchId search = only_search();
  EXPECT_TRUE(await([&] { return !room_.store->read_register(hook_key(search), waiting); })) << "nothing is kept";
  EXPECT_EQ(keeper_->wish("GetHook")["trouble"], "Given up after a day: It answered 500.");
}

TEST_F(AlertsOfTheGallery, what_waits_outlives_the_process) {
  sets_hook("/broken");
  auto here = seat();
  keeps(here, "heparin", "ALERT_HOOK");
  room_.post(hamlet_, thread_, "heparin");
  ASSERT_TRUE(await([&] { return keeper_->wish("GetHook").contains("trouble"); }));
  room_.hooks->stop();
  sets_hook("/hook");
  HookSender again({*room_.store, room_.voices, reach_to(receiver_), [this] { return room_.clock.now_ms(); }});
  ASSERT_EQ(receiver_.await_lines(2).size(), 2u);
  EXPECT_EQ(posted(1)["path"], "/hook");
  EXPECT_EQ(body(1)["posts"][0]["text"], "heparin");
}

TEST_F(AlertsOfTheGallery, what_was_withdrawn_meanwhile_is_not_told) {
  sets_hook("/broken");
  auto here = seat();
  keeps(here, "heparin", "ALERT_HOOK");
  const auto post = room_.post(hamlet_, thread_, "heparin");
  ASSERT_TRUE(await([&] { return keeper_->wish("GetHook").contains("trouble"); }));
  room_.withdraw(post);
  sets_hook("/hook");
  room_.forward(2 * HookSender::first_pause_ms);
  log::EntriesRead waiting;
  const SearchId search = only_search();
  EXPECT_TRUE(await([&] { return !room_.store->read_register(hook_key(search), waiting); }));
  EXPECT_EQ(receiver_.lines().size(), 1u);
}

}  // namespace
}  // namespace plenum::test
