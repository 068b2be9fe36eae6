#include <cstdio>
#include <memory>
#include <unordered_set>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/plenumctl/read_back.h"
#include "clients/cli/terminal/progress.h"

namespace plenum::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* shape =
    R"(One JSON object per line. Ids are strings, times are milliseconds since 1970 (UTC); fields that hold nothing are left
out. The last line is {"kind":"end", ...} with the counts: without it the file is not whole.

  {"kind":"topic",  "id", "title", "problem", "archived", "origin"}
  {"kind":"thread", "id", "topic_id", "title", "opened_by", "opened_at_ms", "locked", "origin"}
  {"kind":"post",   "id", "thread_id", "topic_id", "place", "author", "written_at_ms", "edited_at_ms", "format",
                    "source", "deleted", "deleted_by", "reply_to", "quote", "mentions",
                    "reactions": [{"emoji", "by": [member]}], "earlier": [{"source", "format", "at_ms", "by"}],
                    "origin", "original_id", "original_author", "original_time"}
  {"kind":"member", "id", "handle", "role", "specialty", "region", "represents", "unclaimed", "erased"}

Threads come in order of id, their posts in order of place. The words of deleted posts are in it; passwords, tokens,
drafts and what people have read are not. Nor are posts that wait for approval: their number is told, and stands in the
last line as "posts_waiting".

Examples:
  plenumctl --data DIR export community.jsonl
  plenumctl --data DIR export --source zulip: | jq -r 'select(.kind == "post") | .source')";

/// A file under another name until it is whole; or stdout.
class Lines {
public:
  explicit Lines(const std::string& file) : path_(file) {
    std::error_code error;
    if (path_.empty()) return;
    if (fs::exists(path_, error)) throw Failed(file + " exists already: choose another name.");
    file_ = std::fopen(part().c_str(), "wxe");
    if (file_ == nullptr)
      throw Failed(part() + " cannot be written: is there such a directory, or such a file from an earlier try?");
  }
  ~Lines() {
    if (path_.empty() || file_ == nullptr) return;
    std::fclose(file_);
    ::unlink(part().c_str());
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  void add(const Json& json) {
    const auto line = json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    if (std::fwrite(line.data(), 1, line.size(), file_) != line.size()) fail();
  }

  void finish() {
    if (std::fflush(file_) != 0) fail();
    if (path_.empty()) return;
    const bool kept = ::fsync(::fileno(file_)) == 0 && std::fclose(file_) == 0;
    file_ = nullptr;
    if (!kept || std::rename(part().c_str(), path_.c_str()) != 0) fail();
  }

private:
  std::string part() const { return path_.string() + ".part"; }
  [[noreturn]] static void fail() { throw Failed("The export cannot be written: is the disk full?"); }

  fs::path path_;
  std::FILE* file_ = stdout;
};

const char* name_of(v1::Format format) {
  switch (format) {
    case v1::HTML:
      return "html";
    case v1::MRKDWN:
      return "mrkdwn";
    case v1::PLAIN:
      return "plain";
    default:
      return "markdown";
  }
}

void add_text(Json& json, const char* name, const std::string& value) {
  if (!value.empty()) json[name] = value;
}

void add_id(Json& json, const char* name, std::uint64_t id) {
  if (id != 0) json[name] = id_text(id);
}

/// Writes an export and counts it; lives for one command.
class Exporting {
public:
  Exporting(Lines& lines, bool everything) : lines_(lines), everything_(everything) {}

  void page(const v1::ExportReply& page) {
    for (const auto& topic : page.topics()) add(topic);
    for (const auto& thread : page.threads()) add(thread);
    for (const auto& post : page.posts()) add(post);
    waiting_ += page.posts_waiting();
  }

  void members(const v1::ListMembersReply& page) {
    for (const auto& member : page.members()) {
      if (everything_ || named_.contains(member.id())) add(member);
    }
  }

  void end() {
    Json json{{"kind", "end"}, {"topics", topics_}, {"threads", threads_}, {"posts", posts_}, {"members", members_}};
    if (waiting_ > 0) json["posts_waiting"] = waiting_;
    lines_.add(json);
    lines_.finish();
  }

  std::uint64_t posts() const { return posts_; }
  /// For approval: they are not in it.
  std::uint64_t waiting() const { return waiting_; }

private:
  std::string person(std::uint64_t id) {
    named_.insert(id);
    return id_text(id);
  }

  void add(const v1::ExportedTopic& exported) {
    const auto& topic = exported.topic();
    Json json{{"kind", "topic"}, {"id", id_text(topic.id())}, {"title", topic.title()}, {"problem", topic.problem()}};
    if (topic.archived()) json["archived"] = true;
    add_text(json, "origin", exported.origin().origin());
    lines_.add(json);
    ++topics_;
  }

  void add(const v1::ExportedThread& exported) {
    const auto& thread = exported.thread();
    Json json{{"kind", "thread"},
              {"id", id_text(thread.id())},
              {"topic_id", id_text(thread.topic_id())},
              {"title", thread.title()},
              {"opened_by", person(thread.opened_by().id())},
              {"opened_at_ms", thread.opened_at_ms()}};
    if (thread.locked()) json["locked"] = true;
    add_text(json, "origin", exported.origin().origin());
    lines_.add(json);
    ++threads_;
  }

  void add(const v1::ExportedPost& exported) {
    const auto& post = exported.post();
    Json json{{"kind", "post"},
              {"id", id_text(post.id())},
              {"thread_id", id_text(post.thread_id())},
              {"topic_id", id_text(post.topic_id())},
              {"place", id_text(post.place())},
              {"author", person(post.author().id())},
              {"written_at_ms", post.written_at_ms()}};
    if (post.edited_at_ms() != 0) json["edited_at_ms"] = post.edited_at_ms();
    json["format"] = name_of(post.format());
    json["source"] = post.source();
    if (post.deleted()) json["deleted"] = true;
    add_id(json, "deleted_by", post.deleted_by());
    add_id(json, "reply_to", post.reply_to().post_id());
    add_text(json, "quote", post.reply_to().excerpt());
    for (const auto member : post.mentions()) json["mentions"].push_back(person(member));
    for (const auto& reaction : post.reactions()) {
      Json by = Json::array();
      for (const auto& member : reaction.first()) by.push_back(person(member.id()));
      json["reactions"].push_back({{"emoji", reaction.emoji()}, {"by", std::move(by)}});
    }
    for (const auto& text : exported.earlier()) {
      json["earlier"].push_back({{"source", text.source()},
                                 {"format", name_of(text.format())},
                                 {"at_ms", text.at_ms()},
                                 {"by", person(text.by().id())}});
    }
    add_text(json, "origin", exported.origin().origin());
    add_text(json, "original_id", exported.origin().original_id());
    add_text(json, "original_author", exported.origin().original_author());
    add_text(json, "original_time", exported.origin().original_time());
    lines_.add(json);
    ++posts_;
  }

  void add(const v1::Member& member) {
    Json json{{"kind", "member"}, {"id", id_text(member.id())}};
    add_text(json, "handle", member.handle());
    json["role"] = cli::name_of(member.role());
    add_text(json, "specialty", member.specialty());
    add_text(json, "region", member.region());
    add_text(json, "represents", member.represents());
    if (member.unclaimed()) json["unclaimed"] = true;
    if (member.erased()) json["erased"] = true;
    lines_.add(json);
    ++members_;
  }

  Lines& lines_;
  const bool everything_;
  std::unordered_set<std::uint64_t> named_;
  std::uint64_t topics_ = 0;
  std::uint64_t threads_ = 0;
  std::uint64_t posts_ = 0;
  std::uint64_t members_ = 0;
  std::uint64_t waiting_ = 0;
};

void export_all(const Context& context, const std::string& source, const std::string& file) {
  auto line = context.open(false);
  Lines lines(file);
  terminal::ProgressBar bar(terminal::screen_of(STDERR_FILENO));
  Exporting exporting(lines, source.empty());
  for_each_page(line, source, [&](const v1::ExportReply& page) {
    exporting.page(page);
    bar.show("Exporting", "posts", exporting.posts(), 0);
  });
  v1::ListMembersRequest request;
  for (;;) {
    const auto page = line.call<v1::ListMembersReply>("ListMembers", request);
    exporting.members(page);
    if (!page.more() || page.members().empty()) break;
    request.set_after_id(page.members().rbegin()->id());
  }
  exporting.end();
  bar.clear();
  if (!file.empty())
    std::fprintf(stderr, "%s posts in %s\n", terminal::grouped(exporting.posts()).c_str(), file.c_str());
  if (exporting.waiting() > 0) {
    std::fprintf(stderr, "Left out: posts that wait for approval, %s. Decide on them at the desk, and export again.\n",
                 terminal::grouped(exporting.waiting()).c_str());
  }
}

}  // namespace

void add_export(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("export", "Everything that people wrote, as JSON lines");
  command->footer(shape);
  const auto source = std::make_shared<std::string>();
  const auto file = std::make_shared<std::string>();
  command->add_option("--source", *source, "Only what was imported under this prefix, as in zulip:");
  command->add_option("FILE", *file, "Where to; without it, stdout");
  command->callback([&context, source, file] { export_all(context, *source, *file); });
}

}  // namespace plenum::cli
