#include <algorithm>

#include "proto/limits.h"
#include "storage/machine/nouns.h"
#include "storage/machine/streams.h"
#include "storage/machine/thanks.h"

namespace plenum {

namespace {

log::EmojiCount& count_of(log::PostRecord& post, const std::string& emoji) {
  for (auto& count : *post.mutable_reactions()) {
    if (count.emoji() == emoji) return count;
  }
  auto& fresh = *post.add_reactions();
  fresh.set_emoji(emoji);
  return fresh;
}

void drop_empty(log::PostRecord& post) {
  auto& all = *post.mutable_reactions();
  all.erase(std::remove_if(all.begin(), all.end(), [](const auto& c) { return c.count() == 0; }), all.end());
}

void tell(const Happening& h, const log::PostRecord& post, std::uint64_t id, std::uint64_t by, const std::string& emoji,
          bool added, State& state) {
  auto entry = entry_of(h);
  entry.mutable_reaction()->set_post(id);
  entry.mutable_reaction()->set_emoji(emoji);
  entry.mutable_reaction()->set_by(by);
  entry.mutable_reaction()->set_added(added);
  add_to_stream(state, StreamId::of_members(TopicId{post.topic()}), entry);
}

}  // namespace

void apply_reaction_added(const Happening& h, const log::ReactionAdded& fact, State& state) {
  const PostId id{fact.post()};
  const key::Reaction key{id, fact.emoji(), MemberId{fact.by()}};
  auto post = state.get(key::Post{id});
  if (!post || state.get(key)) return;
  state.put(key, log::MarkRecord{});
  auto& count = count_of(*post, fact.emoji());
  count.set_count(count.count() + 1);
  if (static_cast<std::size_t>(count.first_size()) < limits::reaction_members_shown_max) count.add_first(fact.by());
  count_thanks(state, *post, MemberId{fact.by()}, true);
  post->set_version(post->version() + 1);
  state.put(key::Post{id}, *post);
  tell(h, *post, fact.post(), fact.by(), fact.emoji(), true, state);
}

void apply_reaction_removed(const Happening& h, const log::ReactionRemoved& fact, State& state) {
  const PostId id{fact.post()};
  const key::Reaction key{id, fact.emoji(), MemberId{fact.by()}};
  auto post = state.get(key::Post{id});
  if (!post || !state.get(key)) return;
  state.erase(key);
  auto& count = count_of(*post, fact.emoji());
  count.set_count(count.count() - 1);
  auto& first = *count.mutable_first();
  first.erase(std::remove(first.begin(), first.end(), fact.by()), first.end());
  drop_empty(*post);
  count_thanks(state, *post, MemberId{fact.by()}, false);
  post->set_version(post->version() + 1);
  state.put(key::Post{id}, *post);
  tell(h, *post, fact.post(), fact.by(), fact.emoji(), false, state);
}

}  // namespace plenum
