#pragma once

#include "clients/cli/import/feed.h"
#include "clients/cli/import/source.h"

// One reader per kind. Each goes through the source once, in the order of its digest, and refuses (refused.h) what does
// not fit. The same source read twice feeds the same records.
namespace plenum::imports {

// read() of import.h with other bounds, for tests.
Result read(Kind kind, const std::filesystem::path& path, Sink& sink, const std::function<void(Progress)>& progress,
            const Bounds& bounds);

void read_zulip(Source& source, Feed& feed);
void read_slack(Source& source, Feed& feed);
void read_wikitalk(Source& source, Feed& feed);
void read_irc(Source& source, Feed& feed);

}  // namespace plenum::imports
