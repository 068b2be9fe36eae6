#include <fstream>

#include "tests/cli/shell.h"

namespace plenum::test {

namespace {

/// Beside the repository, where it was cloned together with them.
std::filesystem::path archives() {
  return std::filesystem::path(PLENUM_SOURCE).parent_path() / "shared" / "data" / "community";
}

class RealArchives : public Shell {
protected:
  void SetUp() override {
    if (!std::filesystem::exists(archives() / "expected.json")) {
      GTEST_SKIP() << "The communities' archives are not at " << archives().string() << ".";
    }
    std::ifstream file(archives() / "expected.json");
    expected_ = nlohmann::json::parse(file);
  }

  /// Imports the archive whose name begins so, twice, and expects the counts and the digest.
  void import(const std::string& kind) {
    for (const auto& [name, counts] : expected_.items()) {
      if (!name.starts_with(kind + "-")) continue;
      const auto path = (archives() / name).string();
      const auto first = ctl_json({"import", kind, path});
      EXPECT_EQ(first["topics"], counts["topics"]);
      EXPECT_EQ(first["threads"], counts["threads"]);
      EXPECT_EQ(first["posts"], counts["posts"]);
      EXPECT_EQ(first["authors"], counts["distinct_authors"]);
      EXPECT_EQ(first["digest"], counts["digest"]);
      EXPECT_TRUE(first["refused"].empty());
      const auto second = ctl_json({"import", kind, path});
      for (const auto* what : {"topics", "threads", "posts", "authors", "reactions"})
        EXPECT_EQ(second[what], 0) << what;
      EXPECT_EQ(second["digest"], counts["digest"]);
      topics_ += counts["topics"].get<int>();
      posts_ += counts["posts"].get<int>();
    }
  }

  nlohmann::json expected_;
  int topics_ = 0;
  int posts_ = 0;
};

TEST_F(RealArchives, AreExactOneAfterTheOtherInOneCommunity) {
  for (const auto* kind : {"zulip", "slack", "wikitalk"}) {
    SCOPED_TRACE(kind);
    import(kind);
  }
  const auto found = ctl_json({"verify"});
  EXPECT_TRUE(found["sound"]) << found["fault"];
  EXPECT_EQ(found["topics"], topics_);
  EXPECT_EQ(found["posts"], posts_);
}

TEST_F(RealArchives, OfIrcAreExact) {
  import("irc");
  EXPECT_TRUE(ctl_json({"verify"})["sound"]);
}

}  // namespace

}  // namespace plenum::test
