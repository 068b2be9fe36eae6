#include "server/node/member_writers.h"
#include "tests/admin/back_office.h"

namespace plenum {

namespace {

v1::ImportedPost& post_in(v1::ImportRequest& request, int number) {
  return *request.mutable_entries(3 + number)->mutable_post();
}

TEST_F(BackOffice, CountsWhatAnImportAdded) {
  const auto reply = import(small_import(5));
  EXPECT_EQ(reply.topics_added(), 1u);
  EXPECT_EQ(reply.threads_added(), 1u);
  EXPECT_EQ(reply.posts_added(), 5u);
  EXPECT_EQ(reply.members_added(), 1u);
  EXPECT_EQ(reply.authors_added(), 1u);
  EXPECT_EQ(verify().posts(), 5u);
}

TEST_F(BackOffice, ASecondRunAddsNothing) {
  import(small_import(5));
  const auto before = verify();
  EXPECT_EQ(import(small_import(5)).ByteSizeLong(), 0u);
  EXPECT_EQ(verify().state_digest(), before.state_digest());
  EXPECT_EQ(verify().events(), before.events());
}

TEST_F(BackOffice, ALongerArchiveAddsWhatIsNewInIt) {
  import(small_import(3));
  const auto reply = import(small_import(5));
  EXPECT_EQ(reply.posts_added(), 2u);
  EXPECT_EQ(reply.threads_added(), 0u);
  EXPECT_EQ(reply.authors_added(), 0u);
}

TEST_F(BackOffice, ADeletedImportIsNeverResurrected) {
  import(small_import(2));
  const auto post = export_all().posts(0).post();
  v1::DeletePostRequest request;
  request.set_command_id(std::string(16, 'd'));
  request.set_post_id(post.id());
  request.set_reason("Its author asked for it.");
  const Principal chair{MemberId{add("polonius", v1::MODERATOR).reply.member_id()}, v1::MODERATOR, 1};
  ASSERT_FALSE(sequencer_->submit_and_wait(delete_post(chair, request)).refused);
  EXPECT_EQ(import(small_import(2)).posts_added(), 0u);
  EXPECT_TRUE(store_->view().get(key::Post{PostId{post.id()}})->deleted());
}

TEST_F(BackOffice, AnEntryThatNamesNobodyIsRefusedAloneAndSaysSo) {
  auto request = small_import(3);
  post_in(request, 1).set_author_origin("zulip:sender:Nobody");
  const auto reply = import(request);
  EXPECT_EQ(reply.posts_added(), 2u);
  ASSERT_EQ(reply.refused_size(), 1);
  EXPECT_EQ(reply.refused(0), "zulip:message:1: Its author was not imported.");
}

TEST_F(BackOffice, MoreEntriesThanAllowedAreRefusedWhole) {
  EXPECT_EQ(ask<v1::ImportReply>("Import", small_import(998)).code(), v1::TOO_LARGE);
  EXPECT_EQ(verify().posts(), 0u);
}

TEST_F(BackOffice, AReplyMayStandBeforeWhatItAnswers) {
  auto request = small_import(2);
  post_in(request, 0).set_reply_to_origin("zulip:message:1");
  import(request);
  const auto all = export_all();
  ASSERT_EQ(all.posts_size(), 2);
  EXPECT_EQ(all.posts(0).post().reply_to().post_id(), all.posts(1).post().id());
  EXPECT_TRUE(verify().sound());
}

TEST_F(BackOffice, SetsDownWhatAMemberWroteElsewhere) {
  const auto hamlet = add("hamlet").reply.member_id();
  const auto me = "member:" + std::to_string(hamlet);
  auto request = small_import(1);
  auto& post = post_in(request, 0);
  post.set_author_origin(me);
  post.set_format(v1::MARKDOWN);
  post.set_source("To be.");
  post.add_earlier()->set_source("Not to be.");
  post.set_edited_at_ms(1'600'000'000'000);
  post.add_mentions(hamlet);
  auto& reaction = *post.add_reactions();
  reaction.set_emoji("👀");
  reaction.add_by_origin(me);
  post.set_deleted(true);
  EXPECT_EQ(import(request).refused_size(), 0);
  const auto all = export_all();
  ASSERT_EQ(all.posts_size(), 1);
  const auto& written = all.posts(0).post();
  EXPECT_EQ(written.author().handle(), "hamlet");
  EXPECT_EQ(written.source(), "To be.");
  EXPECT_EQ(written.written_at_ms(), 1'500'000'000'000);
  EXPECT_EQ(written.edited_at_ms(), 1'600'000'000'000);
  EXPECT_TRUE(written.deleted());
  EXPECT_EQ(written.deleted_by(), hamlet);
  ASSERT_EQ(written.reactions_size(), 1);
  EXPECT_EQ(written.reactions(0).first(0).id(), hamlet);
  ASSERT_EQ(all.posts(0).earlier_size(), 1);
  EXPECT_EQ(all.posts(0).earlier(0).source(), "Not to be.");
  EXPECT_TRUE(verify().sound());
}

TEST_F(BackOffice, AnUnknownMemberCannotBeAnAuthor) {
  auto request = small_import(1);
  post_in(request, 0).set_author_origin("member:4711");
  EXPECT_EQ(import(request).refused_size(), 1);
}

}  // namespace

}  // namespace plenum
