#pragma once

#include "proto/moderator.pb.h"
#include "storage/machine/checks.h"

namespace plenum {

/// `pattern`: what is wrong with the pattern, found by whoever can compile it.
Check check_set_word_rule(const View&, const Principal&, const v1::WordRule&, std::string_view reason,
                          const Check& pattern);
Check check_remove_word_rule(const View&, const Principal&, WordRuleId, std::string_view reason);

}  // namespace plenum
