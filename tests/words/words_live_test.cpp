// Word rules as members and moderators meet them, through the real server.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class WordRules : public Elsinore {
protected:
  Json chair(const std::string& method, Json request, const std::string& who = "polonius") {
    return seat(who).call_service("ModeratorService", method, std::move(request));
  }
  std::string sets(const std::string& action, const std::string& pattern, const Json& more = Json::object()) {
    Json rule = {{"action", action}, {"pattern", pattern}};
    rule.update(more);
    const auto reply = chair("SetWordRule", {{"commandId", command_id()}, {"rule", rule}, {"reason", "For peace."}});
    EXPECT_TRUE(reply.contains("ruleId")) << reply;
    return reply.value("ruleId", "");
  }
  Json writes(const std::string& who, const std::string& source) {
    return seat(who).call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", source}});
  }
  std::string source_of(const std::string& post) {
    return seat("hamlet").call("GetPost", {{"postId", post}})["post"]["source"];
  }
};

TEST_F(WordRules, ABlockedWordIsRefusedWithItsPlace) {
  sets("WORD_BLOCK", "poison");
  const auto reply = writes("ophelia", "Å, a Poison.");
  EXPECT_EQ(reply["refused"], "WORDS_REFUSED");
  EXPECT_EQ(reply["refusal"]["field"], "source");
  EXPECT_EQ(reply["refusal"]["at"], 6) << "in bytes";
  EXPECT_TRUE(writes("ophelia", "poisonous").contains("postId"));
  const auto title = seat("ophelia").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", topic_}, {"title", "On poison"}, {"source", "Words."}});
  EXPECT_EQ(title["refused"], "WORDS_REFUSED");
  EXPECT_EQ(title["refusal"]["field"], "title");
}

TEST_F(WordRules, AnEditIsJudgedAsThePostWas) {
  sets("WORD_BLOCK", "poison");
  sets("WORD_HOLD", "dagger");
  const auto post = write("ophelia", "Words.");
  for (const auto* source : {"A poison.", "A dagger."}) {
    const auto reply =
        seat("ophelia").call("EditPost", {{"commandId", command_id()}, {"postId", post}, {"source", source}});
    EXPECT_EQ(reply["refused"], "WORDS_REFUSED") << source;
  }
  EXPECT_EQ(source_of(post), "Words.");
}

TEST_F(WordRules, MaskedWordsAreKeptAndShownMasked) {
  sets("WORD_MASK", "[0-9]{4}", {{"isPattern", true}, {"mask", "####"}});
  EXPECT_EQ(source_of(write("ophelia", "Call 1602!")), "Call ####!");
}

TEST_F(WordRules, ARetryIsAnsweredAsItWasThoughARuleStandsNow) {
  const Json request = {{"commandId", command_id()}, {"threadId", thread_}, {"source", "A poison."}};
  const auto first = seat("ophelia").call("WritePost", request);
  ASSERT_TRUE(first.contains("postId")) << first;
  const auto rule = sets("WORD_BLOCK", "poison");
  EXPECT_EQ(seat("ophelia").call("WritePost", request), first);
  chair("RemoveWordRule", {{"commandId", command_id()}, {"ruleId", rule}});
  sets("WORD_MASK", "poison");
  EXPECT_EQ(seat("ophelia").call("WritePost", request), first) << "what was asked counts, not what would be left of it";
}

TEST_F(WordRules, WhoMayNotWriteIsToldThatAndNothingOfTheRules) {
  sets("WORD_BLOCK", "poison");
  ASSERT_FALSE(
      chair("LockThread", {{"commandId", command_id()}, {"threadId", thread_}, {"locked", true}}).contains("refused"));
  EXPECT_EQ(writes("ophelia", "A poison.")["refused"], "THREAD_LOCKED");
}

TEST_F(WordRules, ARuleOfOneTopicLeavesTheOthersAlone) {
  const auto norway = server_.open_topic("Norway");
  sets("WORD_BLOCK", "crown", {{"topicId", norway}});
  EXPECT_TRUE(writes("ophelia", "The crown.").contains("postId"));
  const auto reply = seat("ophelia").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", norway}, {"title", "Now"}, {"source", "The crown."}});
  EXPECT_EQ(reply["refused"], "WORDS_REFUSED");
}

TEST_F(WordRules, ABadPatternIsRefusedWithThePlaceOfTheFault) {
  const auto reply = chair(
      "SetWordRule",
      {{"commandId", command_id()}, {"rule", {{"action", "WORD_BLOCK"}, {"pattern", "a(b)(c"}, {"isPattern", true}}}});
  EXPECT_EQ(reply["refused"], "PATTERN_INVALID");
  EXPECT_EQ(reply["refusal"]["field"], "pattern");
  EXPECT_EQ(reply["refusal"]["at"], 4);
}

TEST_F(WordRules, ChangeAndGoAndAreThereAfterARestart) {
  const auto rule = sets("WORD_BLOCK", "poison");
  sets("WORD_BLOCK", "dagger", {{"id", rule}});
  EXPECT_TRUE(writes("ophelia", "A poison.").contains("postId")) << "it is another rule now";
  EXPECT_EQ(writes("ophelia", "A dagger.")["refused"], "WORDS_REFUSED");
  server_.kill();
  ASSERT_NO_FATAL_FAILURE(server_.start());
  EXPECT_EQ(writes("ophelia", "A dagger.")["refused"], "WORDS_REFUSED");
  const auto rules = chair("ListWordRules", Json::object())["rules"];
  ASSERT_EQ(rules.size(), 1u);
  EXPECT_EQ(rules[0]["pattern"], "dagger");
  EXPECT_EQ(rules[0]["setBy"]["handle"], "polonius");
  EXPECT_EQ(rules[0]["version"], 2);
  EXPECT_FALSE(chair("RemoveWordRule", {{"commandId", command_id()}, {"ruleId", rule}}).contains("refused"));
  EXPECT_TRUE(writes("ophelia", "A dagger.").contains("postId"));
  EXPECT_EQ(chair("RemoveWordRule", {{"commandId", command_id()}, {"ruleId", rule}})["refused"], "NOT_FOUND");
}

TEST_F(WordRules, AreTheChairs) {
  const Json rule = {{"action", "WORD_BLOCK"}, {"pattern", "("}, {"isPattern", true}};
  EXPECT_EQ(chair("SetWordRule", {{"commandId", command_id()}, {"rule", rule}}, "ophelia")["refused"], "FORBIDDEN");
  EXPECT_EQ(chair("ListWordRules", Json::object(), "ophelia")["refused"], "FORBIDDEN");
  EXPECT_EQ(chair("TryWordRule", {{"rule", rule}}, "ophelia")["refused"], "FORBIDDEN");
}

TEST_F(WordRules, ATrialShowsWhatWouldHaveBeenCaughtAndChangesNothing) {
  const auto post = write("ophelia", "A deadly poison.");
  write("iago", "Words.");
  const auto reply = chair("TryWordRule", {{"rule", {{"pattern", "poison"}, {"action", "WORD_BLOCK"}}}});
  ASSERT_EQ(reply["caught"].size(), 1u) << reply;
  EXPECT_EQ(reply["caught"][0]["post"]["id"], post);
  EXPECT_EQ(reply["caught"][0]["threadTitle"], "Or not?");
  EXPECT_EQ(reply["caught"][0]["at"], 9);
  EXPECT_EQ(reply["caught"][0]["bytes"], 6);
  EXPECT_EQ(reply["caughtTotal"], 1);
  EXPECT_EQ(reply["lookedAt"], 3);
  EXPECT_TRUE(writes("ophelia", "A poison.").contains("postId"));
  EXPECT_EQ(chair("TryWordRule", {{"rule", {{"pattern", "x"}}}, {"days", 91}})["refused"], "FIELD_INVALID");
}

TEST_F(WordRules, APostThatWasHeldAndApprovedStandsAsAnyOther) {
  sets("WORD_HOLD", "dagger");
  const auto page = [&](const std::string& who) {
    return seat(who).call("ReadThread", {{"threadId", thread_}, {"fromStart", true}});
  };
  const auto thread = [&] { return page("iago")["entry"]["thread"]; };
  const auto unread = [&] { return page("iago")["entry"]["reading"].value("unread", 0); };
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  const std::string iagos_id = seat("iago").call("WhoAmI", Json::object())["member"]["id"];
  const auto held = writes("ophelia", "A dagger, [@iago](member:" + iagos_id + ")!");
  EXPECT_EQ(held.value("held", false), true) << held;
  EXPECT_FALSE(held.contains("place"));
  const auto between = write("hamlet", "Between.");
  seat("iago").call("MoveCursor", {{"threadId", thread_}, {"place", thread()["lastPlace"]}});
  const auto before = page("iago");
  EXPECT_EQ(before["posts"].size(), 2u);
  EXPECT_EQ(thread()["posts"], 2);
  EXPECT_EQ(unread(), 0);

  const auto waiting = chair("ListHeldPosts", Json::object())["posts"];
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0]["cause"], "HOLD_WORD_RULE");
  const auto decided =
      chair("DecideHeldPost", {{"commandId", command_id()}, {"postId", held["postId"]}, {"approved", true}});
  ASSERT_TRUE(decided.contains("place")) << decided;

  const auto after = page("iago");
  ASSERT_EQ(after["posts"].size(), 3u);
  EXPECT_EQ(after["posts"][1]["id"], between) << "its place is that of its approval";
  EXPECT_EQ(after["posts"][2]["id"], held["postId"]);
  EXPECT_EQ(after["posts"][2]["place"], decided["place"]);
  EXPECT_EQ(after["posts"][2].value("held", false), false);
  EXPECT_EQ(thread()["posts"], 3);
  EXPECT_EQ(thread()["lastPlace"], decided["place"]);
  EXPECT_EQ(unread(), 1) << "though the cursor stood at the end";
  EXPECT_EQ(after["entry"]["reading"].value("mentioned", false), true);
  EXPECT_FALSE(iago.await_update([&](const Json& u) { return u.contains("mentioned"); }).is_null());
  const auto entry = chair("ListAudit", Json::object())["entries"][0];
  EXPECT_EQ(entry["action"], "AUDIT_POST_APPROVED");
  EXPECT_EQ(entry["postId"], held["postId"]);
  EXPECT_EQ(entry["by"]["handle"], "polonius");
  seat("iago").call("AddReaction", {{"commandId", command_id()}, {"postId", held["postId"]}, {"emoji", "👍"}});
  EXPECT_EQ(page("iago")["posts"][2]["reactions"][0]["count"], 1);
}

TEST_F(WordRules, APostThatWasHeldAndRejectedNeverShows) {
  sets("WORD_HOLD", "dagger");
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  const auto held = writes("ophelia", "A dagger.");
  const std::string id = held["postId"];
  chair("DecideHeldPost",
        {{"commandId", command_id()}, {"postId", id}, {"approved", false}, {"reason", "No weapons."}});
  write("hamlet", "After.");
  for (bool last = false; !last;) {
    const auto update = iago.await_update([](const Json& u) { return u.contains("post"); });
    ASSERT_FALSE(update.is_null());
    EXPECT_NE(update["post"]["id"], id);
    last = update["post"].value("source", "") == "After.";
  }
  for (const auto* who : {"iago", "polonius"}) {
    const auto page = seat(who).call("ReadThread", {{"threadId", thread_}, {"fromStart", true}});
    EXPECT_EQ(page["posts"].size(), 2u) << who;
    EXPECT_EQ(page["entry"]["thread"]["posts"], 2) << who;
  }
  EXPECT_EQ(seat("iago").call("GetPost", {{"postId", id}})["refused"], "NOT_FOUND");
  const auto own = seat("ophelia").call("GetPost", {{"postId", id}})["post"];
  EXPECT_EQ(own.value("rejected", false), true);
  EXPECT_EQ(own.value("coverReason", ""), "No weapons.");
  const auto again = chair("DecideHeldPost", {{"commandId", command_id()}, {"postId", id}, {"approved", true}});
  EXPECT_EQ(again["refused"], "POST_NOT_HELD") << "it stays rejected";
  EXPECT_FALSE(chair("ListHeldPosts", Json::object()).contains("posts"));
}

}  // namespace
}  // namespace plenum::test
