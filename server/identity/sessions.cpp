#include "server/identity/sessions.h"

#include "server/identity/secrets.h"

namespace plenum {

std::optional<Caller> find_session(const View& view, std::string_view secret_text, std::int64_t now_ms) {
  return find_session_by_hash(view, hash_secret(secret_text), now_ms);
}

std::optional<Caller> find_session_by_hash(const View& view, const std::string& hash, std::int64_t now_ms) {
  const auto session = view.get(key::Session{hash});
  if (!session) return {};
  if (session->ends_at_ms() != 0 && session->ends_at_ms() <= now_ms) return {};
  const MemberId id{session->member()};
  const auto member = view.get(key::Member{id});
  if (!member || member->erased()) return {};

  Caller caller;
  caller.principal = principal_of(id, *member);
  caller.session = hash;
  caller.kind = session->kind();
  return caller;
}

}  // namespace plenum
