#include <algorithm>

#include "proto/limits.h"
#include "server/gateway/words_desk.h"

namespace plenum {

namespace {

/// Gathers what the rules say of the texts of one wish.
class Ruling {
public:
  Ruling(const RuleSet& rules, TopicId topic) : rules_(rules), topic_(topic) {}

  /// The text as it is to be kept. What is too long is refused when it is decided, and costs nothing here.
  std::string judge(const std::string& text, const char* field) {
    if (text.size() > limits::body_source_bytes_max) return text;
    auto judgement = rules_.judge(topic_, text);
    if (judgement.blocked_at) refuse(field, *judgement.blocked_at);
    ruled_.hold = ruled_.hold || judgement.hold;
    ruled_.tagged.insert(ruled_.tagged.end(), judgement.tagged.begin(), judgement.tagged.end());
    ruled_.caught.insert(ruled_.caught.end(), judgement.caught.begin(), judgement.caught.end());
    return std::move(judgement.text);
  }

  void refuse(const char* field, std::size_t at) {
    if (ruled_.refused) return;
    ruled_.refused = Fault{v1::WORDS_REFUSED, field};
    ruled_.refused->at = static_cast<std::uint32_t>(at);
  }

  Ruled take() {
    auto& caught = ruled_.caught;
    std::sort(caught.begin(), caught.end());
    caught.erase(std::unique(caught.begin(), caught.end()), caught.end());
    return std::move(ruled_);
  }

  Ruled& ruled() { return ruled_; }

private:
  const RuleSet& rules_;
  const TopicId topic_;
  Ruled ruled_;
};

// Whoever decides on held posts would only approve their own, and need not be told of them.
void release_who_decides(const Principal& who, TopicId topic, Ruled& ruled) {
  if (!can_do(who, Action::decide_held_post, topic)) return;
  ruled.hold = false;
  ruled.tagged.clear();
}

}  // namespace

std::optional<Ruled> rule_on(const WordRules& rules, const Store&, const Principal& who,
                             const v1::OpenThreadRequest& wish, v1::OpenThreadRequest& kept) {
  const auto set = rules.current();
  if (!set) return {};
  kept = wish;
  const TopicId topic{wish.topic_id()};
  Ruling ruling(*set, topic);
  kept.set_title(ruling.judge(wish.title(), "title"));
  kept.set_source(ruling.judge(wish.source(), "source"));
  release_who_decides(who, topic, ruling.ruled());
  return ruling.take();
}

std::optional<Ruled> rule_on(const WordRules& rules, const Store& store, const Principal& who,
                             const v1::WritePostRequest& wish, v1::WritePostRequest& kept) {
  const auto set = rules.current();
  if (!set) return {};
  kept = wish;
  const auto thread = store.view().get(key::Thread{ThreadId{wish.thread_id()}});
  if (!thread) return Ruled{};  // refused when it is decided
  const TopicId topic{thread->topic()};
  Ruling ruling(*set, topic);
  kept.set_source(ruling.judge(wish.source(), "source"));
  release_who_decides(who, topic, ruling.ruled());
  return ruling.take();
}

// What stands already cannot be held: words that would have been are refused, or an edit would be the way around.
std::optional<Ruled> rule_on(const WordRules& rules, const Store& store, const Principal& who,
                             const v1::EditPostRequest& wish, v1::EditPostRequest& kept) {
  const auto set = rules.current();
  if (!set) return {};
  kept = wish;
  const auto post = store.view().get(key::Post{PostId{wish.post_id()}});
  if (!post) return Ruled{};
  const TopicId topic{post->topic()};
  Ruling ruling(*set, topic);
  kept.set_source(ruling.judge(wish.source(), "source"));
  release_who_decides(who, topic, ruling.ruled());
  if (ruling.ruled().hold && post->held() == v1::HOLD_CAUSE_UNSPECIFIED) ruling.refuse("source", 0);
  return ruling.take();
}

}  // namespace plenum
