// What is listened to, as minutes.
#include <utility>

#include "storage/machine/deadlines.h"
#include "tests/support/storage/meeting.h"

namespace plenum::testing {

namespace {

std::string token_of(MemberId author) {
  return big_endian(author.value) + std::string(24, 't');
}

// The same for the same words, as a keyed code is.
std::uint64_t code_of(const std::string& words) {
  std::uint64_t code = words.empty() ? 0 : 14'695'981'039'346'656'037ULL;
  for (const char c : words) code = (code ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
  return code;
}

}  // namespace

std::string gallery_id(std::uint64_t members_id) {
  return big_endian(~members_id) + big_endian(members_id * 31);
}

bool Meeting::is_observed(ThreadId id) {
  const bool for_members = std::exchange(for_members_, false);
  const auto thread = state_.get(key::Thread{id});
  const auto topic = thread ? state_.get(key::Topic{TopicId{thread->topic()}}) : std::nullopt;
  return !for_members && topic && topic->charter().classes_size() > 0 && !thread->members_only();
}

std::vector<Meeting::Words> Meeting::enters(log::InGallery& mark, MemberId author, ThreadId id, PostId post,
                                            const std::string& source) {
  const auto thread = state_.get(key::Thread{id});
  const auto profile = state_.get(key::Member{author})->profile();
  mark.set_entry(gallery_id(post.value));
  mark.set_thread(thread->gallery().empty() ? gallery_id(id.value + thread->topic()) : thread->gallery());
  mark.set_specialty(code_of(profile.specialty()));
  mark.set_region(code_of(profile.region()));
  log::GalleryLabel label;
  label.set_specialty(profile.specialty());
  label.set_region(profile.region());
  return {{log::GALLERY_TEXT, "~" + source},
          {log::AUTHOR_TOKEN, token_of(author)},
          {log::GALLERY_LABEL, label.SerializeAsString()}};
}

std::vector<Meeting::Words> Meeting::redacted(PostId id, const std::string& source) {
  const auto post = state_.get(key::Post{id});
  if (!post || !post->has_gallery() || post->gallery().left()) return {};
  return {{log::GALLERY_TEXT, "~" + source}};
}

void Meeting::needs_authors(std::uint32_t k) {
  log::Event e;
  e.mutable_gallery_settings_changed()->set_k(k);
  happens(e);
}

void Meeting::charters(TopicId topic, std::vector<v1::EmbargoClass> classes, bool reach_back, std::int64_t from_ms) {
  log::Event e;
  auto& fact = *e.mutable_charter_set();
  fact.set_topic(topic.value);
  for (const auto embargo : classes) fact.add_classes(embargo);
  fact.set_reach_back(reach_back);
  fact.set_reach_back_from_ms(from_ms);
  happens(e);
}

void Meeting::begins_epoch(TopicId topic) {
  log::Event e;
  e.mutable_pseudonym_epoch_begun()->set_topic(topic.value);
  happens(e);
}

void Meeting::describes(MemberId id, const std::string& specialty, const std::string& region) {
  auto profile = state_.get(key::Member{id})->profile();
  profile.set_specialty(specialty);
  profile.set_region(region);
  log::Event e;
  e.mutable_profile_changed()->set_member(id.value);
  happens(e, {{log::PROFILE, profile.SerializeAsString()}});
}

void Meeting::withdraws(MemberId by, PostId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_post_withdrawn()->set_post(id.value);
  happens(e);
}

void Meeting::keeps(MemberId by, ThreadId id) {
  log::Event e;
  e.set_author(by.value);
  e.mutable_thread_kept()->set_thread(id.value);
  happens(e);
}

void Meeting::narrows(PostId id, const std::string& text) {
  log::Event e;
  e.mutable_post_narrowed()->set_post(id.value);
  happens(e, {{log::GALLERY_TEXT, text}});
}

void Meeting::company(CompanyId id, const std::string& name) {
  log::Event e;
  e.mutable_company_set()->set_company(id.value);
  e.mutable_company_set()->set_name(name);
  happens(e);
}

void Meeting::company_ends(CompanyId id) {
  log::Event e;
  e.mutable_company_ended()->set_company(id.value);
  happens(e);
}

void Meeting::licences(const log::LicenceSet& licence) {
  log::Event e;
  *e.mutable_licence_set() = licence;
  happens(e);
}

void Meeting::licence_ends(LicenceId id) {
  log::Event e;
  e.mutable_licence_ended()->set_licence(id.value);
  happens(e);
}

void Meeting::seats(SeatId id, CompanyId company, const std::string& name) {
  log::SeatProfile profile;
  profile.set_name(name);
  log::Event e;
  e.mutable_seat_given()->set_seat(id.value);
  e.mutable_seat_given()->set_company(company.value);
  happens(e, {{log::SEAT, profile.SerializeAsString()}});
}

void Meeting::seat_ends(SeatId id) {
  log::Event e;
  e.mutable_seat_ended()->set_seat(id.value);
  happens(e);
}

void Meeting::seat_session(SeatId id, const std::string& hash, std::int64_t ends_at_ms) {
  log::Event e;
  auto& fact = *e.mutable_seat_session_opened();
  fact.set_session(hash);
  fact.set_seat(id.value);
  fact.set_kind(log::PROGRAM);
  fact.set_ends_at_ms(ends_at_ms);
  happens(e);
}

void Meeting::seat_session_ends(SeatId id, const std::string& hash) {
  log::Event e;
  e.mutable_seat_session_ended()->set_session(hash);
  e.mutable_seat_session_ended()->set_seat(id.value);
  happens(e);
}

}  // namespace plenum::testing
