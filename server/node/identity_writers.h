#pragma once

#include <string>

#include "proto/event.pb.h"
#include "proto/member.pb.h"
#include "server/node/command.h"

// Who is a member, and by which secrets they come in. Secrets arrive hashed: the log never holds one that works.
namespace plenum {

struct NewMember {
  log::Profile profile;  // handle folded already
  v1::Role role = v1::MEMBER;
  std::string credential;  // an Argon2id string; empty: none
  std::string invitation;  // hash of the code; empty: none needed
};

/// Outcome.id: the member.
Command add_member(const Principal&, NewMember);
Command set_role(const Principal&, MemberId, v1::Role);
/// `reset`: hash of the one-time link's secret; empty: the member's own wish.
Command set_credential(MemberId, const std::string& credential, const std::string& reset);
Command open_session(MemberId, const std::string& hash, log::SessionKind, std::int64_t ends_at_ms);
Command end_session_of(MemberId, const std::string& hash);
Command end_every_session_of(MemberId);
Command issue_invitation(const Principal&, const std::string& hash, v1::Role, std::uint32_t uses, std::int64_t days);
Command issue_reset(const Principal&, MemberId, const std::string& hash);

/// Outcome.id: the topic.
Command open_topic(const Principal&, const std::string& title, const std::string& problem);
Command change_topic(const Principal&, TopicId, const std::string& title, const std::string& problem, bool archived);

}  // namespace plenum
