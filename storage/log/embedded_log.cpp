#include "storage/log/embedded_log.h"

namespace plenum {

Tail EmbeddedLog::tail() {
  return store_.tail();
}

Append EmbeddedLog::append(const Tail& expected, const log::LogBatch&) {
  if (store_.is_halted()) return Append::unavailable;
  return store_.tail() == expected ? Append::appended : Append::moved;
}

std::string EmbeddedLog::follow(const Tail& after, const Visit& visit) {
  return store_.read_log(after.offset, visit);
}

}  // namespace plenum
