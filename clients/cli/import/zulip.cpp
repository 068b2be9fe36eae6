#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_set>

#include "clients/cli/import/json.h"
#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

// zulip-archive's JSON. Topic: stream. Thread: Zulip topic, one file. Post: message.
// Order: stream id, thread title, message id. Names of files: a byte but letters, digits, '_' and '-' is ".XX".
namespace plenum::imports {
namespace {

constexpr std::int64_t seconds_max = 253'402'300'799;  // the year 9999

struct Stream {
  std::string name;
  std::map<std::string, std::int64_t> sizes;  // thread title -> messages
};
using Streams = std::map<std::int64_t, Stream>;

struct ThreadFile {
  std::int64_t stream = 0;
  std::string title;
  std::string path;
  auto key() const { return std::tie(stream, title); }
};

Streams read_index(const Document& document) {
  Streams streams;
  Item(document).at("streams").each_member([&](std::string_view name, Item stream) {
    const auto [at, is_new] = streams.try_emplace(stream.at("id").number());
    if (!is_new) stream.fault("has the id of another stream.");
    at->second.name = name;
    stream.at("topic_data").each_member([&](std::string_view title, Item thread) {
      at->second.sizes.emplace(title, thread.at("size").number());
    });
  });
  return streams;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string decoded_title(const std::string& path, std::string_view stem) {
  std::string title;
  for (std::size_t i = 0; i < stem.size(); ++i) {
    if (stem[i] != '.') {
      title += stem[i];
      continue;
    }
    const int high = i + 2 < stem.size() ? hex_digit(stem[i + 1]) : -1;
    const int low = i + 2 < stem.size() ? hex_digit(stem[i + 2]) : -1;
    if (high < 0 || low < 0) refuse(path + ": a dot in a title's file name must be followed by two hex digits.");
    title += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (first_bad_utf8(title) != std::string_view::npos) refuse(path + ": the title in the file name is not UTF-8.");
  return title;
}

// "17-python-dev/Blog.20Posts.json" below the archive's folder, or nothing for any other file.
std::optional<ThreadFile> thread_file(const std::string& path, std::string_view name) {
  const std::size_t dash = name.find('-'), slash = name.find('/');
  if (slash == std::string_view::npos || dash == 0 || dash + 1 >= slash || !name.ends_with(".json"))
    return std::nullopt;
  const std::string_view stem = name.substr(slash + 1, name.size() - slash - 6);
  if (stem.empty() || stem.find('/') != std::string_view::npos) return std::nullopt;
  ThreadFile file;
  const auto [end, error] = std::from_chars(name.data(), name.data() + dash, file.stream);
  if (error != std::errc{} || end != name.data() + dash || file.stream < 0) return std::nullopt;
  file.title = decoded_title(path, stem);
  file.path = path;
  return file;
}

void check_all_there(const Streams& streams, const std::vector<ThreadFile>& files) {
  std::set<std::pair<std::int64_t, std::string>> seen;
  for (const ThreadFile& file : files) {
    const auto stream = streams.find(file.stream);
    if (stream == streams.end() || !stream->second.sizes.contains(file.title)) {
      refuse(file.path + " is not in stream_index.json.");
    }
    if (!seen.emplace(file.stream, file.title).second) {
      refuse(file.path + ": another file holds the same thread, \"" + file.title + "\".");
    }
  }
  for (const auto& [id, stream] : streams) {
    for (const auto& [title, size] : stream.sizes) {
      if (size > 0 && !seen.contains({id, title})) {
        refuse("stream_index.json names the thread \"" + title + "\" of stream " + stream.name +
               ", but its file is missing.");
      }
    }
  }
}

std::vector<ThreadFile> thread_files(const Source& source, const std::string& folder) {
  std::vector<ThreadFile> files;
  for (const File& file : source.files()) {
    if (!file.name.starts_with(folder)) continue;
    if (auto found = thread_file(file.name, std::string_view(file.name).substr(folder.size()))) {
      files.push_back(std::move(*found));
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.key() < b.key(); });
  return files;
}

class ZulipReader {
public:
  ZulipReader(Source& source, Feed& feed) : source_(source), feed_(feed) {}

  void read() {
    const auto folder = source_.folder_of("stream_index.json");
    if (!folder) refuse("there is no stream_index.json: this is not a zulip-archive.");
    const std::string index = *folder + "stream_index.json";
    streams_ = read_index(Document(index, source_.read_one(index)));
    const auto files = thread_files(source_, *folder);
    check_all_there(streams_, files);
    std::vector<std::string> names;
    for (const ThreadFile& file : files) names.push_back(file.path);
    std::size_t turn = 0;
    source_.read(names, [&](const File&, std::string content) { read_thread(files[turn++], content); });
  }

private:
  void read_thread(const ThreadFile& file, const std::string& content) {
    const Document document(file.path, content);
    const Item list(document);
    const Stream& stream = streams_.at(file.stream);
    const std::int64_t stated = stream.sizes.at(file.title);
    if (static_cast<std::int64_t>(list.size()) != stated) {
      refuse(file.path + " holds " + std::to_string(list.size()) + " messages; stream_index.json says " +
             std::to_string(stated) + ".");
    }
    open(file, stream);
    std::vector<std::pair<std::int64_t, Item>> messages;
    for (std::size_t i = 0; i < list.size(); ++i) messages.emplace_back(list[i].at("id").number(), list[i]);
    std::sort(messages.begin(), messages.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [id, message] : messages) post(file, id, message);
  }

  void open(const ThreadFile& file, const Stream& stream) {
    const std::string origin = "zulip:stream:" + std::to_string(file.stream);
    if (open_stream_ != file.stream) {
      feed_.topic(
          {origin, stream.name, "Imported from the Zulip stream \"" + one_line(stream.name, 200) + "\".", stream.name});
      open_stream_ = file.stream;
    }
    feed_.thread({thread_origin(file), origin, file.title, file.title});
  }

  // Zulip has no id for a topic, so its title has to do.
  static std::string thread_origin(const ThreadFile& file) {
    return "zulip:topic:" + std::to_string(file.stream) + ":" + file.title;
  }

  void post(const ThreadFile& file, std::int64_t id, const Item& message) {
    if (!seen_.insert(id).second) message.fault("has an id that another message has.");
    const std::int64_t seconds = message.at("timestamp").number();
    if (seconds < 0 || seconds > seconds_max) message.at("timestamp").fault("is no time between 1970 and 9999.");
    Post post;
    post.original_id = std::to_string(id);
    post.original_author = message.at("sender_full_name").text();
    post.original_time = std::to_string(seconds);
    post.id_is_number = post.time_is_number = true;
    post.origin = "zulip:message:" + post.original_id;
    post.thread_origin = thread_origin(file);
    post.author_origin = "zulip:sender:" + post.original_author;
    post.written_at_ms = seconds * 1'000;
    post.format = BodyFormat::html;
    post.body = message.at("content").text();
    feed_.author(post.author_origin, post.original_author);
    feed_.post(std::move(post));
  }

  Source& source_;
  Feed& feed_;
  Streams streams_;
  std::optional<std::int64_t> open_stream_;
  std::unordered_set<std::int64_t> seen_;
};

}  // namespace

void read_zulip(Source& source, Feed& feed) {
  ZulipReader(source, feed).read();
}

}  // namespace plenum::imports
