#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/net/limits.h"

namespace plenum {

/// Every setting of a server, its unit in its name. From the command line, then from --config FILE (TOML, the same
/// names); the command line wins. OPERATIONS.md explains when to change which.
struct Config {
  std::string data;  // directory; one process at a time
  std::string listen = "127.0.0.1:8080";
  std::string gallery_listen;  // observers' own door; empty: at `listen`, beside the members'
  std::string gallery_key;     // file outside `data` and its backups; empty: DIR.gallery-key, beside the directory
  std::string admin_listen;    // /healthz /readyz /metrics; empty: none
  unsigned threads = 0;        // io threads; 0: as many as cores
  std::string web_root;        // a folder instead of the bundle in the program
  bool maintenance = false;    // the operator's socket only
  std::string community = "Plenum";  // of a new data directory
  std::string audit_heads;  // file that witnesses the audit log's head; empty: DIR.audit-heads, beside the directory

  /// [log]: several nodes over one Redis.
  struct SharedLog {
    std::string redis;              // URL; empty: this node is alone
    std::string prefix = "plenum";  // of its keys
    std::string sentinel_user;      // where the Sentinels have a password of their own
    std::string sentinel_password;
    std::string ca_file;             // who vouches for a rediss:// server; empty: whom the system trusts
    bool founds = false;             // a new directory may found a new community, where there is no log yet
    unsigned keep_events = 200'000;  // that Redis keeps for whoever comes; more where a registered node lacks them
    bool operator==(const SharedLog&) const = default;
  };
  SharedLog log;

  // When a seat's use is looked into (0: never): the first two pause it, the third is told to the host.
  unsigned gallery_reads_per_minute = 3'000;  // entries, by calls
  unsigned gallery_threads_per_hour = 600;    // opened
  unsigned gallery_places_per_hour = 4;       // networks, while lines are open from two of them

  bool sign_up_open = false;          // else by invitation
  unsigned sign_ins_per_minute = 10;  // per address
  unsigned commands_per_10_s = 100;   // per member
  std::vector<std::string> trusted_proxies;
  std::vector<std::string> hook_networks;  // where companies' hooks may lie beside the public internet
  std::string hook_ca_file;                // who vouches for hooks; empty: whom the system trusts
  net::Limits limits;
  bool operator==(const Config&) const = default;
};

/// Fills the config; returns 0 to go on, or the exit code to end with (--help: -1, meaning 0).
int read_config(int argc, char** argv, Config& config);

}  // namespace plenum
