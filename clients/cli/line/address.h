#pragma once

#include <string>
#include <string_view>

namespace plenum::cli {

/// Where a server listens: a host and port, or a Unix socket.
struct Address {
  std::string host;         // a name or an address, IPv6 without brackets
  std::string port;         // digits
  std::string unix_socket;  // set: host and port are not used

  /// "http://127.0.0.1:8080" (80 where no port is named). Throws Failed with Exit::usage where it is none.
  static Address of_url(std::string_view url);
  static Address of_socket(std::string path) { return {"localhost", "", std::move(path)}; }

  /// As it stands in a Host header and, behind http://, in an Origin.
  std::string authority() const;
};

}  // namespace plenum::cli
