#pragma once

#include "server/gateway/live.h"
#include "server/gateway/registers.h"
#include "server/house/ground.h"
#include "server/hub/publisher.h"
#include "server/identity/pace.h"
#include "server/identity/passwords.h"
#include "server/words/word_rules.h"

namespace plenum {

/// What the members' lines share, and the io threads under every line of the house. Made and ended on the main thread.
struct Floor {
  Floor(const Config&, const Ground&);

  Rendered rendered;
  Interest interest;
  Positions positions;
  Presence presence;
  Registers registers;
  Tickets tickets;
  Pace pace;
  Passwords passwords;
  Service members;  // desks fill them
  Service moderators;
  net::IoThreads io;
  Live live;
  Publisher publisher;
  WordRules rules;
};

}  // namespace plenum
