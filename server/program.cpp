#include "server/program.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <google/protobuf/descriptor.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "proto/admin.pb.h"
#include "proto/identity.pb.h"
#include "proto/moderator.pb.h"
#include "server/admin/admin_service.h"
#include "server/admin/audit_heads.h"
#include "server/admin/health.h"
#include "server/gallery/alerts.h"
#include "server/gallery/door.h"
#include "server/gallery/masking_pen.h"
#include "server/gallery/publisher.h"
#include "server/gateway/audit_desk.h"
#include "server/gateway/http_gateway.h"
#include "server/gateway/member_desk.h"
#include "server/gateway/moderator_desk.h"
#include "server/gateway/people_desk.h"
#include "server/gateway/words_desk.h"
#include "server/hub/publisher.h"
#include "server/identity/identity_service.h"
#include "server/node/sequencer.h"
#include "server/search/feed_search.h"
#include "server/search/trends.h"
#include "storage/log/embedded_log.h"
#include "storage/log/redis/redis_log.h"

namespace plenum {

namespace {

constexpr const char* socket_name = "operator.sock";
constexpr std::size_t unix_path_max = 107;
constexpr auto farewell = std::chrono::seconds(6);
constexpr auto first_look = std::chrono::seconds(5);     // at the others, for a node that can serve reads meanwhile
constexpr auto first_lesson = std::chrono::seconds(60);  // for a node that has nothing yet

std::int64_t wall_clock_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// The service as its .proto file declares it, found beside one of its messages.
template <class Message>
const google::protobuf::ServiceDescriptor* declared(const char* service) {
  return Message::descriptor()->file()->FindServiceByName(service);
}

unsigned thread_count(unsigned wished) {
  return wished > 0 ? wished : std::max(1u, std::thread::hardware_concurrency());
}

// What is no socket of the community's needs descriptors too: RocksDB's files, the other doors.
constexpr std::uint64_t descriptors_kept = 640;

net::ListenerOptions options_of(const Config& config, std::uint64_t descriptors) {
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

std::string heads_path(const Config& config) {
  return config.audit_heads.empty() ? AuditHeads::beside(config.data).string() : config.audit_heads;
}

std::string key_path(const Config& config) {
  return config.gallery_key.empty() ? MasterKey::beside(config.data).string() : config.gallery_key;
}

// Then pseudonyms have been given, and another key would change them all.
bool was_ever_listened_to(const View& view) {
  bool any = false;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  view.scan(key::Company{CompanyId{}}, key::Company{CompanyId{last}}, [&](const key::Any&, std::string_view) {
    any = true;
    return false;
  });
  return any;
}

// Nothing, and no fault: it cannot be made here, and nobody listens yet. Then nothing enters a gallery either.
std::optional<MasterKey> open_key(const Config& config, const View& view, std::string& fault) {
  const auto path = key_path(config);
  if (config.maintenance) {  // a backup is verified without it
    std::string ignored;
    return MasterKey::open(path, config.data, false, ignored);
  }
  const bool listened = was_ever_listened_to(view);
  auto key = MasterKey::open(path, config.data, !listened, fault);
  if (key || listened || !config.gallery_key.empty() || std::filesystem::exists(path)) return key;
  spdlog::warn("{} Until gallery_key names a place for it, what is written stays among members.", fault);
  fault.clear();
  return {};
}

HttpsReach reach_of(const Config& config) {
  HttpsReach reach;
  for (const auto& network : config.hook_networks) {
    if (!reach.opened.add(network)) spdlog::warn("hook_networks: {} is no address or network", network);
  }
  reach.ca_file = config.hook_ca_file;
  return reach;
}

std::string prepare_directory(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return directory + " cannot be made: " + error.message() + ".";
  // Members' words live here: nobody else on the machine reads them.
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  return {};
}

/// Where this node's events are ordered: in its own store, or among several.
struct Order {
  std::unique_ptr<EmbeddedLog> alone;
  std::unique_ptr<redis::RedisLog> shared;
  Log& log() const { return shared ? static_cast<Log&>(shared->log()) : *alone; }
};

std::string open_order(const Config& config, Store& store, Order& order) {
  if (config.log.redis.empty()) {
    if (redis::is_shared(config.data)) {
      const auto why =
          config.data + " belongs to a node of several: start it with the configuration that names their Redis.";
      if (!config.maintenance) return why;
      store.halt(why);  // it may be read and copied
    }
    order.alone = std::make_unique<EmbeddedLog>(store);
    return {};
  }
  redis::Settings settings;
  settings.prefix = config.log.prefix;
  if (auto fault = redis::parse(config.log.redis, settings.address); !fault.empty()) return fault;
  settings.address.ca_file = config.log.ca_file;
  std::string fault;
  order.shared = redis::RedisLog::open(store, config.data, settings, config.log.founds, fault);
  return fault;
}

// Among several: learns what the others have. A node that has a community serves it even where Redis is away.
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

}  // namespace

/// In order of need; C++ ends them in the reverse.
struct Program::Parts {
  explicit Parts(const Config& config, std::unique_ptr<Store> opened, Order chosen,
                 const log::CommunityRecord& community, std::optional<MasterKey> key)
      : store(std::move(opened)),
        order(std::move(chosen)),
        has_key(key.has_value()),
        master_key(has_key ? *std::move(key) : MasterKey(chance.bytes(32))),
        pen(master_key, *store),
        voices(master_key),
        positions(community.salt()),
        registers(*store),
        pace({config.commands_per_10_s, 10'000}),
        members(declared<v1::WhoAmIRequest>("MemberService")),
        moderators(declared<v1::LockThreadRequest>("ModeratorService")),
        identities(declared<v1::SignInRequest>("IdentityService")),
        operators(declared<v1::StatusRequest>("AdminService")),
        io(thread_count(config.threads)),
        live({io, *store, members, moderators, rendered, interest, positions, presence, tickets, community.name()}),
        publisher(*store, rendered, interest, positions, [this](Deliveries d) { live.hand_over(std::move(d)); }),
        search(config.maintenance ? nullptr : std::make_unique<FeedSearch>(*store, FeedSearch::within(config.data))),
        gallery_live({io, *store, voices, audience, wall_clock_ms}),
        gallery_publisher(*store, audience, voices, wall_clock_ms,
                          [this](GalleryDeliveries d) { gallery_live.hand_over(std::move(d)); }),
        hooks(config.maintenance
                  ? nullptr
                  : std::make_unique<HookSender>(HookSender::Parts{*store, voices, reach_of(config), wall_clock_ms})),
        alerts(hooks ? std::make_unique<Alerts>(
                           Alerts::Parts{*store, audience, voices, *hooks, wall_clock_ms,
                                         [this](GalleryDeliveries d) { gallery_live.hand_over(std::move(d)); }})
                     : nullptr),
        rules(*store),
        sequencer(
            *store, order.log(), chance,
            [this](Committed batch) {
              rules.committed(batch);
              pen.committed(batch);
              gallery_publisher.committed(batch);
              if (search) search->committed(batch);
              if (alerts) alerts->committed(batch);
              publisher.committed(std::move(batch));
            },
            has_key ? &pen : nullptr),
        own_acts(sequencer),
        gallery_door({*store, voices, gallery_live, own_acts, wall_clock_ms, search.get(), hooks.get()}),
        trends(*store, sequencer),
        desk_work(*store, sequencer, registers, rendered, pace),
        member_desk(desk_work, *store, registers, pace, rules,
                    [this](MemberId m, ThreadId t, Place p) { live.tell_devices(m, t, p); }),
        moderator_desk(desk_work),
        people_desk(desk_work),
        words_desk(desk_work, *store, rendered, pace, chance),
        identity_desk(*store, sequencer, passwords, tickets, chance, identity_settings(config, community.name())),
        audit_heads(heads_path(config)),
        admin_desk(
            *store, sequencer, chance, passwords, [this] { return status(); }, heads_path(config)),
        gateway(*store, {&members, &moderators, &identities}, live, config.web_root,
                config.gallery_listen.empty() ? &gallery_door : nullptr),
        operator_gateway({&operators}),
        health([this] { return status(); }) {
    member_desk.register_on(members);
    moderator_desk.register_on(moderators);
    people_desk.register_on(members, moderators);
    words_desk.register_on(moderators);
    register_audit(desk_work, members, moderators);
    identity_desk.serve(identities);
    admin_desk.set_log(order.shared.get(), config.data);
    admin_desk.register_on(operators);
    if (alerts) alerts->start(sequencer);
    if (order.shared) order.shared->on_news([this] { sequencer.look_at_the_log(); });
  }
  ~Parts() {
    if (order.shared) order.shared->on_news({});
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  /// Empty: it takes writes.
  std::string why_closed() const {
    auto why = store->halted_because();
    return why.empty() ? order.log().closed_because() : why;
  }

  v1::StatusReply status() const {
    v1::StatusReply reply;
    const auto community = store->view().get(key::Community{});
    if (community) reply.set_community(community->name());
    reply.set_version(PLENUM_VERSION);
    reply.set_tail(store->tail().offset);
    const auto why = why_closed();
    reply.set_takes_writes(why.empty());
    reply.set_halted_because(why);
    reply.set_connections(static_cast<std::uint32_t>(live.connections()));
    reply.set_listening_on(where());
    reply.set_catch_up_frames_made(live.frames_caught_up().made);
    reply.set_catch_up_frames_sent(live.frames_caught_up().sent);
    if (const auto* open = community_door.load()) {
      const auto held = open->held();
      reply.set_held_bytes(held.bytes);
      reply.set_slow_connections(static_cast<std::uint32_t>(held.sessions));
    }
    return reply;
  }

  // Written while the operator's door already answers.
  void set_where(std::string url) {
    const std::lock_guard lock(listening_mutex);
    listening_on = std::move(url);
  }
  std::string where() const {
    const std::lock_guard lock(listening_mutex);
    return listening_on;
  }

  SystemChance chance;
  std::unique_ptr<Store> store;
  Order order;
  const bool has_key;
  const MasterKey master_key;
  MaskingPen pen;
  Voices voices;
  Audience audience;
  Rendered rendered;
  Interest interest;
  Positions positions;
  Presence presence;
  Registers registers;
  Tickets tickets;
  Pace pace;
  Passwords passwords;
  Service members;
  Service moderators;
  Service identities;
  Service operators;
  net::IoThreads io;
  Live live;
  Publisher publisher;
  std::unique_ptr<FeedSearch> search;  // none where nobody is served
  GalleryLive gallery_live;
  GalleryPublisher gallery_publisher;
  std::unique_ptr<HookSender> hooks;
  std::unique_ptr<Alerts> alerts;
  WordRules rules;
  Sequencer sequencer;
  OwnActs own_acts;
  GalleryDoor gallery_door;
  Trends trends;
  DeskWork desk_work;
  MemberDesk member_desk;
  ModeratorDesk moderator_desk;
  PeopleDesk people_desk;
  WordsDesk words_desk;
  IdentityDesk identity_desk;
  AuditHeads audit_heads;
  AdminDesk admin_desk;
  HttpGateway gateway;
  OperatorGateway operator_gateway;
  Health health;
  std::unique_ptr<net::Listener> door;
  std::atomic<const net::Listener*> community_door{nullptr};  // the same, for who asks while it is made
  std::unique_ptr<net::Listener> gallery_listener;
  std::unique_ptr<net::Listener> operator_door;
  std::unique_ptr<net::Listener> admin_door;
  mutable std::mutex listening_mutex;
  std::string listening_on;
  int directory = -1;
  std::int64_t flushed_at_ms = 0;
  bool heads_failed = false;
};

Program::Program(Config config) : config_(std::move(config)) {}

Program::~Program() {
  stop();
}

std::string Program::start() {
  if (sodium_init() < 0) return "libsodium cannot be initialised.";
  if (auto fault = prepare_directory(config_.data); !fault.empty()) return fault;
  std::string fault;
  auto store = Store::open(config_.data, rocksdb::Env::Default(), fault);
  if (!store) return fault;
  Order order;
  if (fault = open_order(config_, *store, order); !fault.empty()) return fault;
  if (order.shared) {
    if (fault = join_others(*store, *order.shared); !fault.empty()) return fault;
  }
  SystemChance chance;
  if (fault = found_community(*store, order.log(), chance, config_.community); !fault.empty()) return fault;
  if (order.shared && order.shared->log().closed_because().empty()) {
    order.log().tail();  // a log that was founded just now opens an epoch that says whose it is
    if (fault = join_others(*store, *order.shared); !fault.empty()) return fault;
  }
  const auto community = store->view().get(key::Community{});
  if (!community) return "The store holds a log but no community: restore a backup with `plenumctl restore`.";
  auto key = open_key(config_, store->view(), fault);
  if (!fault.empty()) return fault;
  const auto descriptors = net::raise_descriptor_limit();
  parts_ = std::make_unique<Parts>(config_, std::move(store), std::move(order), *community, std::move(key));
  auto& p = *parts_;
  spdlog::info("{} descriptors, {} io threads, log at {}", descriptors, p.io.size(), p.store->tail().offset);
  if (const auto warning = p.audit_heads.open(p.store->view()); !warning.empty()) spdlog::warn("{}", warning);
  p.io.start();

  p.operator_door = std::make_unique<net::Listener>(p.io, p.operator_gateway, net::ListenerOptions{});
  auto path = std::filesystem::absolute(config_.data) / socket_name;
  auto reachable = path.string();
  if (reachable.size() >
      unix_path_max) {  // the kernel's limit for a socket's name; the directory's descriptor is short
    p.directory = ::open(config_.data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    reachable = "/proc/self/fd/" + std::to_string(p.directory) + "/" + socket_name;
  }
  if (const auto why = p.operator_door->listen_unix(reachable)) return *why;
  p.set_where("unix:" + path.string());
  if (config_.maintenance) return {};

  p.door = std::make_unique<net::Listener>(p.io, p.gateway, options_of(config_, descriptors));
  p.community_door.store(p.door.get());
  if (const auto why = p.door->listen(config_.listen)) return *why;
  p.set_where("http://" + p.door->bound_address());
  if (!config_.gallery_listen.empty()) {
    p.gallery_listener = std::make_unique<net::Listener>(p.io, p.gallery_door, options_of(config_, descriptors));
    if (const auto why = p.gallery_listener->listen(config_.gallery_listen)) return *why;
  }
  if (!config_.admin_listen.empty()) {
    p.admin_door = std::make_unique<net::Listener>(p.io, p.health, net::ListenerOptions{});
    if (const auto why = p.admin_door->listen(config_.admin_listen)) return *why;
  }
  return {};
}

std::string Program::listening_on() const {
  return parts_ ? parts_->where() : std::string();
}

void Program::tick() {
  auto& p = *parts_;
  const auto now_ms = wall_clock_ms();
  keep_audit_head(now_ms);
  p.live.tick(now_ms);
  p.gallery_live.tick();
  if (!config_.maintenance) p.trends.look(now_ms);
  if (p.alerts) p.alerts->look(now_ms);
  if (now_ms - p.flushed_at_ms < Registers::flush_interval_ms) return;
  p.flushed_at_ms = now_ms;
  p.registers.flush();
}

void Program::keep_audit_head(std::int64_t now_ms) {
  auto& p = *parts_;
  if (p.audit_heads.keep(p.store->view(), now_ms) || p.heads_failed) return;
  p.heads_failed = true;  // said once
  spdlog::warn("The head of the audit log cannot be written down outside the store: is the disk full?");
}

void Program::stop() {
  if (!parts_) return;
  auto& p = *parts_;
  const auto patience = std::chrono::steady_clock::now() + farewell;
  p.gallery_live.farewell();
  for (auto* door : {p.door.get(), p.gallery_listener.get(), p.admin_door.get(), p.operator_door.get()}) {
    if (door == nullptr) continue;
    door->stop_accepting();
    door->close_all(v1::CLOSE_GOING_AWAY, "The server restarts. Come back in a moment.");
  }
  const auto still_open = [&p] {
    return (p.door ? p.door->connections() : 0) + (p.gallery_listener ? p.gallery_listener->connections() : 0);
  };
  while (still_open() > 0 && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  p.passwords.stop();
  p.admin_desk.stop();
  p.words_desk.stop();
  p.trends.stop();
  if (p.alerts) p.alerts->stop();
  if (p.hooks) p.hooks->stop();
  p.sequencer.stop();
  p.publisher.stop();
  p.gallery_publisher.stop();
  p.gallery_door.stop();
  if (p.search) p.search->stop();
  p.community_door.store(nullptr);
  p.door.reset();
  p.gallery_listener.reset();
  p.admin_door.reset();
  p.operator_door.reset();
  p.io.stop();
  p.io.join();
  p.registers.flush();
  keep_audit_head(wall_clock_ms());
  if (p.directory >= 0) ::close(p.directory);
  parts_.reset();
}

}  // namespace plenum
