#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace plenum {

/// An IPv4 or IPv6 address; IPv4 as IPv6 maps it (::ffff:a.b.c.d), so that one address has one form.
using AddressBytes = std::array<std::uint8_t, 16>;

std::optional<AddressBytes> parse_address(const std::string& text);
std::optional<AddressBytes> address_of(const sockaddr&);
std::string text_of(const AddressBytes&);

/// Whether it belongs to the internet and to somebody in it: not this machine, its neighbours, a private network, a
/// cloud's metadata, nor anything that leads to one by another form (IANA's special-purpose registries, RFC 6890).
bool is_public(const AddressBytes&);

/// Networks that are opened by name: "10.1.0.0/16", "fd00::/8", "127.0.0.1".
class Networks {
public:
  /// False: it is none.
  bool add(const std::string& network);
  bool has(const AddressBytes&) const;

private:
  struct Network {
    AddressBytes address;
    unsigned bits;
  };
  std::vector<Network> networks_;
};

}  // namespace plenum
