#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/node/chance.h"
#include "storage/machine/checks.h"

namespace plenum {

/// One command being decided: what is true now, and the events that would make the wish true. Lives on the
/// sequencer's thread for the length of one decision.
class Proposal {
public:
  Proposal(const View& view, Chance& chance, MemberId author, std::int64_t time_ms)
      : view_(view), chance_(chance), author_(author), time_ms_(time_ms) {}

  const View& view() const { return view_; }
  Chance& chance() { return chance_; }
  std::int64_t time_ms() const { return time_ms_; }

  /// A public id that no record has.
  template <class Key, class NewId>
  NewId fresh() {
    for (;;) {
      const NewId id{chance_.number()};
      if (!view_.get(Key{id})) return id;
    }
  }
  TopicId fresh_topic() { return fresh<key::Topic, TopicId>(); }
  ThreadId fresh_thread() { return fresh<key::Thread, ThreadId>(); }
  PostId fresh_post() { return fresh<key::Post, PostId>(); }
  MemberId fresh_member() { return fresh<key::Member, MemberId>(); }
  InvitationId fresh_invitation() { return fresh<key::Invitation, InvitationId>(); }

  NoteId fresh_note(ThreadId thread) {
    for (;;) {
      const NoteId id{chance_.number()};
      if (!view_.get(key::Note{thread, id})) return id;
    }
  }

  SanctionId fresh_sanction(MemberId member) {
    for (;;) {
      const SanctionId id{chance_.number()};
      if (!view_.get(key::Sanction{member, id})) return id;
    }
  }

  /// Says that the events to come are of this feature level: where the log has not reached it, it does so first; or
  /// must not yet, and then nothing of this proposal is written. Requires: no event was started.
  void needs_level(std::uint32_t level);
  void allow_levels_up_to(std::uint32_t level) { level_max_ = level; }
  bool is_too_early() const { return is_too_early_; }

  /// Starts the next event. Its personal payloads follow.
  log::Event& event();
  void personal(log::PersonalKind kind, std::string content);
  template <class Message>
  void personal(log::PersonalKind kind, const Message& message) {
    personal(kind, message.SerializeAsString());
  }

  struct Draft {
    log::Event event;
    std::vector<log::Personal> personal;
  };
  /// To an event begun before, and what one of its payloads says; empty where it has none.
  void personal(Draft&, log::PersonalKind kind, std::string content);
  static std::string_view content(const Draft&, log::PersonalKind kind);

  v1::Outcome& outcome() { return outcome_; }

  std::vector<Draft>& drafts() { return drafts_; }

private:
  const View& view_;
  Chance& chance_;
  const MemberId author_;
  const std::int64_t time_ms_;
  std::uint32_t level_max_ = std::numeric_limits<std::uint32_t>::max();
  bool is_too_early_ = false;
  std::vector<Draft> drafts_;
  v1::Outcome outcome_;
};

}  // namespace plenum
