#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "clients/cli/import/civil_time.h"
#include "clients/cli/import/irc_clock.h"
#include "clients/cli/import/irc_line.h"
#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

// Ubuntu IRC logs with reply links. Topic: #ubuntu. Thread: log file. Post: message or action. Author: nick, as
// written. Order: file name, line. `NAME.raw.txt` is the log; `NAME.annotation.txt`, if there, holds lines "a b -":
// line b replies to line a, counted from 0; "a a -" begins a conversation.
namespace plenum::imports {
namespace {

constexpr std::string_view raw_end = ".raw.txt";
constexpr std::string_view annotation_end = ".annotation.txt";
constexpr std::string_view last_twelve_hour_month = "2007-08";  // later logs have a 24-hour clock

struct Links {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // (replied to, reply)
  std::size_t first_annotated = 0;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::optional<std::size_t> take_number(std::string_view& text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  std::size_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return n;
}

Links parse_links(const std::string& file, std::string_view text, std::size_t lines_max) {
  Links links;
  bool first = true;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(text)) {
    ++number;
    std::string_view rest = line;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto a = take_number(rest), b = take_number(rest);
    if (!a || !b) refuse(file + ", line " + std::to_string(number) + ": two line numbers were expected.");
    if (*a >= lines_max || *b >= lines_max) {
      refuse(file + ", line " + std::to_string(number) + ": the log has " + std::to_string(lines_max) + " lines only.");
    }
    links.first_annotated = first ? *b : std::min(links.first_annotated, *b);
    first = false;
    links.pairs.emplace_back(std::min(*a, *b), std::max(*a, *b));
  }
  return links;
}

class Log {
public:
  Log(std::string file, std::string_view text) : file_(std::move(file)) {
    check_utf8(file_, text);
    const std::size_t slash = file_.rfind('/');
    name_ = file_.substr(slash == std::string::npos ? 0 : slash + 1);
    name_.resize(name_.size() - raw_end.size());
    for (const std::string_view line : lines_of(text)) lines_.push_back(parse_irc_line(line));
  }

  const std::string& name() const { return name_; }
  std::size_t size() const { return lines_.size(); }

  void feed(Feed& feed, const Links& links) const {
    const auto day = day_ms(std::string_view(name_).substr(0, 10));
    if (!day) refuse(file_ + ": the name of a log begins with its day, as in 2008-04-27.");
    const auto times = times_of(*day, links.first_annotated);
    const auto parents = parents_of(links);
    feed.thread({thread_origin(), "irc:channel:#ubuntu", name_, name_});
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].is_post) {
        post(feed, i, times[i], parents[i]);
      } else {
        feed.skip("line", lines_[i].reason);
      }
    }
  }

private:
  std::vector<std::int64_t> times_of(std::int64_t day, std::size_t anchor) const {
    std::vector<int> shown;
    int latest = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto minutes = lines_[i].time.empty() ? std::nullopt : clock_minutes(lines_[i].time);
      if (lines_[i].is_post && !minutes) {
        refuse(file_ + ", line " + std::to_string(i + 1) + ": " + std::string(lines_[i].time) + " is no time of day.");
      }
      shown.push_back(minutes.value_or(-1));
      latest = std::max(latest, shown.back());
    }
    const bool twelve_hours = latest < 13 * 60 && std::string_view(name_).substr(0, 7) <= last_twelve_hour_month;
    return irc_times_ms(shown, day, anchor, twelve_hours);
  }

  // Of several parents the latest that is a post; size() where there is none.
  std::vector<std::size_t> parents_of(const Links& links) const {
    std::vector<std::size_t> parents(lines_.size(), lines_.size());
    for (const auto& [parent, reply] : links.pairs) {
      if (parent == reply || !lines_[parent].is_post) continue;
      parents[reply] = parents[reply] == lines_.size() ? parent : std::max(parents[reply], parent);
    }
    return parents;
  }

  void post(Feed& feed, std::size_t i, std::int64_t written_at_ms, std::size_t parent) const {
    const IrcLine& line = lines_[i];
    Post post;
    post.origin = post_origin(i);
    post.thread_origin = thread_origin();
    post.original_id = std::to_string(i);
    post.id_is_number = true;
    post.original_author = line.nick;
    post.author_origin = "irc:nick:" + post.original_author;
    post.original_time = name_.substr(0, 10) + " " + std::string(line.time);
    post.written_at_ms = written_at_ms;
    if (parent < lines_.size()) post.reply_to_origin = post_origin(parent);
    post.format = BodyFormat::plain;
    post.body = line.body;
    feed.author(post.author_origin, post.original_author);
    feed.post(std::move(post));
  }

  std::string thread_origin() const { return "irc:log:" + name_; }
  std::string post_origin(std::size_t i) const { return "irc:line:" + name_ + ":" + std::to_string(i); }

  std::string file_;
  std::string name_;
  std::vector<IrcLine> lines_;
};

// Each log after its links, in the order of the logs' names.
std::vector<std::string> names_of(const Source& source) {
  std::vector<std::string> names;
  for (const File& file : source.files()) {
    if (!file.name.ends_with(raw_end)) continue;
    const std::string annotation = file.name.substr(0, file.name.size() - raw_end.size()) + std::string(annotation_end);
    if (source.find(annotation)) names.push_back(annotation);
    names.push_back(file.name);
  }
  return names;
}

}  // namespace

void read_irc(Source& source, Feed& feed) {
  const auto names = names_of(source);
  if (names.empty()) refuse("there is no file that ends in .raw.txt: these are no IRC logs with reply links.");
  feed.topic({"irc:channel:#ubuntu", "#ubuntu", "Imported from the IRC channel #ubuntu.", "#ubuntu"});
  File annotation;
  std::string links_text;
  std::unordered_set<std::string> seen;
  source.read(names, [&](const File& file, std::string content) {
    if (file.name.ends_with(annotation_end)) {
      annotation = file;
      links_text = std::move(content);
      return;
    }
    const Log log(file.name, content);
    if (!seen.insert(log.name()).second) refuse(file.name + ": another folder holds a log of the same name.");
    log.feed(feed, parse_links(annotation.name, links_text, log.size()));
    links_text.clear();
  });
}

}  // namespace plenum::imports
