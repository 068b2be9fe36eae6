#include "clients/cli/plenumctl/feeder.h"

namespace plenum::cli {

namespace {

v1::Format format_of(imports::BodyFormat format) {
  switch (format) {
    case imports::BodyFormat::html:
      return v1::HTML;
    case imports::BodyFormat::mrkdwn:
      return v1::MRKDWN;
    case imports::BodyFormat::plain:
      return v1::PLAIN;
  }
  return v1::PLAIN;
}

}  // namespace

bool Feeder::topic(imports::Topic topic) {
  v1::ImportEntry entry;
  auto& to = *entry.mutable_topic();
  to.set_origin(std::move(topic.origin));
  to.set_title(std::move(topic.title));
  to.set_problem(std::move(topic.problem));
  to.set_digest_name(std::move(topic.digest_name));
  batches_.add(std::move(entry));
  return true;
}

bool Feeder::author(imports::Author author) {
  v1::ImportEntry entry;
  entry.mutable_member()->set_origin(std::move(author.origin));
  entry.mutable_member()->set_name(std::move(author.name));
  batches_.add(std::move(entry));
  return true;
}

bool Feeder::thread(imports::Thread thread) {
  v1::ImportEntry entry;
  auto& to = *entry.mutable_thread();
  to.set_origin(std::move(thread.origin));
  to.set_topic_origin(std::move(thread.topic_origin));
  to.set_title(std::move(thread.title));
  to.set_digest_name(std::move(thread.digest_name));
  batches_.add(std::move(entry));
  return true;
}

bool Feeder::post(imports::Post post) {
  order_.emplace(post.origin, order_.size());
  v1::ImportEntry entry;
  auto& to = *entry.mutable_post();
  to.set_origin(std::move(post.origin));
  to.set_thread_origin(std::move(post.thread_origin));
  to.set_author_origin(std::move(post.author_origin));
  to.set_original_id(std::move(post.original_id));
  to.set_original_author(std::move(post.original_author));
  to.set_original_time(std::move(post.original_time));
  to.set_id_is_number(post.id_is_number);
  to.set_time_is_number(post.time_is_number);
  to.set_written_at_ms(post.written_at_ms);
  if (post.reply_to_origin) to.set_reply_to_origin(*std::move(post.reply_to_origin));
  to.set_format(format_of(post.format));
  to.set_source(std::move(post.body));
  for (auto& reaction : post.reactions) {
    auto& with = *to.add_reactions();
    with.set_emoji(std::move(reaction.emoji));
    for (auto& by : reaction.author_origins) with.add_by_origin(std::move(by));
  }
  if (post.edited) to.set_edited_at_ms(post.edited_at_ms);
  batches_.add(std::move(entry));
  return true;
}

}  // namespace plenum::cli
