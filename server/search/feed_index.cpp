#include "server/search/feed_index.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <xapian.h>

namespace plenum {

namespace {

constexpr Xapian::valueno written_slot = 0;
constexpr Xapian::valueno hit_slot = 1;
constexpr std::size_t feed_bytes = 9;  // topic, class
constexpr std::array languages = {'e', 'f', 's'};

// Terms: Q unique, T feed, L open to later, w word, e f s its stems.
constexpr const char* open_to_later = "L";

void add_number(std::string& to, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) to.push_back(static_cast<char>(value >> shift));
}

// In the order of time, also before 1970.
std::string time_bytes(std::int64_t ms) {
  std::string bytes;
  add_number(bytes, static_cast<std::uint64_t>(ms) ^ (1ULL << 63));
  return bytes;
}

std::int64_t time_of(const std::string& bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(value ^ (1ULL << 63));
}

std::string bytes_of(const StreamId& feed) {
  std::string bytes;
  add_number(bytes, feed.id);
  bytes.push_back(static_cast<char>(feed.embargo));
  return bytes;
}

StreamId feed_of(std::string_view bytes) {
  std::uint64_t topic = 0;
  for (std::size_t i = 0; i < 8; ++i) topic = topic << 8 | static_cast<unsigned char>(bytes[i]);
  return StreamId::of_gallery(TopicId{topic}, static_cast<std::uint8_t>(bytes[8]));
}

std::string unique_term(const StreamId& feed, const std::string& entry) {
  return "Q" + bytes_of(feed) + entry;
}

std::int64_t floor_to(std::int64_t ms, std::int64_t step) {
  return step <= 0 ? ms : ms - (ms % step + step) % step;
}

std::int64_t ceil_to(std::int64_t ms, std::int64_t step) {
  return -floor_to(-ms, step);
}

/// By the time told, then by id: nothing finer than what is told decides.
class NewestFirst final : public Xapian::KeyMaker {
public:
  explicit NewestFirst(const std::vector<FeedScope>& scopes) {
    for (const auto& scope : scopes) steps_[bytes_of(scope.feed)] = std::int64_t{scope.rounding_s} * 1'000;
  }
  std::string operator()(const Xapian::Document& document) const override {
    const auto hit = document.get_value(hit_slot);
    const auto step = steps_.find(hit.substr(0, feed_bytes));
    const auto told = floor_to(time_of(document.get_value(written_slot)), step == steps_.end() ? 0 : step->second);
    return time_bytes(told) + hit.substr(feed_bytes);
  }

private:
  std::map<std::string, std::int64_t> steps_;
};

/// One word in each language that the house speaks.
class Stems {
public:
  void add_to(Xapian::Document& document, const std::string& word) const {
    for (std::size_t i = 0; i < languages.size(); ++i) document.add_boolean_term(languages[i] + stems_[i](word));
  }
  Xapian::Query any_form(const std::string& word) const {
    std::vector<Xapian::Query> forms = {Xapian::Query("w" + word)};
    for (std::size_t i = 0; i < languages.size(); ++i) forms.emplace_back(languages[i] + stems_[i](word));
    return {Xapian::Query::OP_OR, forms.begin(), forms.end()};
  }

private:
  const std::array<Xapian::Stem, 3> stems_ = {Xapian::Stem("en"), Xapian::Stem("fr"), Xapian::Stem("sv")};
};

Xapian::Query query_of(const Sought& sought, const Stems& stems) {
  if (sought.words.size() == 1 && !sought.exact) return stems.any_form(sought.words[0]);
  std::vector<Xapian::Query> words;
  for (const auto& word : sought.words) words.emplace_back("w" + word);
  return {Xapian::Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size())};
}

// All that is wanted and nothing of what is not; empty: nothing is wanted.
Xapian::Query query_of(const std::vector<Sought>& all, const Stems& stems) {
  std::vector<Xapian::Query> wanted;
  std::vector<Xapian::Query> unwanted;
  for (const auto& one : all) (one.without ? unwanted : wanted).push_back(query_of(one, stems));
  if (wanted.empty()) return {};
  const Xapian::Query with(Xapian::Query::OP_AND, wanted.begin(), wanted.end());
  if (unwanted.empty()) return with;
  return {Xapian::Query::OP_AND_NOT, with, Xapian::Query(Xapian::Query::OP_OR, unwanted.begin(), unwanted.end())};
}

// Without words it is still a search where it says when: all that was said then.
bool says_when(const std::vector<FeedScope>& scopes) {
  return std::any_of(scopes.begin(), scopes.end(),
                     [](const FeedScope& s) { return s.from_ms != 0 || s.below_ms != 0; });
}

Xapian::Query written_from(std::int64_t ms) {
  return {Xapian::Query::OP_VALUE_GE, written_slot, time_bytes(ms)};
}

Xapian::Query query_of(const FeedScope& scope) {
  const auto step = std::int64_t{scope.rounding_s} * 1'000;
  Xapian::Query query("T" + bytes_of(scope.feed));
  const Xapian::Query theirs(Xapian::Query::OP_OR, Xapian::Query(open_to_later), written_from(scope.readable_from_ms));
  query = Xapian::Query(Xapian::Query::OP_FILTER, query, theirs);
  if (scope.from_ms != 0)
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, written_from(ceil_to(scope.from_ms, step)));
  if (scope.below_ms != 0)
    query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, written_from(ceil_to(scope.below_ms, step)));
  return query;
}

Xapian::Query query_of(const std::vector<FeedScope>& scopes) {
  std::vector<Xapian::Query> feeds;
  for (const auto& scope : scopes) feeds.push_back(query_of(scope));
  return {Xapian::Query::OP_OR, feeds.begin(), feeds.end()};
}

}  // namespace

struct FeedIndex::Book {
  std::filesystem::path directory;  // empty: in memory
  Xapian::WritableDatabase database;
  Stems stems;
};

namespace {

constexpr int flags = Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;

/// Whatever Xapian throws ends here.
template <class Do>
bool holds(Do what) {
  try {
    what();
    return true;
  } catch (const Xapian::Error&) {
    return false;
  }
}

}  // namespace

FeedIndex::FeedIndex(std::unique_ptr<Book> book) : book_(std::move(book)) {}

// Xapian would keep what is pending when it goes, and throw where it cannot.
FeedIndex::~FeedIndex() {
  holds([this] { book_->database.close(); });
}

std::unique_ptr<FeedIndex> FeedIndex::open(const std::filesystem::path& directory) {
  auto book = std::make_unique<Book>();
  book->directory = directory;
  if (!holds([&] { book->database = Xapian::WritableDatabase(directory.string(), flags); })) return nullptr;
  return std::unique_ptr<FeedIndex>(new FeedIndex(std::move(book)));
}

std::unique_ptr<FeedIndex> FeedIndex::in_memory() {
  auto book = std::make_unique<Book>();
  if (!holds([&] { book->database = Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY); })) return nullptr;
  return std::unique_ptr<FeedIndex>(new FeedIndex(std::move(book)));
}

bool FeedIndex::put(const StreamId& feed, const std::string& entry, const log::GalleryEntryRecord& record) {
  return holds([&] {
    Xapian::Document document;
    const auto unique = unique_term(feed, entry);
    document.add_boolean_term(unique);
    document.add_boolean_term("T" + bytes_of(feed));
    if (record.open_to_later()) document.add_boolean_term(open_to_later);
    document.add_value(written_slot, time_bytes(record.written_at_ms()));
    document.add_value(hit_slot, bytes_of(feed) + entry);
    Xapian::termpos place = 0;
    for (const auto& word : words_in(record.text())) {
      document.add_posting("w" + word, ++place);
      book_->stems.add_to(document, word);
    }
    book_->database.replace_document(unique, document);
  });
}

bool FeedIndex::remove(const StreamId& feed, const std::string& entry) {
  return holds([&] { book_->database.delete_document(unique_term(feed, entry)); });
}

std::string FeedIndex::note(const std::string& name) const {
  std::string value;
  holds([&] { value = book_->database.get_metadata(name); });
  return value;
}

bool FeedIndex::set_note(const std::string& name, const std::string& value) {
  return holds([&] { book_->database.set_metadata(name, value); });
}

bool FeedIndex::in_files() const {
  return !book_->directory.empty();
}

bool FeedIndex::keep() {
  return holds([this] { book_->database.commit(); });
}

// Freed blocks of a B-tree keep what stood in them.
bool FeedIndex::rewrite() {
  const auto fresh = book_->directory.string() + ".new";
  const auto old = book_->directory.string() + ".old";
  std::error_code error;
  std::filesystem::remove_all(fresh, error);
  if (!holds([&] {
        book_->database.commit();
        Xapian::Database(book_->directory.string()).compact(fresh);
        book_->database.close();
      }))
    return false;
  std::filesystem::remove_all(old, error);
  std::filesystem::rename(book_->directory, old, error);
  if (!error) std::filesystem::rename(fresh, book_->directory, error);
  if (error) return false;
  std::filesystem::remove_all(old, error);
  return holds([&] { book_->database = Xapian::WritableDatabase(book_->directory.string(), flags); });
}

std::optional<FeedHits> FeedIndex::find(const std::vector<Sought>& sought, const std::vector<FeedScope>& scopes,
                                        std::uint32_t skip, std::uint32_t limit) const {
  FeedHits found;
  const bool sound = holds([&] {
    const bool all = sought.empty() && says_when(scopes);
    const auto words = all ? Xapian::Query::MatchAll : query_of(sought, book_->stems);
    if (words.empty() || scopes.empty()) return;
    Xapian::Enquire enquire(book_->database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, words, query_of(scopes)));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    NewestFirst order(scopes);
    enquire.set_sort_by_key(&order, true);
    const auto set = enquire.get_mset(skip, limit, found_max + 1);
    found.found = std::min<std::uint32_t>(set.get_matches_estimated(), found_max);
    for (auto hit = set.begin(); hit != set.end(); ++hit) {
      const auto bytes = hit.get_document().get_value(hit_slot);
      found.hits.push_back({feed_of(bytes), bytes.substr(feed_bytes)});
    }
  });
  if (!sound) return {};
  return found;
}

}  // namespace plenum
