#include "server/gateway/codec.h"

#include <google/protobuf/util/json_util.h>

namespace plenum {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool has_unknown_fields(const Message& message) {
  const auto& reflection = *message.GetReflection();
  if (!reflection.GetUnknownFields(message).empty()) return true;
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      if (has_unknown_fields(reflection.GetMessage(message, field))) return true;
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      if (has_unknown_fields(reflection.GetRepeatedMessage(message, field, i))) return true;
    }
  }
  return false;
}

std::optional<v1::RefusalCode> decode_json(std::string_view bytes, Message& message) {
  const google::protobuf::StringPiece text(bytes.data(), bytes.size());
  const auto status = google::protobuf::util::JsonStringToMessage(text, &message);
  if (status.ok()) return {};
  if (status.ToString().find("Cannot find field") == std::string::npos) return v1::MALFORMED;
  // What is known is kept, so that the refusal of a frame can carry the frame's number.
  google::protobuf::util::JsonParseOptions tolerant;
  tolerant.ignore_unknown_fields = true;
  message.Clear();
  (void)google::protobuf::util::JsonStringToMessage(text, &message, tolerant);
  return v1::UNKNOWN_FIELD;
}

}  // namespace

std::optional<v1::RefusalCode> decode(Coding coding, std::string_view bytes, Message& message) {
  if (coding == Coding::json) return decode_json(bytes, message);
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return v1::MALFORMED;
  if (has_unknown_fields(message)) return v1::UNKNOWN_FIELD;
  return {};
}

std::string encode(Coding coding, const Message& message) {
  if (coding == Coding::proto) return message.SerializeAsString();
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(message, &json);
  return json;
}

}  // namespace plenum
