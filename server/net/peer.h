#pragma once
// Who is at the other end, as far as sockets know.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

namespace plenum::net {

// What connections are counted by: an IPv4 address (as ::ffff:a.b.c.d) or an IPv6 /64 (a household or a host has one).
using AddressKey = std::array<std::uint8_t, 16>;

struct Peer {
  std::string address;      // "203.0.113.7", "2001:db8::1"; "unix" for the operator's socket
  AddressKey key{};         // zero for the operator's socket
  bool local = false;       // came by a Unix socket
  std::uint32_t uid = ~0u;  // of the process at the other end of a Unix socket
};

AddressKey address_key(const boost::asio::ip::address& address);
Peer peer_of(const boost::asio::ip::address& address);

// Networks whose X-Forwarded-For and X-Forwarded-Proto are believed. Empty: nobody's.
class TrustedProxies {
public:
  // "10.0.0.0/8", "::1/128", or a single address. False (and nothing added) if it is none of these.
  bool add(std::string_view cidr);
  bool contains(const boost::asio::ip::address& address) const;
  bool empty() const { return networks_.empty(); }

  // The right-most address of X-Forwarded-For that is no proxy of ours: what stands left of it the client wrote itself.
  // nullopt if the header is empty or that address cannot be read.
  std::optional<boost::asio::ip::address> client_of(std::string_view forwarded_for) const;

private:
  struct Network {
    std::array<std::uint8_t, 16> prefix;
    unsigned bits;
  };
  std::vector<Network> networks_;
};

}  // namespace plenum::net
