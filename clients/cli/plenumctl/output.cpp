#include "clients/cli/plenumctl/output.h"

#include <cstdio>
#include <ctime>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

void print(const Json& json) {
  print(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void print(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
}

const char* name_of(v1::Role role) {
  switch (role) {
    case v1::MEMBER:
      return "member";
    case v1::MODERATOR:
      return "moderator";
    case v1::ADMIN:
      return "admin";
    default:
      return "unknown";
  }
}

v1::Role role_of(const std::string& name) {
  for (const auto role : {v1::MEMBER, v1::MODERATOR, v1::ADMIN}) {
    if (name == name_of(role)) return role;
  }
  throw Failed("There is no role '" + name + "': say member, moderator or admin.", Exit::usage);
}

std::string time_text(std::int64_t ms) {
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm local{};
  char text[32];
  if (::localtime_r(&seconds, &local) == nullptr) return {};
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local)};
}

}  // namespace plenum::cli
