#pragma once

#include "tests/machine/cast.h"
#include "tests/support/storage/meeting.h"

namespace plenum::testing {

/// The cast, one topic, one thread with one post by Hamlet.
class Elsinore : public Meeting {
public:
  Elsinore() {
    using namespace cast;
    founded();
    joins(claudius, v1::ADMIN);
    joins(polonius, v1::MODERATOR);
    joins(hamlet);
    joins(ophelia);
    opens_topic(denmark);
    opens(hamlet, being, denmark);
    writes(hamlet, p1, being, "To be, or not to be.");
  }

  Principal as(MemberId id) { return principal(state(), id); }
  log::PostRecord post(PostId id) { return *state().get(key::Post{id}); }
  log::ThreadRecord thread(ThreadId id) { return *state().get(key::Thread{id}); }
  log::MemberRecord member(MemberId id) { return *state().get(key::Member{id}); }
  log::CommunityRecord community() { return *state().get(key::Community{}); }

  template <class K>
  std::size_t rows(const K& from, const K& below) {
    std::size_t count = 0;
    state().scan(from, below, [&](const key::Any&, std::string_view) { return ++count > 0; });
    return count;
  }
};

}  // namespace plenum::testing
