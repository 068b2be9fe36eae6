#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "proto/limits.h"
#include "storage/machine/checks_chair.h"
#include "storage/machine/checks_word_rule.h"
#include "tests/machine/elsinore.h"
#include "tests/machine/refusal_rows.h"

// Every refusal that the machine's checks can make, in the order of the enum; and that the lesser number wins where
// two faults meet.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

using Wish = std::function<Check(Elsinore&)>;
struct Row {
  v1::RefusalCode code;
  const char* field;
  const char* what;
  Wish wish;
};

const Principal stranger{};

std::string words(std::size_t characters) {
  return std::string(characters, 'a');
}

Check writes(Elsinore& e, MemberId who, std::string_view source = "Words.", PostId reply_to = {},
             std::string_view quote = "") {
  return check_write_post(e.state(), e.as(who), being, source, reply_to, quote, e.now_ms);
}

v1::LockThreadRequest lock_of(ThreadId thread) {
  v1::LockThreadRequest request;
  request.set_thread_id(thread.value);
  request.set_locked(true);
  return request;
}

Principal with_standing(Elsinore& e, v1::Standing standing) {
  auto who = e.as(hamlet);
  who.standing = standing;
  return who;
}

v1::WordRule rule_of(const std::string& pattern, std::uint64_t id = 0) {
  v1::WordRule rule;
  rule.set_id(id);
  rule.set_pattern(pattern);
  rule.set_action(v1::WORD_HOLD);
  return rule;
}

Check sets_rule(Elsinore& e, MemberId who, const v1::WordRule& rule, std::string_view reason = "") {
  return check_set_word_rule(e.state(), e.as(who), rule, reason, {});
}

void has_rule(Elsinore& e, const v1::WordRule& rule) {
  log::Event event;
  auto& fact = *event.mutable_word_rule_set();
  fact.set_rule(rule.id());
  fact.set_pattern(rule.pattern());
  fact.set_is_pattern(rule.is_pattern());
  fact.set_action(rule.action());
  e.happens(event);
}

Check has_as_many_patterns_as_there_may_be(Elsinore& e) {
  auto rule = rule_of("w.*");
  rule.set_is_pattern(true);
  for (std::uint64_t id = 1; id <= limits::word_patterns_max; ++id) {
    rule.set_id(id);
    has_rule(e, rule);
  }
  rule.set_id(0);
  return sets_rule(e, polonius, rule);
}

Check has_as_many_rules_as_there_may_be(Elsinore& e) {
  for (std::uint64_t id = 1; id <= limits::word_rules_max; ++id) has_rule(e, rule_of("word", id));
  return sets_rule(e, polonius, rule_of("another"));
}

Check reacts_twenty_times(Elsinore& e) {
  for (char c = 'a'; c < 'a' + static_cast<char>(limits::emoji_per_post_max); ++c)
    e.reacts(ophelia, p1, std::string(1, c));
  return check_add_reaction(e.state(), e.as(hamlet), p1, "z");
}

const std::vector<Row> rows = {
    {v1::UNAUTHENTICATED, "", "no session writes",
     [](Elsinore& e) { return check_write_post(e.state(), stranger, being, "", {}, "", e.now_ms); }},
    {v1::UNAUTHENTICATED, "", "one who is no member",
     [](Elsinore& e) { return check_delete_post(e.state(), e.as(nobody), p1); }},
    {v1::FORBIDDEN, "", "a member sets a word rule",
     [](Elsinore& e) { return sets_rule(e, hamlet, rule_of("words")); }},
    {v1::FORBIDDEN, "", "a member removes a word rule",
     [](Elsinore& e) { return check_remove_word_rule(e.state(), e.as(hamlet), WordRuleId{1}, ""); }},
    {v1::FORBIDDEN, "", "a member opens a topic",
     [](Elsinore& e) { return check_open_topic(e.state(), e.as(hamlet), "", ""); }},
    {v1::FORBIDDEN, "", "a member changes a topic",
     [](Elsinore& e) { return check_change_topic(e.state(), e.as(hamlet), denmark, "x", ""); }},
    {v1::FORBIDDEN, "", "a member locks",
     [](Elsinore& e) { return check_lock_thread(e.state(), e.as(hamlet), lock_of(being)); }},
    {v1::FORBIDDEN, "", "a moderator gives a role",
     [](Elsinore& e) { return check_set_role(e.state(), e.as(polonius), hamlet, v1::ADMIN); }},
    {v1::MEMBER_MUTED, "", "a post by one who is muted",
     [](Elsinore& e) {
       return check_write_post(e.state(), with_standing(e, v1::STANDING_MUTED), being, "W", {}, "", e.now_ms);
     }},
    {v1::MEMBER_SUSPENDED, "", "a post by one who is suspended, in no such thread",
     [](Elsinore& e) {
       return check_write_post(e.state(), with_standing(e, v1::STANDING_SUSPENDED), graves, "", {}, "", e.now_ms);
     }},
    {v1::MEMBER_BANNED, "", "following, by one who is banned",
     [](Elsinore& e) {
       return check_watch_thread(e.state(), with_standing(e, v1::STANDING_BANNED), being, v1::FOLLOWED);
     }},
    {v1::TITLE_EMPTY, "title", "blank", [](Elsinore&) { return check_title(" \t\u2003\u200B"); }},
    {v1::TITLE_EMPTY, "title", "a thread without one, whatever its post",
     [](Elsinore& e) { return check_open_thread(e.state(), e.as(hamlet), TopicId{9}, "", ""); }},
    {v1::TITLE_TOO_LONG, "title", "201 characters",
     [](Elsinore&) { return check_title(words(limits::title_characters_max + 1)); }},
    {v1::BODY_EMPTY, "source", "blank", [](Elsinore& e) { return writes(e, hamlet, " \n "); }},
    {v1::BODY_EMPTY, "source", "before a control character in the title",
     [](Elsinore& e) { return check_open_thread(e.state(), e.as(hamlet), denmark, "a\x01", ""); }},
    {v1::BODY_TOO_LONG, "source", "a byte over",
     [](Elsinore& e) { return writes(e, hamlet, words(limits::body_source_bytes_max + 1)); }},
    {v1::BODY_TOO_LONG, "quote", "a character over",
     [](Elsinore& e) { return writes(e, hamlet, "Words.", p1, words(limits::quote_characters_max + 1)); }},
    {v1::BODY_TOO_LONG, "problem", "a character over",
     [](Elsinore& e) {
       return check_open_topic(e.state(), e.as(claudius), "a\x01", words(limits::problem_characters_max + 1));
     }},
    {v1::BODY_TOO_LONG, "problem", "of a topic that is not there",
     [](Elsinore& e) {
       return check_change_topic(e.state(), e.as(claudius), norway, "", words(limits::problem_characters_max + 1));
     }},
    {v1::HANDLE_INVALID, "handle", "one character", [](Elsinore&) { return check_handle("a"); }},
    {v1::HANDLE_INVALID, "handle", "33 characters",
     [](Elsinore&) { return check_handle(words(limits::handle_characters_max + 1)); }},
    {v1::HANDLE_INVALID, "handle", "a space", [](Elsinore&) { return check_handle("prince hamlet"); }},
    {v1::HANDLE_INVALID, "handle", "an at sign", [](Elsinore&) { return check_handle("@hamlet"); }},
    {v1::HANDLE_INVALID, "handle", "a mark that turns the direction",
     [](Elsinore&) { return check_handle("ham\u202Elet"); }},
    {v1::EMOJI_INVALID, "emoji", "none",
     [](Elsinore& e) { return check_add_reaction(e.state(), e.as(hamlet), p1, ""); }},
    {v1::EMOJI_INVALID, "emoji", "65 bytes",
     [](Elsinore& e) { return check_add_reaction(e.state(), e.as(hamlet), p1, words(limits::emoji_bytes_max + 1)); }},
    {v1::EMOJI_INVALID, "emoji", "a line",
     [](Elsinore& e) { return check_remove_reaction(e.state(), e.as(hamlet), p1, "a\n"); }},
    {v1::PROFILE_TOO_LONG, "region", "81 characters",
     [](Elsinore&) { return check_profile(words(limits::profile_characters_max + 1), "region"); }},
    {v1::FIELD_INVALID, "title", "a control character", [](Elsinore&) { return check_title("a\x01"); }},
    {v1::FIELD_INVALID, "region", "a control character", [](Elsinore&) { return check_profile("a\x7F", "region"); }},
    {v1::FIELD_INVALID, "watch", "no such watch, in no such thread",
     [](Elsinore& e) { return check_watch_thread(e.state(), e.as(hamlet), graves, v1::WATCH_UNSPECIFIED); }},
    {v1::FIELD_INVALID, "role", "no such role",
     [](Elsinore& e) { return check_set_role(e.state(), e.as(claudius), nobody, static_cast<v1::Role>(7)); }},
    {v1::FIELD_INVALID, "action", "a rule that does nothing", [](Elsinore& e) { return sets_rule(e, polonius, {}); }},
    {v1::FIELD_INVALID, "mask", "a mask that turns the writing round",
     [](Elsinore& e) {
       auto rule = rule_of("words");
       rule.set_mask("\u202e");
       return sets_rule(e, polonius, rule);
     }},
    {v1::FIELD_INVALID, "note", "a note of a thousand and one characters",
     [](Elsinore& e) {
       auto rule = rule_of("words");
       rule.set_note(words(limits::reason_characters_max + 1));
       return sets_rule(e, polonius, rule);
     }},
    {v1::REASON_TOO_LONG, "reason", "a reason of a thousand and one characters for a word rule",
     [](Elsinore& e) { return sets_rule(e, polonius, rule_of("words"), words(limits::reason_characters_max + 1)); }},
    {v1::REASON_TOO_LONG, "reason", "the same for removing one",
     [](Elsinore& e) {
       const auto reason = words(limits::reason_characters_max + 1);
       return check_remove_word_rule(e.state(), e.as(polonius), WordRuleId{1}, reason);
     }},
    {v1::NOT_FOUND, "topic_id", "a rule for a topic that there is not",
     [](Elsinore& e) {
       auto rule = rule_of("words");
       rule.set_topic_id(99);
       return sets_rule(e, polonius, rule);
     }},
    {v1::NOT_FOUND, "rule_id", "a change of a rule that there is not",
     [](Elsinore& e) { return sets_rule(e, polonius, rule_of("words", 99)); }},
    {v1::NOT_FOUND, "rule_id", "the end of a rule that there is not",
     [](Elsinore& e) { return check_remove_word_rule(e.state(), e.as(polonius), WordRuleId{99}, ""); }},
    {v1::NOT_FOUND, "topic_id", "a thread in no topic",
     [](Elsinore& e) { return check_open_thread(e.state(), e.as(hamlet), norway, "Title", "Words."); }},
    {v1::NOT_FOUND, "topic_id", "no such topic",
     [](Elsinore& e) { return check_change_topic(e.state(), e.as(polonius), norway, "", ""); }},
    {v1::NOT_FOUND, "thread_id", "a post in no thread",
     [](Elsinore& e) { return check_write_post(e.state(), e.as(hamlet), graves, "Words.", p3, "", e.now_ms); }},
    {v1::NOT_FOUND, "thread_id", "no such thread to lock",
     [](Elsinore& e) { return check_lock_thread(e.state(), e.as(polonius), lock_of(graves)); }},
    {v1::NOT_FOUND, "thread_id", "no such thread to follow",
     [](Elsinore& e) { return check_watch_thread(e.state(), e.as(hamlet), graves, v1::FOLLOWED); }},
    {v1::NOT_FOUND, "reply_to", "a reply to nothing, before the lock",
     [](Elsinore& e) { return e.locks(being), writes(e, hamlet, "Words.", p3); }},
    {v1::NOT_FOUND, "post_id", "no such post to edit",
     [](Elsinore& e) { return check_edit_post(e.state(), e.as(hamlet), p3, "Words."); }},
    {v1::NOT_FOUND, "post_id", "an erased post is not there for its author either",
     [](Elsinore& e) { return e.erases(p1), check_restore_post(e.state(), e.as(hamlet), p1); }},
    {v1::NOT_FOUND, "post_id", "no such post to delete",
     [](Elsinore& e) { return check_delete_post(e.state(), e.as(hamlet), p3); }},
    {v1::NOT_FOUND, "post_id", "a sign on nothing",
     [](Elsinore& e) { return check_add_reaction(e.state(), e.as(hamlet), p3, "a"); }},
    {v1::NOT_FOUND, "post_id", "nothing to take a sign from",
     [](Elsinore& e) { return check_remove_reaction(e.state(), e.as(hamlet), p3, "a"); }},
    {v1::NOT_FOUND, "handle", "a role for nobody",
     [](Elsinore& e) { return check_set_role(e.state(), e.as(claudius), nobody, v1::MEMBER); }},
    {v1::THREAD_LOCKED, "", "a post", [](Elsinore& e) { return e.locks(being), writes(e, hamlet); }},
    {v1::THREAD_LOCKED, "", "an edit, though the post is another's",
     [](Elsinore& e) { return e.locks(being), check_edit_post(e.state(), e.as(ophelia), p1, "Words."); }},
    {v1::THREAD_LOCKED, "", "a sign",
     [](Elsinore& e) { return e.locks(being), check_add_reaction(e.state(), e.as(ophelia), p1, "a"); }},
    {v1::TOPIC_ARCHIVED, "", "a thread",
     [](Elsinore& e) {
       return e.changes_topic(denmark, "T", true), check_open_thread(e.state(), e.as(claudius), denmark, "T", "W");
     }},
    {v1::TOPIC_ARCHIVED, "", "a post by the chair, for whom no lock counts",
     [](Elsinore& e) { return e.changes_topic(denmark, "T", true), e.locks(being), writes(e, polonius); }},
    {v1::NOT_AUTHOR, "", "an edit by the chair",
     [](Elsinore& e) { return check_edit_post(e.state(), e.as(claudius), p1, "Ha."); }},
    {v1::NOT_AUTHOR, "", "a deletion by another",
     [](Elsinore& e) { return check_delete_post(e.state(), e.as(ophelia), p1); }},
    {v1::NOT_AUTHOR, "", "a restoring by another, of what stands",
     [](Elsinore& e) { return check_restore_post(e.state(), e.as(ophelia), p1); }},
    {v1::NOT_AUTHOR, "", "what the chair took away, only the chair gives back",
     [](Elsinore& e) { return e.deletes(polonius, p1), check_restore_post(e.state(), e.as(hamlet), p1); }},
    {v1::POST_DELETED, "", "an edit",
     [](Elsinore& e) { return e.deletes(hamlet, p1), check_edit_post(e.state(), e.as(hamlet), p1, "Ha."); }},
    {v1::POST_DELETED, "", "deleted twice",
     [](Elsinore& e) { return e.deletes(hamlet, p1), check_delete_post(e.state(), e.as(hamlet), p1); }},
    {v1::POST_DELETED, "reply_to", "a reply",
     [](Elsinore& e) { return e.deletes(hamlet, p1), writes(e, hamlet, "Words.", p1); }},
    {v1::POST_DELETED, "", "a sign",
     [](Elsinore& e) { return e.deletes(hamlet, p1), check_add_reaction(e.state(), e.as(ophelia), p1, "a"); }},
    {v1::POST_DELETED, "", "taking one back",
     [](Elsinore& e) {
       return e.reacts(ophelia, p1, "a"), e.deletes(hamlet, p1),
              check_remove_reaction(e.state(), e.as(ophelia), p1, "a");
     }},
    {v1::POST_NOT_DELETED, "", "restoring what stands",
     [](Elsinore& e) { return check_restore_post(e.state(), e.as(hamlet), p1); }},
    {v1::REPLY_ELSEWHERE, "reply_to", "another thread's post",
     [](Elsinore& e) {
       e.opens(hamlet, graves, denmark);
       e.writes(hamlet, p2, graves);
       return writes(e, hamlet, "Words.", p2);
     }},
    {v1::QUOTE_NOT_FOUND, "quote", "a quote of nothing",
     [](Elsinore& e) { return writes(e, hamlet, "Words.", {}, "To be"); }},
    {v1::TOO_MANY_REACTIONS, "", "the 21st sign", reacts_twenty_times},
    {v1::NO_REACTION, "", "none to take back",
     [](Elsinore& e) { return check_remove_reaction(e.state(), e.as(hamlet), p1, "a"); }},
    {v1::LAST_ADMIN, "", "the last one steps down",
     [](Elsinore& e) { return check_set_role(e.state(), e.as(claudius), claudius, v1::MEMBER); }},
    {v1::NOTHING_CHANGED, "", "the same words",
     [](Elsinore& e) { return check_edit_post(e.state(), e.as(hamlet), p1, "To be, or not to be."); }},
    {v1::NOTHING_CHANGED, "", "locked twice",
     [](Elsinore& e) { return e.locks(being), check_lock_thread(e.state(), e.as(polonius), lock_of(being)); }},
    {v1::NOTHING_CHANGED, "", "the same sign twice",
     [](Elsinore& e) { return e.reacts(hamlet, p1, "a"), check_add_reaction(e.state(), e.as(hamlet), p1, "a"); }},
    {v1::NOTHING_CHANGED, "", "watching as one watches",
     [](Elsinore& e) { return check_watch_thread(e.state(), e.as(hamlet), being, v1::NORMAL); }},
    {v1::NOTHING_CHANGED, "", "the same role",
     [](Elsinore& e) { return check_set_role(e.state(), e.as(claudius), claudius, v1::ADMIN); }},
    {v1::NOTHING_CHANGED, "", "the same rule again",
     [](Elsinore& e) {
       has_rule(e, rule_of("words", 7));
       return sets_rule(e, polonius, rule_of("words", 7));
     }},
    {v1::TOO_MANY_RULES, "", "a rule more than there may be", has_as_many_rules_as_there_may_be},
    {v1::TOO_MANY_RULES, "", "a pattern more than there may be", has_as_many_patterns_as_there_may_be},
};

TEST(Refusals, EachIsMadeOnceAtLeastInTheOrderOfTheEnum) {
  int before = 0;
  for (const auto& row : rows) {
    EXPECT_GE(static_cast<int>(row.code), before) << row.what << ": rows stand in the order of RefusalCode";
    before = row.code;
    Elsinore elsinore;
    const auto fault = row.wish(elsinore);
    const auto name = v1::RefusalCode_Name(row.code) + ": " + row.what;
    ASSERT_TRUE(fault) << name << " was allowed";
    EXPECT_EQ(v1::RefusalCode_Name(fault->code), v1::RefusalCode_Name(row.code)) << row.what;
    EXPECT_STREQ(fault->field, row.field) << name;
  }
}

// The codes that the checks name, read from their text: a new one needs a row here.
TEST(Refusals, NoneThatTheChecksNameIsLeftOut) {
  auto in_rows = codes_of_chair_rows();
  in_rows.merge(codes_of_people_rows());
  std::set<std::string> in_text;
  for (const auto& row : rows) in_rows.insert(v1::RefusalCode_Name(row.code));
  for (const auto& file : std::filesystem::directory_iterator(PLENUM_SOURCE_DIR "/storage/machine")) {
    if (!file.path().filename().string().starts_with("check") || file.path().extension() != ".cpp") continue;
    std::ifstream stream(file.path());
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    for (auto at = text.find("v1::"); at != std::string::npos; at = text.find("v1::", at + 1)) {
      const auto from = at + std::string("v1::").size();
      const auto name = text.substr(from, text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", from) - from);
      v1::RefusalCode code = v1::REFUSAL_CODE_UNSPECIFIED;
      if (v1::RefusalCode_Parse(name, &code)) in_text.insert(name);
    }
  }
  EXPECT_EQ(in_rows, in_text);
}

const std::vector<std::pair<const char*, Wish>> allowed = {
    {"a post", [](Elsinore& e) { return writes(e, hamlet); }},
    {"the longest post", [](Elsinore& e) { return writes(e, hamlet, words(limits::body_source_bytes_max)); }},
    {"the longest title, in characters and not in bytes",
     [](Elsinore& e) {
       std::string title;
       for (std::size_t i = 0; i < limits::title_characters_max; ++i) title += "ø";
       return check_open_thread(e.state(), e.as(hamlet), denmark, title, "Words.");
     }},
    {"a reply with words of its parent", [](Elsinore& e) { return writes(e, ophelia, "Words.", p1, "not to be"); }},
    {"the chair's word in a locked thread", [](Elsinore& e) { return e.locks(being), writes(e, polonius); }},
    {"the same handle at both ends of its length",
     [](Elsinore&) {
       const auto shortest = check_handle("ab");
       return shortest ? shortest : check_handle(words(limits::handle_characters_max));
     }},
    {"an edit by the author", [](Elsinore& e) { return check_edit_post(e.state(), e.as(hamlet), p1, "Ha."); }},
    {"the author deletes", [](Elsinore& e) { return check_delete_post(e.state(), e.as(hamlet), p1); }},
    {"the chair deletes", [](Elsinore& e) { return check_delete_post(e.state(), e.as(polonius), p1, "Unseemly."); }},
    {"the author restores what the author took away",
     [](Elsinore& e) { return e.deletes(hamlet, p1), check_restore_post(e.state(), e.as(hamlet), p1); }},
    {"the chair restores what the chair took away",
     [](Elsinore& e) { return e.deletes(polonius, p1), check_restore_post(e.state(), e.as(polonius), p1); }},
    {"a sign that is there already, by one more, where twenty stand",
     [](Elsinore& e) {
       reacts_twenty_times(e);
       return check_add_reaction(e.state(), e.as(hamlet), p1, "a");
     }},
    {"one of two admins steps down",
     [](Elsinore& e) {
       return e.role(polonius, v1::ADMIN), check_set_role(e.state(), e.as(claudius), claudius, v1::MEMBER);
     }},
    {"a topic by the admin", [](Elsinore& e) { return check_open_topic(e.state(), e.as(claudius), "Norway", ""); }},
    {"a topic by the house", [](Elsinore& e) { return check_open_topic(e.state(), Principal::house(), "Norway", ""); }},
};

TEST(Refusals, WhatStandsWithinTheRulesIsAllowed) {
  for (const auto& [what, wish] : allowed) {
    Elsinore elsinore;
    const auto fault = wish(elsinore);
    EXPECT_FALSE(fault) << what << ": " << v1::RefusalCode_Name(fault->code);
  }
}

}  // namespace
}  // namespace plenum
