#include "clients/cli/line/address.h"

#include <algorithm>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

[[noreturn]] void refuse(std::string_view url) {
  throw Failed("'" + std::string(url) + "' is not an address: write it as http://HOST:PORT.", Exit::usage);
}

bool is_port(std::string_view text) {
  const bool digits = !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string::npos;
  return digits && std::stoul(std::string(text)) <= 65535;
}

}  // namespace

Address Address::of_url(std::string_view url) {
  auto rest = url;
  if (rest.starts_with("https://")) {
    throw Failed(
        "This program does not speak TLS itself: name the server's own address, as in http://127.0.0.1:8080, "
        "or reach it through an SSH tunnel.",
        Exit::usage);
  }
  if (rest.starts_with("http://")) rest.remove_prefix(7);
  if (rest.ends_with('/')) rest.remove_suffix(1);
  Address address;
  if (rest.starts_with('[')) {
    const auto end = rest.find(']');
    if (end == std::string_view::npos) refuse(url);
    address.host = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    const auto colon = std::min(rest.find(':'), rest.size());
    address.host = rest.substr(0, colon);
    rest.remove_prefix(colon);
  }
  if (!rest.empty() && rest.front() != ':') refuse(url);
  address.port = rest.empty() ? "80" : rest.substr(1);
  if (address.host.empty() || address.host.find_first_of("/?#@ ") != std::string::npos || !is_port(address.port)) {
    refuse(url);
  }
  return address;
}

std::string Address::authority() const {
  if (!unix_socket.empty()) return "localhost";
  const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == "80" ? name : name + ":" + port;
}

}  // namespace plenum::cli
