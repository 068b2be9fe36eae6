#pragma once

#include <vector>

#include "proto/moderator.pb.h"
#include "storage/machine/checks.h"

// What may be done to people, and what they may say to it. Nobody acts on themselves or on those above them.
namespace plenum {

/// The right that a sanction of this kind needs; nothing where there is no such kind.
std::optional<Action> action_of(v1::SanctionKind);

Check check_impose_sanction(const View&, const Principal&, const v1::ImposeSanctionRequest&, std::int64_t now_ms);
Check check_lift_sanction(const View&, const Principal&, const v1::LiftSanctionRequest&);
Check check_answer_appeal(const View&, const Principal&, const v1::AnswerAppealRequest&);
Check check_set_topic_moderator(const View&, const Principal&, const v1::SetTopicModeratorRequest&);
Check check_set_trust(const View&, const Principal&, const v1::SetTrustRequest&);
/// Also of one whose trust is known, while posts still wait from before.
Check check_approve_newcomer(const View&, const Principal&, const v1::ApproveNewcomerRequest&);

/// Whether this member's posts wait because they are new here.
bool is_newcomer(const log::MemberRecord&, const v1::ChairSettings&);

/// The posts of theirs that wait for no other cause, in the order in which they came, at most so many.
std::vector<PostId> waiting_as_newcomers(const View&, MemberId, std::size_t most);

/// Whether the rules make this member a trusted one now. `days_read`: what the registers know.
bool earns_trust(const View&, MemberId, std::uint32_t days_read, std::int64_t now_ms);

Check check_acknowledge_warning(const View&, const Principal&, const v1::AcknowledgeWarningRequest&);
Check check_appeal(const View&, const Principal&, const v1::AppealRequest&);

}  // namespace plenum
