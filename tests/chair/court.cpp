#include "tests/chair/court.h"

#include <chrono>
#include <mutex>

namespace plenum::test {

void Court::SetUp() {
  ASSERT_NO_FATAL_FAILURE(Elsinore::SetUp());
  tokens_["gertrude"] = server_.add_member("gertrude", v1::MODERATOR);
  for (const auto& [handle, token] : tokens_) ids_[handle] = member(handle, "WhoAmI")["member"]["id"];
}

std::int64_t Court::now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string Court::fresh_id() {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  return command_id();
}

Json Court::chair(const std::string& handle, const std::string& method, Json request) {
  const bool reads = method.starts_with("List") || method.starts_with("Get");
  if (!reads) request["commandId"] = fresh_id();
  return seat(handle).call_service("ModeratorService", method, request);
}

Json Court::member(const std::string& handle, const std::string& method, Json request) {
  const bool commands = method == "ReportPost" || method == "AcknowledgeWarning" || method == "Appeal";
  if (commands) request["commandId"] = fresh_id();
  return seat(handle).call(method, request);
}

Json Court::report(const std::string& by, const std::string& post, const Json& more) {
  Json request = {{"postId", post}, {"kind", "REPORT_INSULT"}, {"reason", "This hurts."}};
  request.update(more);
  return member(by, "ReportPost", request);
}

Json Court::impose(const std::string& by, const std::string& on, const std::string& kind, std::int64_t for_ms) {
  Json request = {{"memberId", ids_.at(on)}, {"kind", kind}, {"reason", "Not in this tone."}};
  if (for_ms > 0) request["endsAtMs"] = std::to_string(now_ms() + for_ms);
  return chair(by, "ImposeSanction", request);
}

Json Court::lift(const std::string& by, const std::string& on, const std::string& sanction) {
  return chair(by, "LiftSanction", {{"memberId", ids_.at(on)}, {"sanctionId", sanction}, {"reason", "Enough."}});
}

}  // namespace plenum::test
