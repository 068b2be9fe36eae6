#include "tests/support/redis/cables.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plenum::testing {

namespace {

constexpr int here = -1;
constexpr const char* nobody = "02:00:00:00:ff:ff";

std::string near_end(int cable) {
  return "near" + std::to_string(cable);
}

std::string far_end(int cable) {
  return "far" + std::to_string(cable);
}

std::string net(int cable) {
  return "10.77." + std::to_string(cable) + ".";
}

std::string near_address(int cable) {
  return "02:00:00:00:01:0" + std::to_string(cable);
}

std::string far_address(int cable) {
  return "02:00:00:00:02:0" + std::to_string(cable);
}

// `ip` and these words, in this network.
bool ip(int network, std::vector<std::string> words) {
  words.insert(words.begin(), "ip");
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto pid = ::fork();
  if (pid == 0) {
    if (network != here && ::setns(network, CLONE_NEWNET) != 0) ::_exit(126);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = -1;
  return ::waitpid(pid, &status, 0) == pid && status == 0;
}

// Whom a host believes to find behind another's address: packets to nobody are dropped where they arrive.
void believe(int network, const std::string& device, const std::string& host, const std::string& address) {
  ip(network, {"neigh", "replace", host, "lladdr", address, "dev", device, "nud", "permanent"});
}

}  // namespace

Cables::Cables(int count) : count_(count) {
  home_ = ::open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  if (!enter() || !find_island()) return;
  bool laid = ip(here, {"link", "set", "lo", "up"}) && ip(island_, {"link", "set", "lo", "up"});
  for (int cable = 0; laid && cable < count_; ++cable) laid = lay(cable);
  if (!laid) fail("`ip` (Debian's iproute2) is not there, or lays no cables");
}

Cables::~Cables() {
  ::setns(home_, CLONE_NEWNET);
  if (islander_ > 0) {
    ::kill(islander_, SIGKILL);
    ::waitpid(islander_, nullptr, 0);
  }
  for (const int network : {home_, island_}) {
    if (network >= 0) ::close(network);
  }
}

void Cables::fail(const std::string& what) {
  why_not_ = "No networks of one's own here: " + what + ".";
}

bool Cables::enter() {
  const auto user = ::getuid();
  const auto group = ::getgid();
  if (::unshare(CLONE_NEWNET) == 0) return true;
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) {
    fail(std::strerror(errno));
    return false;
  }
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
  std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
  return true;
}

bool Cables::find_island() {
  int ready[2] = {-1, -1};
  if (::pipe2(ready, O_CLOEXEC) != 0) return false;
  islander_ = ::fork();
  if (islander_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const char there = ::unshare(CLONE_NEWNET) == 0 ? 'y' : 'n';
    if (::write(ready[1], &there, 1) == 1) ::pause();
    ::_exit(0);
  }
  char there = 'n';
  ::close(ready[1]);
  const bool told = ::read(ready[0], &there, 1) == 1 && there == 'y';
  ::close(ready[0]);
  if (told) island_ = ::open(("/proc/" + std::to_string(islander_) + "/ns/net").c_str(), O_RDONLY | O_CLOEXEC);
  if (island_ < 0) fail("a second one is refused");
  return island_ >= 0;
}

bool Cables::lay(int cable) {
  const auto near = near_end(cable), far = far_end(cable);
  return ip(here, {"link", "add", "name", near, "address", near_address(cable), "type", "veth", "peer", "name", far,
                   "address", far_address(cable), "netns", std::to_string(islander_)}) &&
         ip(here, {"addr", "add", net(cable) + "1/30", "dev", near}) &&
         ip(island_, {"addr", "add", host(cable) + "/30", "dev", far}) && ip(island_, {"link", "set", far, "up"}) &&
         ip(here, {"link", "set", near, "up"});
}

std::string Cables::host(int cable) {
  return net(cable) + "2";
}

void Cables::lose_requests(int cable) {
  believe(here, near_end(cable), host(cable), nobody);
}

void Cables::lose_answers(int cable) {
  believe(island_, far_end(cable), net(cable) + "1", nobody);
}

void Cables::pull(int cable) {
  ip(here, {"link", "set", near_end(cable), "down"});
}

void Cables::mend(int cable) {
  ip(here, {"link", "set", near_end(cable), "up"});
  believe(here, near_end(cable), host(cable), far_address(cable));
  believe(island_, far_end(cable), net(cable) + "1", near_address(cable));
}

}  // namespace plenum::testing
