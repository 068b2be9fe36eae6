#include "storage/rocks/keys.h"

#include <type_traits>

#include <endian.h>

namespace plenum {

namespace {

// One byte per table, on disk for ever.
template <class K>
constexpr char table_byte = 0;
template <>
constexpr char table_byte<key::Community> = 'c';
template <>
constexpr char table_byte<key::Member> = 'm';
template <>
constexpr char table_byte<key::Handle> = 'h';
template <>
constexpr char table_byte<key::Origin> = 'o';
template <>
constexpr char table_byte<key::Session> = 's';
template <>
constexpr char table_byte<key::MemberSession> = 'S';
template <>
constexpr char table_byte<key::Invitation> = 'i';
template <>
constexpr char table_byte<key::InvitationSecret> = 'I';
template <>
constexpr char table_byte<key::Reset> = 'x';
template <>
constexpr char table_byte<key::Topic> = 't';
template <>
constexpr char table_byte<key::Thread> = 'T';
template <>
constexpr char table_byte<key::Activity> = 'a';
template <>
constexpr char table_byte<key::Post> = 'p';
template <>
constexpr char table_byte<key::ThreadPost> = 'P';
template <>
constexpr char table_byte<key::Revision> = 'r';
template <>
constexpr char table_byte<key::Reaction> = 'e';
template <>
constexpr char table_byte<key::Watch> = 'w';
template <>
constexpr char table_byte<key::Mention> = 'M';
template <>
constexpr char table_byte<key::Command> = 'C';
template <>
constexpr char table_byte<key::Deadline> = 'd';
template <>
constexpr char table_byte<key::StreamHead> = 'H';
template <>
constexpr char table_byte<key::StreamEntry> = 'E';
template <>
constexpr char table_byte<key::Pinned> = 'n';
template <>
constexpr char table_byte<key::Pace> = 'v';
template <>
constexpr char table_byte<key::Held> = 'k';
template <>
constexpr char table_byte<key::HeldOf> = 'K';
template <>
constexpr char table_byte<key::Note> = 'N';
template <>
constexpr char table_byte<key::Report> = 'q';
template <>
constexpr char table_byte<key::ReportQueue> = 'Q';
template <>
constexpr char table_byte<key::Reporter> = 'Y';
template <>
constexpr char table_byte<key::ReportOf> = 'y';
template <>
constexpr char table_byte<key::Sanction> = 'z';
template <>
constexpr char table_byte<key::Person> = 'Z';
template <>
constexpr char table_byte<key::WordRule> = 'W';
template <>
constexpr char table_byte<key::Audit> = 'A';
template <>
constexpr char table_byte<key::AuditAbout> = 'b';
template <>
constexpr char table_byte<key::GalleryEntry> = 'G';
template <>
constexpr char table_byte<key::GalleryThread> = 'J';
template <>
constexpr char table_byte<key::GalleryThreadEntry> = 'j';
template <>
constexpr char table_byte<key::GalleryWaiting> = 'g';
template <>
constexpr char table_byte<key::GalleryHeld> = 'f';
template <>
constexpr char table_byte<key::GalleryFeed> = 'F';
template <>
constexpr char table_byte<key::GalleryAuthor> = 'U';
template <>
constexpr char table_byte<key::GalleryCell> = 'u';
template <>
constexpr char table_byte<key::Company> = 'B';
template <>
constexpr char table_byte<key::Licence> = 'L';
template <>
constexpr char table_byte<key::LicenceIn> = 'l';
template <>
constexpr char table_byte<key::LicenceOf> = 'O';
template <>
constexpr char table_byte<key::Seat> = 'V';
template <>
constexpr char table_byte<key::SeatOf> = 'D';
template <>
constexpr char table_byte<key::SeatSession> = 'X';
template <>
constexpr char table_byte<key::SessionOfSeat> = 'R';

class Writer {
public:
  explicit Writer(char table) : bytes_(1, table) {}

  // The greatest byte first, so that bytes sort as the numbers do.
  void add(std::uint64_t value) { add_big_endian(htobe64(value)); }
  void add(std::uint32_t value) { add_big_endian(htobe32(value)); }
  void add(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  // The sign bit is flipped, so that negative times sort first.
  void add(std::int64_t value) { add(static_cast<std::uint64_t>(static_cast<std::uint64_t>(value) ^ (1ULL << 63))); }
  template <class Noun>
  void add(Id<Noun> id) {
    add(id.value);
  }
  void add(key::AuditNoun noun) { add(static_cast<std::uint8_t>(noun)); }
  void add(const StreamId& stream) {
    add(static_cast<std::uint8_t>(stream.kind));
    add(stream.id);
    add(stream.embargo);
  }
  void add_rest(const std::string& text) { bytes_ += text; }
  // Text before another field: ended by 00 00, a zero within it written 00 FF, so that "a" sorts before "ab".
  void add_ended(const std::string& text) {
    for (const char byte : text) {
      bytes_.push_back(byte);
      if (byte == '\0') bytes_.push_back('\xFF');
    }
    bytes_.append(2, '\0');
  }
  std::string take() { return std::move(bytes_); }

private:
  template <class Number>
  void add_big_endian(Number value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::string bytes_;
};

class Reader {
public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  void take(std::uint64_t& value) { value = number(8); }
  void take(std::uint32_t& value) { value = static_cast<std::uint32_t>(number(4)); }
  void take(std::uint8_t& value) { value = static_cast<std::uint8_t>(number(1)); }
  void take(std::int64_t& value) { value = static_cast<std::int64_t>(number(8) ^ (1ULL << 63)); }
  template <class Noun>
  void take(Id<Noun>& id) {
    take(id.value);
  }
  void take(key::AuditNoun& noun) { noun = static_cast<key::AuditNoun>(number(1)); }
  void take(StreamId& stream) {
    std::uint8_t kind = 0;
    take(kind);
    stream.kind = static_cast<StreamKind>(kind);
    take(stream.id);
    take(stream.embargo);
  }
  void take_rest(std::string& text) {
    text = rest_;
    rest_ = {};
  }
  void take_ended(std::string& text) {
    text.clear();
    while (whole_) {
      const auto byte = static_cast<char>(number(1));
      if (byte != '\0') {
        text.push_back(byte);
        continue;
      }
      const auto next = number(1);
      if (next == 0) return;
      whole_ = whole_ && next == 0xFF;
      text.push_back('\0');
    }
  }
  bool whole() const { return whole_ && rest_.empty(); }

private:
  std::uint64_t number(std::size_t bytes) {
    whole_ = whole_ && rest_.size() >= bytes;
    if (!whole_) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value = (value << 8) | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(bytes);
    return value;
  }
  std::string_view rest_;
  bool whole_ = true;
};

// The fields of each key in order; `to` is a Writer with a const key, or a Reader with one to fill.
struct Add {
  Writer& w;
  template <class T>
  void operator()(const T& value) {
    w.add(value);
  }
  void rest(const std::string& text) { w.add_rest(text); }
  void ended(const std::string& text) { w.add_ended(text); }
};
struct Take {
  Reader& r;
  template <class T>
  void operator()(T& value) {
    r.take(value);
  }
  void rest(std::string& text) { r.take_rest(text); }
  void ended(std::string& text) { r.take_ended(text); }
};

template <class F, class K>
void gallery_fields(F f, K& k) {
  using T = std::remove_const_t<K>;
  if constexpr (std::is_same_v<T, key::GalleryEntry>) {
    f(k.topic);
    f(k.embargo);
    f.rest(k.entry);
  } else if constexpr (std::is_same_v<T, key::GalleryThread>) {
    f(k.topic);
    f(k.embargo);
    f.rest(k.thread);
  } else if constexpr (std::is_same_v<T, key::GalleryThreadEntry>) {
    f(k.topic);
    f(k.embargo);
    f.ended(k.thread);
    f(k.order);
  } else if constexpr (std::is_same_v<T, key::GalleryWaiting>) {
    f(k.topic);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::GalleryHeld>) {
    f(k.topic);
    f(k.embargo);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::GalleryFeed>) {
    f(k.topic);
    f(k.embargo);
  } else if constexpr (std::is_same_v<T, key::GalleryAuthor>) {
    f(k.topic);
    f(k.embargo);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::GalleryCell>) {
    f(k.topic);
    f(k.embargo);
    f(k.specialty);
    f(k.region);
  } else if constexpr (std::is_same_v<T, key::Company>) {
    f(k.company);
  } else if constexpr (std::is_same_v<T, key::Licence>) {
    f(k.licence);
  } else if constexpr (std::is_same_v<T, key::LicenceIn>) {
    f(k.topic);
    f(k.licence);
  } else if constexpr (std::is_same_v<T, key::LicenceOf>) {
    f(k.company);
    f(k.licence);
  } else if constexpr (std::is_same_v<T, key::Seat>) {
    f(k.seat);
  } else if constexpr (std::is_same_v<T, key::SeatOf>) {
    f(k.company);
    f(k.seat);
  } else if constexpr (std::is_same_v<T, key::SeatSession>) {
    f.rest(k.hash);
  } else if constexpr (std::is_same_v<T, key::SessionOfSeat>) {
    f(k.seat);
    f.rest(k.hash);
  }
}

template <class F, class K>
void fields(F f, K& k) {
  using T = std::remove_const_t<K>;
  if constexpr (std::is_same_v<T, key::Community>)
    (void)k;
  else if constexpr (std::is_same_v<T, key::Member>)
    f(k.member);
  else if constexpr (std::is_same_v<T, key::Handle>)
    f.rest(k.folded);
  else if constexpr (std::is_same_v<T, key::Origin>)
    f.rest(k.origin_key);
  else if constexpr (std::is_same_v<T, key::Session>)
    f.rest(k.hash);
  else if constexpr (std::is_same_v<T, key::MemberSession>) {
    f(k.member);
    f.rest(k.hash);
  } else if constexpr (std::is_same_v<T, key::Invitation>)
    f(k.invitation);
  else if constexpr (std::is_same_v<T, key::InvitationSecret>)
    f.rest(k.hash);
  else if constexpr (std::is_same_v<T, key::Reset>)
    f.rest(k.hash);
  else if constexpr (std::is_same_v<T, key::Topic>)
    f(k.topic);
  else if constexpr (std::is_same_v<T, key::Thread>)
    f(k.thread);
  else if constexpr (std::is_same_v<T, key::Activity>) {
    f(k.topic);
    f(k.activity);
    f(k.thread);
  } else if constexpr (std::is_same_v<T, key::Post>)
    f(k.post);
  else if constexpr (std::is_same_v<T, key::ThreadPost>) {
    f(k.thread);
    f(k.place);
  } else if constexpr (std::is_same_v<T, key::Revision>) {
    f(k.post);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::Reaction>) {
    f(k.post);
    f.ended(k.emoji);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::Watch>) {
    f(k.member);
    f(k.thread);
  } else if constexpr (std::is_same_v<T, key::Mention>) {
    f(k.member);
    f(k.thread);
    f(k.place);
  } else if constexpr (std::is_same_v<T, key::Command>) {
    f(k.author);
    f.rest(k.command_id);
  } else if constexpr (std::is_same_v<T, key::Deadline>) {
    f(k.due_ms);
    f(k.kind);
    f.rest(k.id);
  } else if constexpr (std::is_same_v<T, key::StreamHead>)
    f(k.stream);
  else if constexpr (std::is_same_v<T, key::StreamEntry>) {
    f(k.stream);
    f(k.offset);
  } else if constexpr (std::is_same_v<T, key::Pinned>) {
    f(k.topic);
    f(k.thread);
  } else if constexpr (std::is_same_v<T, key::Pace>) {
    f(k.thread);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::Held>) {
    f(k.topic);
    f(k.since_ms);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::HeldOf>) {
    f(k.member);
    f(k.thread);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::Note>) {
    f(k.thread);
    f(k.note);
  } else if constexpr (std::is_same_v<T, key::Report>) {
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::ReportQueue>) {
    f(k.state);
    f(k.first_at_ms);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::Reporter>) {
    f(k.post);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::ReportOf>) {
    f(k.member);
    f(k.at_ms);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::Sanction>) {
    f(k.member);
    f(k.sanction);
  } else if constexpr (std::is_same_v<T, key::Person>) {
    f(k.list);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::WordRule>) {
    f(k.rule);
  } else if constexpr (std::is_same_v<T, key::Audit>) {
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::AuditAbout>) {
    f(k.noun);
    f(k.id);
    f(k.number);
  } else {
    gallery_fields(f, k);
  }
}

template <class K>
bool decode_as(std::string_view bytes, std::optional<key::Any>& out) {
  if (bytes[0] != table_byte<K>) return false;
  Reader reader(bytes.substr(1));
  K k{};
  fields(Take{reader}, k);
  if (reader.whole()) out = std::move(k);
  return true;
}

template <std::size_t... I>
std::optional<key::Any> decode_any(std::string_view bytes, std::index_sequence<I...>) {
  std::optional<key::Any> out;
  (void)(decode_as<std::variant_alternative_t<I, key::Any>>(bytes, out) || ...);
  return out;
}

}  // namespace

std::string encode_key(const key::Any& any) {
  return std::visit(
      [](const auto& k) {
        Writer writer(table_byte<std::decay_t<decltype(k)>>);
        fields(Add{writer}, k);
        return writer.take();
      },
      any);
}

std::optional<key::Any> decode_key(std::string_view bytes) {
  if (bytes.empty()) return {};
  return decode_any(bytes, std::make_index_sequence<std::variant_size_v<key::Any>>());
}

std::unique_ptr<google::protobuf::Message> record_for(const key::Any& any) {
  return std::visit(
      [](const auto& k) -> std::unique_ptr<google::protobuf::Message> {
        return std::make_unique<key::Record<std::decay_t<decltype(k)>>>();
      },
      any);
}

std::string encode_offset(Offset offset) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(offset >> shift));
  return bytes;
}

Offset decode_offset(std::string_view bytes) {
  Offset offset = 0;
  for (const char byte : bytes) offset = (offset << 8) | static_cast<unsigned char>(byte);
  return offset;
}

}  // namespace plenum
