#include "clients/cli/import/feed.h"

#include "clients/cli/import/limits.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

namespace plenum::imports {
namespace {

constexpr std::size_t made_up_title_characters = 60;

std::string shown(std::string_view text) {
  return one_line(text, shown_title_characters_max);
}

// A section without a heading is shown by its first words.
std::string first_words(const Post& post) {
  return one_line(post.format == BodyFormat::html ? text_of_html(post.body) : post.body, made_up_title_characters);
}

std::string first_of(std::string a, std::string b, std::string c) {
  return !a.empty() ? std::move(a) : !b.empty() ? std::move(b) : std::move(c);
}

}  // namespace

void Feed::go_on(bool yes) {
  if (!yes) throw StoppedBySink{};
}

void Feed::author(const std::string& origin, std::string_view name) {
  if (!announced_.insert(origin).second) return;
  const bool writes = !known_writers_ || known_writers_->contains(origin);
  std::string line = shown(name);
  if (line.empty()) line = shown(origin);
  go_on(sink_.author(Author{origin, std::move(line), writes}));
}

void Feed::post(Post post) {
  announce(post);
  count(post);
  go_on(sink_.post(std::move(post)));
  if (posted_) posted_(counts_.posts);
}

void Feed::announce(const Post& first) {
  if (topic_) {
    topic_->title = first_of(shown(topic_->title), shown(topic_->digest_name), "Untitled");
    ++counts_.topics;
    go_on(sink_.topic(std::move(*topic_)));
    topic_.reset();
  }
  if (thread_) {
    thread_->title = first_of(shown(thread_->title), first_words(first), "Untitled");
    ++counts_.threads;
    go_on(sink_.thread(std::move(*thread_)));
    thread_.reset();
  }
}

void Feed::count(const Post& post) {
  ++counts_.posts;
  counts_.authors += writers_.insert(post.author_origin).second;
  counts_.replies += post.reply_to_origin.has_value();
  counts_.edited += post.edited;
  for (const Reaction& reaction : post.reactions) counts_.reactions += reaction.author_origins.size();
}

void Feed::skip(std::string_view what, std::string_view reason, std::uint64_t times) {
  if (times == 0) return;
  const Skipped skipped{std::string(what), std::string(reason)};
  counts_.skipped[skipped.what][skipped.reason] += times;
  for (std::uint64_t i = 0; i < times; ++i) go_on(sink_.skipped(skipped));
}

}  // namespace plenum::imports
