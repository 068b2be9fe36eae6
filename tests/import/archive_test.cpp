#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/import/collector.h"
#include "tests/import/packages.h"

// What may be wrong with an archive itself, whatever it holds.
namespace plenum::imports::testing {
namespace {

using ::testing::HasSubstr;

Entries irc_and(Entry more) {
  Entries entries = small_irc();
  entries.push_back(std::move(more));
  return entries;
}

void put_u32(std::string& bytes, std::size_t at, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) bytes[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (8 * i));
}

std::size_t find_or_fail(const std::string& bytes, const std::string& what, std::size_t from = 0) {
  const std::size_t at = bytes.find(what, from);
  EXPECT_NE(at, std::string::npos);
  return at;
}

enum class Lies { directory, everywhere };

// Rewrites the unpacked size that a zip states for its first entry (APPNOTE.TXT 4.3.7 and 4.3.12).
std::string with_size(std::string zip, std::uint32_t size, Lies lies) {
  put_u32(zip, find_or_fail(zip, std::string("PK\x01\x02", 4)) + 24, size);
  if (lies == Lies::everywhere) put_u32(zip, find_or_fail(zip, std::string("PK\x03\x04", 4)) + 22, size);
  return zip;
}

TEST(Archive, TheSamePostsComeOutOfATarAZipAndAFolder) {
  const Scratch scratch;
  for (const auto& path : {scratch.tar_gz(small_irc()), scratch.zip(small_irc()), scratch.folder(small_irc())}) {
    Collector into;
    read_well(Kind::irc, path, into);
    ASSERT_EQ(into.posts.size(), 2U) << path;
    EXPECT_EQ(into.digest_line_of(into.posts[1]),
              R"(["#ubuntu","2008-04-27.train-a",1,"ophelia","2008-04-27 10:01","hamlet: me"])");
  }
}

TEST(Archive, FilesMayComeInAnyOrderAndBelowAnyFolder) {
  const Scratch scratch;
  Entries entries = small_zulip();
  std::reverse(entries.begin(), entries.end());
  for (Entry& e : entries) e.name = "./some where/" + e.name;
  Collector into;
  read_well(Kind::zulip, scratch.tar_gz(entries), into);
  EXPECT_EQ(into.posts.size(), 2U);
}

TEST(Archive, NamesThatAreNotAsciiAreRead) {
  const Scratch scratch;
  Entries entries = small_slack();
  entry(entries, "channels.json").content = R"([{"id": "C1", "name": "dänemark", "purpose": {"value": ""}}])";
  entries[2].name = "dänemark/2015-06-05.json";
  for (const auto& path : {scratch.tar_gz(entries), scratch.zip(entries), scratch.folder(entries)}) {
    Collector into;
    read_well(Kind::slack, path, into);
    ASSERT_EQ(into.topics.size(), 1U) << path;
    EXPECT_EQ(into.topics[0].title, "dänemark");
  }
}

TEST(Archive, FinderNotesInAZipAreNoFiles) {
  const Scratch scratch;
  Entries entries = small_slack();
  entries.push_back({"__MACOSX/elsinore/._2015-06-05.json", "\x01\x02"});
  Collector into;
  read_well(Kind::slack, scratch.zip(entries), into);
  EXPECT_EQ(into.posts.size(), 1U);
}

TEST(Archive, AMissingPathIsRefused) {
  EXPECT_THAT(refusal_of(Kind::irc, "/nowhere/at/all.zip"), HasSubstr("does not exist"));
}

TEST(Archive, AFileThatIsNoArchiveIsRefused) {
  const Scratch scratch;
  EXPECT_THAT(refusal_of(Kind::irc, scratch.file("a.zip", "Dear diary")), HasSubstr("neither a .tar.gz nor a .zip"));
  EXPECT_THAT(refusal_of(Kind::irc, scratch.file("b.zip", "")), HasSubstr("neither a .tar.gz nor a .zip"));
}

TEST(Archive, ANameThatLeadsOutIsRefused) {
  const Scratch scratch;
  for (const std::string name : {"../x", "data/../../x", "data\\..\\..\\x"}) {
    EXPECT_THAT(refusal_of(Kind::irc, scratch.zip(irc_and({name, "x"}))), HasSubstr("leads out")) << name;
    EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and({name, "x"}))), HasSubstr("leads out")) << name;
  }
}

TEST(Archive, AnAbsoluteNameIsRefused) {
  const Scratch scratch;
  for (const std::string name : {"/etc/passwd", "C:/windows/x", "\\\\host\\x"}) {
    EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and({name, "x"}))), HasSubstr("absolute")) << name;
  }
}

TEST(Archive, AFolderEntryThatLeadsOutIsRefusedToo) {
  const Scratch scratch;
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and({"../x/", "", Entry::Type::folder}))),
              HasSubstr("leads out"));
}

TEST(Archive, LinksAreRefused) {
  const Scratch scratch;
  const Entry symbolic{"data/passwd", "/etc/passwd", Entry::Type::symbolic_link};
  const Entry hard{"data/same", "data/2008-04-27.train-a.raw.txt", Entry::Type::hard_link};
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and(symbolic))), HasSubstr("link, data/passwd"));
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and(hard))), HasSubstr("link, data/same"));
  EXPECT_THAT(refusal_of(Kind::irc, scratch.zip(irc_and(symbolic))), HasSubstr("link, data/passwd"));
  EXPECT_THAT(refusal_of(Kind::irc, scratch.folder(irc_and(symbolic))), HasSubstr("data/passwd is a link"));
}

TEST(Archive, ANameThatStandsTwiceIsRefused) {
  const Scratch scratch;
  Entry again = small_irc()[1];
  again.name = "./" + again.name;
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and(again))), HasSubstr("twice"));
}

// As a zip tool would have packed it: deflated, with its sizes up front (libarchive's own writer puts them behind).
std::string plain_zip() {
  return content_of(std::filesystem::path(PLENUM_SOURCE_DIR) / "tests/import/one_log.zip");
}

TEST(Archive, AZipThatLiesAboutItsSizesIsRefused) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::irc, scratch.file("true.zip", plain_zip()), into);
  EXPECT_EQ(into.posts.size(), 100U);
  for (const std::uint32_t size : {0U, 10U, 1'399U, 1'401U, 100'000U}) {
    for (const Lies lies : {Lies::directory, Lies::everywhere}) {
      EXPECT_THAT(refusal_of(Kind::irc, scratch.file("lie.zip", with_size(plain_zip(), size, lies))), HasSubstr("size"))
          << size;
    }
  }
  EXPECT_THAT(refusal_of(Kind::irc, scratch.file("lie.zip", with_size(plain_zip(), 0xfffffff0U, Lies::everywhere))),
              HasSubstr("states 4294967280 bytes"));
}

TEST(Archive, AFlippedBitIsRefusedInAZip) {
  const Scratch scratch;
  std::string bytes = content_of(scratch.zip(irc_and({"data/2008-04-28.train-a.raw.txt", std::string(5'000, '=')})));
  const std::size_t name = find_or_fail(bytes, "data/2008-04-27.train-a.raw.txt");
  bytes[name + 70] ^= 0x04;
  EXPECT_THAT(refusal_of(Kind::irc, scratch.file("flipped.zip", bytes)), HasSubstr("damaged"));
}

TEST(Archive, EveryFlippedByteOfATarGzIsRefusedOrChangesNoPost) {
  const Scratch scratch;
  const std::string sound = content_of(scratch.tar_gz(small_irc()));
  std::size_t refused = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    std::string bytes = sound;
    bytes[i] ^= 0x10;
    Collector into;
    const Result result = read(Kind::irc, scratch.file("flipped.tar.gz", bytes), into);
    if (std::holds_alternative<Refusal>(result)) {
      ++refused;
      continue;
    }
    ASSERT_EQ(into.posts.size(), 2U) << "byte " << i;  // the gzip header has a time and a name that nobody checks
    EXPECT_EQ(into.posts[0].body, "who is there") << "byte " << i;
  }
  EXPECT_GT(refused, sound.size() - 20);
}

TEST(Archive, ATruncatedArchiveIsRefusedWhereverItEnds) {
  const Scratch scratch;
  const std::string tar = content_of(scratch.tar_gz(small_irc())), zip = content_of(scratch.zip(small_irc()));
  for (std::size_t keep = 2; keep < tar.size(); ++keep) {
    EXPECT_NE(refusal_of(Kind::irc, scratch.file("cut.tar.gz", tar.substr(0, keep))), "") << keep;
  }
  for (std::size_t keep = 2; keep < zip.size(); keep += 3) {
    EXPECT_NE(refusal_of(Kind::irc, scratch.file("cut.zip", zip.substr(0, keep))), "") << keep;
  }
}

TEST(Archive, AFileOverTheLimitIsRefused) {
  const Scratch scratch;
  Bounds bounds;
  bounds.entry_bytes_max = 20;
  for (const auto& path : {scratch.tar_gz(small_irc()), scratch.zip(small_irc()), scratch.folder(small_irc())}) {
    EXPECT_THAT(refusal_of(Kind::irc, path, bounds), HasSubstr("at most 20 are taken for one file")) << path;
  }
}

TEST(Archive, AnArchiveOverTheLimitIsRefused) {
  const Scratch scratch;
  Bounds bounds;
  bounds.archive_bytes_max = 60;
  for (const auto& path : {scratch.tar_gz(small_irc()), scratch.zip(small_irc()), scratch.folder(small_irc())}) {
    EXPECT_THAT(refusal_of(Kind::irc, path, bounds), HasSubstr("more than 60 bytes")) << path;
  }
}

TEST(Archive, TooManyEntriesAreRefused) {
  const Scratch scratch;
  Bounds bounds;
  bounds.entries_max = 1;
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(small_irc()), bounds), HasSubstr("more than 1 files"));
}

TEST(Archive, WhatUnpacksToFarMoreThanItsSizeIsRefused) {
  const Scratch scratch;
  Bounds bounds;
  bounds.ratio_floor_bytes = 100'000;
  const Entry bomb{"data/2008-04-28.train-a.raw.txt", std::string(2'000'000, '=')};
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(irc_and(bomb)), bounds), HasSubstr("200 times its size"));
  EXPECT_THAT(refusal_of(Kind::irc, scratch.zip(irc_and(bomb)), bounds), HasSubstr("200 times its size"));
}

TEST(Archive, WhatUnpacksToFarMoreBehindTheLastFileIsRefusedToo) {
  const Scratch scratch;
  Bounds bounds;
  bounds.ratio_floor_bytes = 100'000;
  // A tar ends where it says so; gzip goes on as long as it likes, and is read to its end for the checksum.
  const std::string tail = content_of(scratch.tar_gz({{"tail", std::string(2'000'000, '=')}}));
  const std::string head = content_of(scratch.tar_gz(small_irc()));
  EXPECT_THAT(refusal_of(Kind::irc, scratch.file("long.tar.gz", head + tail), bounds), HasSubstr("200 times its size"));
}

TEST(Archive, AnOrderThatNeedsTooMuchMemoryIsRefusedAndTheFolderIsTaken) {
  const Scratch scratch;
  Bounds bounds;
  bounds.held_bytes_max = 50;
  Entries entries = small_irc();
  std::reverse(entries.begin(), entries.end());
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(entries), bounds), HasSubstr("unpack it"));
  Collector into;
  EXPECT_TRUE(std::holds_alternative<Counts>(read(Kind::irc, scratch.folder(entries), into, {}, bounds)));
}

TEST(Archive, AnArchiveOfAnotherKindIsRefused) {
  const Scratch scratch;
  const auto path = scratch.tar_gz({{"README", "hello"}});
  EXPECT_THAT(refusal_of(Kind::zulip, path), HasSubstr("not a zulip-archive"));
  EXPECT_THAT(refusal_of(Kind::slack, path), HasSubstr("not a Slack export"));
  EXPECT_THAT(refusal_of(Kind::wikitalk, path), HasSubstr("no set of talk pages"));
  EXPECT_THAT(refusal_of(Kind::irc, path), HasSubstr("no IRC logs"));
}

TEST(Archive, AnEncryptedEntryIsRefused) {
  const Scratch scratch;
  std::string bytes = content_of(scratch.zip(small_irc()));
  const std::string local("PK\x03\x04", 4), central("PK\x01\x02", 4);
  bytes[find_or_fail(bytes, local) + 6] |= 1;  // general purpose flag, bit 0
  bytes[find_or_fail(bytes, central) + 8] |= 1;
  EXPECT_THAT(refusal_of(Kind::irc, scratch.file("secret.zip", bytes)), HasSubstr("encrypted"));
}

}  // namespace
}  // namespace plenum::imports::testing
