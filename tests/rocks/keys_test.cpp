#include "storage/rocks/keys.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/storage/seed.h"

namespace plenum {
namespace {

using testing::Random;

// Few values and short texts, so that equal prefixes, zero bytes and the ends of the ranges meet often.
std::uint64_t number(Random& random) {
  const std::uint64_t some[] = {0, 1, 255, 256, 1ULL << 63, ~0ULL, random.next()};
  return some[random.below(7)];
}

std::string text(Random& random, std::size_t size_max) {
  std::string out;
  const char bytes[] = {'\0', '\x01', 'a', 'b', '\x7F', '\x80', '\xFF'};
  for (auto n = random.below(size_max + 1); n > 0; --n) out.push_back(bytes[random.below(sizeof bytes)]);
  return out;
}

StreamId stream(Random& random) {
  return {static_cast<StreamKind>(1 + random.below(6)), number(random), static_cast<std::uint8_t>(random.below(4))};
}

template <class K>
K make(Random& r) {
  if constexpr (std::is_same_v<K, key::Community>)
    return {};
  else if constexpr (std::is_same_v<K, key::MemberSession>)
    return {MemberId{number(r)}, text(r, 5)};
  else if constexpr (std::is_same_v<K, key::Activity>)
    return {TopicId{number(r)}, number(r), ThreadId{number(r)}};
  else if constexpr (std::is_same_v<K, key::ThreadPost>)
    return {ThreadId{number(r)}, number(r)};
  else if constexpr (std::is_same_v<K, key::Revision>)
    return {PostId{number(r)}, static_cast<std::uint32_t>(number(r))};
  else if constexpr (std::is_same_v<K, key::Reaction>)
    return {PostId{number(r)}, text(r, r.one_in(20) ? 400 : 5), MemberId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Watch>)
    return {MemberId{number(r)}, ThreadId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Mention>)
    return {MemberId{number(r)}, ThreadId{number(r)}, number(r)};
  else if constexpr (std::is_same_v<K, key::Command>)
    return {MemberId{number(r)}, text(r, 16)};
  else if constexpr (std::is_same_v<K, key::Deadline>)
    return {static_cast<std::int64_t>(number(r)), static_cast<std::uint8_t>(number(r)), text(r, 8)};
  else if constexpr (std::is_same_v<K, key::StreamHead>)
    return {stream(r)};
  else if constexpr (std::is_same_v<K, key::StreamEntry>)
    return {stream(r), number(r)};
  else if constexpr (std::is_same_v<K, key::Pinned>)
    return {TopicId{number(r)}, ThreadId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Pace>)
    return {ThreadId{number(r)}, MemberId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Held>)
    return {TopicId{number(r)}, static_cast<std::int64_t>(number(r)), PostId{number(r)}};
  else if constexpr (std::is_same_v<K, key::HeldOf>)
    return {MemberId{number(r)}, ThreadId{number(r)}, PostId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Note>)
    return {ThreadId{number(r)}, NoteId{number(r)}};
  else if constexpr (std::is_same_v<K, key::ReportQueue>)
    return {static_cast<std::uint8_t>(number(r)), static_cast<std::int64_t>(number(r)), PostId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Reporter>)
    return {PostId{number(r)}, MemberId{number(r)}};
  else if constexpr (std::is_same_v<K, key::ReportOf>)
    return {MemberId{number(r)}, static_cast<std::int64_t>(number(r)), PostId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Sanction>)
    return {MemberId{number(r)}, SanctionId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Person>)
    return {static_cast<std::uint8_t>(number(r)), MemberId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Audit>)
    return {number(r)};
  else if constexpr (std::is_same_v<K, key::AuditAbout>)
    return {static_cast<key::AuditNoun>(number(r)), number(r), number(r)};
  else if constexpr (std::is_same_v<K, key::GalleryEntry>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), text(r, 5)};
  else if constexpr (std::is_same_v<K, key::GalleryThread>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), text(r, 5)};
  else if constexpr (std::is_same_v<K, key::GalleryThreadEntry>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), text(r, 5), number(r)};
  else if constexpr (std::is_same_v<K, key::GalleryWaiting>)
    return {TopicId{number(r)}, number(r)};
  else if constexpr (std::is_same_v<K, key::GalleryHeld>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), number(r)};
  else if constexpr (std::is_same_v<K, key::GalleryFeed>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r))};
  else if constexpr (std::is_same_v<K, key::GalleryAuthor>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), MemberId{number(r)}};
  else if constexpr (std::is_same_v<K, key::GalleryCell>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), number(r), number(r)};
  else if constexpr (std::is_same_v<K, key::LicenceIn>)
    return {TopicId{number(r)}, LicenceId{number(r)}};
  else if constexpr (std::is_same_v<K, key::LicenceOf>)
    return {CompanyId{number(r)}, LicenceId{number(r)}};
  else if constexpr (std::is_same_v<K, key::SeatOf>)
    return {CompanyId{number(r)}, SeatId{number(r)}};
  else if constexpr (std::is_same_v<K, key::SessionOfSeat>)
    return {SeatId{number(r)}, text(r, 5)};
  else if constexpr (std::is_same_v<K, key::SearchOf>)
    return {CompanyId{number(r)}, SeatId{number(r)}, SearchId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Verbatim>)
    return {CompanyId{number(r)}, number(r)};
  else if constexpr (std::is_same_v<K, key::Taken>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), text(r, 5), CompanyId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Notice>)
    return {CompanyId{number(r)}, number(r)};
  else if constexpr (std::is_same_v<K, key::TrendWeek>)
    return {TopicId{number(r)}, static_cast<std::uint8_t>(number(r)), static_cast<std::int64_t>(number(r))};
  else if constexpr (std::is_same_v<K, key::RegisterMinute>)
    return {MemberId{number(r)}, static_cast<std::int64_t>(number(r)), CompanyId{number(r)},
            static_cast<std::uint8_t>(number(r))};
  else if constexpr (std::is_same_v<K, key::ReadingOf>)
    return {PostId{number(r)}, CompanyId{number(r)}, static_cast<std::uint8_t>(number(r))};
  else if constexpr (std::is_same_v<K, key::SeatDay>)
    return {SeatId{number(r)}, static_cast<std::uint32_t>(number(r))};
  else if constexpr (std::is_same_v<K, key::Alarm>)
    return {number(r)};
  else if constexpr (std::is_same_v<K, key::RequestQueue>)
    return {static_cast<std::uint8_t>(number(r)), static_cast<std::int64_t>(number(r)), RequestId{number(r)}};
  else if constexpr (std::is_same_v<K, key::RequestOf>)
    return {CompanyId{number(r)}, RequestId{number(r)}};
  else if constexpr (std::is_same_v<K, key::Offer>)
    return {RequestId{number(r)}, MemberId{number(r)}};
  else if constexpr (requires { K{std::string()}; })
    return {text(r, 5)};
  else {
    K k{};
    auto& [id] = k;
    id.value = number(r);
    return k;
  }
}

template <class K>
void expect_sound(Random& random) {
  for (int i = 0; i < 3'000; ++i) {
    const K a = make<K>(random);
    const K b = make<K>(random);
    const auto bytes_of_a = encode_key(a);
    const auto bytes_of_b = encode_key(b);
    const auto back = decode_key(bytes_of_a);
    ASSERT_TRUE(back) << "table " << bytes_of_a[0];
    ASSERT_TRUE(*back == key::Any(a)) << "table " << bytes_of_a[0];
    ASSERT_EQ((a <=> b) < 0, bytes_of_a < bytes_of_b) << "table " << bytes_of_a[0];
    ASSERT_EQ((a <=> b) == 0, bytes_of_a == bytes_of_b) << "table " << bytes_of_a[0];
  }
}

template <std::size_t... I>
void expect_every_table_sound(Random& random, std::index_sequence<I...>) {
  (expect_sound<std::variant_alternative_t<I, key::Any>>(random), ...);
}

template <std::size_t... I>
std::vector<key::Any> one_of_each(std::index_sequence<I...>) {
  return {key::Any(std::variant_alternative_t<I, key::Any>{})...};
}

constexpr auto tables = std::make_index_sequence<std::variant_size_v<key::Any>>();

TEST(Keys, BytesSortAsKeysCompareAndComeBackAsTheyWere) {
  Random random(testing::seed_of("keys", 1));
  expect_every_table_sound(random, tables);
}

TEST(Keys, EveryTableHasAByteOfItsOwn) {
  std::set<char> bytes;
  for (const auto& key : one_of_each(tables)) {
    const char table = encode_key(key)[0];
    EXPECT_TRUE(bytes.insert(table).second) << "two tables begin with " << table;
    EXPECT_GT(table, 0);
    EXPECT_LT(table, 0x7F) << "the digest reads up to there";
  }
  EXPECT_EQ(bytes.size(), std::variant_size_v<key::Any>);
}

TEST(Keys, EveryTableHasARecord) {
  std::set<std::string> names;
  for (const auto& key : one_of_each(tables)) names.insert(record_for(key)->GetTypeName());
  EXPECT_TRUE(names.contains("plenum.log.PostRecord"));
}

TEST(Keys, StrangeBytesAreNoKeyOrAreThatKeyAlone) {
  Random random(testing::seed_of("strange keys", 2));
  const std::string table_bytes = [] {
    std::string out;
    for (const auto& key : one_of_each(tables)) out.push_back(encode_key(key)[0]);
    return out;
  }();
  std::uint64_t decoded = 0;
  for (int i = 0; i < 200'000; ++i) {
    auto bytes = random.one_in(2) ? random.bytes(random.below(40)) : text(random, 40);
    if (!bytes.empty() && !random.one_in(8)) bytes[0] = table_bytes[random.below(table_bytes.size())];
    const auto key = decode_key(bytes);
    if (!key) continue;
    ++decoded;
    ASSERT_EQ(encode_key(*key), bytes);
  }
  EXPECT_GT(decoded, 10'000u);
}

TEST(Keys, OffsetsSortAsNumbers) {
  Random random(testing::seed_of("offsets", 3));
  for (int i = 0; i < 1'000; ++i) {
    const auto a = number(random);
    const auto b = number(random);
    ASSERT_EQ(decode_offset(encode_offset(a)), a);
    ASSERT_EQ(a < b, encode_offset(a) < encode_offset(b));
  }
}

}  // namespace
}  // namespace plenum
