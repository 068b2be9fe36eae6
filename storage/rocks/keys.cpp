#include "storage/rocks/keys.h"

#include "storage/rocks/key_fields.h"
#include "storage/rocks/key_tables.h"

namespace plenum {

namespace {

template <class K>
bool decode_as(std::string_view bytes, std::optional<key::Any>& out) {
  if (bytes[0] != table_byte<K>) return false;
  KeyReader reader(bytes.substr(1));
  K k{};
  fields(Take{reader}, k);
  if (reader.whole()) out = std::move(k);
  return true;
}

template <std::size_t... I>
std::optional<key::Any> decode_any(std::string_view bytes, std::index_sequence<I...>) {
  std::optional<key::Any> out;
  (void)(decode_as<std::variant_alternative_t<I, key::Any>>(bytes, out) || ...);
  return out;
}

}  // namespace

std::string encode_key(const key::Any& any) {
  return std::visit(
      [](const auto& k) {
        KeyWriter writer(table_byte<std::decay_t<decltype(k)>>);
        fields(Add{writer}, k);
        return writer.take();
      },
      any);
}

std::optional<key::Any> decode_key(std::string_view bytes) {
  if (bytes.empty()) return {};
  return decode_any(bytes, std::make_index_sequence<std::variant_size_v<key::Any>>());
}

std::unique_ptr<google::protobuf::Message> record_for(const key::Any& any) {
  return std::visit(
      [](const auto& k) -> std::unique_ptr<google::protobuf::Message> {
        return std::make_unique<key::Record<std::decay_t<decltype(k)>>>();
      },
      any);
}

std::string encode_offset(Offset offset) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(offset >> shift));
  return bytes;
}

Offset decode_offset(std::string_view bytes) {
  Offset offset = 0;
  for (const char byte : bytes) offset = (offset << 8) | static_cast<unsigned char>(byte);
  return offset;
}

}  // namespace plenum
