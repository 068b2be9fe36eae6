// Cases 27 to 29: what was taken goes with the licence, belongs to its company, and quotes nothing else.
#include <set>

#include "tests/gallery_cases/canary.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
const std::vector<std::string> formats = {"EXTRACT_JSON", "EXTRACT_CSV", "EXTRACT_PAGE"};

class ExportCases : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    ophelia_ = room_.member("ophelia");
    being_ = room_.topic("On being");
    flowers_ = room_.topic("On flowers");
    for (const auto topic : {being_, flowers_}) room_.charter(topic, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    england_ = room_.company("England");
  }

  Observing seat_of(CompanyId company) { return {room_, room_.token(room_.seat(company))}; }
  /// All that stands in the only feed of theirs, taken.
  static Json takes_all(Observing& who) {
    Json wanted = Json::array();
    const auto topic = who.topic();
    const auto feed = who.call("ReadFeed", {{"topic", topic}, {"limit", 200}});
    for (const auto& update : feed.value("updates", Json::array()))
      wanted.push_back({{"topic", topic}, {"post", update["post"]["id"]}});
    return who.wish("TakeExtracts", {{"wanted", wanted}});
  }
  /// The whole answer, but for its date.
  static std::string whole(Observing& who, const std::string& method, const Json& wish) {
    const auto answer = who.raw(who.request("/v1/observer/plenum.v1.SubscriberService/" + method, wish.dump()));
    std::string all = answer.status_line + "\n";
    for (const auto& [name, value] : answer.headers)
      if (name != "Date") all += name + ": " + value + "\n";
    return all + answer.body;
  }
  static std::string exports(Observing& who, const Json& ids, const std::string& format = "EXTRACT_JSON") {
    return whole(who, "ExportExtracts", {{"ids", ids}, {"format", format}});
  }
  static std::string content_of(const Json& answer) {
    v1::ExportExtractsReply reply;
    EXPECT_FALSE(decode(Coding::json, answer.dump(), reply)) << answer;
    return reply.content();
  }

  Room room_;
  MemberId hamlet_, ophelia_;
  TopicId being_, flowers_;
  CompanyId norway_, england_;
};

TEST_F(ExportCases, case_27_what_was_taken_under_a_licence_is_not_exported_once_that_is_over) {
  room_.exporting(norway_, {being_}, 9, room_.clock.now_ms() + hour_ms);
  room_.thread(hamlet_, being_, "T", "Quoted under the licence.");
  auto here = seat_of(norway_);
  const auto taken = takes_all(here)["extracts"];
  ASSERT_EQ(taken.size(), 1u) << taken;
  const auto id = taken[0]["id"];
  EXPECT_NE(content_of(here.wish("ExportExtracts", {{"ids", Json::array({id})}, {"format", "EXTRACT_JSON"}}))
                .find("Quoted under"),
            std::string::npos);
  room_.forward(hour_ms);
  // Nothing is left that opens the door: the seat and its extracts are nobody's.
  Observing nobody(room_, "plm_o_nobody");
  for (const auto& format : formats)
    EXPECT_EQ(exports(here, Json::array({id}), format), exports(nobody, Json::array({id}), format)) << format;
  EXPECT_EQ(whole(here, "ListExtracts", Json::object()), whole(nobody, "ListExtracts", Json::object()));
  // Another licence lets them in again, and brings no words back.
  room_.exporting(norway_, {being_}, 9);
  for (const auto& format : formats) {
    for (const auto& ids : {Json::array({id}), Json::array()}) {
      const auto content = content_of(here.wish("ExportExtracts", {{"ids", ids}, {"format", format}}));
      EXPECT_EQ(content.find("Quoted under"), std::string::npos) << format << content;
    }
  }
  EXPECT_EQ(here.wish("ListExtracts")["extracts"][0]["state"], "EXTRACT_EXPIRED");
  EXPECT_EQ(takes_all(here)["refused"].value("code", ""), "field_invalid") << "nothing of it stands in their feed";
}

TEST_F(ExportCases, case_28_an_export_is_by_one_s_own_extracts_and_there_is_no_link_to_it) {
  for (const auto company : {norway_, england_}) room_.exporting(company, {being_}, 9);
  const auto thread = room_.thread(hamlet_, being_, "T", "Quoted by Norway.");
  auto here = seat_of(norway_);
  auto there = seat_of(england_);
  const std::string id = takes_all(here)["extracts"][0]["id"];
  room_.post(ophelia_, thread, "And more.");
  const std::string own = takes_all(there)["extracts"][1]["id"];
  const std::string nobodys = "AAAAAAAAAAAAAAAAAAAAAA==";
  auto guessed = id;
  guessed[0] = guessed[0] == 'A' ? 'B' : 'A';
  const auto before = room_.digest();
  for (const auto& format : formats) {
    const auto absent = exports(there, Json::array({nobodys}), format);
    EXPECT_NE(absent.find("404"), std::string::npos) << absent;
    EXPECT_EQ(exports(there, Json::array({id}), format), absent) << "another company's";
    EXPECT_EQ(exports(there, Json::array({guessed}), format), absent) << "guessed";
    EXPECT_EQ(exports(there, Json::array({own, id}), format), exports(there, Json::array({own, nobodys}), format))
        << "among one's own";
    const auto answer = exports(there, Json::array({own}), format);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    for (const auto* link : {"Location", "http:", "https:", "url"})
      EXPECT_EQ(answer.substr(0, answer.find("\n{")).find(link), std::string::npos) << answer;
    // Nobody's, once it was fetched, is anybody's to fetch again.
    for (const auto* verb : {"GET", "HEAD", "PUT", "DELETE"}) {
      const auto path = "/v1/observer/plenum.v1.SubscriberService/ExportExtracts";
      const auto gets = [&](const std::string& query) {
        return there.raw(there.request(path + query, "", {}, verb)).body;
      };
      EXPECT_EQ(gets("?ids=" + own), gets("?ids=" + nobodys)) << verb;
      EXPECT_EQ(gets("/" + own), gets("/" + nobodys)) << verb;
    }
  }
  EXPECT_EQ(room_.digest(), before) << "to look at what was taken changes nothing";
  // A colleague's is the company's; a seat that has ended has none.
  auto colleague = seat_of(england_);
  EXPECT_TRUE(exports(colleague, Json::array({own})).starts_with("HTTP/1.1 200"));
  const auto leaves = room_.seat(england_);
  Observing left(room_, room_.token(leaves));
  EXPECT_TRUE(exports(left, Json::array({own})).starts_with("HTTP/1.1 200"));
  room_.end_seat(leaves);
  Observing nobody(room_, "plm_o_nobody");
  EXPECT_EQ(exports(left, Json::array({own})), exports(nobody, Json::array({own})));
}

TEST_F(ExportCases, case_29_an_export_holds_its_own_fields_and_no_way_to_reach_or_find_anybody) {
  room_.exporting(norway_, {being_}, 99);
  Canaries canaries;
  const auto is_hidden = [&](const std::string& what, std::uint64_t id) { canaries.number(what, std::to_string(id)); };
  for (const auto member : {hamlet_, ophelia_}) is_hidden("a member's id", member.value);
  for (const auto topic : {being_, flowers_}) is_hidden("a topic's id", topic.value);
  const auto elsewhere = room_.thread(ophelia_, flowers_, "T", canaries.fresh("words of another topic"));
  is_hidden("another topic's thread", elsewhere.value);
  const auto thread = room_.thread(
      hamlet_, being_, "T",
      "Ask ophelia or @hamlet, " + canaries.fresh("an address") + "@elsinore.example, +45 33 12 34 56, ![" +
          "a picture](https://elsinore.example/" + canaries.fresh("an attachment") + ".jpg) and [there](/topics/" +
          std::to_string(flowers_.value) + "/threads/" + std::to_string(elsewhere.value) + ").");
  is_hidden("a thread's id", thread.value);
  is_hidden("a post's id", room_.post(ophelia_, thread, "And more.").value);
  auto here = seat_of(norway_);
  ASSERT_EQ(takes_all(here)["extracts"].size(), 2u);
  const std::set<std::string> own_fields = {"id",        "number",      "company", "topic", "pseudonym", "text",
                                            "post",      "writtenAtMs", "version", "scope", "salt",      "untilMs",
                                            "takenAtMs", "digest",      "before",  "hash",  "state",     "label"};
  for (const auto& format : formats) {
    const auto content = content_of(here.wish("ExportExtracts", {{"format", format}}));
    EXPECT_NE(content.find("And more."), std::string::npos) << content;
    for (const auto& found : canaries.found_in(content)) ADD_FAILURE() << format << " holds " << found;
    for (const auto* hidden : {"hamlet", "ophelia", "elsinore.example", "33 12", ".jpg", "/threads/", "mailto"})
      EXPECT_EQ(content.find(hidden), std::string::npos) << format << " holds " << hidden << ":\n" << content;
    if (format != "EXTRACT_JSON") continue;
    const auto extracts = Json::parse(content)["extracts"];
    for (const auto& extract : extracts) {
      for (const auto& [field, value] : extract.items()) EXPECT_TRUE(own_fields.contains(field)) << field;
    }
  }
}

}  // namespace
}  // namespace plenum::test
