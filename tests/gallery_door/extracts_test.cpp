// What a company takes of what it reads: once, within its day, chained; and what it hears of it afterwards.
#include <sodium.h>

#include "proto/extract_digest.h"
#include "server/gallery/extract.h"
#include "server/gallery/extract_forms.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class Extracts : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = room_.member("hamlet");
    ophelia_ = room_.member("ophelia");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE});
    norway_ = room_.company("Norway & Sons");
    licence_ = room_.exporting(norway_, {being_}, 5);
    token_ = room_.token(room_.seat(norway_));
    thread_ = room_.thread(hamlet_, being_, "T", "To be, or not.");
    post_ = room_.post(ophelia_, thread_, "=HYPERLINK(\"x\"), my lord <b>");
  }

  Observing seat() { return {room_, token_}; }
  /// The posts of the feed as they are now, the oldest first.
  std::vector<Json> posts() {
    auto here = seat();
    std::vector<Json> all;
    for (const auto& update : here.call("ReadFeed", {{"topic", here.topic()}}).value("updates", Json::array())) {
      if (update.contains("post")) all.push_back(update["post"]);
    }
    return all;
  }
  Json takes(const std::vector<Json>& which) {
    auto here = seat();
    Json wanted = Json::array();
    for (const auto& post : which) wanted.push_back({{"topic", here.topic()}, {"post", post["id"]}});
    return here.wish("TakeExtracts", {{"wanted", wanted}});
  }
  Json takes_all() { return takes(posts())["extracts"]; }
  Json listed() { return seat().wish("ListExtracts")["extracts"]; }
  static v1::Extract parsed(const Json& json) {
    v1::Extract extract;
    EXPECT_FALSE(decode(Coding::json, json.dump(), extract));
    return extract;
  }
  std::string code_of(const Json& answer) { return answer["refused"].value("code", ""); }
  void erase(PostId post) {
    room_.happens([post](Proposal& p) { p.event().mutable_post_erased()->set_post(post.value); });
  }

  Room room_;
  MemberId hamlet_, ophelia_;
  TopicId being_;
  CompanyId norway_;
  LicenceId licence_;
  ThreadId thread_;
  PostId post_;
  std::string token_;
};

TEST_F(Extracts, are_handed_out_with_words_digest_and_a_place_in_the_chain) {
  const auto taken = takes_all();
  ASSERT_EQ(taken.size(), 2u) << taken;
  std::string before(extract_hash_bytes, '\0');
  for (const auto& json : taken) {
    const auto extract = parsed(json);
    EXPECT_EQ(extract.company(), "Norway & Sons");
    EXPECT_EQ(extract.topic(), "On being");
    EXPECT_EQ(extract.scope(), room_.voices.of(norway_)->wording().of(scope_item(v1::LICENCE_OBSERVE, "To listen.")));
    EXPECT_EQ(extract.written_at_ms() % 60'000, 0);
    EXPECT_EQ(extract.digest(), digest_of(extract));
    EXPECT_EQ(extract.before(), before);
    EXPECT_EQ(extract.hash(), hash_of(extract));
    EXPECT_EQ(extract.state(), v1::EXTRACT_STANDS);
    before = extract.hash();
  }
  EXPECT_EQ(parsed(taken[0]).text(), "To be, or not.");
  EXPECT_EQ(parsed(taken[1]).number(), 2u);
  EXPECT_EQ(seat().wish("GetOwn")["exportedToday"], 2);
  EXPECT_EQ(listed()[1], taken[0]) << "read anew where it stands: the same, byte for byte";
}

TEST_F(Extracts, keep_nothing_here_by_which_the_words_could_be_guessed) {
  const auto taken = parsed(takes_all()[0]);
  const auto record = room_.store->view().get(key::Verbatim{norway_, 1});
  ASSERT_TRUE(record);
  EXPECT_EQ(record->digest(), taken.digest());
  EXPECT_EQ(record->SerializeAsString().find(taken.salt()), std::string::npos);
  EXPECT_EQ(record->SerializeAsString().find("To be"), std::string::npos);
}

// Where the words are gone for good, so is what a digest in the log could be tried against: also for the host.
TEST_F(Extracts, once_erased_leave_nothing_to_guess_against_to_who_holds_the_key) {
  const auto taken = takes_all();
  const auto second = parsed(taken[1]);
  const auto share_of = [&](std::uint64_t number) {
    return room_.store->view().get(key::Verbatim{norway_, number})->salt_share();
  };
  const auto share = share_of(2);
  ASSERT_EQ(share.size(), 16u);
  EXPECT_EQ(second.salt(), salt_of(*room_.voices.of(norway_), second.id(), share));
  EXPECT_NE(second.salt(), salt_of(*room_.voices.of(norway_), second.id(), "")) << "the key alone does not make it";
  EXPECT_NE(share, share_of(1)) << "each has its own";
  erase(post_);
  EXPECT_EQ(share_of(2), "");
  EXPECT_EQ(listed()[1], taken[0]) << "another's proof is whole";
}

// They were taken before salts had a share of their own.
TEST_F(Extracts, of_an_earlier_program_are_read_again_with_their_proof) {
  const auto voice = room_.voices.of(norway_);
  v1::ObservedPost post;
  ASSERT_FALSE(decode(Coding::json, posts()[0].dump(), post));
  const auto entry = *voice->ids().meant(post.id());
  const auto licence = *room_.store->view().get(key::Licence{licence_});
  auto extract = *extract_now(room_.store->view(), *voice, {being_, licence}, entry);
  extract.set_id(std::string(16, 'i'));
  extract.set_salt(salt_of(*voice, extract.id(), ""));
  room_.happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_verbatims_taken();
    fact.set_company(norway_.value);
    auto& verbatim = *fact.add_verbatims();
    verbatim.set_id(extract.id());
    verbatim.set_topic(being_.value);
    verbatim.set_entry(entry);
    verbatim.set_version(extract.version());
    verbatim.set_digest(digest_of(extract));
    verbatim.set_company_name(extract.company());
    verbatim.set_topic_title(extract.topic());
    verbatim.set_scope(extract.scope());
  });
  const auto again = parsed(listed()[0]);
  EXPECT_EQ(again.salt(), extract.salt());
  EXPECT_EQ(digest_of(again), again.digest());
  EXPECT_EQ(again.text(), "To be, or not.");
}

TEST_F(Extracts, are_no_more_in_a_day_than_the_licence_says) {
  const auto first = posts()[0];
  EXPECT_TRUE(takes({first, first, first, first}).contains("extracts"));
  EXPECT_EQ(code_of(takes({first, first})), "spent") << "all or none";
  EXPECT_TRUE(takes({first}).contains("extracts"));
  const auto alarm = room_.store->view().get(key::Alarm{1});
  ASSERT_TRUE(alarm) << "the host is told, once a day";
  EXPECT_EQ(alarm->kind(), v1::ALARM_EXPORTS_SPENT);
  EXPECT_EQ(alarm->measured(), 6u);
  EXPECT_EQ(alarm->allowed(), 5u);
  const auto before = room_.digest();
  const auto refused = takes({first});
  EXPECT_EQ(code_of(refused), "spent");
  const auto again_ms = std::stoll(refused["refused"]["againAtMs"].get<std::string>());
  EXPECT_EQ(again_ms % (24 * hour_ms), 0);
  EXPECT_EQ(room_.digest(), before);
  room_.forward(again_ms - room_.clock.now_ms());
  EXPECT_TRUE(takes({first}).contains("extracts"));
}

TEST_F(Extracts, that_are_too_many_none_or_not_theirs_are_refused_and_nothing_changes) {
  const auto england = room_.company("England");
  room_.licence(england, {being_});
  Observing english(room_, room_.token(room_.seat(england)));
  const auto topic = seat().topic();
  const auto first = posts()[0]["id"];
  const auto flowers = room_.topic("On flowers");
  room_.charter(flowers, {v1::EMBARGO_NONE});
  const auto before = room_.digest();
  const auto asks = [&](Observing who, const Json& wanted) {
    return code_of(who.wish("TakeExtracts", {{"wanted", wanted}}));
  };
  EXPECT_EQ(asks(seat(), Json::array()), "field_invalid");
  EXPECT_EQ(asks(seat(), std::vector<Json>(101, {{"topic", topic}, {"post", first}})), "too_many");
  EXPECT_EQ(asks(seat(), {{{"topic", topic}, {"post", "AAAA"}}}), "not_found");
  EXPECT_EQ(asks(seat(), {{{"topic", "AAAA"}, {"post", first}}}), "not_found");
  EXPECT_EQ(asks(seat(), {{{"topic", english.topic()}, {"post", first}}}), "not_found");
  EXPECT_EQ(asks(english, {{{"topic", english.topic()}, {"post", first}}}), "no_exports");
  EXPECT_EQ(room_.digest(), before);
}

TEST_F(Extracts, are_of_the_topics_whose_licence_lets_them) {
  const auto flowers = room_.topic("On flowers");
  room_.charter(flowers, {v1::EMBARGO_NONE});
  room_.licence(norway_, {flowers});
  room_.thread(ophelia_, flowers, "Rosemary", "That's for remembrance.");
  auto here = seat();
  const auto topics = here.call("ListTopics")["topics"];
  ASSERT_EQ(topics.size(), 2u);
  for (const auto& topic : topics) {
    const auto feed = here.call("ReadFeed", {{"topic", topic["id"]}});
    const Json wanted = {{"topic", topic["id"]}, {"post", feed["updates"].back()["post"]["id"]}};
    const auto answer = here.wish("TakeExtracts", {{"wanted", {wanted}}});
    EXPECT_EQ(answer.contains("extracts"), topic["title"] == "On being") << topic << answer;
  }
}

TEST_F(Extracts, of_another_company_are_nowhere) {
  const auto id = takes_all()[0]["id"];
  const auto england = room_.company("England");
  room_.exporting(england, {being_}, 5);
  Observing english(room_, room_.token(room_.seat(england)));
  EXPECT_FALSE(english.wish("ListExtracts").contains("extracts"));
  EXPECT_EQ(code_of(english.wish("ExportExtracts", {{"ids", {id}}, {"format", "EXTRACT_JSON"}})), "not_found");
  EXPECT_EQ(code_of(english.wish("ExportExtracts", {{"ids", {"AAAA"}}, {"format", "EXTRACT_JSON"}})), "not_found");
}

TEST_F(Extracts, lose_their_words_when_the_author_edits_withdraws_or_the_chair_covers) {
  takes_all();
  room_.edit(ophelia_, post_, "Other words");
  EXPECT_EQ(listed()[0]["state"], "EXTRACT_EDITED");
  EXPECT_FALSE(listed()[0].contains("text")) << "neither the old ones nor the new";
  EXPECT_FALSE(listed()[0].contains("salt"));
  EXPECT_EQ(listed()[1]["state"], "EXTRACT_STANDS");
  room_.withdraw(post_);
  EXPECT_EQ(listed()[0]["state"], "EXTRACT_WITHDRAWN");
}

TEST_F(Extracts, keep_the_names_that_they_were_handed_out_with) {
  const auto taken = takes_all();
  room_.happens([this](Proposal& p) {
    auto& fact = *p.event().mutable_company_set();
    fact.set_company(norway_.value);
    fact.set_name("Norway");
  });
  room_.happens([this](Proposal& p) {
    auto& fact = *p.event().mutable_licence_set();
    fact.set_licence(licence_.value);
    fact.set_company(norway_.value);
    fact.set_level(v1::LICENCE_PANEL);
    fact.add_topics(being_.value);
    fact.set_seats(10);
    fact.set_daily_exports(5);
    fact.set_purpose("To ask.");
  });
  EXPECT_EQ(seat().wish("GetOwn")["company"], "Norway");
  EXPECT_EQ(seat().wish("GetOwn")["licences"][0]["purpose"], "To ask.");
  EXPECT_EQ(listed()[0]["company"], "Norway & Sons");
  EXPECT_EQ(listed()[0]["salt"], taken[1]["salt"]) << "and are still proved by their digest";
  EXPECT_EQ(listed()[0]["scope"], taken[1]["scope"]);
}

TEST_F(Extracts, that_were_erased_leave_no_digest_here_and_the_chain_holds) {
  const auto taken = takes_all();
  erase(post_);
  const auto record = room_.store->view().get(key::Verbatim{norway_, 2});
  EXPECT_TRUE(record->digest().empty());
  EXPECT_TRUE(record->entry().empty());
  EXPECT_EQ(listed()[0]["state"], "EXTRACT_ERASED");
  EXPECT_EQ(listed()[0]["hash"], taken[1]["hash"]);
  const auto next = parsed(takes({posts()[0]})["extracts"][0]);
  EXPECT_EQ(next.number(), 3u);
  EXPECT_EQ(next.before(), parsed(taken[1]).hash());
}

TEST_F(Extracts, expire_with_the_licence) {
  room_.end_licence(licence_);
  room_.exporting(norway_, {being_}, 5, room_.clock.now_ms() + hour_ms);
  room_.post(hamlet_, thread_, "Later");
  room_.clock.forward(1);
  const auto all = posts();
  const auto extract = parsed(takes({all.back()})["extracts"][0]);
  EXPECT_GT(extract.until_ms(), 0);
  room_.licence(norway_, {being_});
  room_.forward(hour_ms);
  EXPECT_EQ(listed()[0]["state"], "EXTRACT_EXPIRED");
  EXPECT_FALSE(listed()[0].contains("text"));
}

TEST_F(Extracts, under_an_embargo_are_taken_from_the_feed_of_the_licence_that_lets_them) {
  const auto topic = room_.topic("Slow");
  room_.charter(topic, {v1::EMBARGO_NONE, v1::EMBARGO_24_H});
  const auto england = room_.company("England");
  room_.licence(england, {topic});
  room_.exporting(england, {topic}, 5, 0, v1::EMBARGO_24_H);
  room_.thread(hamlet_, topic, "T", "words");
  Observing english(room_, room_.token(room_.seat(england)));
  const auto entry = english.call("ReadFeed", {{"topic", english.topic()}})["updates"][0]["post"]["id"];
  const Json wish = {{"wanted", {{{"topic", english.topic()}, {"post", entry}}}}};
  EXPECT_EQ(code_of(english.wish("TakeExtracts", wish)), "not_found") << "heard at once, quoted after a day";
  room_.forward(24 * hour_ms);
  EXPECT_TRUE(english.wish("TakeExtracts", wish).contains("extracts"));
}

TEST_F(Extracts, become_a_notice_each_time_that_what_they_quote_changes) {
  takes_all();
  room_.edit(ophelia_, post_, "Other words");
  room_.withdraw(post_);
  erase(post_);
  const auto told = seat().wish("ListNotices");
  ASSERT_EQ(told["notices"].size(), 3u) << told;
  EXPECT_EQ(told["notices"][0]["state"], "EXTRACT_EDITED");
  EXPECT_EQ(told["notices"][1]["state"], "EXTRACT_WITHDRAWN");
  EXPECT_EQ(told["notices"][2]["state"], "EXTRACT_ERASED");
  for (const auto& notice : told["notices"]) EXPECT_EQ(notice["extracts"], Json::array({listed()[0]["id"]}));
  EXPECT_EQ(seat().wish("GetOwn")["noticesWaiting"], 3);
}

TEST_F(Extracts, under_an_embargo_are_told_of_an_edit_once) {
  const auto topic = room_.topic("Slow");
  room_.charter(topic, {v1::EMBARGO_24_H});
  const auto england = room_.company("England");
  room_.exporting(england, {topic}, 5, 0, v1::EMBARGO_24_H);
  const auto thread = room_.thread(hamlet_, topic, "T", "words");
  const auto post = room_.post(ophelia_, thread, "more");
  room_.forward(24 * hour_ms);
  Observing english(room_, room_.token(room_.seat(england)));
  const auto updates = english.call("ReadFeed", {{"topic", english.topic()}})["updates"];
  english.wish("TakeExtracts", {{"wanted", {{{"topic", english.topic()}, {"post", updates[1]["post"]["id"]}}}}});
  room_.edit(ophelia_, post, "other");
  EXPECT_EQ(english.wish("GetOwn")["noticesWaiting"], 1);
  room_.forward(24 * hour_ms);
  EXPECT_EQ(english.wish("GetOwn")["noticesWaiting"], 1);
}

TEST_F(Extracts, rest_while_a_notice_waits_for_more_than_three_days_and_go_on_once_it_is_acknowledged) {
  takes_all();
  room_.withdraw(post_);
  room_.forward(72 * hour_ms);
  EXPECT_TRUE(takes({posts()[0]}).contains("extracts"));
  room_.forward(1);
  EXPECT_EQ(code_of(takes({posts()[0]})), "exports_rest");
  EXPECT_EQ(code_of(seat().wish("ExportExtracts", {{"format", "EXTRACT_JSON"}})), "exports_rest");
  EXPECT_EQ(seat().wish("GetOwn")["exportsRest"], true);
  EXPECT_EQ(code_of(seat().wish("AcknowledgeNotices", {{"upto", 2}})), "field_invalid") << "there is one";
  EXPECT_EQ(seat().wish("AcknowledgeNotices", {{"upto", 1}}), Json::object());
  EXPECT_EQ(code_of(seat().wish("AcknowledgeNotices", {{"upto", 1}})), "field_invalid") << "once";
  EXPECT_TRUE(takes({posts()[0]}).contains("extracts"));
  EXPECT_EQ(seat().wish("ListNotices")["acknowledged"], "1");
}

TEST_F(Extracts, are_told_of_on_the_live_line) {
  takes_all();
  RawWebSocket line(room_.port());
  ASSERT_TRUE(
      line.open("/v1/gallery", "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + token_ + "\r\n"));
  const auto next = [&] {
    const auto frame = line.receive();
    return frame ? Json::parse(frame->payload) : Json();
  };
  line.send_text(R"({"request":1,"hello":{}})");
  ASSERT_TRUE(next()["reply"].contains("hello"));
  room_.withdraw(post_);
  EXPECT_EQ(next()["notices"]["waiting"], 1);
  seat().wish("AcknowledgeNotices", {{"upto", 1}});
  EXPECT_FALSE(next()["notices"].contains("waiting")) << "none any more";
}

TEST_F(Extracts, are_listed_page_by_page) {
  const auto first = posts()[0];
  takes({first, first, first, first, first});
  const auto page = seat().wish("ListExtracts", {{"limit", 2}});
  ASSERT_EQ(page["extracts"].size(), 2u);
  EXPECT_EQ(page["more"], true);
  EXPECT_EQ(page["extracts"][0]["number"], "5");
  const auto rest = seat().wish("ListExtracts", {{"limit", 3}, {"before", 4}});
  EXPECT_EQ(rest["extracts"].size(), 3u);
  EXPECT_FALSE(rest.contains("more"));
}

/// The file of an export.
std::string content_of(const Json& answer) {
  v1::ExportExtractsReply reply;
  EXPECT_FALSE(decode(Coding::json, answer.dump(), reply)) << answer;
  return reply.content();
}

TEST_F(Extracts, are_exported_as_json_that_is_what_was_handed_out) {
  const auto taken = takes_all();
  const auto content = content_of(seat().wish("ExportExtracts", {{"format", "EXTRACT_JSON"}}));
  EXPECT_EQ(Json::parse(content)["extracts"], taken);
}

TEST_F(Extracts, are_exported_as_a_sheet_in_which_no_cell_is_a_formula) {
  takes_all();
  const auto content = content_of(seat().wish("ExportExtracts", {{"format", "EXTRACT_CSV"}}));
  EXPECT_NE(content.find(",\"'=HYPERLINK(\"\"x\"\"), my lord <b>\","), std::string::npos) << content;
  EXPECT_TRUE(content.starts_with("number,id,company,"));
  EXPECT_TRUE(content.ends_with("\r\n"));
}

TEST_F(Extracts, are_exported_as_a_page_without_a_script_and_with_nothing_fetched) {
  takes_all();
  room_.withdraw(post_);
  const auto page = content_of(seat().wish("ExportExtracts", {{"format", "EXTRACT_PAGE"}}));
  EXPECT_NE(page.find("To be, or not."), std::string::npos);
  EXPECT_EQ(page.find("my lord"), std::string::npos) << "without a name all that stand";
  for (const auto* forbidden : {"<script", "<b>", "http://", "https://", "src="})
    EXPECT_EQ(page.find(forbidden), std::string::npos) << forbidden;
  EXPECT_EQ(code_of(seat().wish("ExportExtracts")), "field_invalid");
}

TEST(ExtractForms, make_cells_safe) {
  for (const auto* formula : {"=1+1", "+1", "-1", "@SUM(A1)"}) EXPECT_EQ(csv_cell(formula), std::string("'") + formula);
  EXPECT_EQ(csv_cell("\tx"), "'\tx");
  EXPECT_EQ(csv_cell("\rx"), "\"'\rx\"");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"so\"\nand go"), "\"say \"\"so\"\"\nand go\"");
  EXPECT_EQ(csv_cell("1-1"), "1-1");
  EXPECT_EQ(csv_cell(""), "");
}

TEST(ExtractForms, escape_what_would_be_markup) {
  EXPECT_EQ(html_text("<img onerror='x' a=\"b\"> & so"), "&lt;img onerror=&#39;x&#39; a=&quot;b&quot;&gt; &amp; so");
}

}  // namespace
}  // namespace plenum::test
