#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <endian.h>

#include "storage/machine/key.h"

namespace plenum {

// How numbers and texts become bytes that sort as they do. For keys.cpp alone.
class KeyWriter {
public:
  explicit KeyWriter(char table) : bytes_(1, table) {}

  // The greatest byte first, so that bytes sort as the numbers do.
  void add(std::uint64_t value) { add_big_endian(htobe64(value)); }
  void add(std::uint32_t value) { add_big_endian(htobe32(value)); }
  void add(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  // The sign bit is flipped, so that negative times sort first.
  void add(std::int64_t value) { add(static_cast<std::uint64_t>(static_cast<std::uint64_t>(value) ^ (1ULL << 63))); }
  template <class Noun>
  void add(Id<Noun> id) {
    add(id.value);
  }
  void add(key::AuditNoun noun) { add(static_cast<std::uint8_t>(noun)); }
  void add(const StreamId& stream) {
    add(static_cast<std::uint8_t>(stream.kind));
    add(stream.id);
    add(stream.embargo);
  }
  void add_rest(const std::string& text) { bytes_ += text; }
  // Text before another field: ended by 00 00, a zero within it written 00 FF, so that "a" sorts before "ab".
  void add_ended(const std::string& text) {
    for (const char byte : text) {
      bytes_.push_back(byte);
      if (byte == '\0') bytes_.push_back('\xFF');
    }
    bytes_.append(2, '\0');
  }
  std::string take() { return std::move(bytes_); }

private:
  template <class Number>
  void add_big_endian(Number value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::string bytes_;
};

class KeyReader {
public:
  explicit KeyReader(std::string_view bytes) : rest_(bytes) {}

  void take(std::uint64_t& value) { value = number(8); }
  void take(std::uint32_t& value) { value = static_cast<std::uint32_t>(number(4)); }
  void take(std::uint8_t& value) { value = static_cast<std::uint8_t>(number(1)); }
  void take(std::int64_t& value) { value = static_cast<std::int64_t>(number(8) ^ (1ULL << 63)); }
  template <class Noun>
  void take(Id<Noun>& id) {
    take(id.value);
  }
  void take(key::AuditNoun& noun) { noun = static_cast<key::AuditNoun>(number(1)); }
  void take(StreamId& stream) {
    std::uint8_t kind = 0;
    take(kind);
    stream.kind = static_cast<StreamKind>(kind);
    take(stream.id);
    take(stream.embargo);
  }
  void take_rest(std::string& text) {
    text = rest_;
    rest_ = {};
  }
  void take_ended(std::string& text) {
    text.clear();
    while (whole_) {
      const auto byte = static_cast<char>(number(1));
      if (byte != '\0') {
        text.push_back(byte);
        continue;
      }
      const auto next = number(1);
      if (next == 0) return;
      whole_ = whole_ && next == 0xFF;
      text.push_back('\0');
    }
  }
  bool whole() const { return whole_ && rest_.empty(); }

private:
  std::uint64_t number(std::size_t bytes) {
    whole_ = whole_ && rest_.size() >= bytes;
    if (!whole_) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value = (value << 8) | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(bytes);
    return value;
  }
  std::string_view rest_;
  bool whole_ = true;
};

}  // namespace plenum
