#include "server/identity/tickets.h"

#include "server/identity/secrets.h"

namespace plenum {

std::optional<std::string> Tickets::issue(const std::string& session_hash) {
  auto ticket = make_secret(ticket_prefix);
  const std::lock_guard lock(mutex_);
  const auto now_ms = clock_();
  drop_late(now_ms);
  if (in_order_.size() >= tickets_max_) return {};
  in_order_.push_back({ticket.hash, now_ms + limits::ticket_ms});
  session_of_.emplace(std::move(ticket.hash), session_hash);
  return std::move(ticket.text);
}

std::optional<std::string> Tickets::redeem(std::string_view text) {
  const auto hash = hash_secret(text);
  const std::lock_guard lock(mutex_);
  drop_late(clock_());
  const auto found = session_of_.find(hash);
  if (found == session_of_.end()) return {};
  auto session = std::move(found->second);
  session_of_.erase(found);
  return session;
}

void Tickets::drop_late(std::int64_t now_ms) {
  while (!in_order_.empty() && in_order_.front().late_at_ms <= now_ms) {
    session_of_.erase(in_order_.front().hash);
    in_order_.pop_front();
  }
}

}  // namespace plenum
