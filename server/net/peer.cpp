#include "server/net/peer.h"

#include <algorithm>
#include <charconv>

namespace plenum::net {
namespace {

namespace ip = boost::asio::ip;
using Bytes = std::array<std::uint8_t, 16>;

// IPv4 as ::ffff:a.b.c.d, so that both kinds compare in one space.
Bytes mapped_bytes(const ip::address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

// A socket that serves both kinds reports IPv4 clients as ::ffff:a.b.c.d.
ip::address unmapped(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

bool same_prefix(const Bytes& a, const Bytes& b, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "203.0.113.7", "203.0.113.7:4711", "2001:db8::1", "[2001:db8::1]:4711"
std::optional<ip::address> address_in(std::string_view text) {
  if (!text.empty() && text.front() == '[') {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  boost::system::error_code error;
  const auto address = ip::make_address(text, error);
  if (error) return std::nullopt;
  return unmapped(address);
}

}  // namespace

AddressKey address_key(const ip::address& address) {
  AddressKey key = mapped_bytes(unmapped(address));
  if (unmapped(address).is_v6()) std::fill(key.begin() + 8, key.end(), std::uint8_t{0});
  return key;
}

Peer peer_of(const ip::address& address) {
  Peer peer;
  peer.address = unmapped(address).to_string();
  peer.key = address_key(address);
  return peer;
}

bool TrustedProxies::add(std::string_view cidr) {
  const auto slash = cidr.find('/');
  boost::system::error_code error;
  const auto address = ip::make_address(cidr.substr(0, slash), error);
  if (error) return false;
  const unsigned width = address.is_v4() ? 32 : 128;
  unsigned bits = width;
  if (slash != std::string_view::npos) {
    const auto text = cidr.substr(slash + 1);
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (failed != std::errc{} || end != text.data() + text.size() || bits > width) return false;
  }
  networks_.push_back({mapped_bytes(address), bits + 128 - width});
  return true;
}

bool TrustedProxies::contains(const ip::address& address) const {
  const Bytes bytes = mapped_bytes(address);
  return std::any_of(networks_.begin(), networks_.end(),
                     [&](const Network& n) { return same_prefix(n.prefix, bytes, n.bits); });
}

std::optional<ip::address> TrustedProxies::client_of(std::string_view forwarded_for) const {
  std::optional<ip::address> client;
  while (!forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto last = comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
    client = address_in(trimmed(last));
    if (!client || !contains(*client) || comma == std::string_view::npos) return client;
    forwarded_for = forwarded_for.substr(0, comma);
  }
  return client;
}

}  // namespace plenum::net
