#include "server/house/desks.h"

#include "proto/house.pb.h"
#include "proto/identity.pb.h"
#include "proto/listening.pb.h"
#include "proto/verbatim.pb.h"
#include "server/admin/verbatims.h"
#include "server/gateway/audit_desk.h"
#include "server/gateway/request_desk.h"
#include "server/house/clock.h"
#include "server/house/declared.h"
#include "server/house/settings.h"

namespace plenum {

Desks::Desks(const Config& config, Ground& ground, Floor& floor, Gallery& gallery, Sequencer& sequencer,
             std::function<v1::StatusReply()> status)
    : listenings(declared<v1::GetRequestRequest>("ListeningService")),
      request_desks(declared<v1::DecideRequestRequest>("RequestDeskService")),
      identities(declared<v1::SignInRequest>("IdentityService")),
      operators(declared<v1::StatusRequest>("AdminService")),
      verbatims(declared<v1::CheckVerbatimsRequest>("VerbatimService")),
      houses(declared<v1::ListAlarmsRequest>("HouseService")),
      own_acts(sequencer),
      gallery_door({*ground.store, gallery.voices, gallery.live, own_acts, gallery.meter, wall_clock_ms,
                    gallery.search.get(), gallery.hooks.get()}),
      trends(*ground.store, sequencer),
      desk_work(*ground.store, sequencer, floor.registers, floor.rendered, floor.pace),
      member_desk(desk_work, *ground.store, floor.registers, floor.pace, floor.rules,
                  [&live = floor.live](MemberId m, ThreadId t, Place p) { live.tell_devices(m, t, p); }),
      moderator_desk(desk_work),
      people_desk(desk_work),
      words_desk(desk_work, *ground.store, floor.rendered, floor.pace, ground.chance),
      preview(ground.master_key(), gallery.pen_if_kept()),
      listening_desk(
          desk_work, [this](const auto&... asked) { return preview.of(asked...); }, wall_clock_ms),
      identity_desk(*ground.store, sequencer, floor.passwords, floor.tickets, ground.chance,
                    identity_settings(config, ground.community.name())),
      admin_desk(*ground.store, sequencer, ground.chance, floor.passwords, std::move(status), audit_heads_path(config)),
      trace_desk(*ground.store, gallery.voices) {
  member_desk.register_on(floor.members);
  moderator_desk.register_on(floor.moderators);
  people_desk.register_on(floor.members, floor.moderators);
  words_desk.register_on(floor.moderators);
  listening_desk.register_on(listenings);
  register_audit(desk_work, floor.members, floor.moderators);
  register_requests(desk_work, listenings, request_desks);
  identity_desk.serve(identities);
  admin_desk.set_log(ground.order.shared.get(), config.data);
  admin_desk.register_on(operators);
  admin_desk.house().register_on(houses);
  serve_verbatims(verbatims, *ground.store, wall_clock_ms);
  trace_desk.register_on(verbatims);
  trace_desk.register_on(houses);
}

}  // namespace plenum
