#include "clients/cli/plenum/show.h"

#include <cstdio>
#include <ctime>

#include <unistd.h>

#include "clients/cli/import/text.h"
#include "clients/cli/terminal/cells.h"
#include "clients/cli/terminal/colour.h"

namespace plenum::cli {

namespace {

using terminal::Style;

const terminal::Palette& palette() {
  static const auto of_stdout = terminal::Palette::of(terminal::screen_of(STDOUT_FILENO));
  return of_stdout;
}

// "[@ophelia](member:17)" is how a mention is written; people read "@ophelia".
std::string without_member_links(std::string text) {
  constexpr std::string_view link = "](member:";
  for (std::size_t at = 0; (at = text.find(link, at)) != std::string::npos;) {
    const auto begin = text.rfind('[', at);
    const auto end = text.find(')', at);
    if (begin == std::string::npos || end == std::string::npos) break;
    const auto name = text.substr(begin + 1, at - begin - 1);
    text.replace(begin, end - begin + 1, name);
    at = begin + name.size();
  }
  return text;
}

std::string words_of(const v1::Post& post) {
  if (post.deleted()) return "(deleted)";
  if (post.hidden()) return "(hidden by the chair)";
  auto words = post.format() == v1::HTML ? imports::text_of_html(post.source()) : without_member_links(post.source());
  while (words.ends_with('\n')) words.pop_back();
  return terminal::harmless(words, terminal::Lines::keep);
}

std::string indented(const std::string& text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

}  // namespace

void print(const Json& json) {
  print(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

std::string time_text(std::int64_t ms) {
  const auto when = static_cast<std::time_t>(ms / 1000);
  std::tm local{};
  char text[32];
  if (::localtime_r(&when, &local) == nullptr) return {};
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local)};
}

std::string name_of(const v1::Member& member) {
  if (member.erased()) return "(somebody who left)";
  auto name = terminal::harmless(member.handle());
  if (!member.represents().empty()) name += " (" + terminal::harmless(member.represents()) + ")";
  return name;
}

Json as_json(const v1::Topic& topic) {
  return {{"id", std::to_string(topic.id())}, {"title", topic.title()}, {"problem", topic.problem()},
          {"threads", topic.threads()},       {"posts", topic.posts()}, {"last_post_at_ms", topic.last_post_at_ms()},
          {"archived", topic.archived()}};
}

Json as_json(const v1::Thread& thread) {
  return {{"id", std::to_string(thread.id())},
          {"topic_id", std::to_string(thread.topic_id())},
          {"title", thread.title()},
          {"opened_by", thread.opened_by().handle()},
          {"opened_at_ms", thread.opened_at_ms()},
          {"posts", thread.posts()},
          {"last_post_at_ms", thread.last_post_at_ms()},
          {"locked", thread.locked()}};
}

Json as_json(const v1::Post& post) {
  Json json{{"id", std::to_string(post.id())},
            {"thread_id", std::to_string(post.thread_id())},
            {"author", post.author().handle()},
            {"written_at_ms", post.written_at_ms()},
            {"edited_at_ms", post.edited_at_ms()},
            {"deleted", post.deleted()},
            {"source", post.source()},
            {"html", post.html()}};
  if (post.has_reply_to()) json["reply_to"] = std::to_string(post.reply_to().post_id());
  for (const auto& reaction : post.reactions()) json["reactions"][reaction.emoji()] = reaction.count();
  return json;
}

std::string as_text(const v1::Post& post) {
  std::string head = palette().paint(Style::strong, name_of(post.author()));
  head += palette().paint(Style::quiet, "  " + time_text(post.written_at_ms()) + (post.edits() > 0 ? "  edited" : "") +
                                            "  " + std::to_string(post.id()));
  std::string text = head + "\n";
  if (post.has_reply_to() && !post.deleted()) {
    text += palette().paint(Style::quiet, "  > " + name_of(post.reply_to().author()) + ": " +
                                              terminal::harmless(post.reply_to().excerpt())) +
            "\n";
  }
  text += indented(words_of(post)) + "\n";
  std::string reactions;
  for (const auto& reaction : post.reactions()) {
    reactions += "  " + terminal::harmless(reaction.emoji()) + " " + std::to_string(reaction.count());
  }
  if (!reactions.empty()) text += palette().paint(Style::quiet, reactions) + "\n";
  return text;
}

}  // namespace plenum::cli
