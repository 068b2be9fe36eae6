// Who of the chair looks at which report: told to those of them who may read it, and to nobody else.
#include <gtest/gtest.h>

#include "tests/chair/court.h"

namespace plenum::test {
namespace {

class DeskPresence : public Court {
protected:
  /// A live line at the desk.
  Line at_desk(const std::string& handle) {
    Line line(seat(handle));
    EXPECT_EQ(refused(line.call("subscribe", {{"desk", true}})), "");
    return line;
  }
  Line at_staff(const std::string& handle) {
    Line line(seat(handle));
    EXPECT_EQ(refused(line.call("subscribe", {{"staffTopicId", topic_}})), "");
    return line;
  }
  std::string reported(const std::string& author, const std::string& by) {
    const auto post = write(author, "You are a fool.");
    EXPECT_EQ(refused(report(by, post)), "");
    return post;
  }
  static void look(Line& line, const std::string& post) { line.send({{"looking", {{"reportPostId", post}}}}); }
  static auto here(const std::string& post, const std::vector<std::string>& who) {
    return [=](const Json& report) {
      std::vector<std::string> handles;
      for (const auto& member : report.value("here", Json::array())) handles.push_back(member["handle"]);
      std::sort(handles.begin(), handles.end());
      return report["postId"] == post && handles == who;
    };
  }
  void make_moderator_of_topic(const std::string& handle, bool moderates) {
    const Json wish = {
        {"topicId", topic_}, {"memberId", ids_[handle]}, {"moderates", moderates}, {"reason", "As agreed."}};
    EXPECT_EQ(chair("hamlet", "SetTopicModerator", wish), Json::object());
  }
};

TEST_F(DeskPresence, is_told_at_the_desk_as_one_comes_goes_on_and_leaves) {
  const auto first = reported("iago", "ophelia");
  const auto second = reported("iago", "ophelia");
  auto polonius = at_desk("polonius");
  auto gertrude = at_desk("gertrude");
  look(gertrude, first);
  EXPECT_FALSE(polonius.await_desk_presence(here(first, {"gertrude"})).is_null());
  look(polonius, first);
  EXPECT_FALSE(gertrude.await_desk_presence(here(first, {"gertrude", "polonius"})).is_null());
  look(gertrude, second);
  EXPECT_FALSE(polonius.await_desk_presence(here(second, {"gertrude"})).is_null());
  EXPECT_FALSE(gertrude.await_desk_presence(here(first, {"polonius"})).is_null());
  gertrude.send({{"looking", {{"threadId", thread_}}}});
  EXPECT_FALSE(polonius.await_desk_presence(here(second, {})).is_null()) << "at a thread, and at no report";
}

TEST_F(DeskPresence, is_shown_to_whoever_comes_later) {
  const auto post = reported("iago", "ophelia");
  auto polonius = at_desk("polonius");
  look(polonius, post);
  ASSERT_FALSE(polonius.await_desk_presence(here(post, {"polonius"})).is_null());
  auto gertrude = at_desk("gertrude");
  EXPECT_FALSE(gertrude.await_desk_presence(here(post, {"polonius"})).is_null());
}

TEST_F(DeskPresence, ends_with_the_line_and_two_windows_are_one_person) {
  const auto post = reported("iago", "ophelia");
  auto polonius = at_desk("polonius");
  {
    auto window = at_desk("gertrude");
    look(window, post);
    ASSERT_FALSE(polonius.await_desk_presence(here(post, {"gertrude"})).is_null());
    auto other_window = at_desk("gertrude");
    look(other_window, post);
    other_window.call("whoAmI", Json::object());
    window.socket().socket.close();
    look(polonius, post);
    EXPECT_FALSE(polonius.await_desk_presence(here(post, {"gertrude", "polonius"})).is_null());
  }
  EXPECT_FALSE(polonius.await_desk_presence(here(post, {"polonius"})).is_null());
}

TEST_F(DeskPresence, is_told_to_a_topic_s_moderator_and_ends_with_the_right) {
  const auto post = reported("iago", "ophelia");
  make_moderator_of_topic("ophelia", true);
  auto polonius = at_desk("polonius");
  auto ophelia = at_staff("ophelia");
  look(polonius, post);
  EXPECT_FALSE(ophelia.await_desk_presence(here(post, {"polonius"})).is_null());
  look(ophelia, post);
  EXPECT_FALSE(polonius.await_desk_presence(here(post, {"ophelia", "polonius"})).is_null());
  make_moderator_of_topic("ophelia", false);
  EXPECT_FALSE(polonius.await_desk_presence(here(post, {"polonius"})).is_null());
}

TEST_F(DeskPresence, of_those_who_may_not_read_the_report_is_none) {
  const auto post = reported("iago", "ophelia");
  auto polonius = at_desk("polonius");
  Line ophelia(seat("ophelia"));
  EXPECT_EQ(refused(ophelia.call("subscribe", {{"desk", true}})), "FORBIDDEN");
  look(ophelia, post);
  look(ophelia, first_post_);
  ophelia.call("whoAmI", Json::object());  // whispers before it have been heard
  auto gertrude = at_desk("gertrude");
  look(gertrude, first_post_);  // on which there is none
  look(gertrude, post);
  const auto any = polonius.await_desk_presence([](const Json&) { return true; });
  EXPECT_TRUE(here(post, {"gertrude"})(any)) << any;
}

TEST_F(DeskPresence, at_the_reports_on_one_s_own_post_is_not_told_but_to_a_host) {
  const auto own = reported("polonius", "ophelia");
  const auto hosts = reported("hamlet", "ophelia");
  const auto other = reported("iago", "ophelia");
  auto polonius = at_desk("polonius");
  auto polonius_in_the_topic = at_staff("polonius");
  auto hamlet = at_desk("hamlet");
  auto gertrude = at_desk("gertrude");
  look(gertrude, own);
  ASSERT_FALSE(hamlet.await_desk_presence(here(own, {"gertrude"})).is_null());
  auto polonius_later = at_desk("polonius");
  look(polonius, own);  // nor is he seen there
  polonius.call("whoAmI", Json::object());
  look(gertrude, hosts);
  bool told_of_polonius = false;
  const auto at_hosts = hamlet.await_desk_presence([&](const Json& report) {
    for (const auto& member : report.value("here", Json::array()))
      told_of_polonius = told_of_polonius || member["handle"] == "polonius";
    return here(hosts, {"gertrude"})(report);
  });
  EXPECT_FALSE(at_hosts.is_null()) << "a host is told of his own matter too";
  EXPECT_FALSE(told_of_polonius);
  look(gertrude, other);
  for (auto* line : {&polonius, &polonius_in_the_topic, &polonius_later}) {
    bool told = false;
    const auto seen = line->await_desk_presence([&](const Json& report) {
      told = told || report["postId"] == own;
      return here(other, {"gertrude"})(report);
    });
    EXPECT_FALSE(seen.is_null());
    EXPECT_FALSE(told) << "of reports on the own post";
  }
}

}  // namespace
}  // namespace plenum::test
