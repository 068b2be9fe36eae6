#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "clients/cli/import/civil_time.h"
#include "clients/cli/import/json.h"
#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/slack_emoji.h"
#include "clients/cli/import/text.h"

// A Slack export. Topic and thread: channel. Post: an event without subtype, file_share or file_comment; the others are
// the system's. Order: channel, ts (as text).
namespace plenum::imports {
namespace {

struct Channel {
  std::string id;
  std::string purpose;
};

bool is_post(std::string_view subtype) {
  return subtype.empty() || subtype == "file_share" || subtype == "file_comment";
}

std::string first_text(const Item& of, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const auto value = of.find(key);
    if (value && !value->text().empty()) return std::string(value->text());
  }
  return {};
}

// What an event becomes before its channel is put in order.
struct Event {
  std::string ts;
  Post post;
  std::string author_name;          // where users.json does not know the author
  std::string thread_ts;            // of the event it replies to; empty: none
  std::vector<std::string> people;  // who reacted, by id
};

class SlackReader {
public:
  SlackReader(Source& source, Feed& feed) : source_(source), feed_(feed) {}

  void read() {
    const auto folder = source_.folder_of("users.json");
    if (!folder) refuse("there is no users.json: this is not a Slack export.");
    folder_ = *folder;
    read_people();
    read_channels();
    const auto names = day_files();
    source_.read(names, [&](const File& file, std::string content) { read_day(file.name, content); });
    close_channel();
  }

private:
  void read_people() {
    const Document document(folder_ + "users.json", source_.read_one(folder_ + "users.json"));
    const Item users(document);
    for (std::size_t i = 0; i < users.size(); ++i) {
      const auto profile = users[i].find("profile");
      std::string name = profile ? first_text(*profile, {"display_name", "real_name"}) : "";
      if (name.empty()) name = first_text(users[i], {"real_name", "name"});
      names_.emplace(users[i].at("id").text(), std::move(name));
    }
  }

  void read_channels() {
    read_conversations("channels.json", [&](const Item& channel) {
      const auto purpose = channel.find("purpose");
      channels_.emplace(channel.at("name").text(),
                        Channel{std::string(channel.at("id").text()), purpose ? first_text(*purpose, {"value"}) : ""});
    });
    read_conversations("groups.json", [&](const Item& group) { private_.insert(first_text(group, {"name"})); });
    read_conversations("mpims.json", [&](const Item& group) { private_.insert(first_text(group, {"name"})); });
    read_conversations("dms.json", [&](const Item& pair) { private_.insert(first_text(pair, {"id"})); });
  }

  template <typename Take>
  void read_conversations(const std::string& base, Take take) {
    if (!source_.find(folder_ + base)) return;
    const Document document(folder_ + base, source_.read_one(folder_ + base));
    const Item list(document);
    for (std::size_t i = 0; i < list.size(); ++i) take(list[i]);
  }

  // "general/2015-06-05.json" of every channel; what was said in private is not made public by an import.
  std::vector<std::string> day_files() {
    std::vector<std::pair<std::string, std::string>> found;
    for (const File& file : source_.files()) {
      if (!file.name.starts_with(folder_) || !file.name.ends_with(".json")) continue;
      const std::string below = file.name.substr(folder_.size());
      const std::size_t slash = below.find('/');
      if (slash == std::string::npos || below.find('/', slash + 1) != std::string::npos) continue;
      const std::string channel = below.substr(0, slash);
      if (private_.contains(channel) && !channels_.contains(channel)) {
        feed_.skip("file", "private conversation");
      } else {
        found.emplace_back(channel, file.name);
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (auto& [channel, name] : found) names.push_back(std::move(name));
    return names;
  }

  void read_day(const std::string& file, const std::string& content) {
    const std::string channel = file.substr(folder_.size(), file.find('/', folder_.size()) - folder_.size());
    if (channel != channel_) {
      close_channel();
      channel_ = channel;
    }
    const Document document(file, content);
    const Item list(document);
    for (std::size_t i = 0; i < list.size(); ++i) read_event(list[i]);
  }

  void read_event(const Item& item) {
    const auto subtype_item = item.find("subtype");
    const std::string_view subtype = subtype_item ? subtype_item->text() : "";
    if (!is_post(subtype)) {
      feed_.skip("event", subtype);
      if (const auto reactions = item.find("reactions")) skip_reactions(*reactions, "its event is not a post");
      return;
    }
    Event event;
    event.ts = item.at("ts").text();
    if (!slack_ms(event.ts)) item.at("ts").fault("is not a time as Slack writes it.");
    event.post.original_author = author_of(item, event);
    if (event.post.original_author.empty()) {
      feed_.skip("event", "no author");
      return;
    }
    fill(item, event);
    events_.push_back(std::move(event));
  }

  // file_comment keeps its author elsewhere; programs of later years may have a bot's id only.
  static std::string author_of(const Item& item, Event& event) {
    if (std::string user = first_text(item, {"user"}); !user.empty()) return user;
    if (const auto comment = item.find("comment")) return first_text(*comment, {"user"});
    event.author_name = first_text(item, {"username"});
    return first_text(item, {"bot_id"});
  }

  void fill(const Item& item, Event& event) {
    Post& post = event.post;
    post.original_id = post.original_time = event.ts;
    post.origin = post_origin(event.ts);
    post.thread_origin = "slack:thread:" + channel_id();
    post.author_origin = author_origin(post.original_author);
    post.written_at_ms = *slack_ms(event.ts);
    post.format = BodyFormat::mrkdwn;
    post.body = item.at("text").text();
    if (const auto edited = item.find("edited")) {
      const auto at = slack_ms(edited->at("ts").text());
      if (!at) edited->at("ts").fault("is not a time as Slack writes it.");
      post.edited = true;
      post.edited_at_ms = *at;
    }
    if (const auto thread = item.find("thread_ts"); thread && thread->text() < event.ts)
      event.thread_ts = thread->text();
    if (const auto reactions = item.find("reactions")) read_reactions(*reactions, event);
  }

  void read_reactions(const Item& list, Event& event) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      Reaction reaction;
      reaction.name = list[i].at("name").text();
      reaction.emoji = slack_emoji(reaction.name);
      const Item users = list[i].at("users");
      for (std::size_t k = 0; k < users.size(); ++k) {
        event.people.emplace_back(users[k].text());
        reaction.author_origins.push_back(author_origin(event.people.back()));
      }
      const std::int64_t count = list[i].at("count").number();
      const auto named = static_cast<std::int64_t>(users.size());
      if (count < named) list[i].at("count").fault("is less than the people named.");
      // Slack leaves out people where there are many: the number alone is nobody's reaction.
      if (count - named > unnamed_max) list[i].at("count").fault("is far more than the people named.");
      if (count > named) feed_.skip("reaction", "the person is not named", static_cast<std::uint64_t>(count - named));
      event.post.reactions.push_back(std::move(reaction));
    }
  }

  void skip_reactions(const Item& list, std::string_view reason) {
    for (std::size_t i = 0; i < list.size(); ++i) feed_.skip("reaction", reason, list[i].at("users").size());
  }

  void close_channel() {
    std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.ts < b.ts; });
    std::unordered_set<std::string> seen;
    for (const Event& event : events_) {
      if (!seen.insert(event.ts).second) refuse(folder_ + channel_ + ": two posts have the ts " + event.ts + ".");
    }
    if (!events_.empty()) open_channel();
    for (Event& event : events_) {
      if (!event.thread_ts.empty() && seen.contains(event.thread_ts))
        event.post.reply_to_origin = post_origin(event.thread_ts);
      announce(event.post.original_author, event.author_name);
      for (const std::string& person : event.people) announce(person, "");
      feed_.post(std::move(event.post));
    }
    events_.clear();
  }

  void open_channel() {
    const auto known = channels_.find(channel_);
    std::string problem = known == channels_.end() ? "" : one_line(known->second.purpose, 1'000);
    if (problem.empty()) problem = "Imported from the Slack channel #" + channel_ + ".";
    const std::string origin = "slack:channel:" + channel_id();
    feed_.topic({origin, channel_, std::move(problem), channel_});
    feed_.thread({"slack:thread:" + channel_id(), origin, channel_, channel_});
  }

  void announce(const std::string& user, const std::string& otherwise) {
    const auto known = names_.find(user);
    const std::string& name = known != names_.end() ? known->second : otherwise;
    feed_.author(author_origin(user), name.empty() ? user : name);
  }

  std::string channel_id() const {
    const auto known = channels_.find(channel_);
    return known == channels_.end() ? channel_ : known->second.id;
  }
  std::string post_origin(const std::string& ts) const { return "slack:post:" + channel_id() + ":" + ts; }
  static std::string author_origin(const std::string& user) { return "slack:user:" + user; }

  static constexpr std::int64_t unnamed_max = 100'000;

  Source& source_;
  Feed& feed_;
  std::string folder_;
  std::unordered_map<std::string, std::string> names_;  // user id -> name
  std::unordered_map<std::string, Channel> channels_;   // by folder
  std::unordered_set<std::string> private_;             // folders
  std::string channel_;                                 // being collected
  std::vector<Event> events_;
};

}  // namespace

void read_slack(Source& source, Feed& feed) {
  SlackReader(source, feed).read();
}

}  // namespace plenum::imports
