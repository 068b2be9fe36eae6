#include "storage/machine/audit_fields.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace plenum {

namespace {

// clang-format off
// Which fields' changes are told, of whatever record the entry names. No words: those ride beside the event. Nor
// `erased`: a replay of a log whose words were stripped meets it earlier. A list grows only with a feature level, or an
// older log would replay to other entries.
constexpr const char* fields_of_thread[] = {"topic", "posts", "locked", "pinned", "pin_ends_at_ms", "slow_mode_s",
                                            "closed", "resolution", "archived", "moved_to", "members_only"};
constexpr const char* fields_of_post[] = {"thread", "topic", "deleted", "hidden", "held", "rejected", "edits"};
constexpr const char* fields_of_topic[] = {"title", "archived", "slow_mode_s", "moderators", "charter"};
constexpr const char* fields_of_member[] = {"role", "standing", "standing_until_ms", "trust", "approved", "moderates",
                                            "warnings", "warnings_to_acknowledge"};
constexpr const char* fields_of_word_rule[] = {"pattern", "is_pattern", "action", "topic", "mask"};
constexpr const char* fields_of_community[] = {"chair"};
constexpr const char* fields_of_gallery[] = {"gallery_k"};
constexpr const char* fields_of_company[] = {"name", "ended"};
constexpr const char* fields_of_licence[] = {"company", "level", "topics", "seats", "from_ms", "until_ms", "embargo",
                                             "rounding_s", "daily_reads", "daily_exports", "purpose", "state"};
constexpr const char* fields_of_request[] = {"state"};
constexpr const char* fields_of_seat[] = {"company", "keeps_seats", "ended"};
constexpr const char* fields_of_pause[] = {"paused"};
constexpr const char* fields_of_alarm[] = {"company", "seat", "kind", "settled_at_ms"};
// clang-format on

std::string text_of(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, int i);

// "name value, name value": our own, since protobuf's text may change from version to version; of set fields alone,
// so that one which a later version adds changes nothing of an earlier log.
std::string text_of(const google::protobuf::Message& message) {
  std::vector<const google::protobuf::FieldDescriptor*> set;
  message.GetReflection()->ListFields(message, &set);
  std::string text;
  for (const auto* field : set) text += (text.empty() ? "" : ", ") + field->name() + " " + text_of(message, *field, -1);
  return text;
}

// `i` -1: the field itself, else one of its values.
std::string text_of(const google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field, int i) {
  using Field = google::protobuf::FieldDescriptor;
  const auto& r = *message.GetReflection();
  if (field.is_repeated() && i < 0) {
    std::string all;
    for (int n = 0; n < r.FieldSize(message, &field); ++n) all += (n == 0 ? "" : " ") + text_of(message, field, n);
    return all;
  }
  const bool one = !field.is_repeated();
  switch (field.cpp_type()) {
    case Field::CPPTYPE_BOOL:
      return (one ? r.GetBool(message, &field) : r.GetRepeatedBool(message, &field, i)) ? "true" : "false";
    case Field::CPPTYPE_ENUM:
      return std::to_string(one ? r.GetEnumValue(message, &field) : r.GetRepeatedEnumValue(message, &field, i));
    case Field::CPPTYPE_UINT32:
      return std::to_string(one ? r.GetUInt32(message, &field) : r.GetRepeatedUInt32(message, &field, i));
    case Field::CPPTYPE_UINT64:
      return std::to_string(one ? r.GetUInt64(message, &field) : r.GetRepeatedUInt64(message, &field, i));
    case Field::CPPTYPE_INT64:
      return std::to_string(one ? r.GetInt64(message, &field) : r.GetRepeatedInt64(message, &field, i));
    case Field::CPPTYPE_STRING:
      return one ? r.GetString(message, &field) : r.GetRepeatedString(message, &field, i);
    case Field::CPPTYPE_MESSAGE:
      return text_of(one ? r.GetMessage(message, &field) : r.GetRepeatedMessage(message, &field, i));
    default:
      return {};
  }
}

}  // namespace

AuditedFields audited_fields(const View& view, const log::AuditRecord& entry) {
  AuditedFields fields;
  const auto add = [&](const char* noun, const auto& names, const auto& key) {
    const auto record = view.get(key);
    for (const auto* name : names) {
      const auto* field = key::Record<std::decay_t<decltype(key)>>::descriptor()->FindFieldByName(name);
      fields.emplace_back(std::string(noun) + "." + name, record ? text_of(*record, *field, -1) : std::string());
    }
  };
  if (entry.post() != 0) add("post", fields_of_post, key::Post{PostId{entry.post()}});
  // A thread that begins by this act had nothing that could change.
  const bool begins = entry.action() == v1::AUDIT_REQUEST_PUBLISHED;
  if (entry.thread() != 0 && !begins) add("thread", fields_of_thread, key::Thread{ThreadId{entry.thread()}});
  if (entry.topic() != 0) add("topic", fields_of_topic, key::Topic{TopicId{entry.topic()}});
  if (entry.member() != 0) add("member", fields_of_member, key::Member{MemberId{entry.member()}});
  const bool of_rule = entry.action() == v1::AUDIT_WORD_RULE_SET || entry.action() == v1::AUDIT_WORD_RULE_REMOVED;
  if (of_rule) add("word_rule", fields_of_word_rule, key::WordRule{WordRuleId{entry.other()}});
  if (entry.action() == v1::AUDIT_SETTINGS_CHANGED) add("community", fields_of_community, key::Community{});
  switch (entry.action()) {
    case v1::AUDIT_GALLERY_SETTINGS_CHANGED:
      add("community", fields_of_gallery, key::Community{});
      break;
    case v1::AUDIT_COMPANY_SET:
    case v1::AUDIT_COMPANY_ENDED:
      add("company", fields_of_company, key::Company{CompanyId{entry.other()}});
      break;
    case v1::AUDIT_LICENCE_SET:
    case v1::AUDIT_LICENCE_ENDED:
      add("licence", fields_of_licence, key::Licence{LicenceId{entry.other()}});
      break;
    case v1::AUDIT_SEAT_GIVEN:
    case v1::AUDIT_SEAT_ENDED:
      add("seat", fields_of_seat, key::Seat{SeatId{entry.other()}});
      break;
    case v1::AUDIT_REQUEST_ACCEPTED:
    case v1::AUDIT_REQUEST_DECLINED:
    case v1::AUDIT_REQUEST_PUBLISHED:
    case v1::AUDIT_REQUEST_ANSWERED:
      add("request", fields_of_request, key::Request{RequestId{entry.other()}});
      break;
    case v1::AUDIT_LISTENING_PAUSED:
    case v1::AUDIT_LISTENING_RESUMED:  // of whichever it is: there is no other by that id
      add("company", fields_of_pause, key::Company{CompanyId{entry.other()}});
      add("seat", fields_of_pause, key::Seat{SeatId{entry.other()}});
      break;
    case v1::AUDIT_ALARM_SETTLED:
      add("alarm", fields_of_alarm, key::Alarm{entry.other()});
      break;
    default:
      break;
  }
  return fields;
}

}  // namespace plenum
