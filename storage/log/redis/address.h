#pragma once

#include <string>
#include <vector>

namespace plenum::redis {

struct Place {
  std::string host = "127.0.0.1";
  std::string port = "6379";

  bool operator==(const Place&) const = default;
};

/// Where a Redis is and who asks: redis://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE], rediss:// over TLS. Or who knows
/// where it is: redis+sentinel://[USER[:PASSWORD]@]HOST[:PORT],HOST[:PORT].../MASTER[/DATABASE].
struct Address : Place {
  const char* called = "Redis";  // in a sentence
  std::string user;
  std::string password;
  std::string database = "0";
  bool tls = false;
  std::vector<Place> sentinels;  // empty: host and port are the master's
  std::string sentinel_user;     // of the Sentinels themselves; not in the URL
  std::string sentinel_password;
  std::string master;   // its name among them
  std::string ca_file;  // who vouches for its certificate; empty: whom the system trusts
};

/// What is wrong with the URL, in a sentence that does not repeat its password; empty: nothing.
std::string parse(const std::string& url, Address& address);

}  // namespace plenum::redis
