#include "server/words/trial.h"

#include <algorithm>
#include <limits>

namespace plenum {

namespace {

constexpr auto last_id = std::numeric_limits<std::uint64_t>::max();

struct Row {
  Place place;
  PostId post;
};

Place place_at(std::int64_t time_ms) {
  return static_cast<Place>(std::max<std::int64_t>(time_ms, 0)) << 16;
}

// False: there are more than a trial walks over.
bool add_thread(const View& view, ThreadId thread, Place from, std::vector<Row>& rows) {
  view.scan(key::ThreadPost{thread, from}, key::ThreadPost{thread, last_id}, [&](const key::Any& key, auto bytes) {
    log::ThreadPostRecord row;
    if (row.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
      rows.push_back({std::get<key::ThreadPost>(key).place, PostId{row.id()}});
    return rows.size() < Trial::rows_max;
  });
  return rows.size() < Trial::rows_max;
}

bool add_topic(const View& view, TopicId topic, std::int64_t since_ms, std::vector<Row>& rows) {
  bool all = true;
  const auto from = place_at(since_ms);  // a thread's activity counts as its last post's place does
  view.scan_back(key::Activity{topic, from, ThreadId{}}, key::Activity{topic, last_id, ThreadId{last_id}},
                 [&](const key::Any& key, std::string_view) {
                   all = add_thread(view, std::get<key::Activity>(key).thread, from, rows);
                   return all;
                 });
  return all;
}

bool add_every_topic(const View& view, std::int64_t since_ms, std::vector<Row>& rows) {
  bool all = true;
  view.scan(key::Topic{TopicId{}}, key::Topic{TopicId{last_id}}, [&](const key::Any& key, std::string_view) {
    all = add_topic(view, std::get<key::Topic>(key).topic, since_ms, rows);
    return all;
  });
  return all;
}

void look_at(const View& view, const Pattern& pattern, PostId id, Trial& trial) {
  const auto post = view.get(key::Post{id});
  if (!post || post->deleted() || post->erased()) return;
  ++trial.looked_at;
  pattern.find(post->source(), [&](Span span) {
    if (trial.caught.size() < Trial::shown_max) trial.caught.push_back({id, span});
    ++trial.caught_total;
    return false;
  });
}

}  // namespace

Trial try_pattern(const View& view, const Pattern& pattern, TopicId topic, std::int64_t since_ms) {
  const auto patience = std::chrono::steady_clock::now() + Trial::time_max;
  Trial trial;
  std::vector<Row> rows;
  trial.cut = !(topic ? add_topic(view, topic, since_ms, rows) : add_every_topic(view, since_ms, rows));
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.place > b.place; });
  for (const auto& row : rows) {
    if (trial.looked_at >= Trial::posts_max || std::chrono::steady_clock::now() > patience) {
      trial.cut = true;
      break;
    }
    look_at(view, pattern, row.post, trial);
  }
  return trial;
}

}  // namespace plenum
