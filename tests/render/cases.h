#pragma once

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/render/oracle.h"

namespace plenum::render::test {

struct Case {
  std::string_view source, html;
};

inline void expect_each(Format format, const std::vector<Case>& cases) {
  for (const auto& [source, html] : cases) {
    EXPECT_EQ(to_html(format, source, handle_of), html) << "source: " << source;
    EXPECT_EQ(fault_of(format, source), "") << "source: " << source;
  }
}

}  // namespace plenum::render::test
