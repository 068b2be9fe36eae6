#include "tests/admin/back_office.h"

namespace plenum {

namespace {

v1::OpenTopicRequest topic(const std::string& title, const std::string& origin = "") {
  v1::OpenTopicRequest request;
  request.set_title(title);
  request.set_problem("Why it is here.");
  request.set_origin(origin);
  return request;
}

TEST_F(BackOffice, OpensATopic) {
  const auto told = ask<v1::OpenTopicReply>("OpenTopic", topic("Cases"));
  const auto record = store_->view().get(key::Topic{TopicId{told.reply.topic_id()}});
  ASSERT_TRUE(record);
  EXPECT_EQ(record->title(), "Cases");
  EXPECT_EQ(record->problem(), "Why it is here.");
}

TEST_F(BackOffice, FindsATopicAgainByItsOrigin) {
  const auto first = ask<v1::OpenTopicReply>("OpenTopic", topic("Cases", "demo:cases")).reply.topic_id();
  EXPECT_NE(first, 0u);
  EXPECT_EQ(ask<v1::OpenTopicReply>("OpenTopic", topic("Cases", "demo:cases")).reply.topic_id(), first);
  EXPECT_NE(ask<v1::OpenTopicReply>("OpenTopic", topic("Cases", "demo:other")).reply.topic_id(), first);
  EXPECT_EQ(verify().topics(), 2u);
}

TEST_F(BackOffice, RefusesATopicWithoutATitle) {
  EXPECT_EQ(ask<v1::OpenTopicReply>("OpenTopic", topic("")).code(), v1::TITLE_EMPTY);
  EXPECT_EQ(ask<v1::OpenTopicReply>("OpenTopic", topic(" ", "demo:cases")).code(), v1::TITLE_EMPTY);
  EXPECT_EQ(ask<v1::OpenTopicReply>("OpenTopic", topic(std::string(201, 'x'))).code(), v1::TITLE_TOO_LONG);
  EXPECT_EQ(verify().topics(), 0u);
}

TEST_F(BackOffice, ChangesATopicAndLeavesTheRest) {
  const auto id = ask<v1::OpenTopicReply>("OpenTopic", topic("Cases")).reply.topic_id();
  v1::ChangeTopicRequest request;
  request.set_topic_id(id);
  request.set_title("Hard cases");
  request.set_archived(true);
  EXPECT_EQ(ask<v1::ChangeTopicReply>("ChangeTopic", request).code(), v1::REFUSAL_CODE_UNSPECIFIED);
  const auto record = store_->view().get(key::Topic{TopicId{id}});
  EXPECT_EQ(record->title(), "Hard cases");
  EXPECT_EQ(record->problem(), "Why it is here.");
  EXPECT_TRUE(record->archived());
  request.set_topic_id(4711);
  EXPECT_EQ(ask<v1::ChangeTopicReply>("ChangeTopic", request).code(), v1::NOT_FOUND);
}

}  // namespace

}  // namespace plenum
