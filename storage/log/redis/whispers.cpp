#include "storage/log/redis/whispers.h"

#include <algorithm>
#include <utility>

#include "storage/log/redis/backoff.h"

namespace plenum::redis {

namespace {

constexpr std::string_view sign_of_life;  // heard by whoever says it, too: the channel carries

}  // namespace

Whispers::Whispers(const Settings& settings, std::function<void(std::string_view)> hear)
    : settings_(settings),
      channel_(settings.prefix + ":whispers"),
      hear_(std::move(hear)),
      masters_(settings),
      thread_([this] { run(); }) {}

Whispers::~Whispers() {
  stopping_ = true;
  thread_.join();
}

void Whispers::say(std::string message) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() < waiting_max) waiting_.push_back(std::move(message));
}

void Whispers::run() {
  Backoff backoff;
  while (!stopping_) {
    std::string why;
    const auto master = masters_.find(why);
    const auto hears = master ? Line::open(*master, settings_.patience, why) : nullptr;
    const auto says = hears ? Line::open(*master, settings_.patience, why) : nullptr;
    if (says && hears->send({"SUBSCRIBE", channel_}, settings_.patience)) {
      backoff.succeeded();
      talk(*hears, *says);
    }
    backoff.failed();
    rest(backoff.left());
  }
}

// What had to be said while nobody could hear it is old by now.
void Whispers::talk(Line& hears, Line& says) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
  }
  heard_at_ = std::chrono::steady_clock::now();
  said_at_ = {};
  while (std::chrono::steady_clock::now() - heard_at_ < silence_max) {
    if (!say_all(says) || !pass_on(hears)) return;
    if (stopping_) return (void)say_all(says);  // the last words
  }
}

bool Whispers::pass_on(Line& hears) {
  const auto reply = hears.next(listen_for);
  if (!reply) return !hears.is_broken();
  if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 3) return false;
  heard_at_ = std::chrono::steady_clock::now();
  const auto message = text_of(reply->element[2]);
  if (text_of(reply->element[0]) == "message" && message != sign_of_life) hear_(message);
  return true;
}

bool Whispers::say_all(Line& says) {
  std::deque<std::string> words;
  {
    const std::lock_guard lock(mutex_);
    words.swap(waiting_);
  }
  const auto now = std::chrono::steady_clock::now();
  if (words.empty() && now - said_at_ < sign_every) return true;
  if (words.empty()) words.emplace_back(sign_of_life);
  said_at_ = now;
  return std::ranges::all_of(words, [&](const std::string& word) {
    const auto reply = says.call({"PUBLISH", channel_, word}, settings_.patience);
    return reply && reply->type == REDIS_REPLY_INTEGER;
  });
}

void Whispers::rest(std::chrono::steady_clock::duration time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (!stopping_ && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(listen_for);
}

}  // namespace plenum::redis
