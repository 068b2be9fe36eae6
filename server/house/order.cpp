#include "server/house/order.h"

#include <chrono>
#include <thread>

#include <spdlog/spdlog.h>

#include "server/house/gallery_key.h"

namespace plenum {

namespace {

constexpr auto first_look = std::chrono::seconds(5);     // at the others, for a node that can serve reads meanwhile
constexpr auto first_lesson = std::chrono::seconds(60);  // for a node that has nothing yet

std::string open_alone(const Config& config, Store& store, Order& order) {
  if (redis::is_shared(config.data)) {
    const auto why =
        config.data + " belongs to a node of several: start it with the configuration that names their Redis.";
    if (!config.maintenance) return why;
    store.halt(why);  // it may be read and copied
  }
  order.alone = std::make_unique<EmbeddedLog>(store);
  return {};
}

}  // namespace

std::string open_order(const Config& config, Store& store, Order& order) {
  if (config.log.redis.empty()) return open_alone(config, store, order);
  redis::Settings settings;
  settings.prefix = config.log.prefix;
  settings.keep_events = config.log.keep_events;
  if (auto fault = redis::parse(config.log.redis, settings.address); !fault.empty()) return fault;
  settings.address.ca_file = config.log.ca_file;
  settings.address.sentinel_user = config.log.sentinel_user;
  settings.address.sentinel_password = config.log.sentinel_password;
  std::string fault;
  if (!config.maintenance) {
    if (gallery_key_fingerprint(config, fault); !fault.empty()) return fault;
    settings.gallery_key = [config] {
      std::string ignored;
      return gallery_key_fingerprint(config, ignored);
    };
  }
  order.shared = redis::RedisLog::open(store, config.data, settings, config.log.founds, fault);
  return fault;
}

std::string join_others(Store& store, redis::RedisLog& shared) {
  auto& log = shared.log();
  const auto started = std::chrono::steady_clock::now();
  const auto patience = store.tail().offset > 0 ? first_look : first_lesson;
  while (!log.closed_because().empty() && std::chrono::steady_clock::now() - started < patience) {
    log.tend();
    if (shared.is_unfit()) return log.closed_because();
    if (!log.closed_because().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const auto why = log.closed_because();
  if (!why.empty()) spdlog::warn("{}", why);
  return store.tail().offset > 0 ? std::string() : why;
}

}  // namespace plenum
