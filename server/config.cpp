#include "server/config.h"

#include <charconv>
#include <iostream>
#include <limits>

#include <CLI/CLI.hpp>
#include <arpa/inet.h>
#include <toml++/toml.h>

#include "proto/limits.h"

namespace plenum {

namespace {

constexpr int wrong_usage = 2;
constexpr int threads_max = 256;
constexpr int keep_events_min = 1'000;  // more than any node's disk can be behind what it says

/// Reads the file's values; a value that is none, of another kind or out of range is named and nothing is guessed.
class Values {
public:
  explicit Values(const toml::table& file) : file_(file) {}

  template <class T>
  void take(const char* name, T& value) {
    if (!file_.contains(name)) return;
    const auto found = file_[name].value_exact<T>();
    if (found) value = *found;
    if (!found) wrong_ = name;
  }
  template <class T>
  void take_number(const char* name, T& value, std::int64_t least, std::int64_t most) {
    if (!file_.contains(name)) return;
    const auto found = file_[name].value_exact<std::int64_t>();
    if (found && *found >= least && *found <= most) value = static_cast<T>(*found);
    if (!found || *found < least || *found > most) wrong_ = name;
  }
  void take_all(const char* name, std::vector<std::string>& values) {
    if (!file_.contains(name)) return;
    const auto* all = file_[name].as_array();
    if (all == nullptr || !(all->empty() || all->is_homogeneous<std::string>())) {
      wrong_ = name;
      return;
    }
    for (const auto& one : *all) values.push_back(one.value_or(std::string()));
  }
  const std::string& wrong() const { return wrong_; }

private:
  const toml::table& file_;
  std::string wrong_;
};

// A name nobody reads is a setting that silently does nothing: refused.
std::string unknown_name(const toml::table& file) {
  static const std::vector<std::string> known = {"data",
                                                 "listen",
                                                 "admin_listen",
                                                 "audit_heads",
                                                 "gallery_listen",
                                                 "gallery_key",
                                                 "gallery_reads_per_minute",
                                                 "gallery_threads_per_hour",
                                                 "gallery_places_per_hour",
                                                 "threads",
                                                 "web_root",
                                                 "community",
                                                 "sign_up_open",
                                                 "trusted_proxies",
                                                 "hook_networks",
                                                 "hook_ca_file",
                                                 "connections_max",
                                                 "connections_per_address_max",
                                                 "queue_bytes_max",
                                                 "sign_ins_per_minute",
                                                 "commands_per_10_s",
                                                 "log"};
  static const std::vector<std::string> known_of_log = {"redis",   "prefix", "sentinel_user", "sentinel_password",
                                                        "ca_file", "founds", "keep_events"};
  if (const auto* log = file["log"].as_table(); log != nullptr) {
    for (const auto& [name, value] : *log) {
      const bool is_known = std::find(known_of_log.begin(), known_of_log.end(), name.str()) != known_of_log.end();
      if (!is_known) return "log." + std::string(name.str());
    }
  }
  for (const auto& [name, value] : file) {
    if (std::find(known.begin(), known.end(), name.str()) == known.end()) return std::string(name.str());
  }
  return {};
}

std::string read_log_table(const toml::table& file, Config::SharedLog& log) {
  if (!file.contains("log")) return {};
  const auto* table = file["log"].as_table();
  if (table == nullptr) return "log";
  Values values(*table);
  values.take("redis", log.redis);
  values.take("prefix", log.prefix);
  values.take("sentinel_user", log.sentinel_user);
  values.take("sentinel_password", log.sentinel_password);
  values.take("ca_file", log.ca_file);
  values.take("founds", log.founds);
  values.take_number("keep_events", log.keep_events, keep_events_min, std::numeric_limits<std::int32_t>::max());
  return values.wrong().empty() ? std::string() : "log." + values.wrong();
}

// The name of a setting with a wrong value, or nothing.
std::string read_table(const toml::table& file, Config& config) {
  constexpr std::int64_t any = std::numeric_limits<std::int32_t>::max();
  Values values(file);
  values.take("data", config.data);
  values.take("listen", config.listen);
  values.take("admin_listen", config.admin_listen);
  values.take("audit_heads", config.audit_heads);
  values.take("gallery_listen", config.gallery_listen);
  values.take("gallery_key", config.gallery_key);
  values.take_number("gallery_reads_per_minute", config.gallery_reads_per_minute, 0, any);
  values.take_number("gallery_threads_per_hour", config.gallery_threads_per_hour, 0, any);
  values.take_number("gallery_places_per_hour", config.gallery_places_per_hour, 0, any);
  values.take_number("threads", config.threads, 0, threads_max);
  values.take("web_root", config.web_root);
  values.take("community", config.community);
  values.take("sign_up_open", config.sign_up_open);
  values.take_number("sign_ins_per_minute", config.sign_ins_per_minute, 1, any);
  values.take_number("commands_per_10_s", config.commands_per_10_s, 1, any);
  values.take_number("connections_max", config.limits.connections_max, 1, any);
  values.take_number("connections_per_address_max", config.limits.connections_per_address_max, 1, any);
  values.take_number("queue_bytes_max", config.limits.queue_bytes_max, 1, any);
  values.take_all("trusted_proxies", config.trusted_proxies);
  values.take_all("hook_networks", config.hook_networks);
  values.take("hook_ca_file", config.hook_ca_file);
  return values.wrong().empty() ? read_log_table(file, config.log) : values.wrong();
}

bool read_file(const std::string& path, Config& config) {
  try {
    const auto file = toml::parse_file(path);
    if (const auto name = unknown_name(file); !name.empty()) {
      std::cerr << "plenumd: " << path << " has the setting \"" << name
                << "\", which there is not. See OPERATIONS.md.\n";
      return false;
    }
    if (const auto name = read_table(file, config); !name.empty()) {
      std::cerr << "plenumd: " << path << " gives \"" << name << "\" a value it cannot have. See OPERATIONS.md.\n";
      return false;
    }
    return true;
  } catch (const toml::parse_error& error) {
    std::cerr << "plenumd: " << path << ", line " << error.source().begin.line << ": " << error.description() << ".\n";
    return false;
  }
}

void add_options(CLI::App& app, Config& config, std::string& file) {
  app.add_option("--data", config.data, "Directory that holds the community; made where there is none");
  app.add_option("--listen", config.listen, "HOST:PORT to answer on; port 0 chooses one")->capture_default_str();
  app.add_option("--admin-listen", config.admin_listen, "HOST:PORT for /healthz, /readyz and /metrics");
  app.add_option("--audit-heads", config.audit_heads,
                 "File outside --data that witnesses the audit log; without it DIR.audit-heads");
  app.add_option("--gallery-listen", config.gallery_listen,
                 "HOST:PORT for observers alone; without it they come in at --listen");
  app.add_option("--gallery-key", config.gallery_key,
                 "File outside --data from which pseudonyms are made; without it DIR.gallery-key");
  app.add_option("--threads", config.threads, "Threads for connections; 0: one per core")
      ->check(CLI::Range(0, threads_max));
  app.add_option("--config", file, "TOML file with the same names; the command line wins")->check(CLI::ExistingFile);
  app.add_option("--web-root", config.web_root, "Serve the web client from this folder, while it is being developed")
      ->check(CLI::ExistingDirectory);
  app.add_option("--community", config.community, "Name of a new community")->capture_default_str();
  app.add_flag("--maintenance", config.maintenance,
               "Serve the operator's socket only; ends when standard input closes");
  app.footer(
      "Example:\n  plenumd --data /var/lib/plenum --listen 127.0.0.1:8080 --admin-listen 127.0.0.1:9090\n\n"
      "Exit codes: 0 ended cleanly, 1 cannot start, 2 wrong usage.");
}

// As the doors will take it: said before anything is made.
bool is_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  host = host.substr(0, host.find('%'));
  std::uint16_t port = 0;
  const char* last = text.data() + text.size();
  const auto [end, failed] = std::from_chars(text.data() + colon + 1, last, port);
  unsigned char bytes[sizeof(in6_addr)];
  return failed == std::errc() && end == last &&
         (::inet_pton(AF_INET, host.c_str(), bytes) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes) == 1);
}

int fail(const std::string& sentence) {
  std::cerr << "plenumd: " << sentence << " See plenumd --help.\n";
  return wrong_usage;
}

int check_whole(const Config& config) {
  if (config.data.empty()) return fail("say where the community lives: --data DIR.");
  for (const auto& [name, value] : {std::pair{"listen", config.listen},
                                    {"admin_listen", config.admin_listen},
                                    {"gallery_listen", config.gallery_listen}}) {
    const bool may_be_none = value.empty() && name != std::string_view("listen");
    if (!may_be_none && !is_address(value)) return fail(std::string(name) + " \"" + value + "\" is not ADDRESS:PORT.");
  }
  return 0;
}

}  // namespace

int read_config(int argc, char** argv, Config& config) {
  config.limits.header_bytes_max = limits::header_bytes_max;
  config.limits.body_bytes_max = limits::body_bytes_max;
  config.limits.message_bytes_max = limits::frame_bytes_max;
  CLI::App app("plenumd: the server of a Plenum community");
  app.set_version_flag("--version", PLENUM_VERSION);
  std::string file;
  add_options(app, config, file);
  try {
    app.parse(argc, argv);
    if (!file.empty()) {
      Config from_file = {};
      from_file.limits = config.limits;
      if (!read_file(file, from_file)) return wrong_usage;
      config = from_file;
      app.parse(argc, argv);  // the command line wins
    }
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error) == 0 ? -1 : wrong_usage;
    return fail(std::string(error.what()) + ".");
  }
  return check_whole(config);
}

}  // namespace plenum
