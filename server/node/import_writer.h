#pragma once

#include <memory>

#include "proto/admin.pb.h"
#include "server/node/command.h"

namespace plenum {

/// Makes one batch of an archive true: topics, threads, members and posts with the times, ids and authors they had.
/// What an earlier run brought is left alone, also when it was deleted since. `tally` is filled by the decision that
/// stands; read it once the command is done. Outcome.id: the last topic named, new or not.
Command import_entries(const v1::ImportRequest&, std::shared_ptr<v1::ImportReply> tally);

}  // namespace plenum
