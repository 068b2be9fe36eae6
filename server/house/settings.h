#pragma once

#include <string>

#include "server/config.h"
#include "server/gallery/seat_gauge.h"
#include "server/hooks/post_https.h"
#include "server/identity/identity_service.h"
#include "server/identity/pace.h"
#include "server/net/listener.h"

// What each room is told of the configuration. An address that is none is passed over, and said in the operator's log.
namespace plenum {

/// `descriptors`: how many the process may open; a door lets in no more than they allow.
net::ListenerOptions listener_options(const Config&, std::uint64_t descriptors);

IdentityDesk::Settings identity_settings(const Config&, const std::string& community);
UseLimits use_limits(const Config&);
Rate commands_rate_of(const Config&);
HttpsReach reach_of(const Config&);
unsigned io_thread_count(const Config&);

std::string audit_heads_path(const Config&);

}  // namespace plenum
