#pragma once

#include <string>
#include <vector>

#include "server/render/sink.h"

namespace plenum::render {

// The words alone, on one line, for quotes, titles and list previews. Stops taking text once it is full.
class TextWriter final : public Sink {
public:
  explicit TextWriter(std::size_t characters_max) : characters_max_(characters_max) {}

  bool open(const Tag&) override;
  void close() override;
  void text(std::string_view) override;
  void line_break() override { gap_ = true; }
  void rule() override { gap_ = true; }
  void code_block(std::string_view language, std::string_view code) override;
  void member(std::uint64_t member_id, std::string_view handle) override;

  std::string take();

private:
  bool append(std::string_view character);

  const std::size_t characters_max_;
  std::vector<bool> open_;  // true: a block, which stands apart from what surrounds it
  std::string out_;
  std::size_t characters_ = 0, last_fit_ = 0;  // last_fit_: where to cut so that the ellipsis fits
  bool gap_ = false, cut_ = false;
};

}  // namespace plenum::render
