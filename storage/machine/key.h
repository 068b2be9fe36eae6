#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"
#include "storage/machine/key_company.h"
#include "storage/machine/key_gallery.h"
#include "storage/machine/record_of.h"
#include "storage/machine/stream_id.h"

// The tables of the machine: a typed key each, and the record it leads to. How a key becomes bytes is
// storage/rocks/keys.h's affair; their order is the order of the fields as written here.
namespace plenum::key {

struct Community {
  auto operator<=>(const Community&) const = default;
};
struct Member {
  MemberId member;
  auto operator<=>(const Member&) const = default;
};
struct Handle {
  std::string folded;
  auto operator<=>(const Handle&) const = default;
};
struct Origin {
  std::string origin_key;
  auto operator<=>(const Origin&) const = default;
};
struct Session {
  std::string hash;
  auto operator<=>(const Session&) const = default;
};
struct MemberSession {
  MemberId member;
  std::string hash;
  auto operator<=>(const MemberSession&) const = default;
};
struct Invitation {
  InvitationId invitation;
  auto operator<=>(const Invitation&) const = default;
};
struct InvitationSecret {
  std::string hash;
  auto operator<=>(const InvitationSecret&) const = default;
};
struct Reset {
  std::string hash;
  auto operator<=>(const Reset&) const = default;
};
struct Topic {
  TopicId topic;
  auto operator<=>(const Topic&) const = default;
};
struct Thread {
  ThreadId thread;
  auto operator<=>(const Thread&) const = default;
};
/// The topic's threads, the quietest first: read it backwards.
struct Activity {
  TopicId topic;
  std::uint64_t activity;
  ThreadId thread;
  auto operator<=>(const Activity&) const = default;
};
struct Post {
  PostId post;
  auto operator<=>(const Post&) const = default;
};
struct ThreadPost {
  ThreadId thread;
  Place place;
  auto operator<=>(const ThreadPost&) const = default;
};
struct Revision {
  PostId post;
  std::uint32_t number;
  auto operator<=>(const Revision&) const = default;
};
struct Reaction {
  PostId post;
  std::string emoji;
  MemberId member;
  auto operator<=>(const Reaction&) const = default;
};
struct Watch {
  MemberId member;
  ThreadId thread;
  auto operator<=>(const Watch&) const = default;
};
struct Mention {
  MemberId member;
  ThreadId thread;
  Place place;
  auto operator<=>(const Mention&) const = default;
};
struct Command {
  MemberId author;
  std::string command_id;
  auto operator<=>(const Command&) const = default;
};
struct Deadline {
  std::int64_t due_ms;
  std::uint8_t kind;
  std::string id;
  auto operator<=>(const Deadline&) const = default;
};
struct StreamHead {
  StreamId stream;
  auto operator<=>(const StreamHead&) const = default;
};
struct StreamEntry {
  StreamId stream;
  std::uint64_t offset;
  auto operator<=>(const StreamEntry&) const = default;
};
/// A topic's pinned threads.
struct Pinned {
  TopicId topic;
  ThreadId thread;
  auto operator<=>(const Pinned&) const = default;
};
struct Pace {
  ThreadId thread;
  MemberId member;
  auto operator<=>(const Pace&) const = default;
};
/// Posts that wait for approval, the oldest first.
struct Held {
  TopicId topic;
  std::int64_t since_ms;
  PostId post;
  auto operator<=>(const Held&) const = default;
};
/// The same, for their author.
struct HeldOf {
  MemberId member;
  ThreadId thread;
  PostId post;
  auto operator<=>(const HeldOf&) const = default;
};
struct Note {
  ThreadId thread;
  NoteId note;
  auto operator<=>(const Note&) const = default;
};
/// All reports on one post.
struct Report {
  PostId post;
  auto operator<=>(const Report&) const = default;
};
struct ReportQueue {
  std::uint8_t state;
  std::int64_t first_at_ms;
  PostId post;
  auto operator<=>(const ReportQueue&) const = default;
};
struct Reporter {
  PostId post;
  MemberId member;
  auto operator<=>(const Reporter&) const = default;
};
/// What a member reported, the oldest first.
struct ReportOf {
  MemberId member;
  std::int64_t at_ms;
  PostId post;
  auto operator<=>(const ReportOf&) const = default;
};
struct Sanction {
  MemberId member;
  SanctionId sanction;
  auto operator<=>(const Sanction&) const = default;
};
/// Whom the chair has on a list: the number is PeopleFilter's.
struct Person {
  std::uint8_t list;
  MemberId member;
  auto operator<=>(const Person&) const = default;
};
struct WordRule {
  WordRuleId rule;
  auto operator<=>(const WordRule&) const = default;
};
/// Numbered from 1 without a hole.
struct Audit {
  std::uint64_t number;
  auto operator<=>(const Audit&) const = default;
};
/// On disk: never change a value.
enum class AuditNoun : std::uint8_t { by = 1, member = 2, thread = 3, topic = 4, shown = 5 };  // 5: id counts them
/// Entries by whom or what they name.
struct AuditAbout {
  AuditNoun noun;
  std::uint64_t id;
  std::uint64_t number;
  auto operator<=>(const AuditAbout&) const = default;
};

using Any = std::variant<Community, Member, Handle, Origin, Session, MemberSession, Invitation, InvitationSecret, Reset,
                         Topic, Thread, Activity, Post, ThreadPost, Revision, Reaction, Watch, Mention, Command,
                         Deadline, StreamHead, StreamEntry, Pinned, Pace, Held, HeldOf, Note, Report, ReportQueue,
                         Reporter, ReportOf, Sanction, Person, WordRule, Audit, AuditAbout, GalleryEntry, GalleryThread,
                         GalleryThreadEntry, GalleryWaiting, GalleryHeld, GalleryFeed, GalleryAuthor, GalleryCell,
                         Company, Licence, LicenceIn, LicenceOf, Seat, SeatOf, SeatSession, SessionOfSeat, SavedSearch,
                         SearchOf, Verbatim, VerbatimId, Taken, Notice, TrendWeek, EntryPost, RegisterMinute, ReadingOf,
                         SeatDay, Alarm, Request, RequestQueue, RequestOf, Offer>;

template <>
struct RecordOf<Community> {
  using type = log::CommunityRecord;
};
template <>
struct RecordOf<Member> {
  using type = log::MemberRecord;
};
template <>
struct RecordOf<Handle> {
  using type = log::IdRecord;
};
template <>
struct RecordOf<Origin> {
  using type = log::IdRecord;
};
template <>
struct RecordOf<Session> {
  using type = log::SessionRecord;
};
template <>
struct RecordOf<MemberSession> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Invitation> {
  using type = log::InvitationRecord;
};
template <>
struct RecordOf<InvitationSecret> {
  using type = log::IdRecord;
};
template <>
struct RecordOf<Reset> {
  using type = log::IdRecord;
};
template <>
struct RecordOf<Topic> {
  using type = log::TopicRecord;
};
template <>
struct RecordOf<Thread> {
  using type = log::ThreadRecord;
};
template <>
struct RecordOf<Activity> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Post> {
  using type = log::PostRecord;
};
template <>
struct RecordOf<ThreadPost> {
  using type = log::ThreadPostRecord;
};
template <>
struct RecordOf<Revision> {
  using type = log::RevisionRecord;
};
template <>
struct RecordOf<Reaction> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Watch> {
  using type = log::WatchRecord;
};
template <>
struct RecordOf<Mention> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Command> {
  using type = log::CommandRecord;
};
template <>
struct RecordOf<Deadline> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<StreamHead> {
  using type = log::StreamHeadRecord;
};
template <>
struct RecordOf<StreamEntry> {
  using type = log::StreamEntryRecord;
};

template <>
struct RecordOf<Pinned> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Pace> {
  using type = log::PaceRecord;
};
template <>
struct RecordOf<Held> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<HeldOf> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Note> {
  using type = log::NoteRecord;
};
template <>
struct RecordOf<Report> {
  using type = log::ReportRecord;
};
template <>
struct RecordOf<ReportQueue> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Reporter> {
  using type = log::ReporterRecord;
};
template <>
struct RecordOf<ReportOf> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Sanction> {
  using type = log::SanctionRecord;
};
template <>
struct RecordOf<Person> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<WordRule> {
  using type = log::WordRuleRecord;
};
template <>
struct RecordOf<Audit> {
  using type = log::AuditRecord;
};
template <>
struct RecordOf<AuditAbout> {
  using type = log::MarkRecord;
};

template <class K>
using Record = typename RecordOf<K>::type;

}  // namespace plenum::key
