#pragma once

#include <string>
#include <vector>

#include "storage/machine/policy.h"
#include "tests/gateway/seat.h"

namespace plenum::test {

/// Three topics: who moderates the first is nobody in the second; the third is shut, with the moderator of the first.
struct Ground {
  std::string denmark;
  std::string norway;
  std::string wittenberg;
};

/// One kind of caller, and as whom the policy table knows them.
struct Actor {
  std::string handle;  // empty: nobody has signed in
  v1::Role role = v1::ROLE_UNSPECIFIED;
  v1::Standing standing = v1::STANDING_UNSPECIFIED;
  v1::Trust trust = v1::TRUST_KNOWN;
  char moderates = ' ';  // D: Denmark and Wittenberg, N: Norway
  MemberId id = {};
  std::vector<TopicId> topics = {};

  Principal principal() const;
  std::string who() const { return handle.empty() ? "nobody" : handle; }
};

/// The cast, as a table; ids and topics are filled by Theatre.
const std::vector<Actor>& actors();

/// Elsinore with every kind of caller in it. Newcomers' posts wait, one report by a trusted member hides.
class Theatre : public Elsinore {
protected:
  Theatre();
  void SetUp() override;

  /// Makes so many grounds, each with its moderators.
  void make_grounds(std::size_t count);
  void shut(const std::string& topic, bool shut);

  /// A call that must succeed.
  Json done(const std::string& who, const std::string& service, const std::string& method, Json request);
  Json member(const std::string& who, const std::string& method, Json request) {
    return done(who, "MemberService", method, std::move(request));
  }
  Json chair(const std::string& who, const std::string& method, Json request) {
    return done(who, "ModeratorService", method, std::move(request));
  }
  /// A member of this standing and role; the handle must be new.
  std::string enter(const std::string& handle, v1::Role role = v1::MEMBER, const std::string& represents = "");

  std::vector<Actor> cast_;
  std::vector<Ground> grounds_;
  std::map<std::string, std::string> ids_;
};

TopicId topic_id(const std::string& text);

}  // namespace plenum::test
