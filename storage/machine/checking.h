#pragma once

#include <initializer_list>

#include "storage/machine/checks.h"

// What the checks share. Included by checks*.cpp alone.
namespace plenum {

inline Check refuse(v1::RefusalCode code, const char* field = "") {
  return Fault{code, field};
}

/// Of faults that are looked for together, the one that comes first in RefusalCode.
Check first_of(std::initializer_list<Check> faults);

/// What the asker may see of it. A thread that became part of another is there for those who may see that one.
std::optional<log::ThreadRecord> visible_thread(const View&, const Principal&, ThreadId);
std::optional<log::PostRecord> visible_post(const View&, const Principal&, PostId);

/// THREAD_MOVED with where it is now, or nothing.
Check check_stands_here(const View&, const Principal&, const log::ThreadRecord&);

/// Whether the chair may act on what this member wrote.
Check check_rank(const View&, const Principal&, const log::PostRecord&);

/// Who did last what an entry of the audit log calls by one of two names; 0: nobody knows.
std::uint64_t last_to_do(const View&, ThreadId, v1::AuditAction, v1::AuditAction, PostId = {});

}  // namespace plenum
