#pragma once

#include <google/protobuf/descriptor.h>

#include "tests/chair/court.h"

namespace plenum::test {

/// A meeting with the chair, kept as minutes; one line for each call:
///
///     polonius LockThread thread=T1 locked=true -> done
///     gertrude LockThread thread=T1 locked=true -> NOTHING_CHANGED by polonius
///
/// Who, which method, what it is given; `thread=` stands for threadId, and so on. Names are those of members and of
/// what an earlier line called `as T1 P1`; X is of nothing. long:N is a text of so many characters, many:N so many
/// ids, +N and -N so many milliseconds from now. An answer is its code, the field at fault, `by` whom it was done, `to`
/// where it is. Whatever the chair or the host did has its entry in the audit log, by whom and why; what was refused
/// has none.
class Meeting : public Court {
protected:
  void SetUp() override;
  void holds(const std::string& minutes);
  /// What the chair, the host or a member in the gallery's affairs may do that changes something.
  static bool is_act(const google::protobuf::MethodDescriptor&);

  std::map<std::string, std::string> names_;

private:
  void holds_line(const std::string& line);
  Json value_of(const std::string& word) const;
  std::string name_of(const std::string& id) const;
  std::string told(const Json& reply) const;
  void expect_entry(const std::string& line, const std::string& who, const Json& request, bool done);

  std::uint64_t last_entry_ = 0;
};

}  // namespace plenum::test
