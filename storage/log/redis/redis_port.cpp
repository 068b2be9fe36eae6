#include "storage/log/redis/redis_port.h"

#include "storage/log/redis/complaint.h"
#include "storage/log/redis/scripts.h"
#include "storage/log/redis/words.h"

namespace plenum::redis {

namespace {

constexpr std::size_t read_batches = 128;

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

// One line of what INFO answers.
std::string_view field(std::string_view info, std::string_view name) {
  const auto at = info.find("\n" + std::string(name) + ":");
  if (at == std::string_view::npos) return {};
  const auto value = info.substr(at + name.size() + 2);
  return value.substr(0, value.find_first_of("\r\n"));
}

// 0: it is no batch.
Offset first_of(const std::string& entry) {
  log::LogBatch batch;
  return batch.ParseFromString(entry) ? batch.first() : 0;
}

bool is_old(std::string_view version) {
  return std::atoi(std::string(version).c_str()) < 7;
}

}  // namespace

RedisPort::RedisPort(const Settings& settings, NodeId self, std::function<void()> on_news)
    : settings_(settings),
      self_(std::move(self)),
      masters_(settings),
      ear_(settings, masters_, self_, std::move(on_news)) {}

bool RedisPort::is_connected() {
  if (line_ && masters_.has_moved_from(master_)) {
    line_.reset();
    trouble_ = "Redis has another master.";
  }
  return line_ || connect();
}

bool RedisPort::connect() {
  if (!backoff_.may_try()) return false;
  unfit_ = false;
  std::string why;
  const auto master = masters_.find(why);
  if (master) {
    why.clear();
    master_ = *master;
    line_ = Line::open(master_, settings_.patience, why);
  }
  if (line_) why = greet();
  if (!why.empty()) {
    drop(why);
    return false;
  }
  backoff_.succeeded();
  trouble_.clear();
  return true;
}

void RedisPort::drop(const std::string& why) {
  line_.reset();
  trouble_ = why;
  backoff_.failed();
}

std::string RedisPort::greet() {
  const auto name = "plenum-" + self_;
  const auto named = line_->call({"CLIENT", "SETNAME", name}, settings_.patience);
  if (!named || named->type == REDIS_REPLY_ERROR) return complaint_of(named.get());
  if (auto fault = kill_older_connections(name); !fault.empty()) return fault;
  const auto info = line_->call({"INFO"}, settings_.patience);
  if (!info || info->type != REDIS_REPLY_STRING) return complaint_of(info.get());
  if (auto fault = look_over(text_of(info.get())); !fault.empty()) return fault;
  if (auto fault = ask_when_it_syncs(); !fault.empty()) return fault;
  if (auto fault = load_scripts(); !fault.empty()) return fault;
  return compare_gallery_keys();
}

// Two nodes with two keys would call one author by two names. The first node that has one lays its fingerprint down;
// after a flush whoever comes first does, and they all had the same.
std::string RedisPort::compare_gallery_keys() {
  if (!settings_.gallery_key) return {};
  if (gallery_key_.empty()) gallery_key_ = settings_.gallery_key();
  const auto meta = key("meta");
  if (!gallery_key_.empty()) {
    const auto marked = line_->call({"HSETNX", meta, "gallery", gallery_key_}, settings_.patience);
    if (!marked || marked->type == REDIS_REPLY_ERROR) return complaint_of(marked.get());
  }
  const auto reply = line_->call({"HGET", meta, "gallery"}, settings_.patience);
  if (!reply || reply->type == REDIS_REPLY_ERROR) return complaint_of(reply.get());
  const auto theirs = reply->type == REDIS_REPLY_STRING ? text_of(reply.get()) : std::string_view();
  if (theirs.empty() || theirs == gallery_key_) return {};
  unfit_ = true;
  return gallery_key_.empty() ? "The nodes of this log share a key of the gallery that this one lacks: copy its file "
                                "from one of them to where gallery_key names it."
                              : "The nodes of this log share another key of the gallery: copy its file from one of "
                                "them, or name this community's own prefix.";
}

std::string RedisPort::carry_gallery_key(const std::string& fingerprint) {
  gallery_key_ = fingerprint;
  if (!line_) return {};  // compared when Redis is there
  auto fault = compare_gallery_keys();
  if (!fault.empty()) drop(fault);
  return fault;
}

std::string RedisPort::kill_older_connections(const std::string& name) {
  const auto mine = line_->call({"CLIENT", "ID"}, settings_.patience);
  const auto list = line_->call({"CLIENT", "LIST"}, settings_.patience);
  if (!mine || !list || mine->type != REDIS_REPLY_INTEGER || list->type != REDIS_REPLY_STRING) {
    return "Redis does not let this user see its own connections: it needs +client.";
  }
  std::string_view rest = text_of(list.get());
  while (!rest.empty()) {
    const auto row = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), row.size() + 1));
    if (row.find(" name=" + name + " ") == std::string_view::npos || !row.starts_with("id=")) continue;
    const std::string id(row.substr(3, row.find(' ') - 3));
    if (id == std::to_string(mine->integer)) continue;
    if (!line_->call({"CLIENT", "KILL", "ID", id}, settings_.patience)) return "Redis does not answer.";
  }
  return {};
}

// What would lose the log sooner or later is refused at once, with what mends it.
std::string RedisPort::look_over(std::string_view info) {
  const auto run = field(info, "run_id");
  run_id_ = std::string(run) + "." + std::string(field(info, "master_replid"));
  unfit_ = true;
  if (run.empty()) return "Redis does not tell its run id: its user needs +info.";
  if (is_old(field(info, "redis_version"))) return "Redis is too old: version 7 or newer is needed.";
  if (field(info, "cluster_enabled") == "1")
    return "Redis runs in cluster mode: use one without `cluster-enabled yes`.";
  if (field(info, "aof_enabled") == "0") return "Redis keeps no append-only file: set `appendonly yes`.";
  if (field(info, "maxmemory") != "0" && field(info, "maxmemory_policy").starts_with("allkeys")) {
    return "Redis may evict the log: set `maxmemory-policy noeviction`.";
  }
  unfit_ = false;
  if (field(info, "role") != "master") return "Redis is a replica: give the address of its master.";
  return {};
}

// Of the settings at this moment: nothing else tells. Where it may not be asked (a user without +config|get, a Redis
// that others run) it is believed.
std::string RedisPort::ask_when_it_syncs() {
  const auto reply = line_->call({"CONFIG", "GET", "appendfsync", "no-appendfsync-on-rewrite"}, settings_.patience);
  if (!reply) return complaint_of(nullptr);
  if (reply->type != REDIS_REPLY_ARRAY) return {};
  for (std::size_t i = 0; i + 1 < reply->elements; i += 2) {
    const auto name = text_of(reply->element[i]);
    const auto* needed = name == "appendfsync" ? "appendfsync always" : "no-appendfsync-on-rewrite no";
    if (std::string_view(needed).substr(name.size() + 1) == text_of(reply->element[i + 1])) continue;
    unfit_ = true;
    return std::string("Redis answers before what it took is on its disk: set `") + needed + "`.";
  }
  return {};
}

std::string RedisPort::load_scripts() {
  for (const auto* script : {scripts::beat, scripts::append, scripts::read, scripts::seal, scripts::leave_out,
                             scripts::vote, scripts::seed, scripts::open}) {
    const auto whole = std::string(scripts::still_the_run) + script;
    const auto reply = line_->call({"SCRIPT", "LOAD", whole}, settings_.patience);
    if (!reply || reply->type != REDIS_REPLY_STRING) return complaint_of(reply.get());
    digests_[script] = text_of(reply.get());
  }
  return {};
}

std::string RedisPort::complaint_of(const redisReply* reply) const {
  return reply == nullptr ? "Redis does not answer." : complaint(text_of(reply), settings_.prefix);
}

// No reply: the line is down, and `sent_` tells whether Redis may have got the call.
Reply RedisPort::run(const char* script, const Words& keys, const Words& arguments) {
  sent_ = false;
  if (!is_connected()) return nullptr;
  const auto count = number(keys.size());
  std::vector<std::string_view> words = {"EVALSHA", digests_[script], count};
  words.insert(words.end(), keys.begin(), keys.end());
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.emplace_back(run_id_);
  sent_ = true;
  auto reply = line_->call(words, settings_.patience);
  if (reply && reply->type != REDIS_REPLY_ERROR) return reply;
  drop(complaint_of(reply.get()));
  return nullptr;
}

bool RedisPort::understand(const redisReply* reply, Scene& scene) {
  if (reply == nullptr) return false;
  if (decode_scene(reply, run_id_, scene)) {
    remember_registered(scene);
    return true;
  }
  trouble_ = damaged_state(settings_.prefix);
  return false;
}

// A Redis that was emptied knows nobody: what the nodes that are away lack is to be laid into the next epoch all the
// same. Where all nodes that remember them end as well, the log reaches back as far as it does for anybody.
void RedisPort::remember_registered(Scene& scene) {
  if (scene.is_open()) {
    registered_ = scene.applied;
    return;
  }
  scene.applied.insert(registered_.begin(), registered_.end());
  for (const auto& node : scene.left_out) scene.applied.erase(node);
}

bool RedisPort::beat(const NodeId& node, const Roster& knows, Scene& scene) {
  if (!is_connected()) return false;  // the run's id comes with the connection
  const auto lease = number(static_cast<std::uint64_t>(settings_.lease.count()));
  const auto applied = settings_.applied ? number(settings_.applied()) : std::string();
  const auto reply =
      run(scripts::beat, {key("meta"), key("nodes"), key("votes"), key("left"), key("levels"), key("applied")},
          {node, encode(knows), lease, run_id_, key("bus"), number(settings_.level_known), applied});
  return understand(reply.get(), scene);
}

Placed RedisPort::append(const NodeId& node, const Meta& expected, const Tail& next, const std::string& entry) {
  if (!is_connected()) return Placed::unreached;
  if (expected.run_id != run_id_) return Placed::sealed;  // the meta may still say so: it came back from the disk
  const auto reply =
      run(scripts::append, {key("meta"), key("nodes"), key("log"), key("applied")},
          {node, expected.community, number(expected.tail.epoch), number(expected.tail.offset), hex(expected.tail.hash),
           expected.run_id, number(next.offset), hex(next.hash), entry, key("bus"), number(settings_.keep_events)});
  if (!reply) return sent_ ? Placed::lost : Placed::unreached;
  const auto answer = text_of(reply.get());
  if (answer == "placed") return Placed::placed;
  if (answer == "moved") return Placed::moved;
  return answer == "stranger" ? Placed::stranger : Placed::sealed;
}

Given RedisPort::read(const NodeId& node, const Meta& epoch, Offset after, std::vector<std::string>& entries) {
  if (!is_connected()) return Given::unreached;
  if (epoch.run_id != run_id_) return Given::refused;
  const auto reply = run(scripts::read, {key("meta"), key("nodes"), key("log")},
                         {node, epoch.run_id, number(epoch.tail.epoch), number(after + 1), number(read_batches)});
  if (!reply) return Given::unreached;
  if (reply->type != REDIS_REPLY_ARRAY) return Given::refused;
  for (std::size_t i = 0; i < reply->elements; ++i) entries.emplace_back(text_of(reply->element[i]));
  return reply->elements < read_batches ? Given::all : Given::given;
}

bool RedisPort::seal(const Meta& epoch) {
  if (!is_connected() || epoch.run_id != run_id_) return false;
  return run(scripts::seal, {key("meta")}, {run_id_, number(epoch.tail.epoch), key("bus"), self_}) != nullptr;
}

bool RedisPort::leave_out(const std::string& run_id, const NodeId& node) {
  if (!is_connected() || run_id != run_id_) return false;
  return run(scripts::leave_out, {key("meta"), key("votes"), key("left")}, {node, key("bus"), self_, run_id_}) !=
         nullptr;
}

bool RedisPort::vote(const std::string& run_id, const Vote& vote, Scene& scene) {
  if (!is_connected() || run_id != run_id_) return false;
  const auto reply = run(scripts::vote, {key("meta"), key("nodes"), key("votes"), key("left"), key("applied")},
                         {vote.node, encode(vote, run_id_), run_id_});
  return understand(reply.get(), scene);
}

bool RedisPort::seed(const std::string& run_id, const NodeId& node, bool first, const std::vector<Seed>& seeds) {
  if (!is_connected() || run_id != run_id_) return false;
  Words arguments = {first ? "first" : "more"};
  for (const auto& [last, entry] : seeds) {
    arguments.push_back(number(last));
    arguments.push_back(entry);
  }
  if (first) {
    laid_ = 0;
    laid_from_ = seeds.empty() ? 0 : first_of(seeds.front().entry);
  }
  if (!seeds.empty()) laid_ = seeds.back().last;
  return run(scripts::seed, {key("aside:") + node}, arguments) != nullptr;
}

bool RedisPort::open(const NodeId& node, const Meta& next, const std::vector<Vote>& votes) {
  if (!is_connected() || next.run_id != run_id_) return false;
  const auto lease = number(static_cast<std::uint64_t>(settings_.lease.count()));
  Words arguments = {next.run_id,
                     next.community,
                     number(next.tail.epoch),
                     number(next.tail.offset),
                     hex(next.tail.hash),
                     lease,
                     key("bus"),
                     node,
                     laid_ == 0 ? std::string() : number(laid_),
                     number(laid_from_ == 0 ? next.tail.offset + 1 : laid_from_),
                     encode(registered_)};
  for (const auto& vote : votes) {
    arguments.push_back(vote.node);
    arguments.push_back(encode(vote, next.run_id));
    arguments.push_back(encode(vote.knows));
  }
  const auto reply =
      run(scripts::open,
          {key("meta"), key("nodes"), key("votes"), key("log"), key("aside:") + node, key("left"), key("applied")},
          arguments);
  return reply && text_of(reply.get()) == "opened";
}

}  // namespace plenum::redis
