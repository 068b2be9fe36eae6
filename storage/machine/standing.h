#pragma once

#include <functional>

#include "storage/machine/nouns.h"

// What a member's record says of what was done to them. Called by the appliers alone.
namespace plenum {

/// Visits what was done to a member, in no order of time; `visit` returns false to end.
using VisitSanction = std::function<bool(SanctionId, const log::SanctionRecord&)>;
void each_sanction(const View&, MemberId, const VisitSanction& visit);

/// Keeps somebody from something, and has not ended: warnings keep nobody from anything.
bool binds(const log::SanctionRecord&);

/// The worst of what stands and until when, made again from the sanctions. Raises the rights version and tells the
/// member where that changed anything; keeps the chair's lists.
void renew_standing(const Happening&, MemberId, State&);

/// What may be done has changed: the version is raised, the member's open lines are told.
void change_rights(const Happening&, MemberId, log::MemberRecord&, State&);

/// Something about a person: to the desk.
void tell_of_person(const Happening&, MemberId, State&);

/// Puts a member on one of the chair's lists, or takes them off it.
void list_person(State&, v1::PeopleFilter, MemberId, bool listed);

}  // namespace plenum
