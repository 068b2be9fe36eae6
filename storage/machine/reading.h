#pragma once

#include <functional>
#include <map>

#include "storage/machine/state.h"

// What of a thread somebody has read: a cursor for each arrangement of it. A split or a merge begins a new arrangement,
// so that a cursor that moves on says nothing of posts that have left, nor one that stood there of posts that came.
namespace plenum {

/// How far a member has read a thread, as the register says.
using CursorOf = std::function<log::CursorRegister(ThreadId)>;

/// Moves a cursor forward. False: it stood there or beyond, in this arrangement.
bool advance(log::CursorRegister&, std::uint32_t arrangement, Place);

/// What one member has read of one thread. Lives for one question; the view, the record and the registers must outlive
/// it.
class Reader {
public:
  /// `joined`: what was written before this place is never unread.
  Reader(const View&, CursorOf, MemberId, Place joined);

  struct Unread {
    Place cursor = 0;  // up to here all is read
    std::uint32_t posts = 0;
    bool mentioned = false;
  };
  /// Posts by others that are not read, counted to `most`.
  Unread unread(ThreadId, const log::ThreadRecord&, std::uint32_t most);
  bool has_unread(ThreadId, const log::ThreadRecord&);

  /// Up to here all is read.
  Place read_up_to(ThreadId, const log::ThreadRecord&);

private:
  const log::CursorRegister& cursor(ThreadId);
  bool is_read(ThreadId, const log::ThreadPostRecord&, Place);
  Place floor(ThreadId, const log::ThreadRecord&);
  bool is_mentioned(ThreadId, Place after, bool arranged);
  Unread count(ThreadId, const log::ThreadRecord&, std::uint32_t most);

  const View& view_;
  const CursorOf cursor_of_;
  const MemberId member_;
  const Place joined_;
  std::map<ThreadId, log::CursorRegister> cursors_;
};

/// How somebody watches a thread: as they said, or as the one from which it was split off.
v1::Watch watch_of(const View&, MemberId, ThreadId, const log::ThreadRecord&);

}  // namespace plenum
