#pragma once

#include "tests/gateway/seat.h"

namespace plenum::test {

/// Elsinore with a second moderator, gertrude; the chair's calls, and how things stand as they are told.
class Court : public Elsinore {
protected:
  void SetUp() override;

  /// A command or a read of the chair's; a command gets its id.
  Json chair(const std::string& handle, const std::string& method, Json request);
  /// The same of a member's.
  Json member(const std::string& handle, const std::string& method, Json request = Json::object());

  Json report(const std::string& by, const std::string& post, const Json& more = Json::object());
  Json impose(const std::string& by, const std::string& on, const std::string& kind, std::int64_t for_ms = 0);
  Json lift(const std::string& by, const std::string& on, const std::string& sanction);

  /// A command id, for any thread.
  static std::string fresh_id();
  static std::int64_t now_ms();
  /// What was refused; empty: nothing.
  static std::string refused(const Json& reply) { return reply.value("refused", ""); }
  /// The refusal's further fields.
  static Json as_it_stands(const Json& reply) { return reply["refusal"]; }

  std::map<std::string, std::string> ids_;
};

}  // namespace plenum::test
