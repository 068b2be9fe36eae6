#pragma once

#include <cstdint>

#include "storage/machine/nouns.h"

// How posts reach observers, and how they leave them. Called by the appliers alone. What is written here is all that an
// observer may ever get; it is made from the event's own payloads, never from a member's record.
namespace plenum {

/// From this feature level on facts of the gallery may appear.
inline constexpr std::uint32_t gallery_level = 3;

inline constexpr std::uint32_t gallery_k_default = 10;

/// How long words of this class wait; 0: not at all.
std::int64_t embargo_ms(v1::EmbargoClass);

/// A post that its thread's readers see from now on: released at once where there is no embargo and k authors are
/// heard, else it waits. Fills in where the post entered.
void enter_gallery(const Happening&, const log::InGallery&, log::PostRecord&, PostId, log::ThreadRecord&, State&);

/// The end of an embargo.
void release_in_gallery(const std::string& deadline, State&);

/// Other words. What waits will only be seen with them; what was released loses the old ones at once, and gets the new
/// ones after as long as words wait there. Without redacted words (GALLERY_TEXT) it leaves.
void change_in_gallery(const Happening&, log::PostRecord&, State&);

/// Fewer words, at once and everywhere.
void narrow_in_gallery(const Happening&, const log::PostRecord&, State&);

/// The same of a thread's title, where observers have one or will.
void narrow_title_in_gallery(const Happening&, log::ThreadRecord&, State&);

/// Withdrawn, covered or moved; or erased, which is told. What was not released never will be.
void leave_gallery(const Happening&, log::PostRecord&, bool erased, State&);

/// The title as observers may read it, where they know the thread. Where words wait, a title once given is taken away.
void rename_in_gallery(const Happening&, log::ThreadRecord&, State&);

}  // namespace plenum
