#include "clients/cli/plenum/context.h"

#include <charconv>
#include <vector>

#include <strings.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenum/session_file.h"

namespace plenum::cli {

MemberLine open_line() {
  const auto session = load_session();
  return MemberLine(Address::of_url(session.url), session.bearer);
}

std::uint64_t id_of(const std::string& text) {
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() ? id : 0;
}

std::uint64_t thread_of(const std::string& text) {
  const auto id = id_of(text);
  if (id == 0) throw Failed("'" + text + "' is no thread's id: see plenum threads TOPIC.", Exit::usage);
  return id;
}

v1::Topic find_topic(MemberLine& line, const std::string& name) {
  const auto reply = line.call<v1::ListTopicsReply>("ListTopics", v1::ListTopicsRequest{});
  std::vector<const v1::Topic*> fitting;
  for (const auto& entry : reply.topics()) {
    const auto& topic = entry.topic();
    if (topic.id() == id_of(name) || ::strcasecmp(topic.title().c_str(), name.c_str()) == 0) return topic;
    if (::strncasecmp(topic.title().c_str(), name.c_str(), name.size()) == 0) fitting.push_back(&topic);
  }
  if (fitting.size() == 1 && !name.empty()) return *fitting.front();
  if (fitting.empty()) throw Failed("There is no topic '" + name + "': see plenum topics.");
  throw Failed("Several topics begin with '" + name + "': write more of the title, or the id.");
}

}  // namespace plenum::cli
