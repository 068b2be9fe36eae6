#include "tests/bench/peers/peer.h"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "tests/bench/bare_sender.h"
#include "tests/bench/contest.h"
#include "tests/bench/crowd.h"
#include "tests/bench/measure.h"
#include "tests/bench/peers/peer_process.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 60;
constexpr double probe_patience_s = 0.5;
constexpr double quiet_s = 0.3;
constexpr int probes_max = 60;
constexpr std::size_t wave = 64;

// Eight characters, as the CONNECT of kinds.cpp says.
std::string eight_digits(std::size_t number) {
  char text[9];
  std::snprintf(text, sizeof text, "%08zu", number);
  return text;
}

/// One author and many subscribers of a peer. A message is told by its place: each line has them in the order in which
/// they were sent, all of one size.
class PeerCrowd : Crowd::Ear {
public:
  PeerCrowd(Loop& loop, const PeerKind& kind, std::uint16_t port, const PeerOptions& options)
      : loop_(loop), kind_(kind), crowd_(loop, *this), bytes_(options.subscribers + 1) {
    message_ =
        client_frame(kind.before_payload + std::string(options.payload_bytes, 'x') + kind.after_payload, kind.op);
    for (std::size_t i = 0; i < bytes_.size(); ++i) {
      crowd_.connect(crowd_.add(), port, true);
      loop_.turn_until([&] { return opened_ + wave > i || ended_ > 0; }, patience_s);
    }
    loop_.turn_until([&] { return opened_ == bytes_.size() || ended_ > 0; }, patience_s);
  }

  /// Says something until all have heard one and the same message: then all have subscribed. False: they never do.
  bool tune_in() {
    for (int i = 0; i < probes_max && ended_ == 0; ++i) {
      Ledger heard(bytes_.size() - 1);
      begin(heard);
      say(heard.open(now_s()));
      if (loop_.turn_until([&] { return heard.under_way() == 0; }, probe_patience_s)) return grow_quiet();
    }
    return false;
  }

  /// What is heard from here on is noted there; the next message is its first.
  void begin(Ledger& ledger) {
    ledger_ = &ledger;
    bytes_.assign(bytes_.size(), 0);
  }
  void say(std::uint32_t) { crowd_.send(author, message_); }
  std::size_t ended() const { return ended_; }

private:
  static constexpr std::size_t author = 0;

  /// What is late of former words comes before it returns.
  bool grow_quiet() {
    while (loop_.turn(quiet_s)) {
    }
    return true;
  }

  void on_connected(std::size_t member) override {
    const auto& path = member == author ? kind_.author_path : kind_.subscriber_path;
    crowd_.send(member, upgrade_request(path, kind_.subprotocol));
  }
  void on_answer(std::size_t member, std::string_view head) override {
    if (!head.starts_with("HTTP/1.1 101")) return crowd_.hang_up(member), on_ended(member);
    ++opened_;
    for (const auto& words : member == author ? kind_.author_words : kind_.subscriber_words) {
      crowd_.send(member, client_frame(replaced(words, "$NUMBER", eight_digits(member)), kind_.op));
    }
  }
  void on_frame(std::size_t member, Op op, std::string_view payload) override {
    if (op == Op::close || member == author || ledger_ == nullptr) return;
    auto size = payload.size();
    if (size % kind_.record_bytes != 0) size -= answer_chatter(member, payload);
    auto& bytes = bytes_[member];
    const auto before = bytes / kind_.record_bytes;
    bytes += size;
    for (auto number = before; number < bytes / kind_.record_bytes; ++number) {
      ledger_->heard(static_cast<std::uint32_t>(number), now_s());
    }
  }
  void on_ended(std::size_t) override { ++ended_; }

  // Bytes that are no message: the peer's greeting, and what NATS asks in its own words now and then.
  std::size_t answer_chatter(std::size_t member, std::string_view payload) {
    constexpr std::string_view ping = "PING\r\n";
    if (payload.find(ping) != std::string_view::npos) {
      crowd_.send(member, client_frame("PONG\r\n"));
      return ping.size();
    }
    return payload.size() < kind_.record_bytes ? payload.size() : 0;
  }

  Loop& loop_;
  const PeerKind& kind_;
  Crowd crowd_;
  std::string message_;
  std::vector<std::uint64_t> bytes_;  // of messages, by member
  Ledger* ledger_ = nullptr;
  std::size_t opened_ = 0;
  std::size_t ended_ = 0;
};

nlohmann::ordered_json missing(const PeerKind& kind, const std::string& why) {
  auto line = line_of("peer_missing");
  line["peer"] = kind.name;
  line["why"] = why;
  return line;
}

nlohmann::ordered_json measure(const PeerKind& kind, const std::string& version, const PeerOptions& options) {
  Loop loop;
  const PeerProcess process(kind, options.scripts);
  if (!process.fault().empty()) return missing(kind, process.fault());
  PeerCrowd crowd(loop, kind, process.port(), options);
  if (!crowd.tune_in()) return missing(kind, "its subscribers hear nothing");
  Ledger heard(options.subscribers);
  crowd.begin(heard);
  const Side theirs{process.pid(), heard, [&crowd](auto number) { crowd.say(number); }};

  Ledger floor_heard(options.subscribers);
  const BareSender sender(options.subscribers, options.subscribers, server_frame_bytes(kind.record_bytes));
  BareCrowd floor_crowd(loop, sender, options.subscribers, floor_heard);
  const Side floor{sender.pid(), floor_heard, [&](auto number) { floor_crowd.say({0, number}); }};

  const auto run = [&](const Side& side) { return run_closed(loop, side, options.seconds, options.in_flight); };
  run(theirs);  // warm
  Contest contest;
  for (int i = 0; i < options.pairs && heard.under_way() == 0; ++i) {
    const auto peers = run(theirs);
    contest.add(peers, 0, run(floor));
  }
  auto line = line_of("peer");
  line["peer"] = kind.name;
  line["version"] = version;
  line["subscribers"] = options.subscribers;
  line["in_flight"] = options.in_flight;
  line["pairs"] = options.pairs;
  line["frame_bytes"] = server_frame_bytes(kind.record_bytes);
  contest.describe(line);
  close_line(line, heard.deliveries(), heard.expected());
  return line;
}

}  // namespace

nlohmann::ordered_json peer(const PeerOptions& options) {
  for (const auto& kind : peer_kinds(options.payload_bytes)) {
    if (kind.name != options.name) continue;
    const auto version = version_of(kind, options.scripts);
    if (version.empty()) return missing(kind, kind.package + " brings it");
    return measure(kind, version, options);
  }
  return missing({.name = options.name}, "nobody knows it here");
}

}  // namespace plenum::bench
