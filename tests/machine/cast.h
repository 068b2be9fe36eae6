#pragma once

#include "storage/machine/ids.h"

// Who plays in the machine's tests, and where.
namespace plenum::cast {

inline constexpr MemberId claudius{1};  // admin
inline constexpr MemberId polonius{2};  // moderator
inline constexpr MemberId hamlet{3};
inline constexpr MemberId ophelia{4};
inline constexpr MemberId nobody{99};

inline constexpr TopicId denmark{10};
inline constexpr TopicId norway{11};
inline constexpr ThreadId being{20};
inline constexpr ThreadId graves{21};
inline constexpr PostId p1{30};
inline constexpr PostId p2{31};
inline constexpr PostId p3{32};

}  // namespace plenum::cast
