#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <hiredis/hiredis.h>

#include "storage/log/redis/address.h"

typedef struct ssl_st SSL;

namespace plenum::redis {

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

/// One connection to Redis: hiredis writes and reads the protocol, the socket and TLS are ours, so that every wait has
/// an end. Belongs to one thread, which it may hold up for as long as it is given.
class Line {
public:
  using Milliseconds = std::chrono::milliseconds;

  /// Connected, authenticated, in its database; or nothing, and why in a sentence.
  static std::unique_ptr<Line> open(const Address&, Milliseconds patience, std::string& why);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// The answer; none: the line is broken, or nothing came in time (then it must not be used again).
  Reply call(const std::vector<std::string_view>& command, Milliseconds patience);

  bool send(const std::vector<std::string_view>& command, Milliseconds patience);
  /// What comes next. None with `is_broken()` false: nothing came, and that is no fault.
  Reply next(Milliseconds patience);
  bool is_broken() const { return broken_; }

private:
  using Deadline = std::chrono::steady_clock::time_point;
  Line();
  std::string connect(const Address&, Deadline);
  std::string start_tls(const Address&, Deadline);
  std::string sign_in(const Address&, Milliseconds patience);
  bool wait(short events, Deadline) const;
  bool write_some(std::string_view& rest, Deadline);
  long read_some(char* buffer, std::size_t size, Deadline);
  short wish_of_tls(int result) const;

  int socket_ = -1;
  SSL* ssl_ = nullptr;
  std::unique_ptr<redisReader, void (*)(redisReader*)> reader_;
  bool broken_ = false;
};

/// The text of a reply, where it is one.
std::string_view text_of(const redisReply*);

}  // namespace plenum::redis
