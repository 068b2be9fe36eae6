#include "storage/log/redis/words.h"

#include <charconv>
#include <sstream>

#include "storage/log/redis/line.h"

namespace plenum::redis {

namespace {

constexpr const char* digits = "0123456789abcdef";

bool decode_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

Roster decode_roster(std::string_view text) {
  Roster roster;
  while (!text.empty()) {
    const auto comma = text.find(',');
    if (comma != 0) roster.emplace(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return roster;
}

std::vector<std::string> split(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

bool decode_meta(const redisReply* reply, std::optional<Meta>& meta) {
  if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 5) return false;
  if (reply->element[4]->type == REDIS_REPLY_NIL) return true;
  Meta found;
  found.community = text_of(reply->element[0]);
  found.tail.hash = unhex(text_of(reply->element[3]));
  found.run_id = text_of(reply->element[4]);
  meta = found;
  return decode_number(text_of(reply->element[1]), meta->tail.epoch) &&
         decode_number(text_of(reply->element[2]), meta->tail.offset);
}

bool decode_node(std::string_view text, Registered& node) {
  const auto words = split(text);
  if (words.size() != 3) return false;
  node.stage = words[0] == "admitted" ? Stage::admitted : words[0] == "voted" ? Stage::voted : Stage::joins;
  node.knows = decode_roster(words[2]);
  return true;
}

bool decode_vote(std::string_view text, Vote& vote, std::string& run_id) {
  const auto words = split(text);
  if (words.size() != 6) return false;
  run_id = words[0];
  vote.tail.hash = unhex(words[4]);
  vote.knows = decode_roster(words[5]);
  return decode_number(words[1], vote.epoch) && decode_number(words[2], vote.tail.offset) &&
         decode_number(words[3], vote.tail.epoch);
}

// A hash of numbers. One that nobody can read was not told.
template <class Number>
bool decode_numbers(const redisReply* reply, std::map<NodeId, Number>& numbers) {
  for (std::size_t i = 0; i + 1 < reply->elements; i += 2) {
    std::uint64_t number = 0;
    if (decode_number(text_of(reply->element[i + 1]), number))
      numbers[std::string(text_of(reply->element[i]))] = static_cast<Number>(number);
  }
  return reply->type == REDIS_REPLY_ARRAY;
}

}  // namespace

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string unhex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string encode(const Roster& roster) {
  std::string text = ",";
  for (const auto& node : roster) text += node + ",";
  return text;
}

std::string encode(const Vote& vote, const std::string& run_id) {
  return run_id + " " + std::to_string(vote.epoch) + " " + std::to_string(vote.tail.offset) + " " +
         std::to_string(vote.tail.epoch) + " " + hex(vote.tail.hash) + " " + encode(vote.knows);
}

std::string encode(const std::map<NodeId, Offset>& registered) {
  std::string text;
  for (const auto& [node, offset] : registered) text += node + " " + std::to_string(offset) + " ";
  return text;
}

bool decode_scene(const redisReply* reply, const std::string& run_id, Scene& scene) {
  if (reply == nullptr || reply->type != REDIS_REPLY_ARRAY || reply->elements != 7) return false;
  scene = {};
  scene.run_id = run_id;
  if (!decode_meta(reply->element[0], scene.meta)) return false;
  const auto* nodes = reply->element[1];
  for (std::size_t i = 0; i + 1 < nodes->elements; i += 2) {
    auto& node = scene.nodes[std::string(text_of(nodes->element[i]))];
    if (!decode_node(text_of(nodes->element[i + 1]), node)) return false;
  }
  const auto* votes = reply->element[2];
  for (std::size_t i = 0; i + 1 < votes->elements; i += 2) {
    Vote vote;
    vote.node = text_of(votes->element[i]);
    std::string made_in;
    if (!decode_vote(text_of(votes->element[i + 1]), vote, made_in)) return false;
    if (made_in == run_id) scene.votes.push_back(std::move(vote));
  }
  const auto* left = reply->element[3];
  for (std::size_t i = 0; i + 1 < left->elements; i += 2) {
    if (text_of(left->element[i + 1]) == run_id) scene.left_out.emplace(text_of(left->element[i]));
  }
  decode_number(text_of(reply->element[6]), scene.from);
  return decode_numbers(reply->element[4], scene.levels) && decode_numbers(reply->element[5], scene.applied);
}

}  // namespace plenum::redis
