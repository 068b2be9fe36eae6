#include "tests/bench/bare_appender.h"

#include <cstdio>
#include <cstdlib>

#include "proto/event.pb.h"
#include "storage/log/redis/scripts.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr const char* keep_events = "200000";  // as the nodes keep them
const std::string meta = "bare:meta", nodes = "bare:nodes", stream = "bare:log", applied = "bare:applied",
                  bus = "bare:bus";
const std::string hash(64, '0');

std::string_view text_of(const redisReply& reply) {
  return reply.str == nullptr ? std::string_view() : std::string_view(reply.str, reply.len);
}

std::string_view field(std::string_view text, const std::string& before, char until) {
  const auto at = text.find(before);
  if (at == std::string_view::npos) return {};
  const auto value = text.substr(at + before.size());
  return value.substr(0, value.find_first_of(std::string("\r\n") + until));
}

}  // namespace

BareAppender::BareAppender(const testing::RedisServer& redis) : line_(redisConnect("127.0.0.1", redis.port())) {
  const auto info = call({"INFO"});
  run_id_ = std::string(field(text_of(*info), "\nrun_id:", '\r')) + "." +
            std::string(field(text_of(*info), "\nmaster_replid:", '\r'));
  const auto loaded = call({"SCRIPT", "LOAD", std::string(redis::scripts::still_the_run) + redis::scripts::append});
  script_ = text_of(*loaded);
  open_a_log();
}

BareAppender::Reply BareAppender::call(const Words& words) {
  std::vector<const char*> pointers;
  std::vector<std::size_t> sizes;
  for (const auto& word : words) {
    pointers.push_back(word.data());
    sizes.push_back(word.size());
  }
  Reply reply(static_cast<redisReply*>(
      redisCommandArgv(line_.get(), static_cast<int>(words.size()), pointers.data(), sizes.data())));
  if (reply && reply->type != REDIS_REPLY_ERROR) return reply;
  std::fprintf(stderr, "plenum-bench: Redis says to %s: %s\n", words.front().c_str(),
               reply ? reply->str : line_->errstr);
  std::exit(1);
}

void BareAppender::open_a_log() {
  call({"HSET", meta, "community", "bare", "epoch", "1", "tail", "0", "hash", hash, "run_id", run_id_});
  call({"HSET", nodes, "bare", "admitted 0 ,"});
}

std::vector<Entry> BareAppender::newest(std::size_t count) {
  const auto reply = call({"XREVRANGE", std::string(Fleet::prefix) + ":log", "+", "-", "COUNT", std::to_string(count)});
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < reply->elements; ++i) {
    const auto* fields = reply->element[i]->element[1];
    log::LogBatch batch;
    Entry entry{std::string(text_of(*fields->element[1])), 0};
    if (batch.ParseFromString(entry.bytes)) entry.events = static_cast<std::uint64_t>(batch.events_size());
    entries.push_back(std::move(entry));
  }
  return entries;
}

BareAppender::Appended BareAppender::append(const std::vector<Entry>& entries, double seconds) {
  Appended appended;
  const double started = now_s();
  for (std::size_t i = 0; now_s() - started < seconds; i = (i + 1) % entries.size()) {
    const auto next = tail_ + entries[i].events;
    const auto reply =
        call({"EVALSHA", script_, "4", meta, nodes, stream, applied, "bare", "bare", "1", std::to_string(tail_), hash,
              run_id_, std::to_string(next), hash, entries[i].bytes, bus, keep_events, run_id_});
    if (text_of(*reply) != "placed") {
      std::fprintf(stderr, "plenum-bench: an entry was not placed: %s\n", reply->str);
      std::exit(1);
    }
    tail_ = next;
    ++appended.appends;
    appended.events += static_cast<double>(entries[i].events);
  }
  appended.seconds = now_s() - started;
  return appended;
}

double BareAppender::redis_cpu_us() {
  const auto info = call({"INFO", "cpu"});
  double seconds = 0;
  for (const auto* kind : {"\nused_cpu_sys:", "\nused_cpu_user:"}) {
    seconds += std::stod(std::string(field(text_of(*info), kind, '\r')));
  }
  return seconds * 1e6;
}

BareAppender::Calls BareAppender::calls(const std::string& command) {
  const auto info = call({"INFO", "commandstats"});
  const auto row = field(text_of(*info), "cmdstat_" + command + ":", '\r');
  const auto number = [row](const std::string& name) {
    const auto digits = std::string(field(row, name + "=", ','));
    return digits.empty() ? 0 : std::stod(digits);
  };
  return {number("calls"), number("usec")};
}

}  // namespace plenum::bench
