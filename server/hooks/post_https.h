#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "server/hooks/networks.h"

namespace plenum {

/// One request to somebody else's server.
struct HttpsPost {
  std::string url;
  std::string body;                  // JSON
  std::vector<std::string> headers;  // "Name: value"
};

/// Who may be called, and who vouches for them.
struct HttpsReach {
  Networks opened;      // beside public addresses
  std::string ca_file;  // empty: whom the system trusts
};

/// What an address must look like before anybody is called: https, a host, no name and password in it. Empty: it does;
/// else what is wrong, in a sentence.
std::string fault_of_hook(const std::string& url);

/// Calls and waits, at most `post_patience_ms`; empty: the other side took it (any 2xx), else why not, in a sentence
/// that names nothing of this machine's. Resolves the name itself, refuses it unless each of its addresses may be
/// called, and calls the first of these very addresses; follows no redirect, uses no proxy, reads no more than a few
/// kilobytes. `stop` ends it early. Any thread of its own.
std::string post_https(const HttpsPost&, const HttpsReach&, const std::atomic<bool>& stop);

inline constexpr long post_patience_ms = 10'000;
inline constexpr std::size_t answer_bytes_max = 16 * 1024;

}  // namespace plenum
