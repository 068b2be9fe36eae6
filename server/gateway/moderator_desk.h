#pragma once

#include "server/gateway/desk_work.h"

namespace plenum {

/// Handles the methods of ModeratorService on threads, posts and notes. Called on any io thread.
class ModeratorDesk {
public:
  explicit ModeratorDesk(DeskWork& work) : work_(work) {}

  void register_on(Service& moderator);

private:
  void register_thread_tools(Service& moderator);
  void register_post_tools(Service& moderator);
  void register_reads(Service& moderator);

  DeskWork& work_;
};

}  // namespace plenum
