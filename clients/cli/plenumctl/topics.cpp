#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/gallery_words.h"
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
  std::vector<std::string> embargoes;
  bool reach_back = false;
  std::string reach_back_from;
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

void listen(const Context& context, const Options& options) {
  v1::SetCharterRequest request;
  request.set_topic_id(options.topic);
  std::set<v1::EmbargoClass> classes;
  const bool nobody = options.embargoes.size() == 1 && options.embargoes.front() == "nobody";
  for (const auto& name : options.embargoes) {
    if (!nobody) classes.insert(embargo_of(name));
  }
  for (const auto embargo : classes) request.add_classes(embargo);
  request.set_reach_back(options.reach_back);
  if (!options.reach_back_from.empty()) request.set_reach_back_from_ms(moment_of(options.reach_back_from));
  auto line = context.open(false);
  line.call<v1::SetCharterReply>("SetCharter", request);
  if (context.json) return print(Json{{"topic_id", id_text(options.topic)}, {"listened_to", !nobody}});
  print(nobody ? "Nobody listens to what is written from now on." : "Listened to from now on.");
}

void begin_epoch(const Context& context, const Options& options) {
  v1::BeginEpochRequest request;
  request.set_topic_id(options.topic);
  auto line = context.open(false);
  line.call<v1::BeginEpochReply>("BeginEpoch", request);
  if (context.json) return print(Json{{"topic_id", id_text(options.topic)}});
  print("Pseudonyms begin anew.");
}

}  // namespace

void add_topics(CLI::App& app, Context& context) {
  auto* topics = app.add_subcommand("topics", "Topics: list, open, change, listen, epoch");
  topics->require_subcommand(1);
  topics->footer(
      "Examples:\n"
      "  plenumctl --data DIR topics open Cases --problem \"Three colleagues' thoughts within the hour.\"\n"
      "  plenumctl --data DIR topics change 4711 --archive\n"
      "  plenumctl --data DIR topics listen 4711 --embargo 24h --embargo 7d");
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

  auto* charter = command("listen", "The charter: how late companies may hear what is written from now on", listen);
  charter->add_option("ID", options->topic, "See topics list")->required();
  charter->add_option("--embargo", options->embargoes, "none, 1h, 24h, 7d: as often as there are; or \"nobody\"")
      ->required();
  auto* reach = charter->add_flag("--reach-back", options->reach_back, "Licences that begin later read it too");
  charter->add_option("--reach-back-from", options->reach_back_from, "From this date on")->needs(reach);
  auto* epoch = command("epoch", "Pseudonyms begin anew; what was written keeps its own", begin_epoch);
  epoch->add_option("ID", options->topic, "See topics list")->required();
}

}  // namespace plenum::cli
