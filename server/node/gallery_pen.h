#pragma once

#include <string>
#include <string_view>

#include "proto/member.pb.h"
#include "storage/machine/state.h"

namespace plenum {

/// What a post is to observers, made while it becomes an event and never after: its words without names, and what
/// stands for its author. Holds the master key, which lies in no log and no data directory.
///
/// Called on the sequencer's thread alone, once per post where somebody listens; must take time linear in the words.
class GalleryPen {
public:
  virtual ~GalleryPen() = default;

  /// Plain text that an observer may read. Throws nothing; where it cannot say, it says less.
  virtual std::string redact(const View&, std::string_view source, v1::Format) const = 0;

  /// 32 bytes, keyed with the master key: the same for the same words, and without the key nobody's guess.
  virtual std::string seal(std::string_view words) const = 0;
};

}  // namespace plenum
