#include "server/hooks/networks.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace plenum {

namespace {

constexpr unsigned mapped_bits = 96;
constexpr AddressBytes mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0};

AddressBytes of_v4(const in_addr& address) {
  AddressBytes bytes = mapped;
  std::memcpy(bytes.data() + 12, &address, 4);
  return bytes;
}

bool is_v4(const AddressBytes& address) {
  return std::equal(mapped.begin(), mapped.begin() + 12, address.begin());
}

bool begins_alike(const AddressBytes& a, const AddressBytes& b, unsigned bits) {
  for (unsigned i = 0; i < bits; ++i) {
    if ((a[i / 8] >> (7 - i % 8) & 1) != (b[i / 8] >> (7 - i % 8) & 1)) return false;
  }
  return true;
}

Networks networks(std::initializer_list<const char*> all) {
  Networks made;
  for (const auto* one : all) made.add(one);
  return made;
}

}  // namespace

std::optional<AddressBytes> parse_address(const std::string& text) {
  in_addr v4{};
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return of_v4(v4);
  in6_addr v6{};
  if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1) return {};
  AddressBytes bytes;
  std::memcpy(bytes.data(), &v6, bytes.size());
  return bytes;
}

std::optional<AddressBytes> address_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) return of_v4(reinterpret_cast<const sockaddr_in&>(address).sin_addr);
  if (address.sa_family != AF_INET6) return {};
  AddressBytes bytes;
  std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
  return bytes;
}

std::string text_of(const AddressBytes& address) {
  char text[INET6_ADDRSTRLEN] = {};
  const bool v4 = is_v4(address);
  ::inet_ntop(v4 ? AF_INET : AF_INET6, address.data() + (v4 ? 12 : 0), text, sizeof text);
  return text;
}

bool is_public(const AddressBytes& address) {
  static const auto closed_v4 =
      networks({"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
                "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
                "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});
  // Of IPv6 only what is given out as global, and of that not what wraps another address or none.
  static const auto global_v6 = networks({"2000::/3"});
  static const auto closed_v6 = networks({"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"});
  if (is_v4(address)) return !closed_v4.has(address);
  return global_v6.has(address) && !closed_v6.has(address);
}

bool Networks::add(const std::string& network) {
  const auto slash = network.find('/');
  const auto address = parse_address(network.substr(0, slash));
  if (!address) return false;
  const unsigned most = network.find(':') == std::string::npos ? 32 : 128;
  unsigned bits = most;
  if (slash != std::string::npos) {
    const auto* end = network.data() + network.size();
    const auto parsed = std::from_chars(network.data() + slash + 1, end, bits);
    if (parsed.ec != std::errc() || parsed.ptr != end || bits > most) return false;
  }
  networks_.push_back({*address, most == 32 ? bits + mapped_bits : bits});
  return true;
}

bool Networks::has(const AddressBytes& address) const {
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const Network& network) { return begins_alike(network.address, address, network.bits); });
}

}  // namespace plenum
