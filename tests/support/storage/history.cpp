#include "tests/support/storage/history.h"

#include <array>

#include "storage/machine/checks_chair.h"

namespace plenum::testing {

namespace {

const std::vector<std::string> emoji = {"👍", "❤️", "🎉", "a", "abc"};
constexpr std::array roles = {v1::MEMBER, v1::MODERATOR, v1::ADMIN};
constexpr std::array watches = {v1::NORMAL, v1::FOLLOWED, v1::MUTED};

}  // namespace

History::History(std::uint64_t seed) : random_(seed), meeting_(seed + 1) {}

std::string History::words() {
  std::string text = "Words, words, words";
  for (auto n = random_.below(30); n > 0; --n) text += " " + std::to_string(random_.below(1000));
  return text + ".";
}

std::vector<MemberId> History::mentions() {
  std::vector<MemberId> named;
  for (auto n = random_.below(3); n > 0; --n) named.push_back(somebody());
  return named;
}

void History::found() {
  meeting_.founded();
  meeting_.joins(fresh(members_), v1::ADMIN);
  meeting_.joins(fresh(members_), v1::MODERATOR);
  meeting_.opens_topic(fresh(topics_));
  meeting_.opens(somebody(), fresh(threads_), topics_.back());
  meeting_.writes(somebody(), fresh(posts_), threads_.back());
}

log::LogBatch History::next_batch(std::size_t events_max) {
  if (members_.empty()) {
    found();
    return meeting_.take_batch();
  }
  log::LogBatch batch;
  const auto wanted = 1 + random_.below(events_max);
  for (std::uint64_t done = 0; done < wanted || batch.events_size() == 0; ++done) {
    meeting_.now_ms += static_cast<std::int64_t>(random_.below(3));
    if (random_.one_in(2)) meeting_.next_is_a_command(somebody());
    anything();
    batch.MergeFrom(meeting_.take_batch());
  }
  return batch;
}

void History::anything() {
  if (random_.one_in(16)) return about_word_rules();
  if (random_.one_in(8)) return about_the_gallery();
  switch (random_.below(18)) {
    case 12:
    case 13:
    case 14:
    case 15:
    case 16:
    case 17:
      return about_the_chair();
    case 0:
      return about_members();
    case 1:
      return about_doors();
    case 2:
      return about_topics();
    case 3:
    case 4:
      return about_threads();
    case 5:
    case 6:
      return about_reactions();
    default:
      return about_posts();
  }
}

void History::about_members() {
  switch (random_.below(6)) {
    case 0:
      return meeting_.joins_from_import(fresh(members_), random_.bytes(16));
    case 1:
      return meeting_.profile(somebody(), "name" + std::to_string(random_.next()));
    case 2: {
      const auto member = somebody();
      const auto role = random_.pick(roles);
      if (!check_set_role(meeting_.state(), Principal::house(), member, role)) meeting_.role(member, role);
      return;
    }
    case 3:
      return meeting_.credential(somebody(), "$argon2id$" + std::to_string(random_.next()), random_.one_in(2));
    case 4:
      return meeting_.raises_level(std::max(2U, meeting_.state().get(key::Community{})->feature_level()));
    default:
      return meeting_.joins(fresh(members_));
  }
}

void History::about_doors() {
  const auto later = random_.one_in(3) ? 0 : meeting_.now_ms + static_cast<std::int64_t>(random_.below(40));
  switch (random_.below(6)) {
    case 0:
      sessions_.emplace_back(somebody(), random_.bytes(32));
      return meeting_.session(sessions_.back().first, sessions_.back().second, later);
    case 1:
      if (sessions_.empty()) return;
      return meeting_.session_ends(sessions_.front().first, random_.one_in(2) ? "" : sessions_.front().second);
    case 2:
      return meeting_.invitation(fresh(invitations_), random_.bytes(32), 2, later);
    case 3:
      return meeting_.reset(somebody(), random_.bytes(32), later);
    case 4:
      if (invitations_.empty() || !meeting_.state().get(key::Invitation{invitations_.back()})) return;
      return meeting_.joins(fresh(members_), v1::MEMBER, {}, invitations_.back());
    default:
      return meeting_.advances();
  }
}

void History::about_topics() {
  const auto topic = random_.pick(topics_);
  if (random_.one_in(2)) return meeting_.changes_topic(topic, "Topic " + words(), random_.one_in(4));
  if (topics_.size() < 5) meeting_.opens_topic(fresh(topics_));
}

void History::about_threads() {
  const auto by = somebody();
  const auto thread = random_.pick(threads_);
  switch (random_.below(4)) {
    case 0: {
      const auto topic = random_.pick(topics_);
      if (check_open_thread(meeting_.state(), who(by), topic, "A title", "Words.")) return;
      meeting_.opens(by, fresh(threads_), topic, "A title");
      return meeting_.writes(by, fresh(posts_), threads_.back(), words(), mentions());
    }
    case 1: {
      const bool locked = random_.one_in(3);
      v1::LockThreadRequest request;
      request.set_thread_id(thread.value);
      request.set_locked(locked);
      if (!check_lock_thread(meeting_.state(), who(by), request)) meeting_.locks(thread, locked);
      return;
    }
    default: {
      const auto watch = random_.pick(watches);
      if (!check_watch_thread(meeting_.state(), who(by), thread, watch)) meeting_.watches(by, thread, watch);
    }
  }
}

void History::about_posts() {
  const auto& state = meeting_.state();
  const auto by = somebody();
  const auto post = random_.pick(posts_);
  const auto text = words();
  switch (random_.below(9)) {
    case 0:
    case 1: {
      const auto author = state.get(key::Post{post})->author();
      if (!check_edit_post(state, who(MemberId{author}), post, text)) {
        meeting_.edits(MemberId{author}, post, text, mentions());
      }
      return;
    }
    case 2:
      if (!check_delete_post(state, who(by), post, "Unseemly.")) meeting_.deletes(by, post);
      return;
    case 3:
      for (const auto id : posts_) {  // the first that this member may restore; most may not
        if (check_restore_post(state, who(by), id)) continue;
        return meeting_.restores(by, id);
      }
      return;
    case 4:
      if (!random_.one_in(3) || state.get(key::Post{post})->erased()) return;
      erased_.push_back(post);
      return meeting_.erases(post);
    default: {
      const auto thread = random_.pick(threads_);
      const auto parent = random_.one_in(3) ? post : PostId{};
      if (!check_write_post(state, who(by), thread, text, parent, "", meeting_.now_ms))
        meeting_.writes(by, fresh(posts_), thread, text, mentions(), parent);
    }
  }
}

void History::about_word_rules() {
  log::Event event;
  if (!word_rules_.empty() && random_.one_in(3)) {
    event.mutable_word_rule_removed()->set_rule(word_rules_.back().value);
    word_rules_.pop_back();
    return meeting_.happens(event, {{log::REASON, "No longer needed."}});
  }
  const auto rule = word_rules_.empty() || random_.one_in(2) ? fresh(word_rules_) : random_.pick(word_rules_);
  auto& fact = *event.mutable_word_rule_set();
  fact.set_rule(rule.value);
  fact.set_pattern("word" + std::to_string(random_.below(1000)));
  fact.set_action(static_cast<v1::WordAction>(v1::WORD_BLOCK + random_.below(4)));
  fact.set_topic(random_.one_in(2) ? random_.pick(topics_).value : 0);
  meeting_.happens(event);
}

void History::about_reactions() {
  const auto& state = meeting_.state();
  const auto by = somebody();
  const auto post = posts_[posts_.size() - 1 - random_.below(std::min<std::size_t>(posts_.size(), 6))];
  const auto& sign = random_.pick(emoji);
  if (random_.one_in(3)) {
    for (const auto member : members_) {
      if (!check_remove_reaction(state, who(member), post, sign)) return meeting_.takes_back(member, post, sign);
    }
  }
  if (!check_add_reaction(state, who(by), post, sign)) return meeting_.reacts(by, post, sign);
  if (!check_remove_reaction(state, who(by), post, sign)) meeting_.takes_back(by, post, sign);
}

}  // namespace plenum::testing
