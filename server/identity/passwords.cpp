#include "server/identity/passwords.h"

#include <algorithm>
#include <array>
#include <utility>

#include <pthread.h>
#include <sodium.h>

#include "server/identity/handles.h"
#include "server/identity/secrets.h"
#include "storage/machine/assert.h"

namespace plenum {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;

std::string encode(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> encoded;
  const auto fault = crypto_pwhash_str(encoded.data(), password.data(), password.size(), passes, memory_bytes);
  return fault == 0 ? std::string(encoded.data()) : std::string();
}

unsigned count_workers(unsigned wanted) {
  return wanted != 0 ? wanted : std::clamp(std::thread::hardware_concurrency(), 1U, 2U);
}

void wipe(std::string& text) {
  sodium_memzero(text.data(), text.size());
}

}  // namespace

Passwords::Passwords() : Passwords(Settings{}) {}

Passwords::Passwords(const Settings& settings) : waiting_max_(settings.waiting_max) {
  PLENUM_ASSERT(sodium_init() >= 0, "libsodium finds no source of randomness");
  nobodys_ = encode(make_secret("").text);
  for (unsigned i = 0; i < count_workers(settings.workers); ++i) workers_.emplace_back([this] { work(); });
}

Passwords::~Passwords() {
  stop();
}

bool Passwords::check(std::string encoded, std::string_view password, std::function<void(bool)> done) {
  return queue({std::move(encoded), normalise_compatibly(password), std::move(done), {}});
}

bool Passwords::make(std::string_view password, std::function<void(std::string)> done) {
  return queue({{}, normalise_compatibly(password), {}, std::move(done)});
}

bool Passwords::needs_rehash(const std::string& encoded) {
  return crypto_pwhash_str_needs_rehash(encoded.c_str(), passes, memory_bytes) != 0;
}

bool Passwords::queue(Job job) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || waiting_.size() >= waiting_max_) {
    wipe(job.password);
    return false;
  }
  waiting_.push_back(std::move(job));
  wake_.notify_one();
  return true;
}

void Passwords::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_all();
  }
  for (auto& worker : workers_) worker.join();
  workers_.clear();
}

void Passwords::work() {
  ::pthread_setname_np(::pthread_self(), "plenum-password");
  for (;;) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto job = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    run(job);
  }
}

void Passwords::run(Job& job) {
  if (job.made) {
    auto encoded = encode(job.password);
    wipe(job.password);
    return job.made(std::move(encoded));
  }
  const bool somebodys = !job.encoded.empty();
  const auto& encoded = somebodys ? job.encoded : nobodys_;
  const bool right = crypto_pwhash_str_verify(encoded.c_str(), job.password.data(), job.password.size()) == 0;
  wipe(job.password);
  job.checked(right && somebodys);
}

}  // namespace plenum
