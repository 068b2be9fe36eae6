#include "server/gallery/reads.h"

#include <algorithm>
#include <array>
#include <functional>

#include "proto/limits.h"
#include "server/gallery/projection.h"
#include "server/gallery/reads_more.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

template <class Reply>
using Read = std::unique_ptr<Reply>;

std::uint32_t within(std::uint32_t wished) {
  return wished == 0 ? limits::page_posts_default : std::min<std::uint32_t>(wished, limits::page_posts_max);
}

// Rows looked at for one answer, of which some may not be theirs: a page may be short, and then says that there is
// more.
constexpr std::uint32_t looked_at_max = 2'000;

template <class Record>
bool parse(std::string_view bytes, Record& record) {
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// Behind every id of 16 bytes that begins so.
std::string last_id() {
  return std::string(17, '\xFF');
}

ObserverAnswer list_topics(const ObserverReads& r, const v1::ListObservedTopicsRequest&) {
  auto reply = std::make_unique<v1::ListObservedTopicsReply>();
  reply->set_company(r.observer.listening.name);
  for (const auto& grant : r.observer.listening.grants)
    *reply->add_topics() = project_observed_topic(r.view, r.voice, grant);
  return reply;
}

ObserverAnswer list_threads(const ObserverReads& r, const v1::ListObservedThreadsRequest& request) {
  const auto* grant = r.grant_of(request.topic());
  if (grant == nullptr) return nullptr;
  const auto after = request.after().empty() ? std::optional<std::string>("") : r.voice.ids().meant(request.after());
  if (!after) return nullptr;
  const auto limit = within(request.limit());
  auto reply = std::make_unique<v1::ListObservedThreadsReply>();
  std::uint32_t looked_at = 0;
  r.view.scan(key::GalleryThread{grant->topic, grant->embargo, *after},
              key::GalleryThread{grant->topic, grant->embargo, last_id()},
              [&](const key::Any& at, std::string_view bytes) {
                const auto& id = std::get<key::GalleryThread>(at).thread;
                log::GalleryThreadRecord thread;
                if (id == *after || !parse(bytes, thread)) return true;
                if (static_cast<std::uint32_t>(reply->threads_size()) == limit || ++looked_at > looked_at_max) {
                  reply->set_more(true);
                  return false;
                }
                if (may_read_thread(r.view, *grant, id, thread))
                  *reply->add_threads() = project_observed_thread(r.voice, *grant, id, thread);
                return true;
              });
  return reply;
}

// Where a page begins; nothing where `after` is no entry of this thread that they may read.
std::optional<std::uint64_t> order_behind(const ObserverReads& r, const Grant& grant, const std::string& thread,
                                          const std::string& after) {
  if (after.empty()) return 0;
  const auto id = r.voice.ids().meant(after);
  const auto entry = id ? r.view.get(key::GalleryEntry{grant.topic, grant.embargo, *id}) : std::nullopt;
  if (!entry || entry->thread() != thread || !may_read(grant, *entry)) return {};
  return entry->order() + 1;
}

ObserverAnswer read_thread(const ObserverReads& r, const v1::ReadObservedThreadRequest& request) {
  const auto* grant = r.grant_of(request.topic());
  if (grant == nullptr) return nullptr;
  const auto id = r.voice.ids().meant(request.thread());
  const auto thread = id ? r.view.get(key::GalleryThread{grant->topic, grant->embargo, *id}) : std::nullopt;
  if (!thread || !may_read_thread(r.view, *grant, *id, *thread)) return nullptr;
  const auto from = order_behind(r, *grant, *id, request.after());
  if (!from) return nullptr;
  const auto limit = within(request.limit());
  r.shown.thread = request.thread();
  auto reply = std::make_unique<v1::ReadObservedThreadReply>();
  *reply->mutable_thread() = project_observed_thread(r.voice, *grant, *id, *thread);
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  r.view.scan(key::GalleryThreadEntry{grant->topic, grant->embargo, *id, *from},
              key::GalleryThreadEntry{grant->topic, grant->embargo, *id, last},
              [&](const key::Any&, std::string_view bytes) {
                log::GalleryThreadEntryRecord row;
                if (!parse(bytes, row)) return true;
                const auto entry = r.view.get(key::GalleryEntry{grant->topic, grant->embargo, row.entry()});
                if (!entry || !may_read(*grant, *entry)) return true;
                if (static_cast<std::uint32_t>(reply->posts_size()) == limit) {
                  reply->set_more(true);
                  return false;
                }
                *reply->add_posts() = project_observed_post(r.view, r.voice, *grant, row.entry(), *entry);
                if (entry->state() == log::ENTRY_STANDS) r.shown.entries.push_back(row.entry());
                return true;
              });
  return reply;
}

ObserverAnswer read_feed(const ObserverReads& r, const v1::ReadFeedRequest& request) {
  const auto* grant = r.grant_of(request.topic());
  if (grant == nullptr) return nullptr;
  const auto stream = grant->stream();
  const auto head = stream_head(r.view, stream);
  std::uint64_t at = request.back() ? head : 0;
  if (request.has_since()) {
    const auto since = r.voice.open(stream, request.since().token());
    if (!since) return nullptr;
    // Of another epoch: what it counted may count otherwise now; read again from the beginning, or from the end.
    if (since->epoch == r.epoch && since->offset <= head) at = since->offset;
  }
  auto reply = std::make_unique<v1::ReadFeedReply>();
  const std::uint64_t limit = within(request.limit());
  const auto from = request.back() ? at - std::min(at, limit) : at;
  const auto last = request.back() ? at : std::min(head, at + limit);
  r.view.scan(key::StreamEntry{stream, from + 1}, key::StreamEntry{stream, last + 1},
              [&](const key::Any&, std::string_view bytes) {
                log::StreamEntryRecord change;
                if (!parse(bytes, change)) return true;
                auto update = project_observed(r.view, r.voice, *grant, change);
                if (!update) return true;
                if (shows_words(*update)) r.shown.entries.push_back(change.gallery_entry());
                *reply->add_updates() = *std::move(update);
                return true;
              });
  reply->mutable_position()->set_token(r.voice.seal(stream, {r.epoch, request.back() ? from : last}));
  reply->set_more(request.back() ? from > 0 : last < head);
  return reply;
}

/// One method: what it takes, and who answers.
struct Method {
  std::string_view name;
  const google::protobuf::Message* prototype;
  std::function<ObserverAnswer(const ObserverReads&, const google::protobuf::Message&)> answer;
};

template <class Request>
Method method(std::string_view name, ObserverAnswer (*answer)(const ObserverReads&, const Request&)) {
  return {name, &Request::default_instance(),
          [answer](const ObserverReads& r, const google::protobuf::Message& request) {
            return answer(r, static_cast<const Request&>(request));
          }};
}

const Method* find(std::string_view name) {
  static const std::array methods = {method("ListTopics", list_topics), method("ListThreads", list_threads),
                                     method("ReadThread", read_thread), method("ReadFeed", read_feed),
                                     method("SearchFeed", search_feed), method("ReadTrends", read_trends)};
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const Method& m) { return m.name == name; });
  return found == methods.end() ? nullptr : found;
}

}  // namespace

const Grant* ObserverReads::grant_of(std::string_view topic) const {
  const auto& grants = observer.listening.grants;
  const auto found =
      std::find_if(grants.begin(), grants.end(), [&](const Grant& g) { return voice.topic(g.topic) == topic; });
  return found == grants.end() ? nullptr : &*found;
}

std::unique_ptr<google::protobuf::Message> observer_request(std::string_view name) {
  const auto* known = find(name);
  return std::unique_ptr<google::protobuf::Message>(known == nullptr ? nullptr : known->prototype->New());
}

ObserverAnswer answer_observer(const ObserverReads& reads, std::string_view name,
                               const google::protobuf::Message& request) {
  const auto* known = find(name);
  return known == nullptr ? nullptr : known->answer(reads, request);
}

}  // namespace plenum
