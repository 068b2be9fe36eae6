#include "server/gallery/observer.h"

#include "server/identity/secrets.h"

namespace plenum {

std::optional<Observer> find_observer(const View& view, std::string_view secret, std::int64_t now_ms) {
  return find_observer_by_hash(view, hash_secret(secret), now_ms);
}

std::optional<Observer> find_observer_by_hash(const View& view, const std::string& hash, std::int64_t now_ms) {
  const auto session = view.get(key::SeatSession{hash});
  if (!session || (session->ends_at_ms() != 0 && session->ends_at_ms() <= now_ms)) return {};
  const SeatId id{session->seat()};
  const auto seat = view.get(key::Seat{id});
  if (!seat || seat->ended() || seat->paused()) return {};
  auto listening = listening_of(view, CompanyId{seat->company()}, now_ms);
  if (!listening) return {};
  return Observer{id, hash, session->ends_at_ms(), *std::move(listening)};
}

}  // namespace plenum
