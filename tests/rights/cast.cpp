#include "tests/rights/cast.h"

#include "proto/admin.pb.h"

namespace plenum::test {

namespace {

constexpr auto nobody = v1::ROLE_UNSPECIFIED;
constexpr auto good = v1::STANDING_UNSPECIFIED;

bool needs_hand(const Actor& actor) {
  return actor.role == v1::MEMBER;
}

std::string kind_of(v1::Standing standing) {
  if (standing == v1::STANDING_MUTED) return "SANCTION_MUTE";
  return standing == v1::STANDING_SUSPENDED ? "SANCTION_SUSPENSION" : "SANCTION_BAN";
}

}  // namespace

// clang-format off
const std::vector<Actor>& actors() {
  static const std::vector<Actor> all = {
      // handle       role           standing                trust               moderates
      {"",            nobody},
      {"osric",       nobody},                                                            // signed out
      {"ophelia",     v1::MEMBER},                                                        // has reported
      {"iago",        v1::MEMBER},                                                        // wrote what it is about
      {"francisco",   v1::MEMBER,    good,                   v1::TRUST_NEWCOMER},
      {"horatio",     v1::MEMBER,    good,                   v1::TRUST_TRUSTED},
      {"cornelius",   v1::MEMBER,    v1::STANDING_MUTED},
      {"voltimand",   v1::MEMBER,    v1::STANDING_SUSPENDED},
      {"barnardo",    v1::MEMBER,    v1::STANDING_BANNED},
      {"laertes",     v1::MEMBER,    good,                   v1::TRUST_KNOWN,    'D'},
      {"fortinbras",  v1::MEMBER,    good,                   v1::TRUST_KNOWN,    'N'},
      {"marcellus",   v1::MEMBER,    v1::STANDING_MUTED,     v1::TRUST_KNOWN,    'D'},
      {"rosencrantz", v1::MEMBER},                                                        // speaks for a company
      {"polonius",    v1::MODERATOR},                                                     // has claimed a report
      {"gertrude",    v1::MODERATOR, v1::STANDING_MUTED},
      {"hamlet",      v1::ADMIN},
  };
  return all;
}
// clang-format on

TopicId topic_id(const std::string& text) {
  return TopicId{std::stoull(text)};
}

Principal Actor::principal() const {
  if (role == v1::ROLE_UNSPECIFIED) return {};
  Principal who{id, role, 1};
  who.standing = standing;
  who.trust = trust;
  who.moderates = topics;
  return who;
}

Theatre::Theatre()
    : Elsinore("commands_per_10_s = 10000000\nsign_ins_per_minute = 1000\nconnections_per_address_max = 4000\n") {}

std::string Theatre::enter(const std::string& handle, v1::Role role, const std::string& represents) {
  v1::AddMemberRequest request;
  request.set_handle(handle);
  request.set_role(role);
  request.set_represents(represents);
  request.set_token(true);
  tokens_[handle] = server_.operate<v1::AddMemberReply>("AddMember", request).token();
  return ids_[handle] = member(handle, "WhoAmI", Json::object())["member"]["id"];
}

void Theatre::SetUp() {
  ASSERT_NO_FATAL_FAILURE(Elsinore::SetUp());
  cast_ = actors();
  for (auto& actor : cast_) {
    if (actor.handle.empty()) continue;
    const bool is_new = !tokens_.contains(actor.handle);
    const auto role = actor.role == nobody ? v1::MEMBER : actor.role;
    if (is_new) {
      enter(actor.handle, role, actor.handle == "rosencrantz" ? "Guildenstern Ltd" : "");
    } else {
      ids_[actor.handle] = member(actor.handle, "WhoAmI", Json::object())["member"]["id"];
    }
    actor.id = MemberId{std::stoull(ids_[actor.handle])};
  }
  chair("hamlet", "ChangeChairSettings", {{"settings", {{"newcomerPosts", 1}, {"autoHideReports", 1}}}});
  for (const auto& actor : cast_) {
    const Json whom = {{"memberId", ids_[actor.handle]}, {"reason", "For the play."}};
    if (needs_hand(actor)) {
      auto trust = whom;
      trust["trust"] = v1::Trust_Name(actor.trust);
      chair("hamlet", "SetTrust", trust);
    }
    if (actor.standing == good) continue;
    auto sanction = whom;
    sanction["kind"] = kind_of(actor.standing);
    chair("hamlet", "ImposeSanction", sanction);
  }
  EXPECT_EQ(seat("osric").call_service("IdentityService", "SignOut", Json::object()), Json::object());
}

void Theatre::make_grounds(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto number = " " + std::to_string(i);
    Ground ground{server_.open_topic("Denmark" + number), server_.open_topic("Norway" + number),
                  server_.open_topic("Wittenberg" + number)};
    for (auto& actor : cast_) {
      if (actor.moderates == ' ') continue;
      const auto topics =
          actor.moderates == 'D' ? std::vector{ground.denmark, ground.wittenberg} : std::vector{ground.norway};
      for (const auto& topic : topics) {
        actor.topics.push_back(topic_id(topic));
        chair("hamlet", "SetTopicModerator",
              {{"topicId", topic}, {"memberId", ids_[actor.handle]}, {"moderates", true}, {"reason", "For the play."}});
      }
    }
    shut(ground.wittenberg, true);
    grounds_.push_back(ground);
  }
}

void Theatre::shut(const std::string& topic, bool shut) {
  v1::ChangeTopicRequest request;
  request.set_topic_id(std::stoull(topic));
  request.set_archived(shut);
  server_.operate<v1::ChangeTopicReply>("ChangeTopic", request);
}

Json Theatre::done(const std::string& who, const std::string& service, const std::string& method, Json request) {
  const bool reads = method.starts_with("List") || method.starts_with("Get") || method.starts_with("Who") ||
                     method.starts_with("Read");
  if (!reads) request["commandId"] = command_id();
  auto reply = seat(who).call_service(service, method, request);
  EXPECT_FALSE(reply.contains("refused") || reply.contains("fault")) << who << ' ' << method << ": " << reply;
  return reply;
}

}  // namespace plenum::test
