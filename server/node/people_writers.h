#pragma once

#include "proto/moderator.pb.h"
#include "server/node/command.h"

// What the chair does to people and gives to them, and what they say to it; as member_writers.h.
namespace plenum {

/// Outcome.id: the sanction.
Command impose_sanction(const Principal&, const v1::ImposeSanctionRequest&);
Command lift_sanction(const Principal&, const v1::LiftSanctionRequest&);
Command answer_appeal(const Principal&, const v1::AnswerAppealRequest&);
Command set_topic_moderator(const Principal&, const v1::SetTopicModeratorRequest&);
Command set_trust(const Principal&, const v1::SetTrustRequest&);
Command approve_newcomer(const Principal&, const v1::ApproveNewcomerRequest&);

/// The house's: a member who has read on so many days and was thanked so often is trusted. Does nothing where that is
/// not so, or the chair has decided by hand, or they were under sanction lately.
Command earn_trust(MemberId, std::uint32_t days_read);

Command acknowledge_warning(const Principal&, const v1::AcknowledgeWarningRequest&);
Command appeal(const Principal&, const v1::AppealRequest&);

}  // namespace plenum
