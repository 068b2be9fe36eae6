#include <memory>

#include <unistd.h>

#include "clients/cli/plenum/context.h"
#include "clients/cli/plenum/show.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

using Align = terminal::Column::Align;

std::string unread_text(std::uint32_t unread) {
  return unread == 0 ? "" : unread >= 99 ? "99+" : std::to_string(unread);
}

void list_topics(const Context& context) {
  auto line = open_line();
  const auto reply = line.call<v1::ListTopicsReply>("ListTopics", v1::ListTopicsRequest{});
  if (context.json) {
    Json all = Json::array();
    for (const auto& entry : reply.topics()) {
      auto json = as_json(entry.topic());
      json["unread_threads"] = entry.unread_threads();
      all.push_back(std::move(json));
    }
    return print(Json{{"topics", std::move(all)}});
  }
  terminal::Table table({{"TOPIC", Align::left, true},
                         {"UNREAD", Align::right},
                         {"THREADS", Align::right},
                         {"POSTS", Align::right},
                         {"ID"}});
  for (const auto& entry : reply.topics()) {
    const auto& topic = entry.topic();
    table.add({topic.title(), unread_text(entry.unread_threads()), std::to_string(topic.threads()),
               std::to_string(topic.posts()), std::to_string(topic.id())});
  }
  table.print(terminal::screen_of(STDOUT_FILENO));
}

v1::ListThreadsReply read_threads(MemberLine& line, const v1::Topic& topic, unsigned wanted) {
  v1::ListThreadsReply all;
  v1::ListThreadsRequest request;
  request.set_topic_id(topic.id());
  while (static_cast<unsigned>(all.threads_size()) < wanted) {
    request.set_limit(std::min(wanted - static_cast<unsigned>(all.threads_size()), 200u));
    const auto page = line.call<v1::ListThreadsReply>("ListThreads", request);
    if (page.threads().empty()) break;
    for (const auto& entry : page.threads()) *all.add_threads() = entry;
    if (!page.more()) break;
    request.set_before_thread_id(page.threads().rbegin()->thread().id());
  }
  return all;
}

void list_threads(const Context& context, const std::string& name, unsigned wanted) {
  auto line = open_line();
  const auto reply = read_threads(line, find_topic(line, name), wanted);
  if (context.json) {
    Json all = Json::array();
    for (const auto& entry : reply.threads()) {
      auto json = as_json(entry.thread());
      json["unread"] = entry.reading().unread();
      all.push_back(std::move(json));
    }
    return print(Json{{"threads", std::move(all)}});
  }
  terminal::Table table({{"THREAD", Align::left, true},
                         {"UNREAD", Align::right},
                         {"POSTS", Align::right},
                         {"LAST POST"},
                         {"BY", Align::left, true},
                         {"ID"}});
  for (const auto& entry : reply.threads()) {
    const auto& thread = entry.thread();
    table.add({thread.title(), unread_text(entry.reading().unread()), std::to_string(thread.posts()),
               time_text(thread.last_post_at_ms()), thread.last_post_by().handle(), std::to_string(thread.id())});
  }
  table.print(terminal::screen_of(STDOUT_FILENO));
}

}  // namespace

void add_lists(CLI::App& app, Context& context) {
  app.add_subcommand("topics", "The topics, with what you have not read")->callback([&context] {
    list_topics(context);
  });
  auto* threads = app.add_subcommand("threads", "The threads of a topic, the liveliest first");
  threads->footer("Examples:\n  plenum threads Cases\n  plenum threads Cases --limit 500 --json");
  const auto topic = std::make_shared<std::string>();
  const auto limit = std::make_shared<unsigned>(50);
  threads->add_option("TOPIC", *topic, "Its title, the beginning of it, or its id")->required();
  threads->add_option("--limit", *limit, "How many")->check(CLI::Range(1, 100'000))->capture_default_str();
  threads->callback([&context, topic, limit] { list_threads(context, *topic, *limit); });
}

}  // namespace plenum::cli
