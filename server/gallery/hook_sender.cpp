#include "server/gallery/hook_sender.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include <pthread.h>

#include "server/gallery/projection.h"
#include "server/gateway/codec.h"
#include "storage/rocks/register_keys.h"

namespace plenum {

namespace {

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back("0123456789abcdef"[byte >> 4]);
    text.push_back("0123456789abcdef"[byte & 15]);
  }
  return text;
}

log::EntriesRead record_of(const std::vector<FeedHit>& hits) {
  log::EntriesRead record;
  for (const auto& hit : hits)
    record.add_entries(encode_key(key::GalleryEntry{TopicId{hit.feed.id}, hit.feed.embargo, hit.entry}));
  return record;
}

std::vector<FeedHit> hits_in(const log::EntriesRead& record) {
  std::vector<FeedHit> hits;
  for (const auto& bytes : record.entries()) {
    const auto any = decode_key(bytes);
    const auto* key = any ? std::get_if<key::GalleryEntry>(&*any) : nullptr;
    if (key != nullptr) hits.push_back({StreamId::of_gallery(key->topic, key->embargo), key->entry});
  }
  return hits;
}

void add(std::vector<FeedHit>& to, const std::vector<FeedHit>& more) {
  to.insert(to.end(), more.begin(), more.end());
  if (to.size() > HookSender::waiting_hits_max)
    to.erase(to.begin(), to.end() - static_cast<std::ptrdiff_t>(HookSender::waiting_hits_max));
}

}  // namespace

std::string hook_secret(const Voice& voice, std::uint32_t version) {
  return "plm_h_" + hex(voice.key_for("hook " + std::to_string(version)));
}

std::string hook_signature(const std::string& secret, std::int64_t time_s, const std::string& body) {
  const auto time = std::to_string(time_s);
  return "t=" + time + ",v1=" + hex(keyed_hash(secret, time + "." + body));
}

HookSender::HookSender(Parts parts) : parts_(std::move(parts)) {
  read_back();
  thread_ = std::thread([this] { run(); });
}

HookSender::~HookSender() {
  stop();
}

void HookSender::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void HookSender::read_back() {
  const auto view = parts_.store.view();
  const key::SavedSearch below{SearchId{std::numeric_limits<std::uint64_t>::max()}};
  view.scan(key::SavedSearch{SearchId{}}, below, [&](const key::Any& any, std::string_view) {
    const auto id = std::get<key::SavedSearch>(any).search;
    log::EntriesRead record;
    if (!parts_.store.read_register(hook_key(id), record)) return true;
    waiting_[id].hits = hits_in(record);
    waiting_[id].since_ms = parts_.now_ms();
    return true;
  });
}

void HookSender::write_down(SearchId id, const Waiting& waiting) {
  auto all = waiting.hits;
  add(all, waiting.kept);
  if (all.empty()) {
    parts_.store.erase_register(hook_key(id));
  } else {
    parts_.store.write_registers({{hook_key(id), record_of(all).SerializeAsString()}});
  }
}

void HookSender::keep(SearchId id, const std::vector<FeedHit>& hits) {
  const std::lock_guard lock(mutex_);
  auto& waiting = waiting_[id];
  add(waiting.kept, hits);
  write_down(id, waiting);
}

void HookSender::release(SearchId id) {
  const std::lock_guard lock(mutex_);
  auto& waiting = waiting_[id];
  if (waiting.hits.empty()) {
    waiting.since_ms = waiting.next_ms = parts_.now_ms();
    waiting.pause_ms = first_pause_ms;
  }
  add(waiting.hits, waiting.kept);
  waiting.kept.clear();
  wake_.notify_one();
}

void HookSender::forget(SearchId id) {
  const std::lock_guard lock(mutex_);
  auto& waiting = waiting_[id];
  waiting.kept.clear();
  write_down(id, waiting);
  if (waiting.hits.empty()) waiting_.erase(id);
}

HookSender::Course HookSender::course_of(CompanyId company) const {
  const std::lock_guard lock(mutex_);
  const auto found = courses_.find(company);
  return found == courses_.end() ? Course() : found->second;
}

std::int64_t HookSender::next_due_ms() const {
  auto due = std::numeric_limits<std::int64_t>::max();
  for (const auto& [id, waiting] : waiting_) {
    if (!waiting.hits.empty()) due = std::min(due, waiting.next_ms);
  }
  return due;
}

void HookSender::run() {
  ::pthread_setname_np(::pthread_self(), "plenum-hooks");
  constexpr auto nap = std::chrono::milliseconds(200);
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto now_ms = parts_.now_ms();
    if (next_due_ms() > now_ms) {
      wake_.wait_for(lock, waiting_.empty() ? nap * 300 : nap);
      continue;
    }
    const auto due = std::find_if(waiting_.begin(), waiting_.end(), [&](const auto& one) {
      return !one.second.hits.empty() && one.second.next_ms <= now_ms;
    });
    const auto id = due->first;
    const auto hits = due->second.hits;
    lock.unlock();
    const auto told = tell(id, hits);
    lock.lock();
    settle(id, hits.size(), told);
  }
}

// What came meanwhile stays; where too much came, what was told has gone already.
void HookSender::settle(SearchId id, std::size_t count, const Told& told) {
  const auto found = waiting_.find(id);
  const bool failed = !told.trouble.empty();
  if (found == waiting_.end() || (failed && stopping_)) return;  // it stays in its register
  auto& waiting = found->second;
  const auto now_ms = parts_.now_ms();
  auto& course = courses_[told.company];
  course.trouble = told.trouble;
  if (!failed) course.delivered_at_ms = now_ms;
  if (failed && now_ms - waiting.since_ms < patience_ms) {
    waiting.next_ms = now_ms + waiting.pause_ms;
    waiting.pause_ms = std::min(2 * waiting.pause_ms, longest_pause_ms);
    return;
  }
  if (failed) course.trouble = "Given up after a day: " + told.trouble;
  waiting.hits.erase(waiting.hits.begin(),
                     waiting.hits.begin() + static_cast<std::ptrdiff_t>(std::min(count, waiting.hits.size())));
  waiting.since_ms = waiting.next_ms = now_ms;
  waiting.pause_ms = first_pause_ms;
  write_down(id, waiting);
  if (waiting.hits.empty() && waiting.kept.empty()) waiting_.erase(found);
}

HookSender::Told HookSender::tell(SearchId id, const std::vector<FeedHit>& hits) {
  const auto view = parts_.store.view();
  const auto now_ms = parts_.now_ms();
  const auto search = view.get(key::SavedSearch{id});
  const CompanyId company_id{search ? search->company() : 0};
  const auto company = view.get(key::Company{company_id});
  const auto listening = listening_of(view, company_id, now_ms);
  if (!search || !company || company->hook().empty() || !listening) return {};
  const auto voice = parts_.voices.of(company_id);
  const auto alert = project_alert(view, *voice, *listening, id, *search, hits, posts_max);
  if (alert.posts_size() == 0) return {};
  HttpsPost post{company->hook(), encode(Coding::json, alert), {}};
  const auto secret = hook_secret(*voice, company->hook_version());
  post.headers.push_back("Plenum-Signature: " + hook_signature(secret, now_ms / 1000, post.body));
  return {company_id, post_https(post, parts_.reach, stopping_)};
}

}  // namespace plenum
