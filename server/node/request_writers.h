#pragma once

#include "proto/listening.pb.h"
#include "server/node/command.h"
#include "server/node/member_writers.h"

// What becomes of a company's request: by the chair, and by members who offer themselves.
namespace plenum {

Command decide_request(const Principal&, const v1::DecideRequestRequest&);
/// A thread of the chair's that names the request: both or neither. The outcome names the thread.
Command publish_request(const Principal&, const v1::PublishRequestRequest&, Mentions);
Command answer_request(const Principal&, const v1::AnswerRequestRequest&);
Command offer_to_request(const Principal&, const v1::OfferRequest&);

}  // namespace plenum
