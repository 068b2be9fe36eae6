#pragma once

#include <string>

// How the readers of this room give up: one sentence for people, caught in read(). Never leaves the room.
namespace plenum::imports {

struct Refused {
  std::string sentence;
};

[[noreturn]] inline void refuse(std::string sentence) {
  throw Refused{std::move(sentence)};
}

struct StoppedBySink {};

}  // namespace plenum::imports
