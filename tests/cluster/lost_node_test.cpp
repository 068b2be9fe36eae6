#include <fstream>
#include <sstream>

#include "tests/cluster/two_nodes.h"

namespace plenum::test {
namespace {

/// What an operator does when a node is gone for good, and what he is told.
class ALostNode : public TwoNodes {
protected:
  static v1::LogStatusReply log_of(RunningServer& server) {
    return server.operate<v1::LogStatusReply>("LogStatus", v1::LogStatusRequest());
  }
  static std::string on(const RunningServer& server, const std::string& words) {
    return said_by("plenumctl", "--data " + server.data().string() + " log " + words);
  }
  static std::string read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }
};

TEST_F(ALostNode, is_left_out_by_the_operators_word_and_what_it_alone_had_is_kept_in_a_file) {
  const auto lost = log_of(hamlet_).node();
  horatio_.kill();
  ASSERT_TRUE(writes_in_the_end(hamlet_, post("Only Hamlet has this.")));
  hamlet_.kill();
  redis_.command({"FLUSHALL"});
  ASSERT_NO_FATAL_FAILURE(horatio_.start());
  ASSERT_TRUE(eventually([&] {
    const auto status = log_of(horatio_);
    for (const auto& node : status.nodes()) {
      if (node.node() == lost) return node.waited_for();
    }
    return false;
  }));
  EXPECT_NE(on(horatio_, "nodes").find("waited for"), std::string::npos);
  EXPECT_NE(on(horatio_, "status").find(lost), std::string::npos) << "who is waited for";

  const auto warned = on(horatio_, "reseed --without " + lost);
  EXPECT_NE(warned.find("is lost to the community"), std::string::npos) << warned;
  EXPECT_FALSE(log_of(horatio_).open()) << "told, not done";
  const auto done = on(horatio_, "reseed --without " + lost + " --yes");
  EXPECT_NE(done.find("Left out."), std::string::npos) << done;
  EXPECT_TRUE(writes_in_the_end(horatio_, post("It went on.")));

  ASSERT_NO_FATAL_FAILURE(hamlet_.start());
  ASSERT_TRUE(eventually([&] { return log_of(hamlet_).fork(); })) << log_of(hamlet_).closed_because();
  EXPECT_NE(write(hamlet_, post("I am back.")), "");
  const auto kept = nlohmann::json::parse(on(hamlet_, "export-fork --json"), nullptr, false);
  ASSERT_TRUE(kept.contains("file")) << kept;
  const auto file = read(kept["file"]);
  EXPECT_NE(file.find("Only Hamlet has this."), std::string::npos) << file;
  EXPECT_TRUE(writes_in_the_end(horatio_, post("Still going on.")));
}

TEST_F(ALostNode, an_open_log_leaves_nobody_out_and_is_sealed_on_demand) {
  const auto said = on(horatio_, "reseed --without " + log_of(hamlet_).node() + " --yes");
  EXPECT_NE(said.find("The log is open"), std::string::npos) << said;
  const auto before = log_of(hamlet_).epoch();
  EXPECT_NE(on(hamlet_, "reseed").find("Sealed"), std::string::npos);
  EXPECT_TRUE(writes_in_the_end(horatio_, post("In the next epoch.")));
  EXPECT_GT(log_of(horatio_).epoch(), before);
  both_show({"Or not?", "In the next epoch."});
  const auto none = on(hamlet_, "export-fork");
  EXPECT_NE(none.find("no fork"), std::string::npos) << none;
  both_keep_the_same();
}

TEST_F(ALostNode, another_communitys_server_is_refused_at_start) {
  RunningServer alone;
  ASSERT_NO_FATAL_FAILURE(alone.start());
  EXPECT_EQ(alone.stop(), 0);
  const auto config = hamlet_.data().parent_path() / "plenumd.toml";
  const auto said =
      said_by("plenumd", "--data " + alone.data().string() + " --config " + config.string() + " --listen 127.0.0.1:0");
  EXPECT_NE(said.find("Another community's log is under this prefix"), std::string::npos) << said;
  EXPECT_EQ(write(hamlet_, post("Undisturbed.")), "");
}

TEST_F(ALostNode, a_ban_on_one_node_ends_a_session_on_the_other) {
  const auto admin = hamlet_.add_member("claudius", v1::ADMIN);
  const auto token = hamlet_.add_member("laertes", v1::MEMBER);
  ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
  cli::LiveLine live(cli::Address::of_url(horatio_.url()), token);
  cli::MemberLine laertes(cli::Address::of_url(horatio_.url()), token);
  v1::ImposeSanctionRequest ban;
  ban.set_command_id(cli::new_command_id());
  ban.set_member_id(laertes.call<v1::WhoAmIReply>("WhoAmI", v1::WhoAmIRequest()).member().id());
  ban.set_kind(v1::SANCTION_BAN);
  ban.set_reason("A poisoned sword.");
  cli::HttpClient http(cli::Address::of_url(hamlet_.url()), std::chrono::seconds(20));
  v1::ImposeSanctionReply reply;
  ASSERT_TRUE(cli::call(http, "plenum.v1.ModeratorService", "ImposeSanction", ban, reply,
                        {{"authorization", "Bearer " + admin}}));
  const auto started = std::chrono::steady_clock::now();
  v1::ServerFrame frame;
  EXPECT_TRUE(
      eventually([&] { return live.receive(frame, std::chrono::milliseconds(50)) == cli::LiveLine::Got::lost; }));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
  std::printf("the other node's socket was closed %lld ms after the ban was acknowledged\n",
              static_cast<long long>(took.count()));
  EXPECT_EQ(live.close_code(), v1::CLOSE_RIGHTS_CHANGED);
}

}  // namespace
}  // namespace plenum::test
