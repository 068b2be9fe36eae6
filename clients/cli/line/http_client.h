#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/line/address.h"

namespace plenum::cli {

struct HttpAnswer {
  unsigned status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The first header of that name (any case); empty if there is none.
  std::string header(std::string_view name) const;
};

/// One connection, one request at a time; connects when it must and again where the server closed an idle one. Each
/// function returns when it is done. Throws Failed with Exit::unreachable. Belongs to one thread.
class HttpClient {
public:
  /// `patience`: for one answer.
  HttpClient(Address address, std::chrono::seconds patience);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) = delete;

  /// Connects now rather than with the first request.
  void connect();

  using Headers = std::vector<std::pair<std::string, std::string>>;
  HttpAnswer post(const std::string& path, const Headers& headers, std::string body);

  const Address& address() const { return address_; }

private:
  struct Parts;
  Address address_;
  std::chrono::seconds patience_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace plenum::cli
