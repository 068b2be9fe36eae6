#pragma once
// HTTP/1.1 requests and responses as the gateway sees them. RFC 9110, 9112.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/net/peer.h"

namespace plenum::net {

using Headers = std::vector<std::pair<std::string, std::string>>;

// A complete request within the limits. Owns its bytes: it may be moved to another thread.
struct HttpRequest {
  std::string method;  // "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"; all others are refused with 405
  std::string path;    // the target up to '?', as sent (percent signs are not decoded)
  std::string query;   // behind '?', without it
  Headers headers;     // in the order sent
  std::string body;
  Peer peer;            // the client, through a trusted proxy if there is one
  bool secure = false;  // came by TLS (X-Forwarded-Proto of a trusted proxy) or by the operator's socket

  // The first header of that name, whatever its case; empty if there is none.
  std::string_view header(std::string_view name) const;
  bool has_header(std::string_view name) const;
};

// Content-Length, Connection and Date are written by net; do not set them.
// Header names and values with control characters are impossible (asserted in debug, dropped in release).
struct HttpResponse {
  unsigned status = 200;
  Headers headers{};
  std::string body{};
  std::shared_ptr<const std::string> shared_body{};  // if set, sent instead of `body` without a copy
  bool close = false;                                // close the connection behind it

  static HttpResponse plain(unsigned status, std::string_view sentence);  // text/plain; charset=utf-8
};

// Answers one request. Copyable; callable from ANY thread; the first call counts, later ones do nothing.
// If every copy is dropped without a call, the client gets 500. Harmless if the connection is gone.
// Requires: the IoThreads live longer than the last copy.
class Respond {
public:
  class Target {  // implemented by the connection
  public:
    virtual ~Target() = default;
    virtual void respond(HttpResponse response) = 0;  // any thread, once
  };
  explicit Respond(std::unique_ptr<Target> target);
  void operator()(HttpResponse response) const;

private:
  struct Once;
  std::shared_ptr<Once> once_;
};

}  // namespace plenum::net
