#include <algorithm>
#include <unordered_set>

#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/slack_directory.h"
#include "clients/cli/import/slack_emoji.h"
#include "clients/cli/import/slack_event.h"
#include "clients/cli/import/text.h"

// A Slack export. Topic and thread: channel. Post: an event without subtype, file_share or file_comment; the others are
// the system's. Order: channel, ts (as text).
namespace plenum::imports {
namespace {

struct DayFile {
  std::string channel;
  std::string path;
  bool operator<(const DayFile& other) const { return std::tie(channel, path) < std::tie(other.channel, other.path); }
};

std::string author_origin(const std::string& user) {
  return "slack:user:" + user;
}

class SlackReader {
public:
  SlackReader(Source& source, Feed& feed, std::string folder)
      : source_(source), feed_(feed), folder_(std::move(folder)), directory_(source, folder_) {}

  void read() {
    const auto files = day_files();
    std::vector<std::string> names;
    for (const DayFile& file : files) names.push_back(file.path);
    std::size_t turn = 0;
    source_.read(names, [&](const File&, std::string content) { read_day(files[turn++], content); });
    close_channel();
  }

private:
  // "general/2015-06-05.json" of every channel; what was said in private is not made public by an import.
  std::vector<DayFile> day_files() {
    std::vector<DayFile> files;
    for (const File& file : source_.files()) {
      if (!file.name.starts_with(folder_) || !file.name.ends_with(".json")) continue;
      const std::string below = file.name.substr(folder_.size());
      const std::size_t slash = below.find('/');
      if (slash == std::string::npos || below.find('/', slash + 1) != std::string::npos) continue;
      const std::string channel = below.substr(0, slash);
      if (directory_.is_private(channel)) {
        feed_.skip("file", "private conversation");
      } else {
        files.push_back({channel, file.name});
      }
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  void read_day(const DayFile& file, const std::string& content) {
    if (file.channel != channel_) {
      close_channel();
      channel_ = file.channel;
    }
    const Document document(file.path, content);
    const Item list(document);
    for (std::size_t i = 0; i < list.size(); ++i) take(parse_slack_event(list[i]));
  }

  void take(SlackEvent event) {
    if (!event.is_post()) {
      feed_.skip("event", event.subtype);
      for (const SlackReaction& reaction : event.reactions) {
        feed_.skip("reaction", "its event is not a post", reaction.users.size() + reaction.unnamed);
      }
    } else if (event.user.empty()) {
      feed_.skip("event", "no author");
    } else {
      events_.push_back(std::move(event));
    }
  }

  void close_channel() {
    std::sort(events_.begin(), events_.end(), [](const SlackEvent& a, const SlackEvent& b) { return a.ts < b.ts; });
    if (!events_.empty()) open_channel();
    std::unordered_set<std::string> seen;
    for (const SlackEvent& event : events_) {
      Post post = post_of(event);
      if (seen.contains(event.thread_ts)) post.reply_to_origin = post_origin(event.thread_ts);
      if (!seen.insert(event.ts).second) refuse(folder_ + channel_ + ": two posts have the ts " + event.ts + ".");
      feed_.post(std::move(post));
    }
    events_.clear();
  }

  void open_channel() {
    const std::string origin = "slack:channel:" + directory_.id_of(channel_);
    std::string problem = one_line(directory_.purpose_of(channel_), limits::problem_characters_max);
    if (problem.empty()) problem = "Imported from the Slack channel #" + channel_ + ".";
    feed_.topic({origin, channel_, std::move(problem), channel_});
    feed_.thread({thread_origin(), origin, channel_, channel_});
  }

  Post post_of(const SlackEvent& event) {
    announce(event.user, event.user_name);
    Post post;
    post.origin = post_origin(event.ts);
    post.thread_origin = thread_origin();
    post.author_origin = author_origin(event.user);
    post.original_id = post.original_time = event.ts;
    post.original_author = event.user;
    post.written_at_ms = event.at_ms;
    post.format = BodyFormat::mrkdwn;
    post.body = event.text;
    post.edited = event.edited_at_ms.has_value();
    post.edited_at_ms = event.edited_at_ms.value_or(0);
    for (const SlackReaction& reaction : event.reactions) post.reactions.push_back(reaction_of(reaction));
    return post;
  }

  Reaction reaction_of(const SlackReaction& from) {
    Reaction reaction{from.name, slack_emoji(from.name), {}};
    for (const std::string& user : from.users) {
      announce(user, "");
      reaction.author_origins.push_back(author_origin(user));
    }
    feed_.skip("reaction", "the person is not named", from.unnamed);
    return reaction;
  }

  void announce(const std::string& user, const std::string& otherwise) {
    std::string name = directory_.name_of(user);
    if (name.empty()) name = otherwise;
    feed_.author(author_origin(user), name.empty() ? user : name);
  }

  std::string thread_origin() const { return "slack:thread:" + directory_.id_of(channel_); }
  std::string post_origin(const std::string& ts) const { return "slack:post:" + directory_.id_of(channel_) + ":" + ts; }

  Source& source_;
  Feed& feed_;
  std::string folder_;
  SlackDirectory directory_;
  std::string channel_;             // being collected
  std::vector<SlackEvent> events_;  // of that channel
};

}  // namespace

void read_slack(Source& source, Feed& feed) {
  const auto folder = source.folder_of("users.json");
  if (!folder) refuse("there is no users.json: this is not a Slack export.");
  SlackReader(source, feed, *folder).read();
}

}  // namespace plenum::imports
