#pragma once

#include <filesystem>
#include <string>

namespace plenum::cli {

/// Where somebody is signed in. The bearer is as good as a password: the file is for its owner alone.
struct Session {
  std::string url;
  std::string handle;
  std::string bearer;
};

/// $XDG_CONFIG_HOME/plenum/session, or ~/.config/plenum/session.
std::filesystem::path session_file();

/// Throws Failed where nobody is signed in, or where others may read the file.
Session load_session();
void save_session(const Session& session);
void forget_session();

}  // namespace plenum::cli
