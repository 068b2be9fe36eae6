#include "server/program.h"

#include <chrono>
#include <thread>

#include <sodium.h>
#include <spdlog/spdlog.h>

#include "server/house/clock.h"
#include "server/house/house.h"
#include "server/house/settings.h"

namespace plenum {

namespace {

// Clients are told one after the other over so long, so that the nodes that are left, or this one when it is back, are
// not overrun; then there is time to close.
constexpr auto spread = std::chrono::seconds(4);
constexpr auto farewell = spread + std::chrono::seconds(6);
constexpr auto short_farewell = std::chrono::milliseconds(500);  // for words that are on their way
constexpr const char* come_back = "The server restarts. Come back in 2 s.";

}  // namespace

Program::Program(Config config) : config_(std::move(config)) {}

Program::~Program() {
  stop();
}

std::string Program::start() {
  if (sodium_init() < 0) return "libsodium cannot be initialised.";
  Ground ground;
  if (auto fault = ground.open(config_); !fault.empty()) return fault;
  const auto descriptors = net::raise_descriptor_limit();
  house_ = std::make_unique<House>(config_, std::move(ground));
  spdlog::info("{} descriptors, {} io threads, log at {}", descriptors, house_->floor.io.size(),
               house_->ground.store->tail().offset);
  house_->floor.io.start();
  return house_->doors.open(config_, descriptors);
}

std::string Program::listening_on() const {
  return house_ ? house_->doors.listening_on() : std::string();
}

void Program::tick() {
  auto& h = *house_;
  const auto now_ms = wall_clock_ms();
  h.keep_audit_head(now_ms);
  h.floor.live.tick(now_ms);
  if (h.others) h.others->neighbours.tick(now_ms);
  h.gallery.live.tick();
  if (!config_.maintenance) h.desks.trends.look(now_ms);
  if (h.gallery.alerts) h.gallery.alerts->look(now_ms);
  h.gallery.meter.tick();
  if (now_ms - flushed_at_ms_ < Registers::flush_interval_ms) return;
  flushed_at_ms_ = now_ms;
  h.floor.registers.flush();
}

std::string Program::reload(const Config& fresh) {
  config_.sign_up_open = fresh.sign_up_open;
  config_.sign_ins_per_minute = fresh.sign_ins_per_minute;
  config_.commands_per_10_s = fresh.commands_per_10_s;
  const auto settings = identity_settings(config_, {});
  house_->desks.identity_desk.change(settings.sign_up_open, settings.sign_ins, settings.joins);
  house_->floor.pace.set(commands_rate_of(config_));
  return config_ == fresh
             ? ""
             : "Settings differ that need a restart: all but sign_up_open, sign_ins_per_minute and commands_per_10_s.";
}

void Program::stop(const std::function<bool()>& is_in_a_hurry) {
  if (!house_) return;
  auto& h = *house_;
  auto patience = std::chrono::steady_clock::now() + farewell;
  bool hurried = false;
  h.draining = true;  // told at the machines' door, which stays open to the end
  if (h.others) h.others->neighbours.farewell();
  h.doors.wind_down(v1::CLOSE_GOING_AWAY, come_back, spread);
  while (h.doors.connections() > 0 && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (hurried || !is_in_a_hurry || !is_in_a_hurry()) continue;
    hurried = true;
    spdlog::info("A second signal: everybody is told to come back at once, and nobody is waited for.");
    h.doors.wind_down(v1::CLOSE_GOING_AWAY, come_back, {});
    patience = std::chrono::steady_clock::now() + short_farewell;
  }
  h.stop();
  house_.reset();
}

}  // namespace plenum
