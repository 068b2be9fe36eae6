#include <algorithm>
#include <memory>
#include <vector>

#include "clients/cli/plenum/context.h"
#include "clients/cli/plenum/show.h"
#include "clients/cli/terminal/cells.h"

namespace plenum::cli {

namespace {

constexpr unsigned page_max = 200;

/// The newest posts of a thread, or all of them, in the order of the thread.
std::vector<v1::Post> read_posts(MemberLine& line, std::uint64_t thread, unsigned last, v1::Thread& about) {
  std::vector<v1::Post> posts;  // the newest first
  v1::ReadThreadRequest request;
  request.set_thread_id(thread);
  request.set_from_end(true);
  while (posts.size() < last) {
    request.set_limit(std::min<unsigned>(page_max, last - static_cast<unsigned>(posts.size())));
    const auto page = line.call<v1::ReadThreadReply>("ReadThread", request);
    about = page.entry().thread();
    for (auto at = page.posts().rbegin(); at != page.posts().rend(); ++at) posts.push_back(*at);
    if (!page.more_before() || page.posts().empty()) break;
    request.set_before_place(page.posts(0).place());
  }
  std::reverse(posts.begin(), posts.end());
  return posts;
}

void read(const Context& context, const std::string& name, unsigned last) {
  const auto thread = thread_of(name);
  auto line = open_line();
  v1::Thread about;
  const auto posts = read_posts(line, thread, last, about);
  if (context.json) {
    auto json = as_json(about);
    json["page"] = Json::array();
    for (const auto& post : posts) json["page"].push_back(as_json(post));
    return print(json);
  }
  print(terminal::harmless(about.title()) + "\n");
  for (const auto& post : posts) print(as_text(post));
}

}  // namespace

void add_read(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("read", "The posts of a thread");
  command->footer("Examples:\n  plenum read 4711\n  plenum read 4711 --last 10 --json");
  const auto thread = std::make_shared<std::string>();
  const auto last = std::make_shared<unsigned>(50);
  command->add_option("THREAD", *thread, "Its id, from plenum threads")->required();
  command->add_option("--last", *last, "How many of the newest")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->callback([&context, thread, last] { read(context, *thread, *last); });
}

}  // namespace plenum::cli
