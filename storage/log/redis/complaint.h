#pragma once

#include <string>
#include <string_view>

namespace plenum::redis {

/// What an error that Redis answers means to whoever runs it, as a sentence with what mends it. `prefix`: the log's.
std::string complaint(std::string_view error, const std::string& prefix);

/// The log's state beside the stream is not what the scripts left there.
std::string damaged_state(const std::string& prefix);

}  // namespace plenum::redis
