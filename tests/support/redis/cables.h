#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace plenum::testing {

/// Redis on an island: a network of this test's own, and another one beyond it in which Redis stands, joined by cables,
/// one for each node. What a cable loses is lost as on a real one: packets, and whoever sent them sends them again.
/// Two network namespaces and pairs of virtual Ethernet devices (network_namespaces(7), veth(4)).
///
/// The thread that makes it is moved, and with it all that it starts from then on; it goes back in the end where it
/// may. Who is not root is that within a user namespace of its own, and stays there.
class Cables {
public:
  explicit Cables(int count);
  ~Cables();
  Cables(const Cables&) = delete;
  Cables& operator=(const Cables&) = delete;

  /// Why there are none: here they are not allowed, or lack their tools. Empty: they are there.
  const std::string& why_not() const { return why_not_; }

  int island() const { return island_; }  // its namespace, for setns(2)
  static std::string host(int cable);     // where Redis is, along this cable

  /// What this side sends reaches nobody; what that side does; neither.
  void lose_requests(int cable);
  void lose_answers(int cable);
  void pull(int cable);
  void mend(int cable);

private:
  bool enter();
  bool find_island();
  bool lay(int cable);
  void fail(const std::string& what);

  const int count_;
  std::string why_not_;
  int home_ = -1;
  int island_ = -1;
  pid_t islander_ = -1;  // lives there until the cables are laid
};

}  // namespace plenum::testing
