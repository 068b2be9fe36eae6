// Whoever moderates could take away another's post, and hold a report against its author, without a word of why.
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class UnsaidReason : public Elsinore {
protected:
  Json resolves(const std::string& post, Json more) {
    more.update({{"commandId", command_id()}, {"postId", post}});
    return seat("polonius").call_service("ModeratorService", "ResolveReport", more);
  }
  Json deletes(const std::string& who, const std::string& post, const std::string& reason = {}) {
    return seat(who).call("DeletePost", {{"commandId", command_id()}, {"postId", post}, {"reason", reason}});
  }
};

TEST_F(UnsaidReason, is_asked_for_before_anothers_post_is_taken_away) {
  const auto post = write("iago", "You are a fool.");
  EXPECT_EQ(deletes("polonius", post)["refused"], "REASON_MISSING");
  EXPECT_EQ(deletes("ophelia", post)["refused"], "NOT_AUTHOR") << "who may not do it is not asked why";
  EXPECT_EQ(deletes("polonius", post, std::string(1'001, 'x'))["refused"], "REASON_TOO_LONG");
  EXPECT_EQ(deletes("polonius", post, "An insult."), Json::object());
  const auto audit = seat("polonius").call_service("ModeratorService", "ListAudit", Json::object())["entries"];
  EXPECT_EQ(audit[0]["action"], "AUDIT_POST_REMOVED");
  EXPECT_EQ(audit[0]["reason"], "An insult.");
}

TEST_F(UnsaidReason, is_not_asked_for_of_ones_own) {
  EXPECT_EQ(deletes("iago", write("iago", "I regret this.")), Json::object());
  EXPECT_EQ(deletes("polonius", write("polonius", "I too.")), Json::object());
}

TEST_F(UnsaidReason, is_asked_for_before_a_report_counts_against_the_author) {
  const auto post = write("iago", "You are a fool.");
  seat("ophelia").call("ReportPost", {{"commandId", command_id()}, {"postId", post}, {"kind", "REPORT_INSULT"}});
  EXPECT_EQ(resolves(post, {{"outcome", "REPORT_AGREED"}})["refused"], "REASON_MISSING");
  EXPECT_EQ(resolves(post, {{"outcome", "REPORT_AGREED"}, {"reason", " "}})["refused"], "REASON_MISSING");
  EXPECT_EQ(resolves(post, {{"outcome", "REPORT_DISAGREED"}}), Json::object()) << "this touches nobody";
}

}  // namespace
}  // namespace plenum::test
