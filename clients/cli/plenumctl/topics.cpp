#include <algorithm>
#include <memory>
#include <vector>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::string title;
  std::string problem;
  std::uint64_t topic = 0;
  bool archive = false;
  bool reopen = false;
};

// An export's first page names every topic.
std::vector<v1::Topic> all_topics(OperatorLine& line) {
  v1::ExportRequest request;
  request.set_limit(1);
  std::vector<v1::Topic> topics;
  const auto page = line.call<v1::ExportReply>("Export", request);
  for (const auto& exported : page.topics()) {
    topics.push_back(exported.topic());
  }
  std::sort(topics.begin(), topics.end(), [](const auto& a, const auto& b) { return a.title() < b.title(); });
  return topics;
}

Json as_json(const v1::Topic& topic) {
  return {{"id", id_text(topic.id())},   {"title", topic.title()}, {"problem", topic.problem()},
          {"threads", topic.threads()},  {"posts", topic.posts()}, {"last_post_at_ms", topic.last_post_at_ms()},
          {"archived", topic.archived()}};
}

void list_topics(const Context& context, const Options&) {
  auto line = context.open(false);
  const auto topics = all_topics(line);
  if (context.json) {
    Json all = Json::array();
    for (const auto& topic : topics) all.push_back(as_json(topic));
    return print(Json{{"topics", std::move(all)}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table(
      {{"ID"}, {"TITLE", Align::left, true}, {"THREADS", Align::right}, {"POSTS", Align::right}, {"LAST POST"}, {""}});
  for (const auto& topic : topics) {
    table.add({id_text(topic.id()), topic.title(), std::to_string(topic.threads()), std::to_string(topic.posts()),
               topic.last_post_at_ms() == 0 ? "" : time_text(topic.last_post_at_ms()),
               topic.archived() ? "archived" : ""});
  }
  if (table.empty()) {
    std::fprintf(stderr, "No topic yet. The first one: plenumctl --data %s topics open TITLE --problem WHY\n",
                 context.data.c_str());
  } else {
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
}

void open_topic(const Context& context, const Options& options) {
  v1::OpenTopicRequest request;
  request.set_title(options.title);
  request.set_problem(options.problem);
  auto line = context.open(true);
  const auto reply = line.call<v1::OpenTopicReply>("OpenTopic", request);
  if (context.json) return print(Json{{"topic_id", id_text(reply.topic_id())}, {"title", options.title}});
  print(id_text(reply.topic_id()));
}

void change_topic(const Context& context, const Options& options) {
  if (options.title.empty() && options.problem.empty() && !options.archive && !options.reopen) {
    throw Failed("Say what to change: --title, --problem, --archive or --reopen.", Exit::usage);
  }
  auto line = context.open(false);
  v1::ChangeTopicRequest request;
  bool found = false;
  for (const auto& topic : all_topics(line)) {
    if (topic.id() != options.topic) continue;
    found = true;
    request.set_archived(options.archive || (topic.archived() && !options.reopen));
  }
  if (!found) throw Failed("There is no topic " + id_text(options.topic) + ": see plenumctl topics list.");
  request.set_topic_id(options.topic);
  request.set_title(options.title);
  request.set_problem(options.problem);
  line.call<v1::ChangeTopicReply>("ChangeTopic", request);
  if (context.json) return print(Json{{"topic_id", id_text(options.topic)}, {"archived", request.archived()}});
  print("Changed.");
}

}  // namespace

void add_topics(CLI::App& app, Context& context) {
  auto* topics = app.add_subcommand("topics", "Topics: list, open, change");
  topics->require_subcommand(1);
  topics->footer(
      "Examples:\n"
      "  plenumctl --data DIR topics open Cases --problem \"Three colleagues' thoughts within the hour.\"\n"
      "  plenumctl --data DIR topics change 4711 --archive");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = topics->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  command("list", "All topics", list_topics);

  auto* open = command("open", "A new topic; prints its id", open_topic);
  open->add_option("TITLE", options->title, "At most 200 characters")->required();
  open->add_option("--problem", options->problem, "The problem it exists for, at most 1,000 characters")->required();

  auto* change = command("change", "Another title, another problem, archived or not", change_topic);
  change->add_option("ID", options->topic, "See topics list")->required();
  change->add_option("--title", options->title, "The new title");
  change->add_option("--problem", options->problem, "The new problem");
  auto* archive = change->add_flag("--archive", options->archive, "To be read, not written in");
  change->add_flag("--reopen", options->reopen, "To be written in again")->excludes(archive);
}

}  // namespace plenum::cli
