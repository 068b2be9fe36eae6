#include "tests/support/storage/meeting.h"

#include <stdexcept>

#include "storage/log/chain.h"
#include "storage/machine/apply.h"

namespace plenum::testing {

namespace {

std::string profile_of(MemberId id, const std::string& handle) {
  log::Profile profile;
  profile.set_handle(handle.empty() ? "member" + std::to_string(id.value) : handle);
  profile.set_folded(profile.handle());
  profile.set_specialty("philosophy");
  return profile.SerializeAsString();
}

std::string text_of(const std::string& source, const std::string& quote = {}) {
  log::PostText text;
  text.set_source(source);
  text.set_quote(quote);
  return text.SerializeAsString();
}

}  // namespace

Meeting::Meeting(std::uint64_t seed) : random_(seed) {}

void Meeting::happens(log::Event event, std::vector<Words> words) {
  log::LoggedEvent logged;
  event.set_time_ms(now_ms);
  if (author_) {
    event.set_author(author_.value);
    event.set_command_id(random_.bytes(16));
    event.mutable_outcome()->set_id(offset_ + 1);
    words.push_back({log::COMMAND_CHECK, random_.bytes(16)});
    author_ = {};
  }
  for (auto& [kind, content] : words) {
    auto& slot = *logged.add_personal();
    slot.set_kind(kind);
    slot.set_salt(random_.bytes(16));
    slot.set_content(content);
    auto& digest = *event.add_personal();
    digest.set_kind(kind);
    digest.set_digest(digest_personal(slot.salt(), content));
  }
  logged.set_event(event.SerializeAsString());
  *batch_.add_events() = logged;
  if (apply({++offset_, event, logged}, state_) != Applied::done) throw std::runtime_error("an unknown fact");
  state_.take_added();
}

log::LogBatch Meeting::take_batch() {
  return std::exchange(batch_, {});
}

void Meeting::founded() {
  log::Event e;
  auto& fact = *e.mutable_community_founded();
  fact.set_community(random_.bytes(16));
  fact.set_name("Elsinore");
  fact.set_salt(random_.bytes(32));
  happens(e);
}

void Meeting::advances() {
  log::Event e;
  e.mutable_clock_advanced();
  happens(e);
}

void Meeting::raises_level(std::uint32_t level) {
  log::Event e;
  e.mutable_feature_level_raised()->set_level(level);
  happens(e);
}

void Meeting::joins(MemberId id, v1::Role role, const std::string& handle, InvitationId invitation) {
  log::Event e;
  e.mutable_member_joined()->set_member(id.value);
  e.mutable_member_joined()->set_role(role);
  e.mutable_member_joined()->set_invitation(invitation.value);
  happens(e, {{log::PROFILE, profile_of(id, handle)}, {log::CREDENTIAL, "$argon2id$" + std::to_string(id.value)}});
}

void Meeting::joins_from_import(MemberId id, const std::string& origin_key) {
  log::Event e;
  e.mutable_member_joined()->set_member(id.value);
  e.mutable_member_joined()->set_role(v1::MEMBER);
  e.mutable_member_joined()->set_unclaimed(true);
  e.mutable_member_joined()->set_origin_key(origin_key);
  log::Origin origin;
  origin.set_origin("zulip");
  origin.set_original_id(std::to_string(id.value));
  happens(e, {{log::PROFILE, profile_of(id, {})}, {log::ORIGIN, origin.SerializeAsString()}});
}

void Meeting::profile(MemberId id, const std::string& handle) {
  log::Event e;
  e.mutable_profile_changed()->set_member(id.value);
  happens(e, {{log::PROFILE, profile_of(id, handle)}});
}

void Meeting::role(MemberId id, v1::Role role) {
  log::Event e;
  e.mutable_role_changed()->set_member(id.value);
  e.mutable_role_changed()->set_role(role);
  happens(e);
}

void Meeting::credential(MemberId id, const std::string& credential, bool by_reset) {
  log::Event e;
  e.mutable_credential_set()->set_member(id.value);
  e.mutable_credential_set()->set_by_reset(by_reset);
  happens(e, {{log::CREDENTIAL, credential}});
}

void Meeting::session(MemberId id, const std::string& hash, std::int64_t ends_at_ms) {
  log::Event e;
  auto& fact = *e.mutable_session_opened();
  fact.set_session(hash);
  fact.set_member(id.value);
  fact.set_kind(log::BROWSER);
  fact.set_ends_at_ms(ends_at_ms);
  happens(e);
}

void Meeting::session_ends(MemberId id, const std::string& hash) {
  log::Event e;
  e.mutable_session_ended()->set_session(hash);
  e.mutable_session_ended()->set_member(id.value);
  happens(e);
}

void Meeting::invitation(InvitationId id, const std::string& secret, std::uint32_t uses, std::int64_t ends_at_ms) {
  log::Event e;
  auto& fact = *e.mutable_invitation_issued();
  fact.set_invitation(id.value);
  fact.set_secret(secret);
  fact.set_role(v1::MEMBER);
  fact.set_uses(uses);
  fact.set_ends_at_ms(ends_at_ms);
  happens(e);
}

void Meeting::reset(MemberId id, const std::string& secret, std::int64_t ends_at_ms) {
  log::Event e;
  e.mutable_reset_issued()->set_member(id.value);
  e.mutable_reset_issued()->set_secret(secret);
  e.mutable_reset_issued()->set_ends_at_ms(ends_at_ms);
  happens(e);
}

void Meeting::opens_topic(TopicId id, const std::string& title) {
  log::Event e;
  e.mutable_topic_opened()->set_topic(id.value);
  e.mutable_topic_opened()->set_title(title);
  e.mutable_topic_opened()->set_problem("To be, or not?");
  happens(e);
}

void Meeting::changes_topic(TopicId id, const std::string& title, bool archived) {
  log::Event e;
  e.mutable_topic_changed()->set_topic(id.value);
  e.mutable_topic_changed()->set_title(title);
  e.mutable_topic_changed()->set_archived(archived);
  happens(e);
}

void Meeting::opens(MemberId by, ThreadId id, TopicId topic, const std::string& title) {
  log::Event e;
  auto& fact = *e.mutable_thread_opened();
  fact.set_thread(id.value);
  fact.set_topic(topic.value);
  fact.set_opened_by(by.value);
  fact.set_opened_at_ms(now_ms);
  std::vector<Words> words = {{log::TITLE, title}};
  const auto record = state_.get(key::Topic{topic});
  fact.set_members_only(for_members_);
  if (record && record->charter().classes_size() > 0 && !for_members_) {
    fact.set_gallery_thread(gallery_id(id.value));
    words.push_back({log::GALLERY_TEXT, "~" + title});
  }
  for_members_ = false;
  happens(e, std::move(words));
}

void Meeting::locks(ThreadId id, bool locked) {
  log::Event e;
  e.mutable_thread_locked()->set_thread(id.value);
  e.mutable_thread_locked()->set_locked(locked);
  happens(e);
}

void Meeting::watches(MemberId by, ThreadId id, v1::Watch watch) {
  log::Event e;
  e.mutable_thread_watched()->set_thread(id.value);
  e.mutable_thread_watched()->set_by(by.value);
  e.mutable_thread_watched()->set_watch(watch);
  happens(e);
}

void Meeting::writes(MemberId by, PostId id, ThreadId thread, const std::string& source, std::vector<MemberId> mentions,
                     PostId reply_to) {
  log::Event e;
  auto& fact = *e.mutable_post_written();
  fact.set_post(id.value);
  fact.set_thread(thread.value);
  fact.set_author(by.value);
  fact.set_reply_to(reply_to.value);
  fact.set_format(v1::MARKDOWN);
  fact.set_visibility(v1::MEMBERS_ONLY);
  fact.set_written_at_ms(now_ms);
  for (const auto member : mentions) fact.add_mentions(member.value);
  std::vector<Words> words = {{log::BODY, text_of(source, reply_to ? "a quote" : "")}};
  if (is_observed(thread)) {
    fact.set_visibility(v1::OBSERVED);
    for (auto& slot : enters(*fact.mutable_gallery(), by, thread, id, source)) words.push_back(std::move(slot));
  }
  happens(e, std::move(words));
}

void Meeting::edits(MemberId by, PostId id, const std::string& source, std::vector<MemberId> mentions) {
  log::Event e;
  e.mutable_post_edited()->set_post(id.value);
  e.mutable_post_edited()->set_by(by.value);
  for (const auto member : mentions) e.mutable_post_edited()->add_mentions(member.value);
  auto words = redacted(id, source);
  words.push_back({log::BODY, text_of(source)});
  happens(e, std::move(words));
}

void Meeting::deletes(MemberId by, PostId id) {
  log::Event e;
  e.mutable_post_deleted()->set_post(id.value);
  e.mutable_post_deleted()->set_by(by.value);
  happens(e);
}

void Meeting::restores(MemberId by, PostId id) {
  log::Event e;
  e.mutable_post_restored()->set_post(id.value);
  e.mutable_post_restored()->set_by(by.value);
  happens(e);
}

void Meeting::erases(PostId id) {
  log::Event e;
  e.mutable_post_erased()->set_post(id.value);
  happens(e);
}

void Meeting::reacts(MemberId by, PostId id, const std::string& emoji) {
  log::Event e;
  e.mutable_reaction_added()->set_post(id.value);
  e.mutable_reaction_added()->set_by(by.value);
  e.mutable_reaction_added()->set_emoji(emoji);
  happens(e);
}

void Meeting::takes_back(MemberId by, PostId id, const std::string& emoji) {
  log::Event e;
  e.mutable_reaction_removed()->set_post(id.value);
  e.mutable_reaction_removed()->set_by(by.value);
  e.mutable_reaction_removed()->set_emoji(emoji);
  happens(e);
}

Principal principal(const View& view, MemberId id) {
  const auto member = view.get(key::Member{id});
  if (!member) return {};
  return principal_of(id, *member);
}

}  // namespace plenum::testing
