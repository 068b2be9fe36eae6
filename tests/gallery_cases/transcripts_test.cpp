// Case 44: two houses that differ only in what an observer may not see, each with real sockets. All that reaches the
// seats, status, headers, bodies and frames, is the same byte for byte: the feed, search and trends; and alerts,
// extracts and notices, but for the ids and salts that the server draws when an extract is taken.
#include <algorithm>
#include <cstdio>
#include <regex>

#include "tests/gallery_cases/twin.h"

namespace plenum::test {
namespace {

std::string without_dates(const std::string& transcript) {
  static const std::regex date("Date: [^\n]*\n");
  return std::regex_replace(transcript, date, "");
}

TEST(TranscriptCases, case_44_what_may_not_be_seen_changes_no_byte_of_what_seats_are_sent) {
  const auto runs = testing::count_from("PLENUM_TRANSCRIPTS", 12);
  const auto first = testing::seed_of("transcripts", 1);
  std::uint64_t differing = 0;
  std::size_t bytes = 0, alerted = 0, taken = 0;
  for (auto seed = first; seed < first + runs; ++seed) {
    Twin one(seed, 2 * seed, 0);
    const auto quiet = without_dates(one.run(30));
    const auto loud = without_dates(Twin(seed, 2 * seed + 1, 5).run(30));
    alerted += one.alerted();
    taken += one.taken();
    bytes += quiet.size();
    if (quiet == loud) continue;
    ++differing;
    const auto [a, b] = std::mismatch(quiet.begin(), quiet.end(), loud.begin(), loud.end());
    const auto at = static_cast<std::size_t>(a - quiet.begin());
    ADD_FAILURE() << "seed " << seed << " at byte " << at << " of " << quiet.size() << ":\n"
                  << quiet.substr(at < 200 ? 0 : at - 200, 400) << "\n---- and\n"
                  << loud.substr(at < 200 ? 0 : at - 200, 400);
  }
  EXPECT_GT(bytes, runs * 10'000) << "there is something to compare";
  EXPECT_GT(alerted, runs);
  EXPECT_GT(taken, runs);
  std::printf("%llu whole transcripts compared with their twins, %zu alerts and %zu extracts in them, %llu differing\n",
              static_cast<unsigned long long>(runs), alerted, taken, static_cast<unsigned long long>(differing));
}

}  // namespace
}  // namespace plenum::test
