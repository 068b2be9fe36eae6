#pragma once

#include <compare>
#include <cstdint>
#include <functional>

#include "storage/machine/ids.h"

namespace plenum {

/// Each audience has streams of its own, each counted without a hole, so that no number tells of what one may
/// not see. Values are on disk and in position tokens: never change one.
enum class StreamKind : std::uint8_t {
  community = 1,       // every member: topics opened and changed, profiles
  topic_members = 2,   // every member: what happens in one topic
  topic_staff = 3,     // the chair and the topic's moderators: staff notes, held posts, reports
  member_private = 4,  // one member: mentions, follows, sessions ended
  gallery = 5,         // observers: one per topic and embargo class
  desk = 6,            // the chair: every report, people, word rules
  company = 7,         // one company: what its people may read has changed
};

struct StreamId {
  StreamKind kind = StreamKind::community;
  std::uint64_t id = 0;      // the topic or member; 0 for the community
  std::uint8_t embargo = 0;  // gallery only: the embargo class

  auto operator<=>(const StreamId&) const = default;

  static StreamId of_community() { return {StreamKind::community, 0, 0}; }
  static StreamId of_members(TopicId topic) { return {StreamKind::topic_members, topic.value, 0}; }
  static StreamId of_staff(TopicId topic) { return {StreamKind::topic_staff, topic.value, 0}; }
  static StreamId of_desk() { return {StreamKind::desk, 0, 0}; }
  static StreamId of_gallery(TopicId topic, std::uint8_t embargo) {
    return {StreamKind::gallery, topic.value, embargo};
  }
  static StreamId of_company(CompanyId company) { return {StreamKind::company, company.value, 0}; }
  static StreamId of_member(MemberId member) { return {StreamKind::member_private, member.value, 0}; }
};

}  // namespace plenum

template <>
struct std::hash<plenum::StreamId> {
  std::size_t operator()(const plenum::StreamId& stream) const noexcept {
    const auto kind = static_cast<std::uint64_t>(stream.kind) << 8 | stream.embargo;
    return std::hash<std::uint64_t>{}(stream.id << 16 | kind);
  }
};
