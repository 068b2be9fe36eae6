#include "server/admin/traces.h"

#include <algorithm>
#include <limits>
#include <set>

#include "server/gallery/tracing.h"
#include "storage/machine/policy.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

constexpr std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
constexpr double chance_told_below = 0.05;

template <class Record>
bool parse(std::string_view bytes, Record& record) {
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

/// A feed, and how many news of it are left to look through.
struct Left {
  StreamId feed;
  std::uint64_t news;
};

std::vector<Left> left_of(const View& view, std::uint64_t skip) {
  std::vector<Left> all;
  view.scan(key::GalleryFeed{}, key::GalleryFeed{TopicId{last}, 0}, [&](const key::Any& at, std::string_view) {
    const auto& row = std::get<key::GalleryFeed>(at);
    const auto feed = StreamId::of_gallery(row.topic, row.embargo);
    const auto head = stream_head(view, feed);
    if (head > skip) all.push_back({feed, head - skip});
    return true;
  });
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.news < b.news; });
  return all;
}

// Down to the same depth in each, so that one number says where to go on; the shortest come first.
std::uint64_t depth_of(const std::vector<Left>& all, std::uint64_t most) {
  auto feeds = all.size();
  for (const auto& one : all) {
    if (one.news > most / feeds) return std::max<std::uint64_t>(1, most / feeds);
    most -= one.news;
    --feeds;
  }
  return last;
}

/// How authors are described, as observers have it, and in no profile: what is said of one now may be something else.
class Labels {
public:
  Labels(const View& view, std::vector<SaidItem>& items, v1::TraceTextReply& told)
      : view_(view), items_(items), told_(told) {}

  /// Of a feed the news at [oldest, newest]. Each post comes up once, where it was released.
  void look_through(const StreamId& feed, std::uint64_t oldest, std::uint64_t newest) {
    view_.scan(key::StreamEntry{feed, oldest}, key::StreamEntry{feed, newest + 1},
               [&](const key::Any& at, std::string_view bytes) {
                 log::StreamEntryRecord news;
                 if (!parse(bytes, news) || !news.has_gallery_entry()) return true;
                 const auto entry = view_.get(key::GalleryEntry{TopicId{feed.id}, feed.embargo, news.gallery_entry()});
                 if (entry && entry->order() == std::get<key::StreamEntry>(at).offset) look_at(*entry);
                 return true;
               });
  }

private:
  void look_at(const log::GalleryEntryRecord& entry) {
    const auto at_ms = entry.written_at_ms();
    told_.set_from_ms(told_.looked_through() == 0 ? at_ms : std::min(told_.from_ms(), at_ms));
    told_.set_to_ms(std::max(told_.to_ms(), at_ms));
    told_.set_looked_through(told_.looked_through() + 1);
    if (entry.specialty().empty() || entry.region().empty()) return;
    if (known_.emplace(entry.specialty(), entry.region()).second)
      items_.push_back(label_item(entry.specialty(), entry.region()));
  }

  const View& view_;
  std::vector<SaidItem>& items_;
  v1::TraceTextReply& told_;
  std::set<std::pair<std::string, std::string>> known_;
};

// Counted from the newest: what comes in meanwhile moves a page, and leaves none out.
void add_labels(const View& view, const TraceRange& range, std::vector<SaidItem>& items, v1::TraceTextReply& told) {
  const auto all = left_of(view, range.skip);
  const auto depth = depth_of(all, range.news_max);
  Labels labels(view, items, told);
  for (const auto& [feed, news] : all) {
    labels.look_through(feed, news > depth ? news - depth + 1 : 1, news);
    if (news > depth) told.set_next_skip(range.skip + depth);
  }
}

void add_scopes(const View& view, std::vector<SaidItem>& items) {
  std::set<std::pair<int, std::string>> known;
  view.scan(key::Licence{}, key::Licence{LicenceId{last}}, [&](const key::Any&, std::string_view bytes) {
    log::LicenceRecord licence;
    if (parse(bytes, licence) && known.emplace(licence.level(), licence.purpose()).second)
      items.push_back(scope_item(licence.level(), licence.purpose()));
    return true;
  });
}

std::vector<SaidItem> all_items(const View& view, const TraceRange& range, v1::TraceTextReply& told) {
  auto items = notice_items();
  add_labels(view, range, items, told);
  add_scopes(view, items);
  return items;
}

}  // namespace

v1::TraceTextReply traced(const View& view, Voices& voices, const std::string& text, const TraceRange& range) {
  v1::TraceTextReply reply;
  const auto items = all_items(view, range, reply);
  const auto found = find_wordings(text, items);
  reply.set_found(static_cast<std::uint32_t>(found.size()));
  std::size_t companies = 0;
  view.scan(key::Company{}, key::Company{CompanyId{last}}, [&](const key::Any& at, std::string_view bytes) {
    log::CompanyRecord record;
    const auto id = std::get<key::Company>(at).company;
    if (!parse(bytes, record)) return true;
    ++companies;
    auto& company = *reply.add_companies();
    company.set_company_id(id.value);
    company.set_company(record.name());
    company.set_fits(count_fitting(voices.of(id)->wording(), found));
    company.set_chance(chance_of(company.fits(), found));
    return true;
  });
  auto& all = *reply.mutable_companies();
  for (auto& company : all) company.set_chance(chance_among(company.chance(), companies));
  all.erase(std::remove_if(all.begin(), all.end(), [](const auto& one) { return one.chance() >= chance_told_below; }),
            all.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.chance() < b.chance(); });
  return reply;
}

void TraceDesk::register_on(Service& service) {
  service.on<v1::TraceTextRequest>("TraceText", [this](const Caller& caller, const auto& request, Answer answer) {
    if (const auto fault = check_may(caller.principal, Action::manage_gallery)) return answer.refuse(*fault);
    if (request.text().empty() || request.text().size() > text_bytes_max)
      return answer.refuse(Fault{v1::FIELD_INVALID, "text"});
    const bool runs = lane_.run([this, request, answer] {
      answer.give(traced(store_.view(), voices_, request.text(), {.skip = request.skip()}));
    });
    if (!runs) answer.refuse(refusal_of(Fault{v1::BUSY}, 1'000));
  });
}

}  // namespace plenum
