#pragma once

#include "server/gateway/desk_work.h"

namespace plenum {

/// Handles reports and people, on both sides of the desk: what members say of posts and of what was done to them, what
/// the chair does about it. Called on any io thread.
class PeopleDesk {
public:
  explicit PeopleDesk(DeskWork& work) : work_(work) {}

  void register_on(Service& member, Service& moderator);

private:
  void register_own(Service& member);
  void register_reports(Service& moderator);
  void register_people(Service& moderator);

  DeskWork& work_;
};

}  // namespace plenum
