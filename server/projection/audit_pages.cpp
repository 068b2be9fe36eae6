#include "server/projection/audit_pages.h"

#include <algorithm>
#include <limits>

#include <google/protobuf/util/json_util.h>

#include "server/projection/member_projection.h"

namespace plenum {

namespace {

constexpr auto last_number = std::numeric_limits<std::uint64_t>::max();

std::string hex_of(std::string_view bytes) {
  static const char* digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    text.push_back(digits[static_cast<unsigned char>(byte) >> 4]);
    text.push_back(digits[static_cast<unsigned char>(byte) & 15]);
  }
  return text;
}

std::uint32_t limit_of(std::uint32_t wished, std::uint32_t usual, std::uint32_t most) {
  return wished == 0 ? usual : std::min(wished, most);
}

bool fits(const v1::AuditFilter& f, const log::AuditRecord& e) {
  const auto is = [](std::uint64_t wished, std::uint64_t found) { return wished == 0 || wished == found; };
  return is(f.by_id(), e.by()) && is(f.member_id(), e.member()) && is(f.thread_id(), e.thread()) &&
         is(f.topic_id(), e.topic()) && (f.action() == v1::AUDIT_ACTION_UNSPECIFIED || f.action() == e.action()) &&
         e.time_ms() >= f.from_ms() && (f.below_ms() == 0 || e.time_ms() < f.below_ms());
}

/// By what the fewest entries are found.
struct Way {
  key::AuditNoun noun;
  std::uint64_t id;
};
std::optional<Way> way_of(const v1::AuditFilter& f) {
  if (f.member_id() != 0) return Way{key::AuditNoun::member, f.member_id()};
  if (f.thread_id() != 0) return Way{key::AuditNoun::thread, f.thread_id()};
  if (f.by_id() != 0) return Way{key::AuditNoun::by, f.by_id()};
  if (f.topic_id() != 0) return Way{key::AuditNoun::topic, f.topic_id()};
  return {};
}

using Visit = std::function<bool(std::uint64_t number, const log::AuditRecord&)>;

// Entries with from <= number < below that the filter's narrowest name leads to, forwards or backwards.
void walk(const View& view, const v1::AuditFilter& filter, std::uint64_t from, std::uint64_t below, bool back,
          const Visit& visit) {
  const auto look = [&](std::uint64_t number) {
    const auto entry = view.get(key::Audit{number});
    return !entry || visit(number, *entry);
  };
  const auto way = way_of(filter);
  const auto at_entry = [&](const key::Any& key, std::string_view) { return look(std::get<key::Audit>(key).number); };
  const auto at_row = [&](const key::Any& key, std::string_view) {
    return look(std::get<key::AuditAbout>(key).number);
  };
  if (!way) {
    const key::Audit first{from};
    const key::Audit last{below};
    return back ? view.scan_back(first, last, at_entry) : view.scan(first, last, at_entry);
  }
  const key::AuditAbout first{way->noun, way->id, from};
  const key::AuditAbout last{way->noun, way->id, below};
  back ? view.scan_back(first, last, at_row) : view.scan(first, last, at_row);
}

bool touches_a_person(v1::AuditAction action) {
  return action >= v1::AUDIT_MEMBER_WARNED && action <= v1::AUDIT_APPEAL_ANSWERED;
}

v1::PublicAuditEntry project_public(const View& view, std::uint64_t shown, const log::AuditRecord& record) {
  v1::PublicAuditEntry entry;
  entry.set_number(shown);
  entry.set_at_ms(record.time_ms());
  entry.set_action(record.action());
  if (touches_a_person(record.action())) return entry;
  entry.set_topic_id(record.topic());
  const auto thread = view.get(key::Thread{ThreadId{record.thread()}});
  if (thread && !thread->held()) entry.set_thread_id(record.thread());
  return entry;
}

}  // namespace

v1::AuditEntry project_audit(const View& view, std::uint64_t number, const log::AuditRecord& record) {
  v1::AuditEntry entry;
  entry.set_number(number);
  entry.set_at_ms(record.time_ms());
  if (record.by() != 0) *entry.mutable_by() = project_member(view, MemberId{record.by()});
  entry.set_action(record.action());
  entry.set_topic_id(record.topic());
  entry.set_thread_id(record.thread());
  entry.set_post_id(record.post());
  if (record.member() != 0) *entry.mutable_member() = project_member(view, MemberId{record.member()});
  entry.set_other_id(record.other());
  for (const auto& change : record.changes()) {
    auto& shown = *entry.add_changes();
    shown.set_field(change.field());
    shown.set_before(change.before());
    shown.set_after(change.after());
  }
  entry.set_reason(record.reason());
  entry.set_words_before(record.words_before());
  entry.set_words_after(record.words_after());
  entry.set_hash(hex_of(record.hash()));
  return entry;
}

v1::ListAuditReply audit_page(const View& view, const v1::ListAuditRequest& request) {
  v1::ListAuditReply reply;
  const auto limit = limit_of(request.limit(), audit_page_default, audit_page_max);
  const auto below = request.before_number() == 0 ? last_number : request.before_number();
  std::uint32_t looked_at = 0;
  walk(view, request.filter(), 1, below, true, [&](std::uint64_t number, const log::AuditRecord& record) {
    if (record.time_ms() < request.filter().from_ms()) return false;  // nor does anything before it
    if (reply.entries_size() == static_cast<int>(limit) || ++looked_at > audit_looked_at_max) {
      reply.set_more(true);
      reply.set_next_before_number(number + 1);
      return false;
    }
    if (fits(request.filter(), record)) *reply.add_entries() = project_audit(view, number, record);
    return true;
  });
  return reply;
}

v1::ExportAuditReply audit_lines(const View& view, const v1::ExportAuditRequest& request) {
  v1::ExportAuditReply reply;
  const auto limit = limit_of(request.limit(), audit_lines_default, audit_lines_max);
  std::uint32_t looked_at = 0;
  std::uint32_t lines = 0;
  walk(view, request.filter(), request.after_number() + 1, last_number, false,
       [&](std::uint64_t number, const log::AuditRecord& record) {
         if (lines == limit || ++looked_at > audit_looked_at_max) {
           reply.set_next_after_number(number - 1);
           return false;
         }
         if (!fits(request.filter(), record)) return true;
         std::string line;
         (void)google::protobuf::util::MessageToJsonString(project_audit(view, number, record), &line);
         *reply.mutable_lines() += line + "\n";
         ++lines;
         return true;
       });
  return reply;
}

v1::ListPublicAuditReply public_audit_page(const View& view, const v1::ListPublicAuditRequest& request) {
  v1::ListPublicAuditReply reply;
  const auto limit = limit_of(request.limit(), audit_page_default, audit_page_max);
  const auto below = request.before_number() == 0 ? last_number : request.before_number();
  const key::AuditAbout first{key::AuditNoun::shown, 1, 0};
  const key::AuditAbout last{key::AuditNoun::shown, below, 0};
  view.scan_back(first, last, [&](const key::Any& key, std::string_view) {
    const auto& row = std::get<key::AuditAbout>(key);
    if (reply.entries_size() == static_cast<int>(limit)) {
      reply.set_more(true);
      return false;
    }
    if (const auto record = view.get(key::Audit{row.number}))
      *reply.add_entries() = project_public(view, row.id, *record);
    return true;
  });
  return reply;
}

}  // namespace plenum
