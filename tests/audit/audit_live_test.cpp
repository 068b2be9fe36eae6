// The audit log as the chair, the members and the operator read it, through the real server and plenumctl.
#include "tests/gateway/seat.h"
#include "tests/program/spoken.h"

namespace plenum::test {
namespace {

namespace fs = std::filesystem;

class AuditLog : public Elsinore {
protected:
  Json chair(const std::string& method, Json request, const std::string& who = "polonius") {
    return seat(who).call_service("ModeratorService", method, std::move(request));
  }
  void locks(bool locked, const std::string& reason = "Heat.") {
    const auto reply = chair(
        "LockThread", {{"commandId", command_id()}, {"threadId", thread_}, {"locked", locked}, {"reason", reason}});
    ASSERT_FALSE(reply.contains("refused")) << reply;
  }
  void notes() {
    const auto reply =
        chair("WriteNote", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "A word in the margin."}});
    ASSERT_FALSE(reply.contains("refused")) << reply;
  }
  Spoken verify() { return run("plenumctl", {"--data", server_.data().string(), "audit", "verify"}); }
};

TEST_F(AuditLog, SaysWhoDidWhatAndWhyTheNewestFirst) {
  locks(true, "Too much heat.");
  locks(false);
  const auto page = chair("ListAudit", {{"filter", {{"threadId", thread_}}}});
  ASSERT_EQ(page["entries"].size(), 2u) << page;
  EXPECT_EQ(page["entries"][0]["action"], "AUDIT_THREAD_UNLOCKED");
  const auto& locked = page["entries"][1];
  EXPECT_EQ(locked["action"], "AUDIT_THREAD_LOCKED");
  EXPECT_EQ(locked["by"]["handle"], "polonius");
  EXPECT_EQ(locked["reason"], "Too much heat.");
  EXPECT_EQ(locked["threadId"], thread_);
  EXPECT_EQ(locked["topicId"], topic_);
  EXPECT_EQ(locked["hash"].get<std::string>().size(), 64u);
  EXPECT_EQ(chair("ListAudit", Json::object(), "ophelia")["refused"], "FORBIDDEN");
  EXPECT_EQ(chair("ExportAudit", Json::object(), "ophelia")["refused"], "FORBIDDEN");
}

TEST_F(AuditLog, IsFilteredAndPagedAndExportedWhole) {
  for (int i = 0; i < 6; ++i) locks(i % 2 == 0);
  const auto locked = chair("ListAudit", {{"filter", {{"action", "AUDIT_THREAD_LOCKED"}}}, {"limit", 2}});
  ASSERT_EQ(locked["entries"].size(), 2u);
  EXPECT_TRUE(locked["more"]);
  const auto rest = chair(
      "ListAudit", {{"filter", {{"action", "AUDIT_THREAD_LOCKED"}}}, {"beforeNumber", locked["nextBeforeNumber"]}});
  EXPECT_EQ(rest["entries"].size(), 1u);
  EXPECT_FALSE(rest.contains("more"));
  std::vector<std::string> numbers;
  Json request = {{"limit", 4}};
  for (Json page; page.empty() || page.contains("nextAfterNumber");) {
    page = chair("ExportAudit", request);
    std::istringstream lines(page["lines"].get<std::string>());
    for (std::string line; std::getline(lines, line);) numbers.push_back(Json::parse(line)["number"]);
    request["afterNumber"] = page.value("nextAfterNumber", "");
  }
  EXPECT_EQ(numbers, (std::vector<std::string>{"1", "2", "3", "4", "5", "6"}));
}

TEST_F(AuditLog, MembersReadWhatWasDoneNotByWhomNorWhyAndNoGapTellsOfTheMargin) {
  locks(true, "Too much heat.");
  notes();
  locks(false);
  const auto reply = seat("ophelia").call("ListPublicAudit", Json::object());
  ASSERT_EQ(reply["entries"].size(), 2u) << reply;
  EXPECT_EQ(reply["entries"][0]["number"], "2");
  EXPECT_EQ(reply["entries"][1]["number"], "1");
  EXPECT_EQ(reply["entries"][1]["action"], "AUDIT_THREAD_LOCKED");
  EXPECT_EQ(reply["entries"][1]["threadId"], thread_);
  EXPECT_EQ(reply.dump().find("polonius"), std::string::npos);
  EXPECT_EQ(reply.dump().find("heat"), std::string::npos);
  const auto first = seat("ophelia").call("ListPublicAudit", {{"beforeNumber", "2"}});
  EXPECT_EQ(first["entries"].size(), 1u);
}

TEST_F(AuditLog, TheOperatorVerifiesIt) {
  locks(true);
  const auto sound = verify();
  EXPECT_EQ(sound.code, 0) << sound.err;
  EXPECT_NE(sound.out.find("1 entries"), std::string::npos) << sound.out;
  const auto listed = run("plenumctl", {"--data", server_.data().string(), "--json", "audit", "list"});
  EXPECT_NE(listed.out.find("thread_locked"), std::string::npos) << listed.out;
  const auto lines = run("plenumctl", {"--data", server_.data().string(), "audit", "export"});
  EXPECT_EQ(Json::parse(lines.out)["number"], "1");
}

// Whoever puts an older copy in the place of the data directory takes the entries since with it, but not the witness.
TEST_F(AuditLog, ADataDirectoryOfYesterdayIsFoundOut) {
  locks(true);
  server_.stop();
  const auto copy = server_.data().string() + ".yesterday";
  fs::copy(server_.data(), copy, fs::copy_options::recursive);
  ASSERT_NO_FATAL_FAILURE(server_.start());
  locks(false);
  server_.stop();
  EXPECT_EQ(verify().code, 0);
  fs::remove_all(server_.data());
  fs::rename(copy, server_.data());
  const auto found = verify();
  EXPECT_EQ(found.code, 4) << found.out << found.err;
  EXPECT_NE(found.err.find("cut off"), std::string::npos) << found.err;
  ASSERT_NO_FATAL_FAILURE(server_.start());
  EXPECT_NE(server_.errors().find("audit verify"), std::string::npos) << "said at the start";
  locks(false);
  EXPECT_EQ(verify().code, 4) << "nor do new entries in the place of the old ones hide it";
}

}  // namespace
}  // namespace plenum::test
