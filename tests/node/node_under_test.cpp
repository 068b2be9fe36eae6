#include "tests/node/node_under_test.h"

#include <sodium.h>

#include "storage/log/embedded_log.h"

namespace plenum::test {

Node::Node(MovableClock& clock, Log* log, const GalleryPen* pen) : env_(rocksdb::NewMemEnv(rocksdb::Env::Default())) {
  EXPECT_GE(sodium_init(), 0);
  std::string why;
  store_ = Store::open("/node", env_.get(), why);
  EXPECT_TRUE(store_) << why;
  if (log == nullptr) own_log_ = std::make_unique<EmbeddedLog>(*store_);
  Log& used = log ? *log : *own_log_;
  EXPECT_EQ(found_community(*store_, used, clock, "Elsinore"), "");
  sequencer_ = std::make_unique<Sequencer>(*store_, used, clock, [this](const Committed&) { ++published_; }, pen);
}

Node::~Node() {
  sequencer_->stop();
}

Result Node::add(const std::string& handle, v1::Role role) {
  NewMember member;
  member.profile.set_handle(handle);
  member.profile.set_folded(handle);
  member.role = role;
  return sequencer_->submit_and_wait(add_member(Principal::house(), member));
}

Principal Node::principal(MemberId id) const {
  const auto record = store_->view().get(key::Member{id});
  return record ? principal_of(id, *record) : Principal{};
}

v1::WritePostRequest post_in(std::uint64_t thread, const std::string& source, const std::string& command_id) {
  v1::WritePostRequest request;
  request.set_command_id(command_id);
  request.set_thread_id(thread);
  request.set_source(source);
  return request;
}

std::string id_of(int number) {
  std::string id(16, '\0');
  for (std::size_t i = 0; i < 4; ++i) id[i] = static_cast<char>(number >> (8 * i));
  return id;
}

}  // namespace plenum::test
