#include "storage/log/redis/masters.h"

#include <algorithm>

#include "storage/log/redis/line.h"

namespace plenum::redis {

std::optional<Address> Masters::find(std::string& why) {
  if (!are_asked()) return settings_.address;
  for (const auto& sentinel : settings_.address.sentinels) {
    auto found = ask(sentinel, why);
    if (!found) continue;
    const std::lock_guard lock(mutex_);
    found_ = *found;
    return found;
  }
  return {};
}

bool Masters::has_moved_from(const Address& address) const {
  const std::lock_guard lock(mutex_);
  return found_ && !(*found_ == static_cast<const Place&>(address));
}

// Their users and passwords are their own, not those of the Redis that they watch.
std::optional<Address> Masters::ask(const Place& sentinel, std::string& why) const {
  const auto& all = settings_.address;
  const auto patience = std::min(settings_.patience, ask_for);
  Address door;
  static_cast<Place&>(door) = sentinel;
  door.called = "The Sentinel";
  door.user = all.sentinel_user;
  door.password = all.sentinel_password;
  door.tls = all.tls;
  door.ca_file = all.ca_file;
  const auto line = Line::open(door, patience, why);
  if (!line) return {};
  const auto reply = line->call({"SENTINEL", "GET-MASTER-ADDR-BY-NAME", all.master}, patience);
  const auto who = "The Sentinel at " + sentinel.host + ":" + sentinel.port;
  if (!reply) {
    why = who + " does not answer.";
  } else if (text_of(reply.get()).starts_with("NOAUTH")) {
    why = who + " wants a password: give it as `sentinel_password` in [log].";
  } else if (reply->type == REDIS_REPLY_ERROR) {
    why = who + " refuses: " + std::string(text_of(reply.get())) + ".";
  } else if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2) {
    why = who + " knows no master `" + all.master + "`: name it as `sentinel monitor` does.";
  } else {
    auto master = all;
    master.host = text_of(reply->element[0]);
    master.port = text_of(reply->element[1]);
    return master;
  }
  return {};
}

}  // namespace plenum::redis
