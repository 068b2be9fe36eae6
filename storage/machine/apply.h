#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "proto/event.pb.h"
#include "storage/machine/state.h"

namespace plenum {

/// One event as `apply` meets it: the fact the chain commits to, and the payloads that ride beside it.
struct Happening {
  Offset offset = 0;
  const log::Event& event;
  const log::LoggedEvent& logged;

  /// The slot's content; nothing where it was erased or never given.
  std::optional<std::string_view> personal(log::PersonalKind kind) const;

  template <class Message>
  Message personal_as(log::PersonalKind kind) const {
    Message message;
    if (const auto content = personal(kind)) message.ParseFromArray(content->data(), static_cast<int>(content->size()));
    return message;
  }
};

enum class Applied {
  done,
  unknown_kind,  // written by a newer program: stop here, never skip
};

/// The highest feature level whose facts this program knows. 1: what a community begins with; 2: the chair's; 3: the
/// gallery's.
inline constexpr std::uint32_t feature_level_known = 3;

/// Makes the event true. Deterministic: reads nothing but the event and the state, always answers, never throws.
/// Called on the sequencer's thread, or by a replay into a fresh store.
Applied apply(const Happening&, State&);

}  // namespace plenum
