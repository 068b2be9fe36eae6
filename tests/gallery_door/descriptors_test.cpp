// observer.proto knows no person: not by an import, not by a field's name, not by a number that could be a member's id.
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include "proto/member.pb.h"
#include "proto/observer.pb.h"

namespace plenum::test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;

const FileDescriptor& observer() {
  return *v1::ObservedPost::descriptor()->file();
}

std::vector<const FieldDescriptor*> all_fields() {
  std::vector<const FieldDescriptor*> fields;
  for (int i = 0; i < observer().message_type_count(); ++i) {
    const auto* type = observer().message_type(i);
    for (int j = 0; j < type->field_count(); ++j) fields.push_back(type->field(j));
  }
  return fields;
}

TEST(ObserverProto, imports_nothing) {
  EXPECT_EQ(observer().dependency_count(), 0);
  EXPECT_EQ(observer().extension_count(), 0);
}

TEST(ObserverProto, has_no_field_whose_name_could_be_a_person_s) {
  const std::set<std::string> persons = {"member",    "author", "handle",  "profile",  "user",     "person", "who",
                                         "by",        "owner",  "opened",  "avatar",   "mail",     "email",  "phone",
                                         "address",   "source", "html",    "mention",  "mentions", "quote",  "reaction",
                                         "reactions", "reader", "readers", "revision", "editor",   "seat",   "origin"};
  for (const auto* field : all_fields()) {
    std::string word;
    for (const char c : field->name() + "_") {
      if (c != '_') {
        word.push_back(c);
        continue;
      }
      EXPECT_FALSE(persons.contains(word)) << field->full_name();
      word.clear();
    }
  }
}

// Every id a member's message has is a fixed64: here ids are bytes of the gallery's own.
TEST(ObserverProto, has_no_number_in_which_a_member_s_id_would_fit_unseen) {
  for (const auto* field : all_fields()) {
    EXPECT_NE(field->type(), FieldDescriptor::TYPE_FIXED64) << field->full_name();
    EXPECT_NE(field->type(), FieldDescriptor::TYPE_SFIXED64) << field->full_name();
    EXPECT_NE(field->type(), FieldDescriptor::TYPE_UINT64) << field->full_name();
    EXPECT_FALSE(field->is_map()) << field->full_name();
    if (field->type() == FieldDescriptor::TYPE_INT64) EXPECT_TRUE(field->name().ends_with("_ms")) << field->full_name();
  }
}

TEST(ObserverProto, names_no_type_of_another_file) {
  for (const auto* field : all_fields()) {
    if (field->message_type() != nullptr) EXPECT_EQ(field->message_type()->file(), &observer()) << field->full_name();
    if (field->enum_type() != nullptr) EXPECT_EQ(field->enum_type()->file(), &observer()) << field->full_name();
  }
}

TEST(ObserverProto, has_a_service_of_reads_alone) {
  ASSERT_EQ(observer().service_count(), 1);
  const auto* service = observer().service(0);
  for (int i = 0; i < service->method_count(); ++i) {
    const auto& name = service->method(i)->name();
    EXPECT_TRUE(name.starts_with("List") || name.starts_with("Read") || name.starts_with("Search")) << name;
    EXPECT_EQ(service->method(i)->input_type()->file(), &observer());
    EXPECT_EQ(service->method(i)->output_type()->file(), &observer());
  }
}

v1::Post told() {
  v1::Post post;
  post.set_id(71);
  post.mutable_author()->set_id(72);
  post.mutable_author()->set_handle("CANARY-HANDLE");
  post.set_source("CANARY-SOURCE");
  post.set_html("<p>CANARY-HTML</p>");
  return post;
}

std::vector<std::string> bytes_of_members() {
  v1::ServerFrame frame;
  *frame.mutable_updates()->add_updates()->mutable_post() = told();
  v1::Thread thread;
  thread.set_title("CANARY-TITLE");
  *thread.mutable_opened_by() = told().author();
  v1::ClientFrame wish;
  wish.mutable_write_post()->set_source("CANARY-SOURCE");
  return {told().SerializeAsString(), told().author().SerializeAsString(), frame.SerializeAsString(),
          thread.SerializeAsString(), wish.SerializeAsString()};
}

std::unique_ptr<google::protobuf::Message> make(const Descriptor* type) {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

// protobuf keeps what it does not know: a full post parsed as an observed one still carries its author. Here nothing of
// it is known, and what is unknown is thrown away.
TEST(ObserverProto, member_bytes_parsed_as_observer_types_leave_nothing_behind) {
  for (int i = 0; i < observer().message_type_count(); ++i) {
    const auto* type = observer().message_type(i);
    for (const auto& bytes : bytes_of_members()) {
      const auto parsed = make(type);
      ASSERT_TRUE(parsed->ParseFromString(bytes)) << type->full_name();
      EXPECT_FALSE(parsed->SerializeAsString().empty()) << "as it stands protobuf would pass them on";
      parsed->DiscardUnknownFields();
      EXPECT_EQ(parsed->SerializeAsString(), "") << type->full_name();
    }
  }
}

void look_at(const Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) EXPECT_LT(type.field(i)->number(), 64) << type.field(i)->full_name();
}

TEST(ObserverProto, numbers_its_fields_where_no_member_s_message_has_any) {
  for (const auto* field : all_fields()) EXPECT_GE(field->number(), 64) << field->full_name();
  for (const auto* file : {v1::Post::descriptor()->file(), v1::Refusal::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) look_at(*file->message_type(i));
  }
}

}  // namespace
}  // namespace plenum::test
