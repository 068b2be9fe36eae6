#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "tests/bench/post.h"

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

  CLI11_PARSE(app, argc, argv);
  if (post_command->parsed()) std::cout << plenum::bench::post(post) << std::endl;
  return 0;
}
