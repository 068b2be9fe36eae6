#include "tests/bench/read.h"

#include <algorithm>
#include <filesystem>
#include <random>
#include <vector>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include "server/gateway/member_reads.h"
#include "server/node/identity_writers.h"
#include "server/node/member_writers.h"
#include "server/node/sequencer.h"
#include "storage/log/embedded_log.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

const char* paragraph =
    "The **second** reading was 7.2, after the `0.9 %` saline; we repeated it.\n\n"
    "- potassium as before\n- no change in the [ECG](https://example.org/ecg)\n\n> and yet he felt better\n\nWhat "
    "would you do?";

double at(std::vector<double> sorted, double share) {
  return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

}  // namespace

nlohmann::ordered_json read(const ReadOptions& options) {
  if (sodium_init() < 0) return {};
  std::filesystem::create_directories(options.directory);
  std::string why;
  auto store = Store::open(std::filesystem::path(options.directory) / "store", rocksdb::Env::Default(), why);
  EmbeddedLog log(*store);
  SystemChance chance;
  found_community(*store, log, chance, "Bench");
  Sequencer sequencer(*store, log, chance, [](const Committed&) {});
  NewMember member;
  member.profile.set_handle("hamlet");
  member.profile.set_folded("hamlet");
  const MemberId hamlet{sequencer.submit_and_wait(add_member(Principal::house(), member)).outcome.id()};
  const Principal who{hamlet, v1::MEMBER, 1};
  v1::OpenThreadRequest open;
  open.set_command_id(chance.bytes(16));
  open.set_topic_id(sequencer.submit_and_wait(open_topic(Principal::house(), "On being", "")).outcome.id());
  open.set_title("Long");
  open.set_source(paragraph);
  const auto thread = sequencer.submit_and_wait(open_thread(who, open, {})).outcome.id();
  std::vector<std::uint64_t> posts;
  for (int i = 1; i < options.thread_posts; ++i) {
    v1::WritePostRequest write;
    write.set_command_id(chance.bytes(16));
    write.set_thread_id(thread);
    write.set_source(paragraph + std::to_string(i));
    posts.push_back(sequencer.submit_and_wait(write_post(who, write, {})).outcome.id());
  }
  const Registers registers(*store);
  Rendered rendered;
  std::mt19937 random(1);
  std::vector<double> us;
  std::vector<double> floor_us;
  for (int i = 0; i < options.pages; ++i) {
    v1::ReadThreadRequest request;
    request.set_thread_id(thread);
    request.set_limit(static_cast<std::uint32_t>(options.page_posts));
    request.set_around_post(posts[random() % posts.size()]);
    const double started = now_s();
    {
      const auto view = store->view();
      const auto reply = read_thread({view, registers, rendered, who}, request);
      (void)std::get<v1::ReadThreadReply>(reply).SerializeAsString();
    }
    us.push_back((now_s() - started) * 1e6);
    const double bare = now_s();
    const auto view = store->view();
    for (int j = 0; j < options.page_posts; ++j) (void)view.get(key::Post{PostId{posts[random() % posts.size()]}});
    floor_us.push_back((now_s() - bare) * 1e6);
  }
  sequencer.stop();
  store.reset();
  std::filesystem::remove_all(options.directory);
  std::sort(us.begin(), us.end());
  std::sort(floor_us.begin(), floor_us.end());
  nlohmann::ordered_json line = {{"workload", "read"},
                                 {"thread_posts", options.thread_posts},
                                 {"page_posts", options.page_posts},
                                 {"pages", options.pages},
                                 {"p50_us", at(us, 0.5)},
                                 {"p99_us", at(us, 0.99)},
                                 {"floor_p50_us", at(floor_us, 0.5)},
                                 {"floor_p99_us", at(floor_us, 0.99)},
                                 {"ratio", at(us, 0.5) / at(floor_us, 0.5)}};
  return line;
}

}  // namespace plenum::bench
