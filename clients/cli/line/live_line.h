#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "clients/cli/line/address.h"
#include "proto/member.pb.h"

namespace plenum::cli {

/// The live line, /v1/live in plenum.v1.proto: from the connection to the greeting in the constructor, then frames in
/// both directions. Answers the server's pings while `receive` runs: call it at least every few seconds.
/// Belongs to one thread.
class LiveLine {
public:
  /// `bearer`: a token or a session's secret. Throws Failed: unreachable, or refused.
  LiveLine(const Address& address, const std::string& bearer);
  ~LiveLine();
  LiveLine(LiveLine&&) noexcept;
  LiveLine& operator=(LiveLine&&) noexcept;

  const v1::Welcome& welcome() const;

  /// False: the line is lost.
  bool send(const v1::ClientFrame& frame);

  enum class Got { frame, nothing, lost };
  Got receive(v1::ServerFrame& frame, std::chrono::milliseconds patience);

  /// Of a lost line: 4500 and above means that coming back will not help. 0: it broke without a word.
  std::uint16_t close_code() const;
  std::string close_reason() const;

private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace plenum::cli
