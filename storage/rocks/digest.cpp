#include "storage/rocks/digest.h"

#include <sodium.h>

#include "storage/machine/assert.h"
#include "storage/rocks/keys.h"

namespace plenum {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Walk {
public:
  Walk() { crypto_generichash_init(&state_, nullptr, 0, 32); }

  void entry(std::string_view key_bytes, std::string_view record_bytes) {
    const auto key = decode_key(key_bytes);
    PLENUM_ASSERT(key, "a key of no table");
    const auto record = record_for(*key);
    PLENUM_ASSERT(record->ParseFromArray(record_bytes.data(), static_cast<int>(record_bytes.size())),
                  "a record does not parse");
    text(key_bytes);
    message(*record);
  }

  std::string finish() {
    std::string hash(32, '\0');
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
    return to_hex(hash);
  }

private:
  void number(std::uint64_t value) {
    unsigned char bytes[8];
    for (int i = 7; i >= 0; --i, value >>= 8) bytes[i] = static_cast<unsigned char>(value & 0xFF);
    crypto_generichash_update(&state_, bytes, sizeof bytes);
  }

  void text(std::string_view value) {
    number(value.size());
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(value.data()), value.size());
  }

  void message(const Message& m) {
    std::vector<const FieldDescriptor*> set;  // those that are set, in the order of their numbers
    m.GetReflection()->ListFields(m, &set);
    number(set.size());
    for (const auto* field : set) {
      number(static_cast<std::uint64_t>(field->number()));
      const int count = field->is_repeated() ? m.GetReflection()->FieldSize(m, field) : 1;
      number(static_cast<std::uint64_t>(count));
      for (int i = 0; i < count; ++i) value(m, field, field->is_repeated() ? i : -1);
    }
  }

  void value(const Message& m, const FieldDescriptor* f, int i) {
    const Reflection& r = *m.GetReflection();
    std::string scratch;
    switch (f->cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return message(i < 0 ? r.GetMessage(m, f) : r.GetRepeatedMessage(m, f, i));
      case FieldDescriptor::CPPTYPE_STRING:
        return text(i < 0 ? r.GetStringReference(m, f, &scratch) : r.GetRepeatedStringReference(m, f, i, &scratch));
      case FieldDescriptor::CPPTYPE_UINT64:
        return number(i < 0 ? r.GetUInt64(m, f) : r.GetRepeatedUInt64(m, f, i));
      case FieldDescriptor::CPPTYPE_UINT32:
        return number(i < 0 ? r.GetUInt32(m, f) : r.GetRepeatedUInt32(m, f, i));
      case FieldDescriptor::CPPTYPE_INT64:
        return number(static_cast<std::uint64_t>(i < 0 ? r.GetInt64(m, f) : r.GetRepeatedInt64(m, f, i)));
      case FieldDescriptor::CPPTYPE_BOOL:
        return number(i < 0 ? r.GetBool(m, f) : r.GetRepeatedBool(m, f, i));
      case FieldDescriptor::CPPTYPE_ENUM:
        return number(static_cast<std::uint64_t>(i < 0 ? r.GetEnumValue(m, f) : r.GetRepeatedEnumValue(m, f, i)));
      default:
        PLENUM_ASSERT(false, "a record with a float or a 32-bit signed field");
    }
  }

  crypto_generichash_state state_;
};

}  // namespace

std::string hash_bytes(std::string_view bytes) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return hash;
}

std::string to_hex(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  hex.pop_back();
  return hex;
}

std::string state_digest(const StoreView& view) {
  Walk walk;
  view.scan_bytes("", "\x7F", [&](std::string_view key, std::string_view record) {
    walk.entry(key, record);
    return true;
  });
  return walk.finish();
}

std::string state_digest(const Pending& state) {
  Walk walk;
  state.each_change([&](std::string_view key, const std::string* record) {
    if (record != nullptr) walk.entry(key, *record);
  });
  return walk.finish();
}

}  // namespace plenum
