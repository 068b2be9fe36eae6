#include <cstdint>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "clients/cli/import/digest.h"
#include "clients/cli/import/readers.h"
#include "clients/cli/import/refused.h"
#include "clients/cli/import/text.h"

// Any bytes as the files of an archive. Grammar: kind ('z', 's', 'w', 'i'), then the contents of the kind's files, with
// 0xff between them, which no text holds.
namespace plenum::imports {
namespace {

class MemorySource : public Source {
public:
  explicit MemorySource(std::map<std::string, std::string> contents) : contents_(std::move(contents)) {
    std::vector<File> files;
    for (const auto& [name, content] : contents_) files.push_back({name, content.size()});
    set_files(std::move(files));
  }
  void read(const std::vector<std::string>& names, const Take& take) override {
    for (const std::string& name : names) {
      if (!contents_.contains(name)) refuse(name + " is missing.");
      take(*find(name), contents_.at(name));
    }
  }

private:
  std::map<std::string, std::string> contents_;
};

void must(bool holds) {
  if (!holds) std::abort();
}

// What every record must be, whatever the archive was.
class Watch : public Sink {
public:
  bool topic(Topic t) override { return titled(t.title), topics_.insert(t.origin).second || (std::abort(), false); }
  bool author(Author a) override { return titled(a.name), authors_.insert(a.origin).second || (std::abort(), false); }
  bool thread(Thread t) override {
    titled(t.title);
    must(topics_.contains(t.topic_origin));
    threads_.insert(t.origin);
    return true;
  }
  bool post(Post p) override {
    must(threads_.contains(p.thread_origin) && authors_.contains(p.author_origin));
    must(!p.reply_to_origin || posts_.contains(*p.reply_to_origin));
    must(posts_.insert(p.origin).second);
    must(first_bad_utf8(p.body) == std::string::npos);
    const auto row = nlohmann::json::parse(digest_line(
        {"t", "h", p.original_id, p.id_is_number, p.original_author, p.original_time, p.time_is_number, p.body}));
    must(row.size() == 6 && row[5] == p.body && row[3] == p.original_author);
    return true;
  }
  bool skipped(const Skipped& s) override { return must(!s.reason.empty()), true; }

private:
  static void titled(const std::string& title) {
    must(!title.empty() && first_bad_utf8(title) == std::string::npos);
    must(title.size() <= 4 * shown_title_characters_max && title.find('\n') == std::string::npos);
  }
  std::set<std::string> topics_, authors_, threads_, posts_;
};

using Reader = void (*)(Source&, Feed&);

struct Target {
  Reader read;
  std::vector<std::string> names;
};

Target target_of(char kind) {
  switch (kind) {
    case 'z':
      return {read_zulip, {"stream_index.json", "3-general/Being.json", "3-general/.E2.9C.94.json"}};
    case 's':
      return {read_slack, {"users.json", "channels.json", "elsinore/2015-06-05.json", "elsinore/2015-06-06.json"}};
    case 'w':
      return {read_wikitalk, {"pages.json", "tree.json", "html.json"}};
    case 'i':
      return {read_irc, {"2008-04-27.a.annotation.txt", "2008-04-27.a.raw.txt", "2006-04-27.a.raw.txt"}};
    default:
      return {nullptr, {}};
  }
}

std::map<std::string, std::string> split(const std::vector<std::string>& names, const std::string& bytes) {
  std::map<std::string, std::string> contents;
  std::size_t at = 0;
  for (const std::string& name : names) {
    if (at > bytes.size()) break;
    const std::size_t end = std::min(bytes.find('\xff', at), bytes.size());
    contents[name] = bytes.substr(at, end - at);
    at = end + 1;
  }
  return contents;
}

}  // namespace
}  // namespace plenum::imports

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace plenum::imports;
  if (size == 0) return 0;
  const Target target = target_of(static_cast<char>(data[0]));
  if (!target.read) return 0;
  MemorySource source(split(target.names, std::string(reinterpret_cast<const char*>(data + 1), size - 1)));
  Watch watch;
  Feed feed(watch, nullptr, {});
  try {
    target.read(source, feed);
  } catch (const Refused&) {
  } catch (const StoppedBySink&) {
  }
  return 0;
}
