#pragma once

#include <span>
#include <string>
#include <string_view>

#include <gumbo.h>

#include "server/render/sink.h"

namespace plenum::render {

// What is asked of gumbo's tree; what is not there is empty. Attributes and classes: of elements alone. Views and nodes
// live as long as the tree.

using Nodes = std::span<GumboNode* const>;

bool is_text(const GumboNode*);
/// LAST of what is no element.
GumboTag tag_of(const GumboNode*);
Nodes children_of(const GumboNode*);

std::string_view attribute_of(const GumboNode*, const char* name);
bool has_class(const GumboNode*, std::string_view name);
/// The rest of the first class that begins so; empty if there is none.
std::string_view class_after(const GumboNode*, std::string_view prefix);
Align align_of(const GumboNode* cell);

/// All text within, breaks as line ends.
std::string text_of(const GumboNode*);
/// White space between blocks, which says nothing.
bool is_loose_blank(const GumboNode*);
bool is_block_tag(GumboTag);

/// The first element that gumbo does not know: the gate lets one pass, KaTeX's <annotation>, which holds the TeX.
const GumboNode* annotation_in(const GumboNode*);
/// `1f1fa-1f1f8`, as in Zulip's class emoji-1f1fa-1f1f8; empty unless every part is a character.
std::string emoji_of(std::string_view code_points);
bool is_mention(const GumboNode* span);
/// Spans that become one piece of text, whatever stands in them.
bool is_told_whole(const GumboNode*);

}  // namespace plenum::render
