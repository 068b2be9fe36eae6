#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/gallery/names.h"
#include "server/gallery/reach.h"
#include "server/render/render.h"

// From what a member wrote to what an observer may read. Called where an event is made, never when one is read. Any
// thread; linear in the source. What no rule can find is left: a text can betray its author, and the page says so.
namespace plenum {

/// The words of a source as plain text: no markup, no addresses behind links, mentions as "[name]". Lines are kept.
std::string plain_words(render::Format, std::string_view source);
/// The same by parsing, of what render::cleaned has left: a calm text says nothing else.
std::string words_of_markup(render::Format, std::string_view cleaned);

/// The same text with marks in place of what names or reaches somebody:
///   [name]  @anything, and the names given; one that is also an ordinary word only where it stands as a name: after
///           @, at the head of a line before a colon or comma, or with a capital inside a sentence
///   [link]  addresses with a scheme or www., and domain/path
///   [mail]  e-mail addresses, also written with (at)
///   [phone] telephone numbers: +..., 0..., groups of 3-3-4 and 3-4 digits
std::string masked(std::string_view plain, const Names&);

/// What `masked` takes out, in order, none in another.
std::vector<Span> find_masked(std::string_view plain, const Names&);

}  // namespace plenum
