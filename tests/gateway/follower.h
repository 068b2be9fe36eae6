#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/gateway/seat.h"

namespace plenum::test {

/// A client that keeps the posts of a topic as PROTOCOL.md tells it to: an update is a thing as it is now, the greater
/// version wins, a change of a reaction counts from its version on. It reads only when it is told to, checks that the
/// stream has neither a hole nor an entry twice, and takes up its position again on a new line.
class Follower {
public:
  Follower(Seat seat, std::string topic, std::string thread);

  /// A new line, from the last position on; the old one is dropped with whatever is on the way. The first time the
  /// thread is read too. `receive_buffer_bytes`: of the socket, 0 for the system's.
  void connect(int receive_buffer_bytes = 0);
  void disconnect() { socket_ = RawWebSocket(); }
  bool is_connected() const { return socket_.socket.is_open(); }

  /// The next frame, if one comes in time.
  bool read_one(std::chrono::milliseconds patience = RawSocket::patience);
  void read_what_is_there();
  /// Reads until it knows the stream up to there.
  void read_until(std::uint64_t offset);

  /// What it shows: post -> its words and reactions, without what no shared frame tells.
  std::map<std::string, Json> shown() const;
  std::uint64_t offset() const { return offset_; }
  std::size_t frames() const { return frames_; }
  std::size_t bytes() const { return bytes_; }
  const std::vector<std::string>& faults() const { return faults_; }

  /// Entries that say nothing (a reaction to a post since deleted) leave offsets without updates.
  bool entries_may_be_silent = false;

  /// All posts of the thread, read page by page.
  static std::map<std::string, Json> fresh(Seat seat, const std::string& thread);
  /// The offset of the topic's last entry.
  static std::uint64_t head(const Seat& seat, const std::string& topic);

private:
  void take_updates(const Json& updates);
  void take_post(const Json& post);
  void take_reaction(const Json& change);

  Seat seat_;
  const std::string topic_;
  const std::string thread_;
  RawWebSocket socket_;
  std::string token_;
  std::uint64_t offset_ = 0;
  std::size_t frames_ = 0;
  std::size_t bytes_ = 0;
  std::map<std::string, Json> posts_;
  std::vector<std::string> faults_;
};

}  // namespace plenum::test
