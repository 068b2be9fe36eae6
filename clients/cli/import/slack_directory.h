#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "clients/cli/import/source.h"

namespace plenum::imports {

// Who and where, of a Slack export: users.json, channels.json, and the lists of conversations that are private.
class SlackDirectory {
public:
  // `folder`: where users.json lies.
  SlackDirectory(Source& source, const std::string& folder);

  // What people read: display name, full name or handle; empty for somebody unknown.
  std::string name_of(const std::string& user) const;
  // Channels are known by the name of their folder. One that is in no list has its name for an id.
  std::string id_of(const std::string& channel) const;
  std::string purpose_of(const std::string& channel) const;
  bool is_private(const std::string& channel) const;

private:
  struct Channel {
    std::string id;
    std::string purpose;
  };

  void read_people(Source& source);
  void read_channels(Source& source);
  template <typename Take>
  void read_list(Source& source, const std::string& base, Take take);

  std::string folder_;
  std::unordered_map<std::string, std::string> names_;
  std::unordered_map<std::string, Channel> channels_;
  std::unordered_set<std::string> private_;
};

}  // namespace plenum::imports
