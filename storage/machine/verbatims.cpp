#include "storage/machine/verbatims.h"

namespace plenum {

v1::ExtractState state_of_extract(const View& view, const log::VerbatimRecord& record, std::int64_t now_ms) {
  if (record.entry().empty()) return v1::EXTRACT_ERASED;
  const auto embargo = static_cast<std::uint8_t>(record.embargo());
  const auto entry = view.get(key::GalleryEntry{TopicId{record.topic()}, embargo, record.entry()});
  if (!entry || entry->state() == log::ENTRY_ERASED) return v1::EXTRACT_ERASED;
  if (entry->state() == log::ENTRY_WITHDRAWN) return v1::EXTRACT_WITHDRAWN;
  if (entry->version() != record.version()) return v1::EXTRACT_EDITED;
  const bool is_over = record.until_ms() != 0 && record.until_ms() <= now_ms;
  return is_over ? v1::EXTRACT_EXPIRED : v1::EXTRACT_STANDS;
}

}  // namespace plenum
