#pragma once

#include <string>
#include <vector>

#include "storage/machine/policy.h"
#include "tests/rights/cast.h"

namespace plenum::test {

/// What a request is about, in one state, and how the policy looks at it.
struct Scene {
  std::string state;
  std::string topic;
  std::string thread;
  std::string post;
  std::string note;
  std::string member;
  std::string sanction;
  std::string request;
  std::string company;
  std::string licence;
  std::string seat;
  std::string alarm;
  log::ThreadRecord thread_record;
  log::PostRecord post_record;
  v1::Role member_role = v1::ROLE_UNSPECIFIED;
  std::vector<std::string> words = {};  // kept secret where somebody may not read them

  bool is_absent() const { return state == "absent"; }
};

/// No thing has this id.
inline constexpr const char* absent_id = "123456789";

bool sees_thread(const Actor&, const Scene&);
bool sees_post(const Actor&, const Scene&);
bool sees_words(const Actor&, const Scene&);

}  // namespace plenum::test
