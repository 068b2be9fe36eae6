#include "tests/bench/post.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <vector>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include "server/node/identity_writers.h"
#include "server/node/member_writers.h"
#include "server/node/sequencer.h"
#include "storage/log/embedded_log.h"
#include "storage/rocks/settings.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

struct Half {
  double per_second = 0;
  double cpu_us_each = 0;
};

/// A community in a fresh store, and what its commits look like.
class Ours {
public:
  explicit Ours(const std::filesystem::path& directory, int authors) {
    std::string why;
    store_ = Store::open(directory, rocksdb::Env::Default(), why);
    log_ = std::make_unique<EmbeddedLog>(*store_);
    found_community(*store_, *log_, chance_, "Bench");
    sequencer_ = std::make_unique<Sequencer>(*store_, *log_, chance_, [this](const Committed&) { ++batches_; });
    const auto topic = sequencer_->submit_and_wait(open_topic(Principal::house(), "On being", "")).outcome.id();
    for (int i = 0; i < authors; ++i) {
      NewMember member;
      member.profile.set_handle("author" + std::to_string(i));
      member.profile.set_folded(member.profile.handle());
      const auto id = sequencer_->submit_and_wait(add_member(Principal::house(), member)).outcome.id();
      authors_.push_back({MemberId{id}, v1::MEMBER, 1});
    }
    v1::OpenThreadRequest request;
    request.set_command_id(chance_.bytes(16));
    request.set_topic_id(topic);
    request.set_title("A thread");
    request.set_source("Begin.");
    thread_ = sequencer_->submit_and_wait(open_thread(authors_[0], request, {})).outcome.id();
  }
  ~Ours() { sequencer_->stop(); }

  Half run(double seconds) {
    stop_ = false;
    done_ = 0;
    batches_ = 0;
    running_ = static_cast<int>(authors_.size());
    const double started = now_s();
    const double cpu = cpu_us();
    for (std::size_t i = 0; i < authors_.size(); ++i) write(i);
    std::unique_lock lock(mutex_);
    idle_.wait_for(lock, std::chrono::duration<double>(seconds), [] { return false; });
    stop_ = true;
    idle_.wait(lock, [this] { return running_ == 0; });
    const auto posts = static_cast<double>(done_);
    return {posts / (now_s() - started), (cpu_us() - cpu) / posts};
  }

  double posts_per_batch() const { return static_cast<double>(done_) / static_cast<double>(batches_); }

  /// Key and value bytes that one of our commits writes, for the floor.
  double bytes_per_post() const {
    double bytes = 0;
    double posts = 0;
    store_->read_log(store_->tail().offset / 2, [&](const log::LogBatch& batch) {
      bytes += static_cast<double>(batch.ByteSizeLong());
      posts += batch.events_size();
      return posts < 10'000;
    });
    return bytes / posts;
  }

private:
  void write(std::size_t author) {
    v1::WritePostRequest request;
    request.set_command_id(chance_.bytes(16));
    request.set_thread_id(thread_);
    request.set_source(text_);
    auto command = write_post(authors_[author], request, {});
    command.done = [this, author](const Result& result) {
      if (!result.refused) ++done_;
      if (!stop_ && !result.refused) return write(author);
      const std::lock_guard lock(mutex_);
      if (--running_ == 0) idle_.notify_all();
    };
    sequencer_->submit(std::move(command));
  }

  SystemChance chance_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<Sequencer> sequencer_;
  std::vector<Principal> authors_;
  std::uint64_t thread_ = 0;
  const std::string text_ = std::string(200, 'x');
  std::atomic<bool> stop_{false};
  std::atomic<long> done_{0};
  std::atomic<long> batches_{0};
  std::mutex mutex_;
  std::condition_variable idle_;
  int running_ = 0;
};

/// Bare RocksDB with our settings: batches of the same size and bytes, each synced, by one thread.
class Floor {
public:
  explicit Floor(const std::filesystem::path& directory) {
    auto settings = database_settings(rocksdb::Env::Default());
    rocksdb::DB* db = nullptr;
    const std::vector<rocksdb::ColumnFamilyDescriptor> families = {{rocksdb::kDefaultColumnFamilyName, log_settings()}};
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB::Open(settings, directory.string(), families, &handles, &db);
    db_.reset(db);
    family_ = handles[0];
  }
  ~Floor() { db_->DestroyColumnFamilyHandle(family_); }

  Half run(double seconds, int posts_per_batch, std::size_t bytes_per_post) {
    const std::string value(bytes_per_post, 'y');
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const double started = now_s();
    const double cpu = cpu_us();
    double posts = 0;
    while (now_s() - started < seconds) {
      rocksdb::WriteBatch batch;
      for (int i = 0; i < posts_per_batch; ++i) batch.Put(encode_key(++next_), value);
      if (!db_->Write(synced, &batch).ok()) break;
      posts += posts_per_batch;
    }
    return {posts / (now_s() - started), (cpu_us() - cpu) / posts};
  }

private:
  static std::string encode_key(std::uint64_t n) {
    std::string key(16, '\0');
    for (int i = 0; i < 8; ++i) key[static_cast<std::size_t>(8 + i)] = static_cast<char>(n >> (56 - 8 * i));
    return key;
  }
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::ColumnFamilyHandle* family_ = nullptr;
  std::uint64_t next_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

std::string post(const PostOptions& options) {
  if (sodium_init() < 0) return "{}";
  const std::filesystem::path directory(options.directory);
  std::filesystem::create_directories(directory);
  std::vector<double> ratios;
  std::vector<double> ours_rates;
  std::vector<double> floor_rates;
  std::vector<double> ours_cpu;
  std::vector<double> floor_cpu;
  double per_batch = 0;
  {
    Ours ours(directory / "ours", options.authors);
    Floor floor(directory / "floor");
    ours.run(options.seconds / 3);  // warm
    for (int i = 0; i < options.pairs; ++i) {
      const auto mine = ours.run(options.seconds);
      per_batch = ours.posts_per_batch();
      const auto bare = floor.run(options.seconds, std::max(1, static_cast<int>(per_batch)),
                                  static_cast<std::size_t>(ours.bytes_per_post()));
      ratios.push_back(mine.per_second / bare.per_second);
      ours_rates.push_back(mine.per_second);
      floor_rates.push_back(bare.per_second);
      ours_cpu.push_back(mine.cpu_us_each);
      floor_cpu.push_back(bare.cpu_us_each);
    }
  }
  std::filesystem::remove_all(directory);
  nlohmann::ordered_json line = {{"workload", "post"},
                                 {"authors", options.authors},
                                 {"pairs", options.pairs},
                                 {"posts_per_s", median(ours_rates)},
                                 {"floor_posts_per_s", median(floor_rates)},
                                 {"ratio", median(ratios)},
                                 {"ratio_min", *std::min_element(ratios.begin(), ratios.end())},
                                 {"ratio_max", *std::max_element(ratios.begin(), ratios.end())},
                                 {"posts_per_commit", per_batch},
                                 {"cpu_us_per_post", median(ours_cpu)},
                                 {"floor_cpu_us_per_post", median(floor_cpu)}};
  return line.dump();
}

}  // namespace plenum::bench
