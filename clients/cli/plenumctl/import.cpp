#include <chrono>
#include <memory>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/feeder.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/plenumctl/read_back.h"
#include "clients/cli/terminal/progress.h"

namespace plenum::cli {

namespace {

using terminal::grouped;

struct Source {
  const char* name;
  imports::Kind kind;
  const char* what;
};

constexpr Source sources[] = {
    {"zulip", imports::Kind::zulip, "A zulip-archive (JSON), as .tar.gz, .zip or folder"},
    {"slack", imports::Kind::slack, "A Slack export, as .zip, .tar.gz or folder"},
    {"irc", imports::Kind::irc, "IRC logs with reply links, as .tar.gz, .zip or folder"},
    {"wikitalk", imports::Kind::wikitalk, "Talk pages (DiscussionTools JSON), as .tar.gz, .zip or folder"},
};

struct Report {
  const Source& source;
  imports::Counts archive;
  Imported added;
  ReadBack kept;
  double seconds = 0;
};

Json as_json(const Report& r) {
  return {{"source", r.source.name},
          {"topics", r.added.topics},
          {"threads", r.added.threads},
          {"posts", r.added.posts},
          {"authors", r.added.authors},
          {"reactions", r.added.reactions},
          {"digest", r.kept.digest},
          {"archive",
           {{"topics", r.archive.topics},
            {"threads", r.archive.threads},
            {"posts", r.archive.posts},
            {"authors", r.archive.authors},
            {"reactions", r.archive.reactions}}},
          {"skipped", r.archive.skipped},
          {"refused", r.added.refused},
          {"seconds", static_cast<double>(static_cast<std::int64_t>(r.seconds * 1000)) / 1000}};
}

void show(const Report& r) {
  const auto& added = r.added;
  print("Added " + grouped(added.topics) + " topics, " + grouped(added.threads) + " threads, " + grouped(added.posts) +
        " posts by " + grouped(added.authors) + " new authors, " + grouped(added.reactions) + " reactions.");
  if (added.posts == 0) print("Everything in this archive was here already.");
  for (const auto& [what, reasons] : r.archive.skipped) {
    for (const auto& [reason, count] : reasons) print("Skipped " + grouped(count) + " x " + what + ": " + reason);
  }
  for (const auto& refused : added.refused) print("Refused " + refused);
  print("Digest of what the store gives back of it: " + r.kept.digest);
}

// The archive is read and checked whole before the first line to the server: a bad one changes nothing.
imports::Counts read_archive(const Source& source, const std::string& path, Feeder& feeder,
                             terminal::ProgressBar& bar) {
  const auto result = imports::read(source.kind, path, feeder, [&](imports::Progress progress) {
    const bool checking = progress.stage == imports::Progress::Stage::checking;
    bar.show(checking ? "Checking" : "Importing", checking ? "bytes" : "posts", progress.done, progress.total);
  });
  bar.clear();
  if (const auto* refusal = std::get_if<imports::Refusal>(&result)) {
    throw Failed(refusal->sentence + " Nothing was imported.");
  }
  const auto& counts = std::get<imports::Counts>(result);
  if (counts.posts == 0) {
    throw Failed("There is no post in " + path + ": is it what '" + source.name + "' takes? Nothing was imported.");
  }
  return counts;
}

void import(const Context& context, const Source& source, const std::string& path) {
  const auto start = std::chrono::steady_clock::now();
  std::optional<OperatorLine> line;  // opened with the first request: after the check
  ImportBatches batches([&](const v1::ImportRequest& request) {
    if (!line) line.emplace(context.open(true));
    return line->call<v1::ImportReply>("Import", request);
  });
  Feeder feeder(batches);
  terminal::ProgressBar bar(terminal::screen_of(STDERR_FILENO));
  Report report{source, read_archive(source, path, feeder, bar), {}, {}};
  batches.finish();
  if (!line) line.emplace(context.open(true));
  bar.show("Reading back", "posts", 0, 0);
  report.kept = read_back(*line, std::string(source.name) + ":", feeder.order());
  bar.clear();
  report.added = batches.imported();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (context.json) {
    print(as_json(report));
  } else {
    show(report);
  }
  if (!report.added.refused.empty()) {
    throw Failed(std::to_string(report.added.refused.size()) + " entries were refused; the reasons are above.");
  }
  if (report.kept.missing > 0) {
    throw Failed(
        std::to_string(report.kept.missing) + " posts of the archive cannot be read back: run plenumctl verify.",
        Exit::damaged);
  }
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  auto* all = app.add_subcommand("import", "Bring another tool's archive in: zulip, slack, irc, wikitalk");
  all->require_subcommand(1);
  all->footer(
      "A second run adds nothing, and what was deleted here stays deleted. Ids, times and authors are kept; the\n"
      "authors become members whom nobody can sign in as.\n\n"
      "Examples:\n"
      "  plenumctl --data DIR import zulip archive.tar.gz\n"
      "  plenumctl --data DIR import slack export.zip --json");
  const auto path = std::make_shared<std::string>();
  for (const auto& source : sources) {
    auto* one = all->add_subcommand(source.name, source.what);
    one->add_option("PATH", *path, "The archive")->required();
    one->callback([&context, &source, path] { import(context, source, *path); });
  }
}

}  // namespace plenum::cli
