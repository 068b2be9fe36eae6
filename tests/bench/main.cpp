#include <filesystem>
#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "clients/cli/line/misspelt.h"
#include "tests/bench/burst.h"
#include "tests/bench/cluster.h"
#include "tests/bench/fanout.h"
#include "tests/bench/gallery.h"
#include "tests/bench/idle.h"
#include "tests/bench/peers/peer.h"
#include "tests/bench/post.h"
#include "tests/bench/read.h"
#include "tests/bench/slow.h"
#include "tests/bench/storm.h"
#include "tests/bench/topics.h"

namespace {

using Line = nlohmann::ordered_json;

/// A workload that runs with its options once they are read, and prints its line.
template <class Options>
CLI::App* add(CLI::App& app, const char* name, const char* what, Options& options, Line (*run)(const Options&)) {
  auto* command = app.add_subcommand(name, what);
  command->callback([&options, run] { std::cout << run(options).dump() << std::endl; });
  return command;
}

template <class Value>
CLI::Option* take(CLI::App* command, const char* name, Value& value, const char* what) {
  auto* option = command->add_option(name, value, what)->capture_default_str();
  if constexpr (std::is_arithmetic_v<Value>) option->check(CLI::PositiveNumber);
  return option;
}

constexpr int wrong_usage = 2;

template <class Options>
void take_pairs(CLI::App* command, Options& options) {
  take(command, "--seconds", options.seconds, "Of each part of a pair");
  take(command, "--pairs", options.pairs, "Ours and the floor in turn");
}

}  // namespace

int main(int argc, char** argv) {
  using namespace plenum::bench;
  CLI::App app("plenum-bench: what it costs, as ratios to a floor measured in the same run", "plenum-bench");
  app.require_subcommand(1);
  app.footer("Each workload prints one JSON line.");

  PostOptions post_options;
  post_options.directory =
      (std::filesystem::temp_directory_path() / ("plenum-bench-" + std::to_string(::getpid()))).string();
  auto* command =
      add(app, "post", "Durable posts a second with N authors, against bare RocksDB commits", post_options, &post);
  take(command, "--authors", post_options.authors, "How many write at once");
  take_pairs(command, post_options);
  take(command, "--directory", post_options.directory, "A folder to be made, on the disk to measure");

  ReadOptions read_options;
  read_options.directory = post_options.directory + "-read";
  command = add(app, "read", "A page out of a long thread, against bare point reads", read_options, &read);
  take(command, "--thread-posts", read_options.thread_posts, "How long the thread is");
  take(command, "--pages", read_options.pages, "How many pages are read");

  FanoutOptions fanout_options;
  command = add(app, "fanout", "Durable posts to N subscribers of a topic, against a bare send loop", fanout_options,
                &fanout);
  take(command, "--subscribers", fanout_options.subscribers, "Sockets that follow the topic");
  take(command, "--in-flight", fanout_options.in_flight, "Posts under way at once")->check(CLI::Range(1, 64));
  take_pairs(command, fanout_options);

  BurstOptions burst_options;
  command = add(app, "burst", "Posts at a steady pace to one large audience: latency, against a bare send loop",
                burst_options, &burst);
  take(command, "--subscribers", burst_options.subscribers, "Sockets that follow the topic");
  take(command, "--posts-per-s", burst_options.posts_per_s, "The pace");
  take_pairs(command, burst_options);

  TopicsOptions topics_options;
  command = add(app, "topics", "Posts at a steady pace to many small audiences, against a bare send loop",
                topics_options, &topics);
  take(command, "--topics", topics_options.topics, "How many");
  take(command, "--subscribers-each", topics_options.subscribers_each, "Sockets that follow one topic");
  take(command, "--posts-per-s", topics_options.posts_per_s, "The pace, over all topics");
  take_pairs(command, topics_options);

  IdleOptions idle_options;
  command = add(app, "idle", "Server memory of a connection that only waits, against a process that only accepts",
                idle_options, &idle);
  take(command, "--connections", idle_options.connections, "How many wait");

  StormOptions storm_options;
  command = add(app, "storm", "Clients come back after kill -9 and restart while posts flow", storm_options, &storm);
  take(command, "--clients", storm_options.clients, "How many");
  take(command, "--topics", storm_options.topics, "That they are spread over");
  take(command, "--posts-per-s", storm_options.posts_per_s, "The pace, over all topics");
  take(command, "--kills", storm_options.kills, "One after the other");

  SlowOptions slow_options;
  command = add(app, "slow", "A fifth of the clients never read: what the others notice", slow_options, &slow);
  take(command, "--clients", slow_options.clients, "How many, those who never read included");
  take(command, "--post-bytes", slow_options.post_bytes, "Of each post's source");
  take(command, "--posts-per-s", slow_options.posts_per_s, "The pace");
  take_pairs(command, slow_options);

  GalleryOptions gallery_options;
  command =
      add(app, "gallery", "Posts to the seats of companies, against the same to members", gallery_options, &gallery);
  take(command, "--seats", gallery_options.seats, "And as many members");
  take(command, "--companies", gallery_options.companies, "That the seats are of");
  take(command, "--in-flight", gallery_options.in_flight, "Posts under way at once")->check(CLI::Range(1, 64));
  take(command, "--authors", gallery_options.authors, "The same, where nobody follows")->check(CLI::Range(1, 64));
  take(command, "--post-bytes", gallery_options.post_bytes, "Of each post's source");
  take_pairs(command, gallery_options);

  ClusterOptions cluster_options;
  command = add(app, "cluster", "Three nodes on one Redis: against one node, and against one bare client of the script",
                cluster_options, &cluster);
  take(command, "--posts-per-s", cluster_options.posts_per_s, "The pace from one node to the other");
  take(command, "--in-flight", cluster_options.in_flight, "Posts under way at each node while all write")
      ->check(CLI::Range(1, 64));
  take(command, "--away-posts", cluster_options.away_posts, "That a node misses");
  take(command, "--away-in-flight", cluster_options.away_in_flight, "Of these under way at each of the other two")
      ->check(CLI::Range(1, 64));
  take(command, "--absences", cluster_options.absences, "One after the other");
  take_pairs(command, cluster_options);

  PeerOptions peer_options;
  command = add(app, "peer", "The fan-out over another server, against a bare send loop", peer_options, &peer);
  command->add_option("name", peer_options.name, "nginx+nchan, nats-server, mosquitto, npm-ws or npm-socket.io")
      ->required()
      ->check(CLI::IsMember({"nginx+nchan", "nats-server", "mosquitto", "npm-ws", "npm-socket.io"}));
  take(command, "--scripts", peer_options.scripts, "The folder with the npm peers");
  take(command, "--subscribers", peer_options.subscribers, "Sockets that follow the topic");
  take(command, "--in-flight", peer_options.in_flight, "Messages under way at once");
  take_pairs(command, peer_options);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::cerr << "plenum-bench: " << plenum::cli::misspelt(app, error) << std::endl;
    return wrong_usage;
  }
  return 0;
}
