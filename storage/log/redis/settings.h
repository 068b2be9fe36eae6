#pragma once

#include <chrono>
#include <string>

#include "storage/log/redis/address.h"

namespace plenum::redis {

struct Settings {
  Address address;
  std::string prefix = "plenum";
  std::chrono::milliseconds patience{2'000};  // for one answer
  std::chrono::milliseconds lease{10'000};
};

}  // namespace plenum::redis
