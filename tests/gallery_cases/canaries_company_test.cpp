// The other ways by which words leave for a company: search, trends, alerts on the line and to its hook, extracts and
// their notices, requests, seats. Each holds what may be read, and none of what must not leave.
#include <chrono>

#include "server/node/request_writers.h"
#include "server/search/trends.h"
#include "storage/machine/trend_weeks.h"
#include "tests/gallery_cases/canary.h"
#include "tests/gallery_door/room.h"
#include "tests/hooks/receiver.h"

namespace plenum::test {
namespace {

constexpr std::int64_t day_ms = 24 * 3'600'000;

HttpsReach reach_to(const Receiver& receiver) {
  HttpsReach reach;
  reach.opened.add("127.0.0.1");
  reach.ca_file = receiver.ca_file();
  return reach;
}

class CompanyCanaries : public ::testing::Test {
protected:
  void SetUp() override {
    for (int i = 0; i < 6; ++i) {
      handles_.push_back(canaries_.fresh("a handle"));
      members_.push_back(room_.member(handles_.back(), canaries_.fresh("a specialty that nobody shares"),
                                      canaries_.fresh("a region that nobody shares")));
      is_hidden("a member's id", members_.back().value);
    }
    NewMember chair;
    chair.profile.set_handle(canaries_.fresh("a handle"));
    chair.profile.set_folded(chair.profile.handle());
    chair.role = v1::MODERATOR;
    polonius_ = MemberId{done(add_member(Principal::house(), chair)).id()};
    is_hidden("a member's id", polonius_.value);
    being_ = room_.topic("On being");
    closed_ = room_.topic(canaries_.fresh("a topic that nobody may hear"));
    for (const auto topic : {being_, closed_}) {
      room_.charter(topic, {v1::EMBARGO_NONE});
      is_hidden("a topic's id", topic.value);
    }
    norway_ = room_.company("Norway & Sons");
    is_hidden("a company's id", norway_.value);
    licence_ = room_.exporting(norway_, {being_}, 1'000, 0, v1::EMBARGO_NONE, v1::LICENCE_RESEARCH);
    is_hidden("a licence's id", licence_.value);
    const auto seat = room_.seat(norway_, true);
    is_hidden("a seat's id", seat.value);
    here_ = std::make_unique<Observing>(room_, room_.token(seat));
    week_ = monday_of(room_.clock.now_ms()) + week_length_ms;
    room_.forward(week_ + day_ms - room_.clock.now_ms());
    room_.needs_authors(3);
  }

  void is_hidden(const std::string& what, std::uint64_t id) { canaries_.number(what, std::to_string(id)); }
  v1::Outcome done(Command command) {
    const auto result = room_.sequencer->submit_and_wait(std::move(command));
    EXPECT_FALSE(result.refused) << static_cast<int>(result.refused ? result.refused->code : 0);
    return result.outcome;
  }
  Principal principal(MemberId id) const { return principal_of(id, *room_.store->view().get(key::Member{id})); }

  /// Every member says the same, in a thread of the first one's: so that it counts.
  std::vector<PostId> all_say(TopicId topic, const std::string& words, bool among_members = false) {
    const auto thread = room_.thread(members_[0], topic, "Asked", "heparin");
    is_hidden("a thread's id", thread.value);
    std::vector<PostId> posts;
    for (const auto member : members_) {
      auto wish = post_in(thread.value, words, id_of(++commands_ + 100'000));
      wish.set_members_only(among_members);
      posts.emplace_back(done(write_post(principal(member), wish, {})).id());
      is_hidden("a post's id", posts.back().value);
    }
    return posts;
  }
  /// All of them, named and reachable: what is to be taken out.
  std::string named() {
    return "heparin, say @" + handles_[1] + " and " + handles_[2] + ", " + canaries_.fresh("a mail address") +
           "@mail.example, https://example.org/" + canaries_.fresh("a link");
  }

  void scan(const std::string& what, const std::string& bytes) {
    scanned_ += bytes.size();
    for (const auto& found : canaries_.found_in(bytes)) ADD_FAILURE() << what << " holds " << found;
  }
  std::string exported(const char* format) {
    v1::ExportExtractsReply reply;
    EXPECT_FALSE(decode(Coding::json, here_->wish("ExportExtracts", {{"format", format}}).dump(), reply));
    EXPECT_FALSE(reply.content().empty()) << format;
    return reply.content() + reply.file_name() + reply.media_type();
  }
  Json takes_all() {
    Json wanted = Json::array();
    const auto topic = here_->topic();
    const auto feed = here_->call("ReadFeed", {{"topic", topic}, {"limit", 200}});
    for (const auto& update : feed.value("updates", Json::array()))
      if (update.contains("post") && update["post"].contains("text"))
        wanted.push_back({{"topic", topic}, {"post", update["post"]["id"]}});
    EXPECT_GT(wanted.size(), 6u);
    return here_->wish("TakeExtracts", {{"wanted", wanted}});
  }
  /// All that the hook was posted, once these words are in it; empty: they did not come.
  std::string posted_with(const std::string& words) const {
    for (std::size_t count = 1;; ++count) {
      const auto lines = receiver_.await_lines(count);
      std::string all;
      for (const auto& one : lines) all += one;
      if (all.find(words) != std::string::npos) return all;
      if (lines.size() < count) return {};
    }
  }
  RequestId only_request() {
    RequestId only;
    room_.store->view().scan(key::Request{RequestId{}}, key::Request{RequestId{~0ULL}},
                             [&](const key::Any& key, std::string_view) {
                               only = std::get<key::Request>(key).request;
                               return true;
                             });
    return only;
  }

  Canaries canaries_;
  std::size_t scanned_ = 0;
  Receiver receiver_;
  Room room_{reach_to(receiver_)};
  std::vector<std::string> handles_;
  std::vector<MemberId> members_;
  MemberId polonius_;
  TopicId being_, closed_;
  CompanyId norway_;
  LicenceId licence_;
  std::unique_ptr<Observing> here_;
  std::int64_t week_ = 0;
  int commands_ = 0;
};

TEST_F(CompanyCanaries, in_search_and_trends_nothing_is_found_and_nothing_counted_that_must_not_leave) {
  const auto among_members = canaries_.fresh("a term among members");
  const auto elsewhere = canaries_.fresh("a term of another topic");
  const auto withdrawn = canaries_.fresh("a term that was withdrawn");
  const auto rare = canaries_.fresh("a term of too few");
  all_say(being_, named());
  all_say(being_, "heparin " + among_members, true);
  all_say(closed_, "heparin " + elsewhere);
  for (const auto post : all_say(being_, "heparin " + withdrawn)) room_.withdraw(post);
  ASSERT_TRUE(room_.search->wait_until_level(std::chrono::seconds(60)));
  for (const auto& words : {among_members, elsewhere, withdrawn, handles_[1], "heparin " + among_members}) {
    const auto answer = here_->call("SearchFeed", {{"words", words}});
    EXPECT_FALSE(answer.contains("posts")) << answer;
  }
  EXPECT_GT(here_->call("SearchFeed", {{"words", "heparin"}, {"limit", 100}})["posts"].size(), 6u);
  // What two said stands in the feed, and is no term.
  const auto thread = room_.thread(members_[0], being_, "Rarely", "heparin");
  for (const auto by : {members_[0], members_[1]}) room_.post(by, thread, "heparin " + rare);
  Trends trends{*room_.store, *room_.sequencer};
  room_.forward(week_ + week_length_ms - room_.clock.now_ms());
  trends.count(room_.clock.now_ms());
  trends.stop();
  const auto told = here_->call("ReadTrends", {{"topic", here_->topic()}});
  EXPECT_EQ(told["weeks"][0]["authors"], 6) << told;
  EXPECT_NE(told.dump().find("heparin"), std::string::npos) << told;
  const auto all = here_->call("ReadTrends");
  EXPECT_EQ(all["weeks"].size(), 1u) << all;
  scan("search and trends", here_->heard);
}

TEST_F(CompanyCanaries, in_alerts_on_the_line_and_to_the_hook_nothing_is_told_that_must_not_leave) {
  EXPECT_TRUE(here_->wish("SetHook", {{"url", receiver_.url("/hook")}}).contains("secret"));
  for (const auto* alert : {"ALERT_LIVE", "ALERT_HOOK", "ALERT_DAILY"})
    here_->wish("KeepSearch", {{"search", {{"name", alert}, {"words", "heparin"}, {"alert", alert}}}});
  Listener line(*here_);
  line.call("subscribe", {{"topic", here_->topic()}});
  all_say(closed_, "heparin " + canaries_.fresh("words of another topic"));
  all_say(being_, "heparin " + canaries_.fresh("words among members"), true);
  all_say(being_, named());
  const std::string told = "heparin, say [name] and [name], [mail], [link]";
  Json alert;
  do alert = line.await_alert();
  while (!alert.is_null() && alert.dump().find(told) == std::string::npos);
  EXPECT_FALSE(alert.is_null()) << line.heard;
  EXPECT_NE(posted_with(told), "");
  room_.forward(day_ms);
  room_.alerts->look(room_.clock.now_ms());
  const auto posted = posted_with("ALERT_DAILY");
  EXPECT_NE(posted, "");
  here_->wish("ListSearches");
  here_->wish("GetHook");
  scan("what the hook was posted", posted);
  scan("the line", line.heard);
  scan("a seat's calls", here_->heard);
}

TEST_F(CompanyCanaries, in_extracts_exports_and_notices_nothing_is_quoted_that_must_not_leave) {
  Listener line(*here_);
  all_say(closed_, "heparin " + canaries_.fresh("words of another topic"));
  all_say(being_, "heparin " + canaries_.fresh("words among members"), true);
  const auto posts = all_say(being_, named());
  const auto taken = takes_all();
  ASSERT_TRUE(taken.contains("extracts")) << taken;
  for (const auto* format : {"EXTRACT_JSON", "EXTRACT_CSV", "EXTRACT_PAGE"}) {
    const auto content = exported(format);
    EXPECT_NE(content.find("heparin, say [name] and [name], [mail], [link]"), std::string::npos) << content;
    scan(std::string("an export as ") + format, content);
  }
  // What became of it afterwards: the words that came in their place among members, the chair's reason, the erasure.
  room_.edit(members_[0], posts[0], "heparin, " + named());
  room_.withdraw(posts[1]);
  room_.remove(members_[2], posts[2]);
  room_.happens([&](Proposal& p) { p.event().mutable_post_erased()->set_post(posts[3].value); });
  const auto notices = here_->wish("ListNotices");
  EXPECT_EQ(notices["notices"].size(), 4u) << notices;
  here_->wish("ListExtracts", {{"limit", 200}});
  here_->wish("AcknowledgeNotices", {{"upto", notices["notices"][3]["number"]}});
  here_->wish("GetOwn");
  exported("EXTRACT_JSON");
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (line.heard.find("\"notices\"") == std::string::npos && std::chrono::steady_clock::now() < end)
    line.posts_so_far();
  EXPECT_NE(line.heard.find("\"notices\""), std::string::npos);
  scan("the line", line.heard);
  scan("a seat's calls", here_->heard);
}

TEST_F(CompanyCanaries, in_requests_and_seats_nothing_is_told_of_who_decided_and_of_who_offers_themselves) {
  here_->wish("AskRequest", {{"kind", "LICENCE_RESEARCH"},
                             {"topic", here_->topic()},
                             {"title", "Whether to act"},
                             {"words", "What do you do when in doubt?"}});
  const auto id = only_request();
  is_hidden("a request's id", id.value);
  v1::DecideRequestRequest decide;
  decide.set_command_id(id_of(200'001));
  decide.set_request_id(id.value);
  decide.set_accept(true);
  decide.set_words("In plain words.");
  done(decide_request(principal(polonius_), decide));
  v1::PublishRequestRequest publish;
  publish.set_command_id(id_of(200'002));
  publish.set_request_id(id.value);
  publish.set_title("They ask");
  publish.set_source("As the chair puts it: " + named());
  is_hidden("a thread's id", done(publish_request(principal(polonius_), publish, {})).id());
  // Fewer than k offer themselves: neither how many nor what they let the company know is told.
  for (const std::size_t i : {0U, 1U}) {
    v1::OfferRequest offer;
    offer.set_command_id(id_of(200'010 + static_cast<int>(i)));
    offer.set_request_id(id.value);
    offer.set_offers(true);
    offer.set_lets_know(canaries_.fresh("what one of too few lets the company know"));
    done(offer_to_request(principal(members_[i]), offer));
  }
  const auto own = here_->wish("ListRequests")["requests"][0];
  EXPECT_EQ(own["state"], "REQUEST_PUBLISHED") << own;
  EXPECT_FALSE(own.contains("offers")) << own;
  for (const auto* method : {"ListSeats", "GetOwn"}) EXPECT_FALSE(here_->wish(method).contains("refused"));
  here_->wish("GiveSeat", {{"name", "Voltimand"}});
  here_->call("ReadFeed", {{"topic", here_->topic()}});
  scan("requests and seats", here_->heard);
  EXPECT_GT(scanned_, 1'000u);
}

}  // namespace
}  // namespace plenum::test
