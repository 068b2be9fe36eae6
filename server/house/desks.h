#pragma once

#include <functional>

#include "proto/admin.pb.h"
#include "server/admin/admin_service.h"
#include "server/admin/traces.h"
#include "server/gallery/door.h"
#include "server/gallery/preview.h"
#include "server/gateway/listening_desk.h"
#include "server/gateway/member_desk.h"
#include "server/gateway/moderator_desk.h"
#include "server/gateway/people_desk.h"
#include "server/gateway/words_desk.h"
#include "server/house/floor.h"
#include "server/house/gallery.h"
#include "server/identity/identity_service.h"
#include "server/search/trends.h"

namespace plenum {

/// Who answers calls, audience by audience. Made on the main thread, asked by every io thread; stands between the
/// sequencer, to which wishes go, and the doors, which bring them.
struct Desks {
  Desks(const Config&, Ground&, Floor&, Gallery&, Sequencer&, std::function<v1::StatusReply()> status);

  Service listenings;
  Service request_desks;
  Service identities;
  Service operators;
  Service verbatims;
  Service houses;
  OwnActs own_acts;
  GalleryDoor gallery_door;
  Trends trends;
  DeskWork desk_work;
  MemberDesk member_desk;
  ModeratorDesk moderator_desk;
  PeopleDesk people_desk;
  WordsDesk words_desk;
  Preview preview;
  ListeningDesk listening_desk;
  IdentityDesk identity_desk;
  AdminDesk admin_desk;
  TraceDesk trace_desk;
};

}  // namespace plenum
