#include "clients/cli/import/slack_directory.h"

#include "clients/cli/import/json.h"
#include "clients/cli/import/slack_event.h"

namespace plenum::imports {

SlackDirectory::SlackDirectory(Source& source, const std::string& folder) : folder_(folder) {
  read_people(source);
  read_channels(source);
}

std::string SlackDirectory::name_of(const std::string& user) const {
  const auto known = names_.find(user);
  return known == names_.end() ? std::string() : known->second;
}

std::string SlackDirectory::id_of(const std::string& channel) const {
  const auto known = channels_.find(channel);
  return known == channels_.end() ? channel : known->second.id;
}

std::string SlackDirectory::purpose_of(const std::string& channel) const {
  const auto known = channels_.find(channel);
  return known == channels_.end() ? std::string() : known->second.purpose;
}

bool SlackDirectory::is_private(const std::string& channel) const {
  return private_.contains(channel) && !channels_.contains(channel);
}

template <typename Take>
void SlackDirectory::read_list(Source& source, const std::string& base, Take take) {
  if (!source.find(folder_ + base)) return;
  const Document document(folder_ + base, source.read_one(folder_ + base));
  const Item list(document);
  for (std::size_t i = 0; i < list.size(); ++i) take(list[i]);
}

void SlackDirectory::read_people(Source& source) {
  read_list(source, "users.json", [&](const Item& user) {
    const auto profile = user.find("profile");
    std::string name = profile ? first_text(*profile, {"display_name", "real_name"}) : "";
    if (name.empty()) name = first_text(user, {"real_name", "name"});
    names_.emplace(user.at("id").text(), std::move(name));
  });
}

void SlackDirectory::read_channels(Source& source) {
  read_list(source, "channels.json", [&](const Item& channel) {
    const auto purpose = channel.find("purpose");
    channels_.emplace(channel.at("name").text(),
                      Channel{std::string(channel.at("id").text()), purpose ? first_text(*purpose, {"value"}) : ""});
  });
  read_list(source, "groups.json", [&](const Item& group) { private_.insert(first_text(group, {"name"})); });
  read_list(source, "mpims.json", [&](const Item& group) { private_.insert(first_text(group, {"name"})); });
  read_list(source, "dms.json", [&](const Item& pair) { private_.insert(first_text(pair, {"id"})); });
}

}  // namespace plenum::imports
