#include "storage/log/redis/ear.h"

#include <utility>

#include "storage/log/redis/backoff.h"

namespace plenum::redis {

Ear::Ear(const Settings& settings, Masters& masters, NodeId self, std::function<void()> on_news)
    : settings_(settings), masters_(masters), self_(std::move(self)), on_news_(std::move(on_news)), thread_([this] {
        run();
      }) {}

Ear::~Ear() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

std::vector<std::string> Ear::take() {
  const std::lock_guard lock(mutex_);
  kept_bytes_ = 0;
  return std::exchange(kept_, {});
}

void Ear::run() {
  Backoff backoff;
  while (!stopping_) {
    std::string why;
    const auto master = masters_.find(why);
    asked_at_ = std::chrono::steady_clock::now();
    const auto line = master ? Line::open(*master, settings_.patience, why) : nullptr;
    if (line && line->send({"SUBSCRIBE", settings_.prefix + ":bus"}, settings_.patience)) {
      backoff.succeeded();
      listen(*line, *master);
    }
    if (stopping_) return;
    backoff.failed();
    rest(backoff.left());
  }
}

bool Ear::has_moved(const Address& master) {
  const auto now = std::chrono::steady_clock::now();
  if (masters_.are_asked() && now - asked_at_ > ask_every) {
    asked_at_ = now;
    std::string why;
    masters_.find(why);
  }
  if (!masters_.has_moved_from(master)) return false;
  on_news_();  // the steps go elsewhere too
  return true;
}

void Ear::listen(Line& line, const Address& master) {
  auto last = std::chrono::steady_clock::now();
  while (!stopping_ && !line.is_broken() && std::chrono::steady_clock::now() - last < silence_max) {
    const auto reply = line.next(listen_for);
    if (has_moved(master)) return;
    if (!reply) continue;
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 3) return;
    last = std::chrono::steady_clock::now();
    const auto kind = text_of(reply->element[0]);
    if (kind == "subscribe") missed();  // all that was said before
    if (kind == "message") heard(text_of(reply->element[2]));
  }
}

void Ear::heard(std::string_view message) {
  const auto space = message.find(' ');
  if (space == std::string_view::npos || space + 1 == message.size() || message.substr(0, space) == self_) return;
  {
    const std::lock_guard lock(mutex_);
    if (kept_bytes_ > kept_bytes_max) {
      kept_.assign(1, std::string());
      kept_bytes_ = 0;
    }
    kept_.emplace_back(message.substr(space + 1));
    kept_bytes_ += message.size();
  }
  on_news_();
}

void Ear::missed() {
  {
    const std::lock_guard lock(mutex_);
    kept_.emplace_back();
  }
  on_news_();
}

void Ear::rest(std::chrono::steady_clock::duration time) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, time, [this] { return stopping_.load(); });
}

}  // namespace plenum::redis
