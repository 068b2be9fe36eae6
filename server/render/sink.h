#pragma once

#include <cstdint>
#include <string_view>

#include "server/render/elements.h"

namespace plenum::render {

// What the readers of the four formats tell about a body. Used by one thread, for one body. A reader may say
// anything in any order: the sink decides what of it can stand. Text is well-formed UTF-8, not escaped.
class Sink {
public:
  virtual ~Sink() = default;
  virtual bool open(const Tag&) = 0;  // false: refused, what follows stands without it
  virtual void close() = 0;           // the latest open(), whether that was written or refused
  virtual void text(std::string_view) = 0;
  virtual void line_break() = 0;
  virtual void rule() = 0;
  virtual void code_block(std::string_view language, std::string_view code) = 0;
  virtual void member(std::uint64_t member_id, std::string_view handle) = 0;
};

}  // namespace plenum::render
