#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "tests/bench/fanout.h"
#include "tests/bench/post.h"
#include "tests/bench/read.h"

int main(int argc, char** argv) {
  CLI::App app("plenum-bench: what it costs, as ratios to a floor measured in the same run");
  app.require_subcommand(1);
  app.footer("Each workload prints one JSON line.");

  plenum::bench::PostOptions post;
  post.directory = (std::filesystem::temp_directory_path() / ("plenum-bench-" + std::to_string(::getpid()))).string();
  auto* post_command =
      app.add_subcommand("post", "Durable posts a second with N authors, against bare RocksDB commits");
  post_command->add_option("--authors", post.authors, "How many write at once")->capture_default_str();
  post_command->add_option("--seconds", post.seconds, "Of each half of a pair")->capture_default_str();
  post_command->add_option("--pairs", post.pairs, "Ours and the floor in turn")->capture_default_str();
  post_command->add_option("--directory", post.directory, "A folder to be made, on the disk to measure");

  plenum::bench::FanoutOptions fanout;
  auto* fanout_command =
      app.add_subcommand("fanout", "Durable posts to N subscribers of a topic, against a bare send loop");
  fanout_command->add_option("--subscribers", fanout.subscribers, "Sockets that follow the topic")
      ->capture_default_str();
  fanout_command->add_option("--seconds", fanout.seconds, "Of each half of a pair")->capture_default_str();
  fanout_command->add_option("--pairs", fanout.pairs, "Ours and the floor in turn")->capture_default_str();

  plenum::bench::ReadOptions read;
  read.directory = post.directory + "-read";
  auto* read_command = app.add_subcommand("read", "A page out of a long thread, against bare point reads");
  read_command->add_option("--thread-posts", read.thread_posts, "How long the thread is")->capture_default_str();
  read_command->add_option("--pages", read.pages, "How many pages are read")->capture_default_str();

  CLI11_PARSE(app, argc, argv);
  if (read_command->parsed()) std::cout << plenum::bench::read(read) << std::endl;
  if (fanout_command->parsed()) std::cout << plenum::bench::fanout(fanout) << std::endl;
  if (post_command->parsed()) std::cout << plenum::bench::post(post) << std::endl;
  return 0;
}
