#include "server/house/floor.h"

#include "proto/moderator.pb.h"
#include "server/house/declared.h"
#include "server/house/settings.h"

namespace plenum {

Floor::Floor(const Config& config, const Ground& ground)
    : positions(ground.community.salt()),
      registers(*ground.store),
      pace(commands_rate_of(config)),
      members(declared<v1::WhoAmIRequest>("MemberService")),
      moderators(declared<v1::LockThreadRequest>("ModeratorService")),
      io(io_thread_count(config)),
      live({io, *ground.store, members, moderators, rendered, interest, positions, presence, tickets,
            ground.community.name()}),
      publisher(*ground.store, rendered, interest, positions, [this](Deliveries d) { live.hand_over(std::move(d)); }),
      rules(*ground.store) {}

}  // namespace plenum
