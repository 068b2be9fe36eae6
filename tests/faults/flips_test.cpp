#include <map>

#include <gtest/gtest.h>

#include "tests/support/storage/faults/specimen.h"

// Bits that turn and files that shrink while nobody looks. Whatever is damaged, a store is refused, or it is whole:
// never served as if it were.
namespace plenum {
namespace {

using testing::Disk;
using testing::examine;
using testing::Random;
using testing::Specimen;
using testing::Verdict;

std::string kind_of(const std::string& path) {
  const auto name = path.substr(path.rfind('/') + 1);
  if (name.ends_with(".log")) return "log";
  if (name.ends_with(".sst")) return "table";
  return name.substr(0, name.find('-'));
}

class Tally {
public:
  void add(const std::string& kind, const testing::Finding& finding, const std::string& what) {
    ++all_;
    ++counts_[kind][static_cast<std::size_t>(finding.verdict)];
    if (finding.verdict != Verdict::wrong) return;
    if (wrong_++ < 12) std::printf("  SILENT: %s: %s\n", what.c_str(), finding.said.c_str());
  }
  int wrong() const { return wrong_; }
  void print(const char* what) const {
    for (const auto& [kind, n] : counts_) {
      std::printf("  %-12s %4d whole, %4d refused, %4d stopped, %4d wrong\n", kind.c_str(), n[0], n[1], n[2], n[3]);
    }
    std::printf("%s: %d flips, %d silent wrong answers\n", what, all_, wrong_);
  }

private:
  int all_ = 0;
  int wrong_ = 0;
  std::map<std::string, std::array<int, 4>> counts_;
};

std::string flip(Disk::Image& image, const std::string& path, Random& random) {
  auto& bytes = image[path];
  const auto bit = random.below(bytes.size() * 8);
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  return path + " bit " + std::to_string(bit % 8) + " of byte " + std::to_string(bit / 8);
}

std::string cut(Disk::Image& image, const std::string& path, Random& random) {
  auto& bytes = image[path];
  bytes.resize(random.below(bytes.size()));
  return path + " cut to " + std::to_string(bytes.size());
}

std::string lose(Disk::Image& image, const std::string& path) {
  image.erase(path);
  return path + " lost";
}

// Every kind of file as often as every other, whatever its size.
std::string a_file(const Disk::Image& image, Random& random) {
  std::map<std::string, std::vector<std::string>> by_kind;
  for (const auto& [path, bytes] : image) {
    if (!bytes.empty() && path.starts_with("/data/")) by_kind[kind_of(path)].push_back(path);
  }
  auto kind = by_kind.begin();
  std::advance(kind, static_cast<std::ptrdiff_t>(random.below(by_kind.size())));
  return random.pick(kind->second);
}

void damage_at_random(const Specimen& whole, std::uint64_t flips, Random& random, Tally& tally) {
  for (std::uint64_t i = 0; i < flips; ++i) {
    auto image = whole.image;
    const auto path = a_file(image, random);
    const auto what = random.one_in(12)  ? lose(image, path)
                      : random.one_in(4) ? cut(image, path, random)
                                         : flip(image, path, random);
    tally.add(kind_of(path), examine(image, whole), what);
  }
}

TEST(Flips, AStoreAtRestIsRefusedOrWhole) {
  Random random(testing::seed_of("flips", 91));
  const auto whole = testing::make_specimen(92);
  ASSERT_EQ(examine(whole.image, whole).verdict, Verdict::whole) << examine(whole.image, whole).said;
  Tally tally;
  damage_at_random(whole, testing::count_from("PLENUM_FLIPS", 240), random, tally);
  tally.print("at rest");
  EXPECT_EQ(tally.wrong(), 0);
}

TEST(Flips, SoIsOneThatDiedBetweenTwoLogs) {
  Random random(testing::seed_of("flips in two logs", 93));
  const auto whole = testing::make_specimen_with_two_logs(94);
  int logs = 0;
  for (const auto& [path, bytes] : whole.image) logs += kind_of(path) == "log" && !bytes.empty() ? 1 : 0;
  ASSERT_GE(logs, 2);
  ASSERT_EQ(examine(whole.image, whole).verdict, Verdict::whole) << examine(whole.image, whole).said;
  Tally tally;
  damage_at_random(whole, testing::count_from("PLENUM_FLIPS", 240), random, tally);
  tally.print("between two logs");
  EXPECT_EQ(tally.wrong(), 0);
}

// RocksDB's log: blocks of 32 KiB, each record with a sum, a length and a type before it. In the last block of a log
// a length that is too great looks like a record that was never finished, so these bits are the dangerous ones.
std::vector<std::size_t> headers_in_last_block(const std::string& log) {
  std::vector<std::size_t> found;
  for (auto at = log.size() / 32768 * 32768; at + 7 <= log.size();) {
    found.push_back(at);
    at += 7 + static_cast<unsigned char>(log[at + 4]) + 256u * static_cast<unsigned char>(log[at + 5]);
  }
  return found;
}

void damage_lengths(const Specimen& whole, std::uint64_t flips, Random& random, Tally& tally) {
  std::vector<std::string> logs;
  for (const auto& [path, bytes] : whole.image) {
    if (kind_of(path) == "log" && !bytes.empty()) logs.push_back(path);
  }
  for (std::uint64_t i = 0; i < flips; ++i) {
    auto image = whole.image;
    const auto& path = random.pick(logs);
    const auto headers = headers_in_last_block(image[path]);
    ASSERT_FALSE(headers.empty());
    const auto byte = random.pick(headers) + 4 + random.below(3);
    image[path][byte] = static_cast<char>(image[path][byte] ^ (1 << random.below(8)));
    tally.add("header of " + path, examine(image, whole), path + " byte " + std::to_string(byte));
  }
}

TEST(Flips, LengthsInTheLastBlockOfALogDoNotCutItShort) {
  Random random(testing::seed_of("lengths", 95));
  const auto flips = testing::count_from("PLENUM_FLIPS", 240) / 2;
  Tally tally;
  damage_lengths(testing::make_specimen(96), flips, random, tally);
  damage_lengths(testing::make_specimen_with_two_logs(97), flips, random, tally);
  tally.print("lengths and types");
  EXPECT_EQ(tally.wrong(), 0);
}

}  // namespace
}  // namespace plenum
