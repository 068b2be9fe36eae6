#pragma once

#include "server/gateway/desk_work.h"

namespace plenum {

/// What companies ask of the members, as these are told of it and as the chair handles it. Called on any io thread.
void register_requests(DeskWork&, Service& listening, Service& desk);

}  // namespace plenum
