#pragma once

#include <cstdint>
#include <vector>

namespace plenum::bench {

/// The generator's one loop: waits with epoll for the sockets of all crowds. Belongs to its thread, which it puts on
/// the generator's core.
class Loop {
public:
  class Crew {
  public:
    virtual ~Crew() = default;
    virtual void on_ready(std::uint32_t member, std::uint32_t events) = 0;
  };

  Loop();
  ~Loop();

  /// A crew's number, which its sockets are watched under. It must outlive the loop's turns.
  std::uint32_t add(Crew& crew);
  void watch(int fd, std::uint32_t crew, std::uint32_t member, std::uint32_t events);
  void change(int fd, std::uint32_t crew, std::uint32_t member, std::uint32_t events);
  void ignore(int fd);

  /// Waits at most so long for something to be ready, and serves it. False: nothing was.
  bool turn(double seconds);

  /// Turns until `done()`, at most so long. True: it is done.
  template <class Done>
  bool turn_until(Done done, double seconds);

private:
  int epoll_ = -1;
  std::vector<Crew*> crews_;
};

double now_s();

template <class Done>
bool Loop::turn_until(Done done, double seconds) {
  const double until = now_s() + seconds;
  while (!done()) {
    const double left = until - now_s();
    if (left <= 0) return false;
    turn(left < 0.1 ? left : 0.1);
  }
  return true;
}

}  // namespace plenum::bench
