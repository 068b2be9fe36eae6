#include <limits>
#include <vector>

#include "storage/machine/assert.h"
#include "storage/machine/deadlines.h"
#include "storage/machine/gallery.h"
#include "storage/machine/nouns.h"

namespace plenum {

namespace {

void fire(const Happening& h, const key::Deadline& deadline, State& state) {
  state.erase(deadline);
  switch (deadline.kind) {
    case log::SESSION_ENDS:
      return end_session(h, deadline.id, state);
    case log::INVITATION_ENDS:
      return end_invitation(InvitationId{from_big_endian(deadline.id)}, state);
    case log::RESET_ENDS:
      return end_reset(deadline.id, state);
    case log::PIN_ENDS:
      return end_pin(h, deadline.id, state);
    case log::SANCTION_ENDS:
      return end_sanction(h, deadline.id, state);
    case log::GALLERY_RELEASES:
      return release_in_gallery(deadline.id, state);
    case log::LICENCE_BEGINS:
      return begin_licence(h, LicenceId{from_big_endian(deadline.id)}, state);
    case log::LICENCE_ENDS:
      return end_licence(h, LicenceId{from_big_endian(deadline.id)}, state);
    case log::SEAT_SESSION_ENDS:
      return end_seat_session(deadline.id, state);
    default:
      PLENUM_ASSERT(false, "a deadline of no kind");
  }
}

}  // namespace

void apply_community_founded(const Happening& h, const log::CommunityFounded& fact, State& state) {
  log::CommunityRecord record;
  record.set_community(fact.community());
  record.set_name(fact.name());
  record.set_salt(fact.salt());
  record.set_time_ms(h.event.time_ms());
  record.set_feature_level(1);
  state.put(key::Community{}, record);
}

void apply_clock_advanced(const Happening& h, State& state) {
  const key::Deadline from{std::numeric_limits<std::int64_t>::min(), 0, ""};
  const key::Deadline below{h.event.time_ms() + 1, 0, ""};
  std::vector<key::Deadline> due;  // collected first: firing writes into the table that is scanned
  state.scan(from, below, [&](const key::Any& key, std::string_view) {
    due.push_back(std::get<key::Deadline>(key));
    return true;
  });
  for (const auto& deadline : due) fire(h, deadline, state);
}

void apply_feature_level_raised(const Happening&, const log::FeatureLevelRaised& fact, State& state) {
  amend(state, key::Community{}, [&](auto& record) { record.set_feature_level(fact.level()); });
}

}  // namespace plenum
