#include "clients/cli/plenumctl/context.h"

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace fs = std::filesystem;

fs::path Context::directory() const {
  if (data.empty()) throw Failed("Say which community: --data DIR.", Exit::usage);
  auto path = fs::absolute(data).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

OperatorLine Context::open(bool begins, const std::string& community) const {
  const auto path = directory();
  std::error_code error;
  if (fs::exists(path, error) && !fs::is_directory(path, error)) {
    throw Failed(path.string() + " is not a directory: name the one that holds the community.");
  }
  // Every store has this file. To found a community by a misspelt --data helps nobody.
  if (!begins && !fs::exists(path / "CURRENT", error)) {
    throw Failed("There is no community in " + path.string() + ": check --data.");
  }
  if (!fs::exists(path, error)) {
    if (!fs::create_directories(path, error)) {
      throw Failed(path.string() + " cannot be made (" + error.message() + "): choose another --data.");
    }
    fs::permissions(path, fs::perms::owner_all, error);
  }
  return OperatorLine(path, community);
}

}  // namespace plenum::cli
