#include "tests/bench/loop.h"

#include <algorithm>

#include <sys/epoll.h>
#include <unistd.h>

#include "tests/bench/cores.h"

namespace plenum::bench {

namespace {

epoll_event event_of(std::uint32_t crew, std::uint32_t member, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = (static_cast<std::uint64_t>(crew) << 32) | member;
  return event;
}

}  // namespace

Loop::Loop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  take_generator_core();
}

Loop::~Loop() {
  ::close(epoll_);
}

std::uint32_t Loop::add(Crew& crew) {
  crews_.push_back(&crew);
  return static_cast<std::uint32_t>(crews_.size() - 1);
}

void Loop::watch(int fd, std::uint32_t crew, std::uint32_t member, std::uint32_t events) {
  auto event = event_of(crew, member, events);
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
}

void Loop::change(int fd, std::uint32_t crew, std::uint32_t member, std::uint32_t events) {
  auto event = event_of(crew, member, events);
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event);
}

void Loop::ignore(int fd) {
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
}

bool Loop::turn(double seconds) {
  epoll_event events[256];
  timespec patience{};
  const double wait = std::max(0.0, seconds);
  patience.tv_sec = static_cast<time_t>(wait);
  patience.tv_nsec = static_cast<long>((wait - static_cast<double>(patience.tv_sec)) * 1e9);
  const int ready = ::epoll_pwait2(epoll_, events, 256, &patience, nullptr);
  for (int i = 0; i < ready; ++i) {
    crews_[events[i].data.u64 >> 32]->on_ready(static_cast<std::uint32_t>(events[i].data.u64), events[i].events);
  }
  return ready > 0;
}

}  // namespace plenum::bench
