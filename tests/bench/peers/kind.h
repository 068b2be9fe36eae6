#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/bench/wire.h"

namespace plenum::bench {

/// A server that others wrote, as far as a fan-out needs to know it.
struct PeerKind {
  std::string name{};
  std::string package{};        // that brings it
  std::string program{};        // looked up in PATH
  std::string script{};         // its first argument, in the folder of the peers; empty: none
  std::string configuration{};  // with $PORT, $OTHER_PORT and $FOLDER in it; empty: the port is an argument
  std::string configuration_option{};
  std::string version_option{};  // how the program tells its version; a script's stands in its package

  std::string subscriber_path{};
  std::string author_path{};
  std::string subprotocol{};
  Op op = Op::binary;
  std::vector<std::string> subscriber_words{};  // sent in turn once the line is open; $NUMBER is the subscriber's
  std::vector<std::string> author_words{};
  std::string before_payload{};  // of a message that the author sends
  std::string after_payload{};
  std::size_t record_bytes = 0;  // of a message that a subscriber receives, WebSocket's header not counted
};

/// All that are known; one message is a payload of so many bytes.
std::vector<PeerKind> peer_kinds(std::size_t payload_bytes);

/// `text` with every `name` replaced.
std::string replaced(std::string text, const std::string& name, const std::string& value);

}  // namespace plenum::bench
