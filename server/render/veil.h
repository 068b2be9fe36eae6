#pragma once

#include <string>
#include <string_view>

#include <cmark-gfm.h>

namespace plenum::render {

/// Hides from cmark-gfm the signs that are not Markdown although they look like it: `_ * ~` inside a bare address
/// (https://x.org/__init__.py) and an escaped tilde, which strikethrough could not tell from a bare one afterwards.
/// Each becomes a noncharacter (U+FDD0 and on), of which cleaned() source holds none.
std::string veiled(std::string_view source);

/// Puts the signs back into the texts and addresses of the tree.
void unveil(cmark_node* root);

}  // namespace plenum::render
