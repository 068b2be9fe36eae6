#include "tests/bench/fleet.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace plenum::bench {

namespace {

// Beside the append-only file, synced always, which every redis-server of the tests has: deploy/redis/plenum-log.conf.
std::vector<std::string> as_deployed() {
  return {"--no-appendfsync-on-rewrite", "no",         "--maxmemory",        "2gb",
          "--maxmemory-policy",          "noeviction", "--repl-backlog-ttl", "0"};
}

}  // namespace

Fleet::Fleet(std::size_t topics) : redis_(as_deployed()) {
  nodes_[0] = std::make_unique<Community>(Community::Size{.members = 1, .topics = topics, .has_its_core = false},
                                          settings_of_node(0));
  for (std::size_t i = 1; i < size; ++i) nodes_[i] = std::make_unique<Community>(*nodes_[0], settings_of_node(i));
  agree();
}

std::string Fleet::settings_of_node(std::size_t i) const {
  const auto key = redis_.folder().parent_path() / "gallery-key";
  return "gallery_key = \"" + key.string() + "\"\n[log]\nredis = \"" + redis_.url() + "\"\nprefix = \"" + prefix +
         "\"\nfounds = " + (i == 0 ? "true" : "false") + "\n";
}

void Fleet::agree() {
  const auto all_alike = [this] {
    const auto tail = node(0).tail();
    const auto is_there = [tail](const auto& one) { return one->takes_writes() && one->tail() == tail; };
    return std::ranges::all_of(nodes_, is_there) && node(0).tail() == tail;
  };
  if (testing::eventually(all_alike)) return;
  std::fputs("plenum-bench: the nodes do not come to agree\n", stderr);
  std::exit(1);
}

}  // namespace plenum::bench
