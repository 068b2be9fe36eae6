#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <gumbo.h>
#include <nlohmann/json.hpp>

#include "tests/render/cases.h"

namespace plenum::render::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path packages = fs::path(PLENUM_SOURCE_DIR) / "../shared/data/community";

// Calls `on_file` with the name and content of each regular file.
template <typename OnFile>
void read_package(const fs::path& path, OnFile on_file) {
  const std::unique_ptr<archive, int (*)(archive*)> reader(archive_read_new(), archive_read_free);
  archive_read_support_filter_all(reader.get());
  archive_read_support_format_all(reader.get());
  ASSERT_EQ(archive_read_open_filename(reader.get(), path.c_str(), 1 << 16), ARCHIVE_OK) << path;
  for (archive_entry* entry = nullptr; archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK;) {
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    std::string content(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
    const auto bytes = archive_read_data(reader.get(), content.data(), content.size());
    ASSERT_EQ(static_cast<std::size_t>(bytes), content.size());
    on_file(std::string(archive_entry_pathname(entry)), content);
  }
}

struct Tally {
  std::size_t bodies = 0, bytes_in = 0, bytes_out = 0;

  void judge(Format format, const std::string& body) {
    ++bodies;
    bytes_in += body.size();
    bytes_out += to_html(format, body, handle_of).size();
    EXPECT_EQ(fault_of(format, body), "") << "body: " << body;
  }

  void tell(std::string_view name) const {
    std::cout << name << ": " << bodies << " bodies, " << bytes_in << " bytes in, " << bytes_out << " out\n";
  }
};

class RealBodies : public testing::Test {
protected:
  void SetUp() override {
    if (!fs::exists(packages)) GTEST_SKIP() << "the community packages are not here: " << packages;
  }
};

TEST_F(RealBodies, of_zulip_are_safe) {
  Tally tally;
  read_package(packages / "zulip-ncar-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (!name.ends_with(".json") || name.ends_with("stream_index.json")) return;
    const auto messages = json::parse(content);
    for (const auto& message : messages) tally.judge(Format::html, message["content"]);
  });
  tally.tell("zulip");
  EXPECT_EQ(tally.bodies, 4991u);
}

// What a reader sees of `html`, without white space, as gumbo alone reads it.
void append_words(const GumboNode* node, std::string& out) {
  if (node->type == GUMBO_NODE_TEXT) {
    for (const char c : std::string_view(node->v.text.text)) {
      if (!std::strchr(" \t\r\n", c)) out += c;
    }
  }
  if (node->type != GUMBO_NODE_ELEMENT) return;
  const auto& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) append_words(static_cast<const GumboNode*>(children.data[i]), out);
}

std::string words_of(const std::string& html) {
  GumboOutput* output = gumbo_parse(html.c_str());
  std::string out;
  append_words(output->root, out);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return out;
}

TEST_F(RealBodies, of_zulip_keep_every_word) {
  std::size_t compared = 0;
  read_package(packages / "zulip-ncar-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (!name.ends_with(".json") || name.ends_with("stream_index.json")) return;
    const auto messages = json::parse(content);
    for (const auto& message : messages) {
      const std::string body = message["content"];
      const auto has = [&](const char* part) { return body.find(part) != body.npos; };
      if (has("class=\"emoji") || has("class=\"katex") || has(" silent\"") || has("message_inline_image")) continue;
      EXPECT_EQ(words_of(to_html(Format::html, body, handle_of)), words_of(body)) << "body: " << body;
      ++compared;
    }
  });
  std::cout << "compared " << compared << " bodies\n";
  EXPECT_GT(compared, 4000u);
}

void judge_items(Tally& tally, const json& items) {
  for (const auto& item : items) {
    if (item.contains("html") && item["html"].is_string()) tally.judge(Format::html, item["html"]);
    if (item.contains("replies")) judge_items(tally, item["replies"]);
  }
}

TEST_F(RealBodies, of_wikitalk_are_safe) {
  Tally tally;
  read_package(packages / "wikitalk-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (name.ends_with("threadItemsHtml.json")) judge_items(tally, json::parse(content));
    if (!name.ends_with("getHTML.json")) return;
    const auto bodies = json::parse(content);
    for (const auto& html : bodies) {
      if (html.is_string()) tally.judge(Format::html, html);
    }
  });
  tally.tell("wikitalk");
  EXPECT_GT(tally.bodies, 1319u);
}

TEST_F(RealBodies, of_slack_are_safe) {
  Tally tally;
  read_package(packages / "slack-houstondatavis-dev.zip", [&](const std::string& name, const std::string& content) {
    if (name.find('/') == name.npos || !name.ends_with(".json")) return;
    const auto events = json::parse(content);
    for (const auto& event : events) {
      if (event.contains("text") && event["text"].is_string()) tally.judge(Format::mrkdwn, event["text"]);
    }
  });
  tally.tell("slack");
  EXPECT_GT(tally.bodies, 815u);
}

TEST_F(RealBodies, of_irc_are_safe_as_plain_text_and_as_markdown) {
  Tally plain, markdown;
  read_package(packages / "irc-ubuntu-dev.tar.gz", [&](const std::string& name, const std::string& content) {
    if (!name.ends_with(".raw.txt") || plain.bodies > 5'000) return;
    for (std::size_t at = 0; at < content.size();) {
      const auto line = content.substr(at, content.find('\n', at) - at);
      at += line.size() + 1;
      plain.judge(Format::plain, line);
      markdown.judge(Format::markdown, line);
    }
  });
  plain.tell("irc as plain");
  markdown.tell("irc as markdown");
  EXPECT_GT(plain.bodies, 5'000u);
}

}  // namespace
}  // namespace plenum::render::test
