#pragma once
// Stands between the server and the kernel in this program: every send of the server may take fewer bytes than it
// was given, or none. So a frame is cut at every place where a frame can be cut, also within its two first bytes.
#include <atomic>
#include <cstdint>

namespace plenum::test {

// Any thread.
struct CutSends {
  std::atomic<std::uint32_t> seed{1};
  std::atomic<std::uint64_t> whole{0};    // the kernel was offered all of it
  std::atomic<std::uint64_t> cut{0};      // a part
  std::atomic<std::uint64_t> refused{0};  // "try again"
};

CutSends& cut_sends();

}  // namespace plenum::test
