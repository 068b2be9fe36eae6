#pragma once

#include <string_view>

#include "server/render/sink.h"

namespace plenum::render {

/// Slack's mrkdwn as its exports hold it: `<@U1|name>`, `<#C1|name>`, `<!here>`, `<address|label>`, *bold*, _italic_,
/// ~strike~, `code`, ```code block```, `>` quotes; `&lt; &gt; &amp;` are its only character references.
void read_mrkdwn(std::string_view source, Sink&);

}  // namespace plenum::render
