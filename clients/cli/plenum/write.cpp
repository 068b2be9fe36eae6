#include <iostream>
#include <iterator>
#include <memory>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenum/context.h"
#include "clients/cli/plenum/show.h"

namespace plenum::cli {

namespace {

struct Options {
  std::string where;
  std::string title;
  std::string text;
  std::string reply_to;
};

std::string text_of(const Options& options) {
  if (!options.text.empty() && options.text != "-") return options.text;
  if (::isatty(STDIN_FILENO) != 0) std::cerr << "Write your post; Ctrl-D on an empty line ends it.\n";
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  while (text.ends_with('\n')) text.pop_back();
  if (text.empty()) throw Failed("There is nothing to post: write the text behind the command, or into stdin.");
  return text;
}

void post(const Context& context, const Options& options) {
  v1::WritePostRequest request;
  request.set_thread_id(thread_of(options.where));
  if (!options.reply_to.empty()) {
    request.set_reply_to(id_of(options.reply_to));
    if (request.reply_to() == 0) throw Failed("--reply-to takes a post's id, as plenum read shows it.", Exit::usage);
  }
  auto line = open_line();
  request.set_source(text_of(options));
  const auto reply = line.command<v1::WritePostReply>("WritePost", request);
  if (context.json) return print(Json{{"post_id", std::to_string(reply.post_id())}});
  print(std::to_string(reply.post_id()));
}

void open(const Context& context, const Options& options) {
  auto line = open_line();
  v1::OpenThreadRequest request;
  request.set_topic_id(find_topic(line, options.where).id());
  request.set_title(options.title);
  request.set_source(text_of(options));
  const auto reply = line.command<v1::OpenThreadReply>("OpenThread", request);
  if (context.json) {
    return print(Json{{"thread_id", std::to_string(reply.thread_id())}, {"post_id", std::to_string(reply.post_id())}});
  }
  print(std::to_string(reply.thread_id()));
}

}  // namespace

void add_writing(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  auto* write = app.add_subcommand("post", "Write a post; prints its id");
  write->footer("Examples:\n  plenum post 4711 \"Ring them.\"\n  git log -1 | plenum post 4711 --reply-to 815");
  write->add_option("THREAD", options->where, "Its id, from plenum threads")->required();
  write->add_option("TEXT", options->text, "Markdown; without it, or for -, stdin is read");
  write->add_option("--reply-to", options->reply_to, "The id of the post you answer");
  write->callback([&context, options] { post(context, *options); });

  auto* thread = app.add_subcommand("open", "Open a thread with its first post; prints its id");
  thread->footer("Example:\n  plenum open Cases \"Potassium 7.4, perfectly well\" \"What would you do?\"");
  thread->add_option("TOPIC", options->where, "Its title, the beginning of it, or its id")->required();
  thread->add_option("TITLE", options->title, "At most 200 characters")->required();
  thread->add_option("TEXT", options->text, "Markdown; without it, or for -, stdin is read");
  thread->callback([&context, options] { open(context, *options); });
}

}  // namespace plenum::cli
