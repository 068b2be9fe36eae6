#include "tests/bench/post.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <vector>

#include <nlohmann/json.hpp>
#include <rocksdb/wal_filter.h>
#include <sodium.h>

#include "server/node/identity_writers.h"
#include "server/node/member_writers.h"
#include "server/node/sequencer.h"
#include "storage/log/embedded_log.h"
#include "storage/rocks/keys.h"
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

  /// Bytes that a post has in our log.
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

/// RocksDB opened as Store opens it, and nothing above it.
class RawStore {
public:
  RawStore(const std::filesystem::path& directory, rocksdb::WalFilter* filter) {
    auto settings = database_settings(rocksdb::Env::Default());
    settings.wal_filter = filter;
    rocksdb::DB* db = nullptr;
    const std::vector<rocksdb::ColumnFamilyDescriptor> families = {
        {rocksdb::kDefaultColumnFamilyName, state_settings()},
        {"state", state_settings()},
        {"log", log_settings()},
        {"registers", state_settings()}};
    const auto opened = rocksdb::DB::Open(settings, directory.string(), families, &handles_, &db);
    if (!opened.ok()) throw std::runtime_error(opened.ToString());
    db_.reset(db);
  }
  ~RawStore() {
    for (auto* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  }
  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* family(std::size_t n) { return handles_[n]; }

private:
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

/// The newest write batches that a store wrote, byte for byte, out of the write-ahead logs of a copy of it.
class Written final : public rocksdb::WalFilter {
public:
  explicit Written(const std::filesystem::path& store) {
    const auto copy = store.string() + "-copy";
    std::filesystem::copy(store, copy, std::filesystem::copy_options::recursive);
    RawStore(copy, this);
    std::filesystem::remove_all(copy);
  }
  const std::deque<std::string>& batches() const { return batches_; }

  const char* Name() const override { return "Written"; }
  WalProcessingOption LogRecordFound(unsigned long long, const std::string&, const rocksdb::WriteBatch& batch,
                                     rocksdb::WriteBatch*, bool*) override {
    batches_.push_back(batch.Data());
    if (batches_.size() > batches_max) batches_.pop_front();
    return WalProcessingOption::kContinueProcessing;
  }

private:
  static constexpr std::size_t batches_max = 400;
  std::deque<std::string> batches_;
};

/// Bare RocksDB with our settings, one thread, each batch synced.
class Floor {
public:
  explicit Floor(const std::filesystem::path& directory) : store_(directory, nullptr) {}

  /// The same batches again: what they cost when nobody decides, encodes, hashes or answers anything.
  Half repeat(const std::deque<std::string>& batches, double posts_per_batch) {
    return time(static_cast<double>(batches.size()) * posts_per_batch, [&] {
      for (const auto& bytes : batches) write(rocksdb::WriteBatch(bytes));
    });
  }

  /// The log alone: a row for each post, with the bytes that a post has in our log.
  Half write_log(std::size_t count, int posts_per_batch, std::size_t bytes_per_post) {
    const std::string value(bytes_per_post, 'y');
    return time(static_cast<double>(count) * posts_per_batch, [&] {
      for (std::size_t n = 0; n < count; ++n) {
        rocksdb::WriteBatch batch;
        for (int i = 0; i < posts_per_batch; ++i) batch.Put(store_.family(2), encode_offset(++next_), value);
        write(std::move(batch));
      }
    });
  }

private:
  template <class Work>
  Half time(double posts, Work work) {
    const double started = now_s();
    const double cpu = cpu_us();
    work();
    return {posts / (now_s() - started), (cpu_us() - cpu) / posts};
  }
  void write(rocksdb::WriteBatch batch) {
    rocksdb::WriteOptions synced;
    synced.sync = true;
    if (!store_.db().Write(synced, &batch).ok()) throw std::runtime_error("the floor cannot be written");
  }
  RawStore store_;
  std::uint64_t next_ = 0;
};

}  // namespace

nlohmann::ordered_json post(const PostOptions& options) {
  if (sodium_init() < 0) return {};
  const std::filesystem::path directory(options.directory);
  std::filesystem::create_directories(directory);
  std::vector<double> ratios;
  std::vector<double> log_ratios;
  std::vector<double> ours_rates;
  std::vector<double> floor_rates;
  std::vector<double> log_rates;
  std::vector<double> ours_cpu;
  std::vector<double> floor_cpu;
  double per_batch = 0;
  double bytes_per_post = 0;
  {
    Ours ours(directory / "ours", options.authors);
    Floor floor(directory / "floor");  // its log family repeats ours and then holds rows of its own
    ours.run(options.seconds / 3);     // warm
    for (int i = 0; i < options.pairs; ++i) {
      const auto mine = ours.run(options.seconds);
      per_batch = ours.posts_per_batch();
      const Written written(directory / "ours");
      const auto bare = floor.repeat(written.batches(), per_batch);
      const auto log_alone = floor.write_log(written.batches().size(), std::max(1, static_cast<int>(per_batch)),
                                             static_cast<std::size_t>(ours.bytes_per_post()));
      bytes_per_post = static_cast<double>(written.batches().back().size()) / per_batch;
      ratios.push_back(mine.per_second / bare.per_second);
      log_ratios.push_back(mine.per_second / log_alone.per_second);
      log_rates.push_back(log_alone.per_second);
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
                                 {"log_alone_posts_per_s", median(log_rates)},
                                 {"ratio_to_log_alone", median(log_ratios)},
                                 {"posts_per_commit", per_batch},
                                 {"bytes_per_post", bytes_per_post},
                                 {"cpu_us_per_post", median(ours_cpu)},
                                 {"floor_cpu_us_per_post", median(floor_cpu)}};
  return line;
}

}  // namespace plenum::bench
