#include "tests/bench/heard.h"

#include <charconv>

#include "proto/member.pb.h"

namespace plenum::bench {

namespace {

constexpr std::size_t hashed_bytes_max = 96;

std::size_t hash_of(std::string_view payload) {
  return std::hash<std::string_view>{}(payload.substr(0, hashed_bytes_max)) ^ payload.size();
}

void read_reply(const v1::Reply& reply, Heard& heard) {
  heard.request = reply.request();
  heard.is_refusal = reply.has_refusal();
  if (heard.is_refusal) heard.refusal = reply.refusal().ShortDebugString();
  heard.is_subscription = reply.has_subscribe();
  if (!heard.is_subscription) return;
  heard.recovered = reply.subscribe().recovered();
  heard.position = reply.subscribe().position().token();
}

void read_updates(const v1::Updates& updates, Heard& heard) {
  if (updates.has_topic_id()) heard.position = updates.position().token();
  for (const auto& update : updates.updates()) {
    if (!update.has_post()) continue;
    const auto& source = update.post().source();
    std::uint32_t number = 0;
    const auto read = std::from_chars(source.data(), source.data() + source.size(), number);
    if (read.ec == std::errc()) heard.posts.push_back(number);
  }
}

}  // namespace

Heard Decoder::read(std::string_view payload) {
  Heard heard;
  heard.bytes = payload;
  v1::ServerFrame frame;
  if (!frame.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) return heard;
  if (frame.has_reply()) read_reply(frame.reply(), heard);
  if (frame.has_updates()) read_updates(frame.updates(), heard);
  return heard;
}

const Heard& Decoder::decode(std::string_view payload) {
  const auto hash = hash_of(payload);
  const auto found = kept_.find(hash);
  if (found != kept_.end() && found->second.bytes == payload) return found->second;
  if (found == kept_.end()) order_.push_back(hash);
  auto& slot = kept_[hash];
  slot = read(payload);
  if (order_.size() > kept_max) {
    kept_.erase(order_.front());
    order_.pop_front();
  }
  return slot;
}

}  // namespace plenum::bench
