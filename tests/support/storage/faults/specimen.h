#pragma once

#include <string>

#include "storage/log/chain.h"
#include "tests/support/storage/faults/child.h"
#include "tests/support/storage/faults/disk.h"

namespace plenum::testing {

/// A store at rest, what it acknowledged, and the state it had: to be damaged and looked at again.
struct Specimen {
  Disk::Image image;
  Tail tail;
  std::string digest;
  std::string log_path;    // of the newest write-ahead log
  std::string longer_log;  // what it holds after one commit more
};

/// Fills a store in a child process: tables, and a write-ahead log of several 32 KiB blocks on top.
Specimen make_specimen(std::uint64_t seed);

/// The same while a flush hangs: two write-ahead logs, the older one of them closed.
Specimen make_specimen_with_two_logs(std::uint64_t seed);

/// What a store makes of an image.
enum class Verdict {
  whole,    // everything that was acknowledged is there, unaltered
  refused,  // it says so when it is opened, or that its log cannot be read
  stopped,  // an assertion ended the process before anything wrong was said
  wrong,    // a silent wrong answer
};
struct Finding {
  Verdict verdict = Verdict::wrong;
  std::string said;
};

/// Opens the image in a child process, reads everything and compares.
Finding examine(const Disk::Image& image, const Specimen& truth);

}  // namespace plenum::testing
