// What observers read from holds nothing of the members': every row of its tables, looked at field by field.
#include <set>

#include <google/protobuf/descriptor.h>

#include "storage/rocks/keys.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string bytes_of(std::uint64_t value, bool big) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<char>(value >> (8 * (big ? 7 - i : i))));
  return bytes;
}

/// Ids and words of the members that may stand nowhere in these tables.
class Forbidden {
public:
  void id(const std::string& what, std::uint64_t value) {
    words_[bytes_of(value, true)] = what;
    words_[bytes_of(value, false)] = what;
    words_[std::to_string(value)] = what;
    numbers_.insert(value);
  }
  void word(const std::string& what, const std::string& value) { words_[value] = what; }

  void look_at(const std::string& where, std::string_view bytes) const {
    for (const auto& [word, what] : words_)
      EXPECT_EQ(bytes.find(word), std::string_view::npos) << where << " holds " << what;
  }
  // Small numbers as protobuf packs them would be found by no search for bytes.
  void look_at(const Message& message) const {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
      if (field->is_repeated()) continue;
      std::uint64_t value = 0;
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_UINT64) value = reflection.GetUInt64(message, field);
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT64)
        value = static_cast<std::uint64_t>(reflection.GetInt64(message, field));
      EXPECT_FALSE(numbers_.contains(value)) << field->full_name();
    }
  }

private:
  std::map<std::string, std::string> words_;
  std::set<std::uint64_t> numbers_;
};

std::set<std::string> fields_of(const Message& message) {
  std::set<std::string> names;
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i)
    names.insert(message.GetDescriptor()->field(i)->name());
  return names;
}

TEST(GalleryRows, have_no_field_for_a_member_a_place_or_an_offset_of_the_log) {
  // A new field is a new way out: whoever adds one says here that it is not.
  EXPECT_EQ(fields_of(log::GalleryEntryRecord()),
            (std::set<std::string>{"thread", "author_token", "epoch", "specialty", "region", "text", "written_at_ms",
                                   "order", "state", "version", "edited", "reply_to", "open_to_later"}));
  EXPECT_EQ(fields_of(log::GalleryThreadRecord()),
            (std::set<std::string>{"title", "entries", "last_order", "last_written_at_ms"}));
  EXPECT_EQ(fields_of(log::GalleryThreadEntryRecord()), std::set<std::string>{"entry"});
}

TEST(GalleryRows, hold_nothing_of_the_members) {
  Room room;
  Forbidden forbidden;
  std::vector<MemberId> members;
  const auto being = room.topic("On being");
  const auto other = room.topic("Elsewhere");
  room.charter(being, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
  room.charter(other, {v1::EMBARGO_NONE});
  for (int i = 0; i < 8; ++i) {
    const auto handle = "handle" + std::to_string(i) + "zq";
    members.push_back(room.member(handle, "specialty" + std::to_string(i), "region" + std::to_string(i)));
    forbidden.id("a member's id", members.back().value);
    forbidden.word("a handle", handle);
  }
  std::vector<ThreadId> threads;
  for (int i = 0; i < 4; ++i) {
    // What happens elsewhere moves the log's offset far away from any feed's.
    for (int j = 0; j < 5; ++j) room.thread(members[0], other, "Elsewhere", "Words.");
    threads.push_back(room.thread(members[static_cast<std::size_t>(i)], being, "By handle1zq", "Words."));
    forbidden.id("a thread's id", threads.back().value);
  }
  for (std::size_t i = 0; i < 60; ++i) {
    const auto post = room.post(members[i % 8], threads[i % 4], "Ask @handle2zq, handle3zq " + std::to_string(i));
    forbidden.id("a post's id", post.value);
    if (i % 9 == 3) room.edit(members[i % 8], post, "Better, handle4zq.");
    if (i % 9 == 5) room.withdraw(post);
    if (i % 9 == 7) room.remove(members[i % 8], post);
  }
  room.forward(7'200'000);
  const auto view = room.store->view();
  std::map<std::string, std::size_t> rows;
  const auto look = [&](const char* table, const auto& from, const auto& to, auto record) {
    view.scan(from, to, [&](const key::Any& key, std::string_view bytes) {
      ++rows[table];
      EXPECT_TRUE(record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
      EXPECT_EQ(record.GetReflection()->GetUnknownFields(record).field_count(), 0) << table;
      forbidden.look_at(table, bytes);
      forbidden.look_at(table, encode_key(key));
      forbidden.look_at(record);
      return true;
    });
  };
  const TopicId first{0}, last{~0ULL};
  look("entries", key::GalleryEntry{first, 0, ""}, key::GalleryEntry{last, 0, ""}, log::GalleryEntryRecord());
  look("threads", key::GalleryThread{first, 0, ""}, key::GalleryThread{last, 0, ""}, log::GalleryThreadRecord());
  look("order", key::GalleryThreadEntry{first, 0, "", 0}, key::GalleryThreadEntry{last, 0, "", 0},
       log::GalleryThreadEntryRecord());
  look("feeds", key::GalleryFeed{first, 0}, key::GalleryFeed{last, 0}, log::GalleryFeedRecord());
  EXPECT_GE(rows["entries"], 100u);
  EXPECT_GE(rows["threads"], 8u);
  EXPECT_GE(rows["order"], 100u);
  EXPECT_EQ(rows["feeds"], 3u);
}

}  // namespace
}  // namespace plenum::test
