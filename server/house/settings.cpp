#include "server/house/settings.h"

#include <algorithm>
#include <thread>

#include <spdlog/spdlog.h>

#include "server/admin/audit_heads.h"

namespace plenum {

namespace {

// What is no socket of the community's needs descriptors too: RocksDB's files, the other doors.
constexpr std::uint64_t descriptors_kept = 640;

}  // namespace

net::ListenerOptions listener_options(const Config& config, std::uint64_t descriptors) {
  net::ListenerOptions options;
  options.limits = config.limits;
  options.limits.come_back_code = v1::CLOSE_LAGGING;
  if (const auto most = std::max(descriptors, 2 * descriptors_kept) - descriptors_kept;
      options.limits.connections_max > most) {
    spdlog::warn("connections_max is {}, but {} descriptors allow {}: beyond, clients are told to try again later",
                 options.limits.connections_max, descriptors, most);
    options.limits.connections_max = most;
  }
  // A queue that may hold little has drained only when it holds less.
  options.limits.queue_low_water_bytes =
      std::min(options.limits.queue_low_water_bytes, options.limits.queue_bytes_max / 2);
  for (const auto& proxy : config.trusted_proxies) {
    if (!options.trusted_proxies.add(proxy)) spdlog::warn("trusted_proxies: {} is no address or network", proxy);
  }
  options.notice = [](std::string_view line) { spdlog::warn("{}", line); };
  return options;
}

IdentityDesk::Settings identity_settings(const Config& config, const std::string& community) {
  IdentityDesk::Settings settings;
  settings.community = community;
  settings.sign_up_open = config.sign_up_open;
  settings.sign_ins.count = config.sign_ins_per_minute;
  settings.joins.count = config.sign_ins_per_minute;
  return settings;
}

UseLimits use_limits(const Config& config) {
  return {config.gallery_reads_per_minute, config.gallery_threads_per_hour, config.gallery_places_per_hour};
}

Rate commands_rate_of(const Config& config) {
  return {config.commands_per_10_s, commands_rate.window_ms};
}

HttpsReach reach_of(const Config& config) {
  HttpsReach reach;
  for (const auto& network : config.hook_networks) {
    if (!reach.opened.add(network)) spdlog::warn("hook_networks: {} is no address or network", network);
  }
  reach.ca_file = config.hook_ca_file;
  return reach;
}

unsigned io_thread_count(const Config& config) {
  return config.threads > 0 ? config.threads : std::max(1u, std::thread::hardware_concurrency());
}

std::string audit_heads_path(const Config& config) {
  return config.audit_heads.empty() ? AuditHeads::beside(config.data).string() : config.audit_heads;
}

}  // namespace plenum
