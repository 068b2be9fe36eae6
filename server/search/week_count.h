#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "proto/event.pb.h"

namespace plenum {

/// What is counted of a post: never kept.
struct CountedPost {
  std::string author;  // the token: who is the same, not who it is
  std::string text;
};

/// The cells of one week: posts and distinct authors in all and by term, as many terms as are kept. Of at least k
/// authors each, or not there. And so are differences: of two cells of which one holds the other, by its posts or by
/// its authors, as many authors as k or none make the difference; a term that would tell less is left out.
///
/// A term is a word of two letters or more that says something (is_stop_word) and is no mark of the masking. Pure: the
/// same posts in any order give the same cells.
void count_week(const std::vector<CountedPost>& posts, std::uint64_t k, log::TrendsFixed& fact);

}  // namespace plenum
