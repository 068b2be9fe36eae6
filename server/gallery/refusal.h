#pragma once

#include "proto/observer.pb.h"
#include "server/net/http.h"
#include "storage/machine/checks_company.h"

// Whatever is not to be had in the gallery is answered alike, byte for byte: a token of a member's, none, one that is
// over, a topic not licensed, a method there is not, a field there is not, a wish to write. Nothing in it tells which.
namespace plenum {

net::HttpResponse gallery_refusal();
v1::ObserverRefusal observer_refusal();

/// The other two, to a seat that is one, whatever it asks for: it asks too fast; it has been shown all that it may see
/// today, and when it begins again.
net::HttpResponse gallery_too_fast(std::uint32_t retry_after_ms);
net::HttpResponse gallery_spent(std::int64_t until_ms, std::int64_t now_ms);
std::string spent_sentence(std::int64_t until_ms);

/// The search reads what happened before the server began; told to whoever may search, whatever they look for.
net::HttpResponse gallery_search_not_ready();

/// A company's own affairs are told plainly: {"code", "message"}, "field" where one is at fault, "againAtMs" where it
/// may be wished anew. What touches the community's is gallery_refusal().
net::HttpResponse own_refusal(const OwnFault&);

}  // namespace plenum
