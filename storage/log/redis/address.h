#pragma once

#include <string>

namespace plenum::redis {

/// Where a Redis is and who asks: redis://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE], rediss:// over TLS.
struct Address {
  std::string host = "127.0.0.1";
  std::string port = "6379";
  std::string user;
  std::string password;
  std::string database = "0";
  bool tls = false;
  std::string ca_file;  // who vouches for its certificate; empty: whom the system trusts
};

/// What is wrong with the URL, in a sentence that does not repeat its password; empty: nothing.
std::string parse(const std::string& url, Address& address);

}  // namespace plenum::redis
