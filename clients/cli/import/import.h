#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// The archives of other tools, as a stream of records. Pure parsing: no server, no log, nothing written to disk.
//
// An origin is the stable name of a thing inside its source ("zulip:message:17"); a second reading of the same archive
// yields the same origins. A digest_name is what the source's digest (digest.h) calls a topic or a thread; it is whole
// where the title shown to people had to be cut, or made up.
namespace plenum::imports {

enum class Kind { zulip, slack, irc, wikitalk };
enum class BodyFormat { html, mrkdwn, plain };

struct Topic {
  std::string origin;
  std::string title;  // 1 to 200 characters, one line
  std::string problem;
  std::string digest_name;
};

struct Author {
  std::string origin;
  std::string name;
  bool writes = true;  // false: this archive knows the person by reactions only; the counts leave them out
};

struct Thread {
  std::string origin;
  std::string topic_origin;
  std::string title;  // 1 to 200 characters, one line
  std::string digest_name;
};

struct Reaction {
  std::string name;   // as the source calls it
  std::string emoji;  // as people see it; ":name:" where Unicode has none or we do not know it
  std::vector<std::string> author_origins;
};

struct Post {
  std::string origin;
  std::string thread_origin;
  std::string author_origin;
  std::string original_id;  // these three as the digest writes them
  std::string original_author;
  std::string original_time;
  bool id_is_number = false;
  bool time_is_number = false;
  std::int64_t written_at_ms = 0;              // since 1970, UTC as far as the source tells
  std::optional<std::string> reply_to_origin;  // a post of the same thread that came before this one
  BodyFormat format = BodyFormat::plain;
  std::string body;  // UTF-8, byte for byte; may be empty, may hold control characters
  std::vector<Reaction> reactions;
  bool edited = false;
  std::int64_t edited_at_ms = 0;
};

struct Skipped {
  std::string what;    // "event", "line", "section", "reaction"
  std::string reason;  // few distinct ones: the final report counts by them
};

// Takes the records, in the order of the digest: a topic and a thread before their first post, an author before the
// first post or reaction. Called on the thread that called read(). Each answers whether to go on.
class Sink {
public:
  virtual ~Sink() = default;
  virtual bool topic(Topic topic) = 0;
  virtual bool author(Author author) = 0;
  virtual bool thread(Thread thread) = 0;
  virtual bool post(Post post) = 0;
  virtual bool skipped(const Skipped& skipped) = 0;
};

struct Progress {
  enum class Stage { checking, importing };
  Stage stage = Stage::checking;
  std::uint64_t done = 0;  // checking: bytes, unpacked. importing: posts.
  std::uint64_t total = 0;
};

struct Counts {
  std::uint64_t topics = 0;
  std::uint64_t threads = 0;
  std::uint64_t posts = 0;
  std::uint64_t authors = 0;  // with at least one post
  std::uint64_t replies = 0;
  std::uint64_t reactions = 0;  // one per person and emoji
  std::uint64_t edited = 0;
  std::map<std::string, std::map<std::string, std::uint64_t>> skipped;  // what -> reason -> how many
};

struct Refusal {
  std::string sentence;  // for people; names the file and the place in it
  bool by_sink = false;  // the sink said stop; the archive was in order as far as read
};

using Result = std::variant<Counts, Refusal>;

// `path` is the archive (.tar.gz, .zip) or the unpacked folder. Everything is read and checked once before the first
// call to the sink, so a bad file changes nothing; the second reading feeds the sink. Never throws but std::bad_alloc.
Result read(Kind kind, const std::filesystem::path& path, Sink& sink,
            const std::function<void(Progress)>& progress = {});

}  // namespace plenum::imports
