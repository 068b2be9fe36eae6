#include "server/search/trends.h"

#include <limits>
#include <map>
#include <vector>

#include "server/node/search_writers.h"
#include "server/search/week_count.h"
#include "storage/machine/gallery_feed.h"
#include "storage/machine/streams.h"
#include "storage/machine/trend_weeks.h"

namespace plenum {

namespace {

// Where something of the week is released while it is counted.
constexpr int attempts_max = 3;

v1::EmbargoClass class_of(const StreamId& feed) {
  return static_cast<v1::EmbargoClass>(feed.embargo);
}

// The last week whose tick has come.
std::int64_t last_week(const StreamId& feed, std::int64_t now_ms) {
  return monday_of(now_ms - (tick_of(0, class_of(feed)) - week_length_ms)) - week_length_ms;
}

bool is_counted(const View& view, const StreamId& feed, std::int64_t week_ms) {
  return view.get(key::TrendWeek{TopicId{feed.id}, feed.embargo, week_ms}).has_value();
}

// The entries that stand, by the week in which they were written.
std::map<std::int64_t, std::vector<std::string>> entries_by_week(const View& view, const StreamId& feed) {
  std::map<std::int64_t, std::vector<std::string>> weeks;
  const TopicId topic{feed.id};
  view.scan(key::GalleryEntry{topic, feed.embargo, ""}, key::GalleryEntry{topic, feed.embargo, std::string(17, '\xFF')},
            [&](const key::Any& key, std::string_view bytes) {
              log::GalleryEntryRecord entry;
              if (!entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
              auto& week = weeks[monday_of(entry.written_at_ms())];
              if (entry.state() == log::ENTRY_STANDS) week.push_back(std::get<key::GalleryEntry>(key).entry);
              return true;
            });
  return weeks;
}

std::vector<CountedPost> posts_of(const View& view, const StreamId& feed, const std::vector<std::string>& entries) {
  std::vector<CountedPost> posts;
  for (const auto& id : entries) {
    if (const auto entry = view.get(key::GalleryEntry{TopicId{feed.id}, feed.embargo, id}))
      posts.push_back({entry->author_token(), entry->text()});
  }
  return posts;
}

}  // namespace

void Trends::look(std::int64_t now_ms) {
  if (now_ms - looked_at_ms_ < look_interval_ms) return;
  looked_at_ms_ = now_ms;
  lane_.run([this, now_ms] { count(now_ms); });
}

void Trends::count(std::int64_t now_ms) {
  std::vector<StreamId> feeds;
  store_.view().scan(key::GalleryFeed{TopicId{}, 0},
                     key::GalleryFeed{TopicId{std::numeric_limits<std::uint64_t>::max()}, 255},
                     [&](const key::Any& key, std::string_view) {
                       const auto& feed = std::get<key::GalleryFeed>(key);
                       feeds.push_back(StreamId::of_gallery(feed.topic, feed.embargo));
                       return true;
                     });
  for (const auto& feed : feeds) {
    if (!is_counted(store_.view(), feed, last_week(feed, now_ms))) count_feed(feed, now_ms);
  }
}

// All weeks that are due, from that of the first entry on: also those in which nobody wrote, so that it is known that
// they were counted.
void Trends::count_feed(const StreamId& feed, std::int64_t now_ms) {
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    const auto view = store_.view();
    const auto head = stream_head(view, feed);
    const auto weeks = entries_by_week(view, feed);
    if (weeks.empty()) return;
    const auto last = last_week(feed, now_ms);
    bool whole = true;
    for (auto week = std::max(weeks.begin()->first, last - (weeks_back_max - 1) * week_length_ms); week <= last;
         week += week_length_ms) {
      if (is_counted(view, feed, week)) continue;
      log::TrendsFixed fact;
      fact.set_topic(feed.id);
      fact.set_embargo(class_of(feed));
      fact.set_week_ms(week);
      const auto entries = weeks.find(week);
      if (entries != weeks.end()) count_week(posts_of(view, feed, entries->second), gallery_k(view), fact);
      const auto result = sequencer_.submit_and_wait(fix_trends(fact, head));
      whole = whole && (!result.refused || result.refused->code == v1::NOTHING_CHANGED);
    }
    if (whole) return;
  }
}

}  // namespace plenum
