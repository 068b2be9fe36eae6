#include "clients/cli/plenumctl/demo.h"

#include <algorithm>
#include <fstream>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

using nlohmann::json;
using Cast = std::map<std::string, std::uint64_t>;

bool is_handle_letter(char c) {
  return c >= 'a' && c <= 'z';
}

std::int64_t minutes_before(const json& post, std::int64_t now_ms) {
  return now_ms - post.at("minutes_ago").get<std::int64_t>() * 60'000;
}

std::string person(const Cast& cast, const std::string& handle) {
  const auto found = cast.find(handle);
  if (found == cast.end()) throw Failed("The demonstration names '" + handle + "', who is none of its members.");
  return "member:" + std::to_string(found->second);
}

/// The posts of one thread, one after the other.
class ThreadEntries {
public:
  ThreadEntries(std::string origin, const Cast& cast, std::int64_t now_ms)
      : origin_(std::move(origin)), cast_(cast), now_ms_(now_ms) {}

  v1::ImportEntry post(const json& from, std::size_t number) const {
    v1::ImportEntry entry;
    auto& post = *entry.mutable_post();
    post.set_origin(origin_of(number));
    post.set_thread_origin(origin_);
    post.set_author_origin(person(cast_, from.at("by").get<std::string>()));
    post.set_written_at_ms(minutes_before(from, now_ms_));
    if (!from.at("reply_to").is_null()) post.set_reply_to_origin(origin_of(from["reply_to"].get<std::size_t>()));
    post.set_format(v1::MARKDOWN);
    std::vector<std::uint64_t> mentions;
    post.set_source(with_mentions(from.at("body").get<std::string>(), cast_, mentions));
    post.mutable_mentions()->Add(mentions.begin(), mentions.end());
    add_reactions(from, post);
    if (from.contains("edited")) add_edit(from["edited"], post);
    post.set_deleted(from.value("deleted", false));
    return entry;
  }

private:
  std::string origin_of(std::size_t number) const { return origin_ + "/post:" + std::to_string(number); }

  void add_reactions(const json& from, v1::ImportedPost& post) const {
    for (const auto& one : from.at("reactions")) {
      auto& reaction = *post.add_reactions();
      reaction.set_emoji(one.at("emoji").get<std::string>());
      for (const auto& by : one.at("by")) reaction.add_by_origin(person(cast_, by.get<std::string>()));
    }
  }

  void add_edit(const json& edited, v1::ImportedPost& post) const {
    std::vector<std::uint64_t> mentions;
    auto& before = *post.add_earlier();
    before.set_source(with_mentions(edited.at("before").get<std::string>(), cast_, mentions));
    before.set_at_ms(post.written_at_ms());
    post.set_edited_at_ms(minutes_before(edited, now_ms_));
  }

  const std::string origin_;
  const Cast& cast_;
  const std::int64_t now_ms_;
};

}  // namespace

json read_json(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw Failed(file.string() + " cannot be read: name the demonstration's own files, as in deploy/demo.");
  auto value = json::parse(in, nullptr, false);
  if (value.is_discarded()) throw Failed(file.string() + " is not JSON: look what has changed it.");
  return value;
}

std::string with_mentions(const std::string& body, const Cast& cast, std::vector<std::uint64_t>& mentions) {
  std::string source;
  for (std::size_t at = 0; at < body.size();) {
    if (body[at] != '@') {
      source += body[at++];
      continue;
    }
    auto end = at + 1;
    while (end < body.size() && is_handle_letter(body[end])) ++end;
    const auto found = cast.find(body.substr(at + 1, end - at - 1));
    const auto text = body.substr(at, end - at);
    at = end;
    if (found == cast.end()) {
      source += text;
      continue;
    }
    source += "[" + text + "](member:" + std::to_string(found->second) + ")";
    if (std::find(mentions.begin(), mentions.end(), found->second) == mentions.end()) mentions.push_back(found->second);
  }
  return source;
}

std::vector<v1::ImportEntry> entries_of(const json& topic, const Cast& cast, std::int64_t now_ms) {
  const auto slug = topic.at("slug").get<std::string>();
  std::vector<v1::ImportEntry> entries;
  std::size_t number = 0;
  for (const auto& from : topic.at("threads")) {
    const auto origin = "demo:" + slug + "/thread:" + std::to_string(number++);
    auto& thread = *entries.emplace_back().mutable_thread();
    thread.set_origin(origin);
    thread.set_topic_origin("demo:" + slug);
    thread.set_title(from.at("title").get<std::string>());
    const ThreadEntries posts(origin, cast, now_ms);
    std::size_t place = 0;
    for (const auto& post : from.at("posts")) entries.push_back(posts.post(post, place++));
  }
  return entries;
}

}  // namespace plenum::cli
