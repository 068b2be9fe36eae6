#pragma once

#include <string_view>

#include "storage/machine/checks.h"

// What keeps the chair from deciding a company's request, and a member from offering: rights first (of whoever handles
// what waits for the chair in this topic; of whoever writes), then the form, then
// where it stands. A request moves strictly in order: asked, accepted or declined, published, answered; what is not its
// next step is NOTHING_CHANGED, with `who` decided last.
namespace plenum {

/// Accepted with conditions, where there are any; declined with a reason.
Check check_decide_request(const View&, const Principal&, RequestId, bool accept, std::string_view words);
/// As a thread of the chair's in its topic.
Check check_publish_request(const View&, const Principal&, RequestId, std::string_view title, std::string_view source);
Check check_answer_request(const View&, const Principal&, RequestId, std::string_view words);

/// By a member, to what was published where they read it. Said again with other words it is another offer; what is not
/// there cannot be taken back.
Check check_offer(const View&, const Principal&, RequestId, bool offers, std::string_view lets_know);

/// Whether the asker may read of it: what was published, everybody who sees its thread; the rest, the chair.
bool can_see_request(const View&, const Principal&, const log::RequestRecord&);

}  // namespace plenum
