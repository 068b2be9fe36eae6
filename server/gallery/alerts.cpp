#include "server/gallery/alerts.h"

#include <algorithm>
#include <limits>

#include <pthread.h>

#include "server/gallery/projection.h"
#include "server/node/search_writers.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

using Encoding = Interest::Encoding;

constexpr std::int64_t day_ms = 24 * 3'600'000;

std::optional<std::uint64_t> told_of(const log::SavedSearchRecord& search, const StreamId& feed) {
  for (const auto& place : search.told()) {
    if (place.topic() == feed.id && place.embargo() == feed.embargo) return place.offset();
  }
  return {};
}

/// What was released in some feeds behind a place of each, and stands.
class Released {
public:
  Released() : index_(FeedIndex::in_memory()) {}

  void add(const StoreView& view, const StreamId& feed, std::uint64_t after, std::uint64_t head) {
    view.scan(key::StreamEntry{feed, after + 1}, key::StreamEntry{feed, head + 1},
              [&](const key::Any& at, std::string_view bytes) {
                log::StreamEntryRecord change;
                if (!change.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
                const auto& id = change.gallery_entry();
                const auto entry = view.get(key::GalleryEntry{TopicId{feed.id}, feed.embargo, id});
                const auto offset = std::get<key::StreamEntry>(at).offset;
                if (!entry || entry->order() != offset || entry->state() != log::ENTRY_STANDS) return true;
                index_->put(feed, id, *entry);
                offsets_[{feed, id}] = offset;
                return true;
              });
  }

  bool empty() const { return offsets_.empty(); }

  std::vector<FeedHit> find(const std::string& words, const std::vector<FeedScope>& scopes,
                            const std::map<StreamId, std::uint64_t>& after) const {
    const auto sought = parse_sought(words);
    const auto found = sought ? index_->find(*sought, scopes, 0, Alerts::hits_max) : std::nullopt;
    if (!found) return {};
    std::vector<FeedHit> hits;
    std::copy_if(found->hits.begin(), found->hits.end(), std::back_inserter(hits),
                 [&](const FeedHit& hit) { return offsets_.at({hit.feed, hit.entry}) > after.at(hit.feed); });
    return hits;
  }

private:
  std::unique_ptr<FeedIndex> index_;
  std::map<std::pair<StreamId, std::string>, std::uint64_t> offsets_;
};

}  // namespace

Alerts::~Alerts() {
  stop();
}

void Alerts::start(Sequencer& sequencer) {
  sequencer_ = &sequencer;
  const std::lock_guard lock(mutex_);  // something may be committed already
  next_.all = true;
  thread_ = std::thread([this] { run(); });
}

void Alerts::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Alerts::committed(const Committed& batch) {
  std::unique_lock lock(mutex_, std::defer_lock);
  bool was_idle = false;
  for (const auto& [stream, offset, entry] : batch.added) {
    if (stream.kind != StreamKind::gallery) continue;
    if (!lock.owns_lock()) lock.lock();
    was_idle = was_idle || next_.released.empty();
    next_.released.try_emplace(stream, offset);
  }
  if (was_idle) wake_.notify_one();
}

void Alerts::look(std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (now_ms / day_ms == day_) return;
  day_ = now_ms / day_ms;
  next_.daily = true;
  wake_.notify_one();
}

void Alerts::run() {
  ::pthread_setname_np(::pthread_self(), "plenum-alerts");
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || next_.all || next_.daily || !next_.released.empty(); });
    if (stopping_) return;
    const auto turn = std::exchange(next_, {});
    lock.unlock();
    take(turn);
    lock.lock();
  }
}

void Alerts::take(const Turn& turn) {
  const auto view = parts_.store.view();
  const auto wanted = searches(view, turn);
  listening_.clear();
  std::map<StreamId, std::uint64_t> from;
  for (const auto& search : wanted) {
    for (const auto& [feed, after] : search.after) {
      const auto [at, is_new] = from.try_emplace(feed, after);
      if (!is_new) at->second = std::min(at->second, after);
    }
  }
  Released released;
  std::map<StreamId, std::uint64_t> heads;
  for (const auto& [feed, after] : from) {
    const auto head = heads[feed] = stream_head(view, feed);
    released.add(view, feed, std::max(after, head - std::min(head, entries_looked_at_max)), head);
  }
  if (released.empty()) return;
  for (const auto& search : wanted) {
    const auto hits = released.find(search.record.words(), search.scopes, search.after);
    if (hits.empty()) {
      for (const auto& [feed, after] : search.after) looked_[{search.id, feed}] = heads[feed];
    } else if (search.record.alert() == v1::ALERT_LIVE) {
      tell_seat(view, search, hits);
    } else {
      tell(view, search, hits, heads);
    }
  }
}

std::vector<Alerts::Search> Alerts::searches(const StoreView& view, const Turn& turn) {
  std::vector<Search> wanted;
  const key::SavedSearch below{SearchId{std::numeric_limits<std::uint64_t>::max()}};
  view.scan(key::SavedSearch{SearchId{}}, below, [&](const key::Any& any, std::string_view bytes) {
    Search search{std::get<key::SavedSearch>(any).search, {}, {}, {}};
    auto& record = search.record;
    if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !is_wanted(view, record, turn))
      return true;
    const CompanyId company{record.company()};
    const auto [at, is_new] = listening_.try_emplace(company);
    if (is_new) at->second = listening_of(view, company, parts_.now_ms());
    if (!at->second) return true;
    const bool whole = turn.all || record.alert() == v1::ALERT_DAILY;
    for (const auto& grant : at->second->grants) {
      const auto feed = grant.stream();
      if (record.topic() != 0 && record.topic() != grant.topic.value) continue;
      if (!whole && !turn.released.contains(feed)) continue;
      search.scopes.push_back({feed, grant.from_ms, grant.rounding_s, 0, 0});
      search.after[feed] = after(view, search, feed, turn);
    }
    if (!search.scopes.empty()) wanted.push_back(std::move(search));
    return true;
  });
  return wanted;
}

bool Alerts::is_wanted(const StoreView& view, const log::SavedSearchRecord& search, const Turn& turn) const {
  const CompanyId company{search.company()};
  if (search.alert() == v1::ALERT_LIVE)
    return !turn.released.empty() && !parts_.audience.of(seat_hearing(company, SeatId{search.seat()}).stream).empty();
  if (search.alert() == v1::ALERT_NONE || view.get(key::Company{company})->hook().empty()) return false;
  if (search.alert() == v1::ALERT_HOOK) return turn.all || !turn.released.empty();
  return turn.daily && search.told_at_ms() / day_ms != parts_.now_ms() / day_ms;
}

// A feed that was licensed since the search was kept is told of from the first entry that this node sees.
std::uint64_t Alerts::after(const StoreView& view, const Search& search, const StreamId& feed, const Turn& turn) const {
  const auto released = turn.released.find(feed);
  const auto first = released == turn.released.end() ? stream_head(view, feed) : released->second - 1;
  const auto told = told_of(search.record, feed);
  if (search.record.alert() == v1::ALERT_LIVE) return std::max(first, told.value_or(0));
  const auto looked = looked_.find({search.id, feed});
  return std::max(told.value_or(first), looked == looked_.end() ? 0 : looked->second);
}

// Written down before it is claimed: whoever dies in between tells it when it is back. Refused: another node was
// faster, or just told something; what is left is looked for again.
void Alerts::tell(const StoreView& view, const Search& search, const std::vector<FeedHit>& hits,
                  const std::map<StreamId, std::uint64_t>& heads) {
  log::AlertsGiven fact;
  fact.set_search(search.id.value);
  fact.set_found(static_cast<std::uint32_t>(hits.size()));
  for (const auto& [feed, after] : search.after) {
    auto& place = *fact.add_upto();
    place.set_topic(feed.id);
    place.set_embargo(static_cast<v1::EmbargoClass>(feed.embargo));
    place.set_offset(heads.at(feed));
  }
  parts_.hooks.keep(search.id, hits);
  const auto result = sequencer_->submit_and_wait(give_alerts(fact, search.record));
  if (!result.refused) {
    note(search, hits);
    return parts_.hooks.release(search.id);
  }
  parts_.hooks.forget(search.id);
  if (result.refused->code != v1::NOTHING_CHANGED) return;
  const std::lock_guard lock(mutex_);
  for (const auto& [feed, after] : search.after) next_.released.try_emplace(feed, stream_head(view, feed));
}

void Alerts::tell_seat(const StoreView& view, const Search& search, const std::vector<FeedHit>& hits) {
  const CompanyId company{search.record.company()};
  const auto listening = listening_of(view, company, parts_.now_ms());
  if (!listening) return;
  const auto to = seat_hearing(company, SeatId{search.record.seat()});
  v1::GalleryFrame frame;
  *frame.mutable_alert() = project_alert(view, *parts_.voices.of(company), *listening, search.id, search.record, hits,
                                         HookSender::posts_max);
  if (frame.alert().posts_size() == 0) return;
  const auto who = parts_.audience.of(to.stream);
  const auto counts = who.find(company);
  if (counts == who.end()) return;
  GalleryDelivery delivery{to, 0, 0, false, nullptr, nullptr, nullptr};
  if (counts->second.binary > 0) delivery.binary = encode_gallery_frame(frame, Encoding::binary);
  if (counts->second.text > 0) delivery.text = encode_gallery_frame(frame, Encoding::text);
  auto made = std::make_shared<std::vector<GalleryDelivery>>();
  made->push_back(std::move(delivery));
  parts_.hand_over(std::move(made));
  note(search, hits);
}

// No more of them than one alert holds.
void Alerts::note(const Search& search, const std::vector<FeedHit>& hits) const {
  std::vector<std::string> entries;
  for (const auto& hit : hits) {
    if (entries.size() == static_cast<std::size_t>(HookSender::posts_max)) break;
    entries.push_back(hit.entry);
  }
  parts_.found(CompanyId{search.record.company()}, entries);
}

}  // namespace plenum
