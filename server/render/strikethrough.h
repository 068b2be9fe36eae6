#pragma once

#include <cmark-gfm.h>

namespace plenum::render {

/// Turns `~~text~~` among the inline children of each paragraph, heading, cell and emphasis into emphasis that
/// is_strikethrough() knows (the table extension admits no custom nodes in a cell).
/// Requires: a tree that is still veiled, so that no escaped tilde is seen.
void mark_strikethrough(cmark_node* root);

bool is_strikethrough(cmark_node* emphasis);

}  // namespace plenum::render
