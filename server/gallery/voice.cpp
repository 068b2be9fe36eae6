#include "server/gallery/voice.h"

#include <sodium.h>

namespace plenum {

namespace {

constexpr std::size_t seal_bytes = 16;
constexpr std::size_t body_bytes = 16;  // epoch, offset

std::string number(std::uint64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
  return bytes;
}

std::uint64_t number_at(std::string_view from, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | static_cast<unsigned char>(from[at + i]);
  return value;
}

std::string name_of(const StreamId& stream) {
  return number(static_cast<std::uint64_t>(stream.kind)) + number(stream.id) + number(stream.embargo);
}

std::string mixed(std::string body, std::string_view key, std::string_view seal) {
  const auto cover = keyed_hash(key, seal);
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(body[i] ^ cover[i]);
  return body;
}

}  // namespace

Voice::Voice(const MasterKey& master, CompanyId company)
    : company_(company),
      pseudonyms_(master, number(company.value)),
      ids_(master, number(company.value)),
      wording_(master, number(company.value)),
      topic_key_(master.derive("company's topics", number(company.value))),
      seal_key_(master.derive("company's positions, sealed", number(company.value))),
      hide_key_(master.derive("company's positions, hidden", number(company.value))),
      own_key_(master.derive("company's own", number(company.value))) {}

Voice::~Voice() {
  for (auto* key : {&topic_key_, &seal_key_, &hide_key_, &own_key_}) sodium_memzero(key->data(), key->size());
}

std::string Voice::topic(TopicId topic) const {
  return keyed_hash(topic_key_, number(topic.value)).substr(0, 16);
}

std::string Voice::alias(std::string_view kind, std::uint64_t id) const {
  return keyed_hash(own_key_, std::string("alias\0", 6) + std::string(kind) + '\0' + number(id)).substr(0, 16);
}

std::string Voice::key_for(std::string_view purpose) const {
  return keyed_hash(own_key_, std::string("key\0", 4) + std::string(purpose));
}

std::string Voice::seal(const StreamId& stream, const FeedPosition& position) const {
  const auto body = number(position.epoch) + number(position.offset);
  const auto seal = keyed_hash(seal_key_, name_of(stream) + body).substr(0, seal_bytes);
  return seal + mixed(body, hide_key_, seal);
}

std::optional<FeedPosition> Voice::open(const StreamId& stream, std::string_view token) const {
  if (token.size() != seal_bytes + body_bytes) return {};
  const auto seal = token.substr(0, seal_bytes);
  const auto body = mixed(std::string(token.substr(seal_bytes)), hide_key_, seal);
  const auto expected = keyed_hash(seal_key_, name_of(stream) + body);
  if (sodium_memcmp(expected.data(), seal.data(), seal_bytes) != 0) return {};
  return FeedPosition{number_at(body, 0), number_at(body, 8)};
}

std::shared_ptr<const Voice> Voices::of(CompanyId company) {
  const std::lock_guard lock(mutex_);
  auto& voice = voices_[company];
  if (!voice) voice = std::make_shared<const Voice>(master_, company);
  return voice;
}

}  // namespace plenum
