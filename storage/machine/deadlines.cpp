#include "storage/machine/deadlines.h"

namespace plenum {

std::string big_endian(std::uint64_t value) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, value >>= 8) bytes[static_cast<std::size_t>(i)] = static_cast<char>(value & 0xFF);
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<unsigned char>(byte);
  return value;
}

void set_deadline(State& state, std::int64_t due_ms, log::DeadlineKind kind, const std::string& id) {
  if (due_ms == 0) return;
  state.put(key::Deadline{due_ms, static_cast<std::uint8_t>(kind), id}, log::MarkRecord{});
}

void drop_deadline(State& state, std::int64_t due_ms, log::DeadlineKind kind, const std::string& id) {
  if (due_ms == 0) return;
  state.erase(key::Deadline{due_ms, static_cast<std::uint8_t>(kind), id});
}

}  // namespace plenum
