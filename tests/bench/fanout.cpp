#include "tests/bench/fanout.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "proto/admin.pb.h"
#include "server/node/chance.h"
#include "tests/bench/bare_sender.h"
#include "tests/bench/crowd.h"
#include "tests/bench/measure.h"
#include "tests/support/server/running_server.h"

namespace plenum::bench {

namespace {

struct Half {
  double per_second = 0;
  double cpu_us_each = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string settings_for(std::size_t subscribers) {
  const auto sockets = std::to_string(subscribers + 64);
  return "commands_per_10_s = 100000000\nthreads = 1\nconnections_max = " + sockets +
         "\nconnections_per_address_max = " + sockets + "\n";
}

/// A real server with a crowd that follows one topic.
class Ours {
public:
  explicit Ours(const FanoutOptions& options) : options_(options), server_(settings_for(options.subscribers)) {
    server_.start();
    token_ = server_.add_member("hamlet", v1::ADMIN);
    topic_ = std::stoull(server_.open_topic("On being"));
    open_thread();
    const auto port = static_cast<std::uint16_t>(std::stoi(server_.url().substr(server_.url().rfind(':') + 1)));
    crowd_ = std::make_unique<Crowd>(port, options.subscribers, true);
    crowd_->send_to_all(
        "GET /v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: plenum.v1.proto\r\nAuthorization: Bearer " +
        token_ + "\r\n\r\n");
    crowd_->await_answers(60);
    v1::ClientFrame hello;
    hello.mutable_hello();
    v1::ClientFrame subscribe;
    subscribe.mutable_subscribe()->set_topic_id(topic_);
    crowd_->send_to_all(client_frame(hello.SerializeAsString()) + client_frame(subscribe.SerializeAsString()));
    crowd_->await_frames(2 * options.subscribers, 60);
    // One post tells how large a delivery is, its author's answer taken away.
    const auto before = crowd_->bytes();
    round();
    frame_bytes_ = (crowd_->bytes() - before - reply_bytes) / options.subscribers;
  }

  std::size_t frame_bytes() const { return frame_bytes_; }

  Half run() {
    const double started = now_s();
    const double cpu = cpu_us_of(server_.pid());
    double deliveries = 0;
    while (now_s() - started < options_.seconds) deliveries += round();
    return {deliveries / (now_s() - started), (cpu_us_of(server_.pid()) - cpu) / deliveries};
  }

private:
  static constexpr std::uint64_t reply_bytes = 30;

  void open_thread() {
    cli::HttpClient http(cli::Address::of_url(server_.url()), std::chrono::seconds(30));
    v1::OpenThreadRequest request;
    request.set_command_id(chance_.bytes(16));
    request.set_topic_id(topic_);
    request.set_title("A thread");
    request.set_source("Begin.");
    v1::OpenThreadReply reply;
    cli::call(http, "plenum.v1.MemberService", "OpenThread", request, reply, {{"Authorization", "Bearer " + token_}});
    thread_ = reply.thread_id();
  }

  /// One post by one of the crowd; returns when everybody has it, and the author the answer.
  double round() {
    v1::ClientFrame frame;
    frame.set_request(1);
    frame.mutable_write_post()->set_command_id(chance_.bytes(16));
    frame.mutable_write_post()->set_thread_id(thread_);
    frame.mutable_write_post()->set_source("To be, or not to be.");
    crowd_->send_to(0, client_frame(frame.SerializeAsString()));
    crowd_->await_frames(1 + crowd_->size(), 30);
    return static_cast<double>(crowd_->size());
  }

  const FanoutOptions options_;
  test::RunningServer server_;
  SystemChance chance_;
  std::string token_;
  std::uint64_t topic_ = 0;
  std::uint64_t thread_ = 0;
  std::unique_ptr<Crowd> crowd_;
  std::size_t frame_bytes_ = 0;
};

/// The same crowd at a bare send loop.
class Floor {
public:
  Floor(const FanoutOptions& options, std::size_t frame_bytes)
      : options_(options),
        sender_(options.subscribers, frame_bytes),
        crowd_(sender_.port, options.subscribers, false) {}

  Half run() {
    const double started = now_s();
    const double cpu = cpu_us_of(sender_.pid);
    double deliveries = 0;
    while (now_s() - started < options_.seconds) {
      crowd_.send_to(0, "x");
      crowd_.await_frames(crowd_.size(), 30);
      deliveries += static_cast<double>(crowd_.size());
    }
    return {deliveries / (now_s() - started), (cpu_us_of(sender_.pid) - cpu) / deliveries};
  }

private:
  const FanoutOptions options_;
  BareSender sender_;
  Crowd crowd_;
};

}  // namespace

std::string fanout(const FanoutOptions& options) {
  Ours ours(options);
  Floor floor(options, ours.frame_bytes());
  std::vector<double> ratios;
  std::vector<double> our_cpu;
  std::vector<double> floor_cpu;
  std::vector<double> our_rate;
  std::vector<double> floor_rate;
  for (int i = 0; i < options.pairs; ++i) {
    const auto mine = ours.run();
    const auto bare = floor.run();
    ratios.push_back(mine.cpu_us_each / bare.cpu_us_each);
    our_cpu.push_back(mine.cpu_us_each);
    floor_cpu.push_back(bare.cpu_us_each);
    our_rate.push_back(mine.per_second);
    floor_rate.push_back(bare.per_second);
  }
  nlohmann::ordered_json line = {{"workload", "fanout"},
                                 {"subscribers", options.subscribers},
                                 {"pairs", options.pairs},
                                 {"frame_bytes", ours.frame_bytes()},
                                 {"deliveries_per_s", median(our_rate)},
                                 {"floor_deliveries_per_s", median(floor_rate)},
                                 {"cpu_us_per_delivery", median(our_cpu)},
                                 {"floor_cpu_us_per_delivery", median(floor_cpu)},
                                 {"ratio", median(ratios)},
                                 {"ratio_min", *std::min_element(ratios.begin(), ratios.end())},
                                 {"ratio_max", *std::max_element(ratios.begin(), ratios.end())}};
  return line.dump();
}

}  // namespace plenum::bench
