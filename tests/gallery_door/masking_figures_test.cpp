// How much masking finds, printed: on a corpus of our own, and on real conversations where they lie beside the tree.
#include <iostream>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/gallery/masking.h"
#include "tests/gallery_door/corpus.h"
#include "tests/gallery_door/package.h"

namespace plenum::test {
namespace {

struct Labelled {
  std::string text;
  std::vector<Span> spans;
};

Labelled read(std::string_view line) {
  constexpr std::string_view open = "«";
  constexpr std::string_view close = "»";
  Labelled labelled;
  while (!line.empty()) {
    if (line.starts_with(open)) {
      labelled.spans.push_back({labelled.text.size(), 0, {}});
      line.remove_prefix(open.size());
    } else if (line.starts_with(close)) {
      labelled.spans.back().end = labelled.text.size();
      line.remove_prefix(close.size());
    } else {
      labelled.text.push_back(line.front());
      line.remove_prefix(1);
    }
  }
  return labelled;
}

bool covers(const std::vector<Span>& all, const Span& one) {
  return std::any_of(all.begin(), all.end(), [&](const Span& s) { return s.begin <= one.begin && s.end >= one.end; });
}

bool touches(const std::vector<Span>& all, const Span& one) {
  return std::any_of(all.begin(), all.end(), [&](const Span& s) { return s.begin < one.end && s.end > one.begin; });
}

struct Figures {
  std::size_t labelled = 0, found = 0, masked = 0, right = 0;

  double recall() const { return static_cast<double>(found) / static_cast<double>(labelled); }
  double precision() const { return static_cast<double>(right) / static_cast<double>(masked); }
  void tell(std::string_view of) const {
    std::cout << of << ": recall " << 100 * recall() << " % (" << found << " of " << labelled << "), precision "
              << 100 * precision() << " % (" << right << " of " << masked << ")\n";
  }
};

TEST(MaskingFigures, on_our_own_corpus_are_told) {
  Names names;
  for (const auto member : corpus_members) names.add(member);
  Figures figures;
  for (const auto line : corpus) {
    const auto labelled = read(line);
    const auto masked = find_masked(labelled.text, names);
    for (const auto& span : labelled.spans) {
      ++figures.labelled;
      if (covers(masked, span))
        ++figures.found;
      else
        std::cout << "  missed: " << labelled.text.substr(span.begin, span.end - span.begin) << "\n";
    }
    for (const auto& span : masked) {
      ++figures.masked;
      if (touches(labelled.spans, span))
        ++figures.right;
      else
        std::cout << "  too much: " << labelled.text.substr(span.begin, span.end - span.begin) << "\n";
    }
  }
  figures.tell("our own corpus");
  EXPECT_GE(figures.recall(), 0.80);
  EXPECT_GE(figures.precision(), 0.95);
}

/// One line of chat: who said what.
struct Said {
  std::string nick;
  std::string words;
};

std::vector<Said> lines_of(std::string_view log) {
  std::vector<Said> said;
  while (!log.empty()) {
    const auto line = log.substr(0, log.find('\n'));
    log.remove_prefix(std::min(line.size() + 1, log.size()));
    const auto open = line.find("] <");
    const auto close = line.find("> ", open == line.npos ? 0 : open);
    if (open == line.npos || close == line.npos) continue;
    said.push_back({std::string(line.substr(open + 3, close - open - 3)), std::string(line.substr(close + 2))});
  }
  return said;
}

class RealConversations : public ::testing::Test {
protected:
  void SetUp() override {
    if (!std::filesystem::exists(packages))
      GTEST_SKIP() << "no corpus of real conversations lies beside the tree: " << packages;
  }
};

// The label is what people did: "nick: ..." or "nick, ..." at the head of a line speaks to somebody who is there. All
// who ever wrote there count as members; beside it stands how many words hold such a nick at all.
TEST_F(RealConversations, of_a_chat_are_measured) {
  std::vector<Said> said;
  Names names;
  std::size_t days = 0;
  read_package(packages / "irc-ubuntu-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (!name.ends_with(".raw.txt")) return;
    auto lines = lines_of(content);
    for (const auto& line : lines) names.add(line.nick);
    if (++days % 10 == 0) said.insert(said.end(), lines.begin(), lines.end());
  });
  Figures addressed;
  std::size_t words = 0, hit_by_all = 0, hit_by_us = 0;
  for (const auto& line : said) {
    auto spans = find_masked(line.words, names);
    const auto atoms = atoms_of(line.words);
    words += atoms.size();
    for (std::size_t i = 0; i < atoms.size(); ++i) hit_by_all += names.match(line.words, atoms, i).atoms > 0;
    const auto end = line.words.find_first_of(":, ");
    const bool speaks_to = end != line.words.npos && line.words[end] != ' ' && end > 0;
    const auto head = speaks_to ? atoms_of(line.words.substr(0, end)) : std::vector<Atom>();
    if (!head.empty() && names.match(line.words, head, 0).atoms == head.size()) {
      ++addressed.labelled;
      addressed.found += covers(spans, {head.front().begin, head.back().end, {}});
    }
    std::erase_if(spans, [](const Span& span) { return span.mark != "[name]"; });
    for (const auto& atom : atoms) hit_by_us += touches(spans, {atom.begin, atom.end, {}});
  }
  ASSERT_GT(addressed.labelled, 0u);
  std::cout << "a chat, each tenth day: " << addressed.found << " of " << addressed.labelled
            << " who were spoken to by name are masked; "
            << 100.0 * static_cast<double>(hit_by_us) / static_cast<double>(words) << " % of " << words
            << " words are, where every nick would hit "
            << 100.0 * static_cast<double>(hit_by_all) / static_cast<double>(words) << " %\n";
  EXPECT_GE(addressed.recall(), 0.95);
  EXPECT_LT(hit_by_us, hit_by_all);
}

// Mentions that the tool had marked, and full names of those who wrote there.
TEST_F(RealConversations, of_a_forum_leave_no_full_name_of_an_author) {
  std::vector<std::string> bodies;
  std::set<std::string> authors;
  read_package(packages / "zulip-ncar-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (!name.ends_with(".json") || name.ends_with("stream_index.json")) return;
    for (const auto& message : nlohmann::json::parse(content)) {
      bodies.push_back(message["content"]);
      authors.insert(message["sender_full_name"].get<std::string>());
    }
  });
  Names names;
  for (const auto& author : authors) names.add(author);
  std::size_t before = 0, after = 0, words = 0, hit = 0;
  for (const auto& body : bodies) {
    const auto plain = plain_words(render::Format::html, body);
    const auto seen = masked(plain, names);
    for (const auto& author : authors) {
      if (author.find(' ') == author.npos) continue;
      before += plain.find(author) != plain.npos;
      after += seen.find(author) != seen.npos;
    }
    words += atoms_of(plain).size();
    for (const auto& span : find_masked(plain, names)) hit += !span.mark.empty();
  }
  std::cout << "a forum: " << bodies.size() << " posts of " << authors.size() << " authors; full names in " << before
            << " of them, after masking in " << after << "; " << hit << " places masked among " << words << " words\n";
  EXPECT_EQ(after, 0u);
}

}  // namespace
}  // namespace plenum::test
