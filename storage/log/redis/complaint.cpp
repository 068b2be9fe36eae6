#include "storage/log/redis/complaint.h"

namespace plenum::redis {

std::string complaint(std::string_view error, const std::string& prefix) {
  while (error.ends_with('.')) error.remove_suffix(1);
  const std::string said(error);
  if (error.starts_with("OOM")) return "Redis' memory is full: raise its `maxmemory`. Until then no writes are taken.";
  if (error.starts_with("MISCONF")) return "Redis cannot write its file: is its disk full? It says: " + said + ".";
  if (error.starts_with("LOADING")) return "Redis still reads its file.";
  if (error.starts_with("NOAUTH")) return "Redis wants a password: write it into `redis` of [log].";
  if (error.starts_with("NOPERM")) return "Redis denies its user what the log needs: " + said + ".";
  if (error.starts_with("ERR user_script")) return damaged_state(prefix);
  if (error.starts_with("WRONGTYPE")) {
    return "What lies in Redis under `" + prefix + ":` is no log: give the log a `prefix` of its own in [log].";
  }
  return "Redis refuses: " + said + ".";
}

// Somebody's hand was in it. Without these it is as if Redis were empty, which the nodes mend by themselves.
std::string damaged_state(const std::string& prefix) {
  std::string keys;
  for (const char* name : {"meta", "nodes", "votes", "left", "applied"}) keys += " " + prefix + ":" + name;
  return "What Redis keeps of the log's state is damaged: `DEL" + keys + "` there, and the nodes write it anew.";
}

}  // namespace plenum::redis
