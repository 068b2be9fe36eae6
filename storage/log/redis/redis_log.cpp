#include "storage/log/redis/redis_log.h"

#include <chrono>
#include <filesystem>

namespace plenum::redis {

namespace {

std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

FencedLog::Settings protocol(const Settings& given, bool founds) {
  FencedLog::Settings settings;
  settings.founds = founds;
  settings.keep_events = given.keep_events;
  return settings;
}

Settings registering(Settings settings, const Local& local) {
  settings.applied = [&local] { return local.tail().offset; };
  return settings;
}

}  // namespace

std::unique_ptr<RedisLog> RedisLog::open(Store& store, const std::string& directory, const Settings& settings,
                                         bool founds, std::string& why) {
  std::unique_ptr<StoreLocal> local;
  why = StoreLocal::open(store, directory, local);
  if (!why.empty()) return nullptr;
  return std::unique_ptr<RedisLog>(new RedisLog(std::move(local), settings, founds));
}

RedisLog::RedisLog(std::unique_ptr<StoreLocal> local, const Settings& settings, bool founds)
    : settings_(settings),
      local_(std::move(local)),
      node_(local_->standing().node),
      port_(registering(settings, *local_), node_,
            [this] {
              const std::lock_guard lock(mutex_);
              if (listener_) listener_();
            }),
      log_(port_, *local_, steady_ms, protocol(settings, founds)) {}

void RedisLog::on_news(std::function<void()> listener) {
  const std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

std::string RedisLog::export_fork(const Store& store, const std::string& directory, KeptFork& kept) const {
  return keep_fork(settings_, store, directory, kept);
}

bool is_shared(const std::string& directory) {
  return std::filesystem::exists(StoreLocal::file_in(directory));
}

}  // namespace plenum::redis
