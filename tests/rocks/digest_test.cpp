#include "storage/rocks/digest.h"

#include <algorithm>
#include <set>

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "storage/rocks/keys.h"
#include "tests/support/storage/commit.h"
#include "tests/support/storage/history.h"
#include "tests/support/storage/scratch.h"

namespace plenum {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::History;
using testing::Random;

std::unique_ptr<History> some_history() {
  auto history = std::make_unique<History>(testing::seed_of("digest", 5));
  for (int i = 0; i < 150; ++i) history->next_batch();
  return history;
}

TEST(Digest, DoesNotDependOnTheOrderOfWrites) {
  const auto history = some_history();
  auto& state = history->meeting().state();
  std::vector<std::pair<std::string, std::string>> entries;
  for (const auto& [key, record] : state.entries()) entries.emplace_back(key, *record);
  Random random(6);
  for (std::size_t i = entries.size(); i > 1; --i) std::swap(entries[i - 1], entries[random.below(i)]);
  Pending shuffled(nullptr);
  for (const auto& [key, bytes] : entries) {
    const auto record = record_for(*decode_key(key));
    ASSERT_TRUE(record->ParseFromString(bytes));
    shuffled.put(*decode_key(key), *record);
  }
  EXPECT_EQ(state_digest(shuffled), state_digest(state));
}

TEST(Digest, IsTheSameOfAStoreAndOfAStateInMemory) {
  testing::Scratch scratch;
  const auto store = testing::open_store(scratch / "data");
  History history(7);
  for (int i = 0; i < 60; ++i) ASSERT_TRUE(testing::commit(*store, history.next_batch()));
  EXPECT_EQ(state_digest(store->view()), state_digest(history.meeting().state()));
  EXPECT_EQ(state_digest(store->view()).size(), 64u);
}

void change_one(Message& m, const FieldDescriptor* f) {
  const auto& r = *m.GetReflection();
  switch (f->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      r.MutableMessage(&m, f);
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      return r.SetString(&m, f, r.GetString(m, f) + "x");
    case FieldDescriptor::CPPTYPE_UINT64:
      return r.SetUInt64(&m, f, r.GetUInt64(m, f) + 1);
    case FieldDescriptor::CPPTYPE_UINT32:
      return r.SetUInt32(&m, f, r.GetUInt32(m, f) + 1);
    case FieldDescriptor::CPPTYPE_INT64:
      return r.SetInt64(&m, f, r.GetInt64(m, f) + 1);
    case FieldDescriptor::CPPTYPE_BOOL:
      return r.SetBool(&m, f, !r.GetBool(m, f));
    case FieldDescriptor::CPPTYPE_ENUM:
      return r.SetEnumValue(&m, f, r.GetEnumValue(m, f) + 1);
    default:
      FAIL() << f->full_name() << " is of a type that no record may have";
  }
}

void change(Message& m, const FieldDescriptor* f) {
  const auto& r = *m.GetReflection();
  if (!f->is_repeated()) return change_one(m, f);
  switch (f->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      r.AddMessage(&m, f);
      return;
    case FieldDescriptor::CPPTYPE_UINT64:
      return r.AddUInt64(&m, f, 0);
    case FieldDescriptor::CPPTYPE_ENUM:
      return r.AddEnumValue(&m, f, 0);
    default:
      FAIL() << f->full_name() << " is of a type that no record may have";
  }
}

// Every field of every record, those of the messages within it too.
std::size_t expect_every_field_told(const key::Any& key, const std::string& name, Message& whole, Message& part,
                                    std::set<std::string>& digests) {
  std::size_t fields = 0;
  const auto* descriptor = part.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const auto* field = descriptor->field(i);
    const std::unique_ptr<Message> before(part.New());
    before->CopyFrom(part);
    change(part, field);
    Pending state(nullptr);
    state.put(key, whole);
    EXPECT_TRUE(digests.insert(state_digest(state)).second) << name << field->name() << " is not in the digest";
    ++fields;
    part.CopyFrom(*before);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    auto& inner = field->is_repeated() ? *part.GetReflection()->AddMessage(&part, field)
                                       : *part.GetReflection()->MutableMessage(&part, field);
    fields += expect_every_field_told(key, name + field->name() + ".", whole, inner, digests);
    part.CopyFrom(*before);
  }
  return fields;
}

TEST(Digest, EveryFieldOfEveryRecordIsInIt) {
  std::size_t fields = 0;
  const auto of_table = [&]<class K>(const K& key) {
    key::Record<K> record;
    Pending empty(nullptr);
    empty.put(key, record);
    std::set<std::string> digests = {state_digest(empty)};
    fields += expect_every_field_told(key, record.GetTypeName() + ".", record, record, digests);
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (of_table(std::variant_alternative_t<I, key::Any>{}), ...);
  }(std::make_index_sequence<std::variant_size_v<key::Any>>());
  std::printf("%zu fields changed, each told\n", fields);
  EXPECT_GT(fields, 80u);
}

TEST(Digest, ARecordUnderAnotherKeyIsAnotherState) {
  const log::MarkRecord mark;
  std::set<std::string> digests;
  const std::vector<key::Any> keys = {key::Mention{MemberId{1}, ThreadId{2}, 3},
                                      key::Mention{MemberId{1}, ThreadId{2}, 4}, key::Reset{"a"},
                                      key::InvitationSecret{"a"}};
  for (const auto& key : keys) {
    Pending state(nullptr);
    state.put(key, *record_for(key));
    EXPECT_TRUE(digests.insert(state_digest(state)).second);
  }
  EXPECT_TRUE(digests.insert(state_digest(Pending(nullptr))).second);
}

}  // namespace
}  // namespace plenum
