#pragma once

#include "storage/machine/nouns.h"

namespace plenum {

/// A ban takes back what a member has offered to companies, and with it what it let them know; an offer is never made
/// again by anybody but the member. Looks at every request there is: a ban is rare. Called by the appliers alone.
void take_back_offers(const Happening&, MemberId, State&);

}  // namespace plenum
