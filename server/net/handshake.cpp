#include "server/net/handshake.h"

#include <algorithm>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "server/net/listener.h"

namespace plenum::net {
namespace {

bool same_token(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

bool has_token(const HttpRequest& request, std::string_view name, std::string_view token) {
  const auto tokens = header_tokens(request, name);
  return std::any_of(tokens.begin(), tokens.end(), [&](const auto& t) { return same_token(t, token); });
}

std::size_t count_header(const HttpRequest& request, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(request.headers.begin(), request.headers.end(),
                                                [&](const auto& field) { return same_token(field.first, name); }));
}

// Sixteen bytes in base64: 22 digits and "==".
bool is_key(std::string_view key) {
  if (key.size() != 24 || key.substr(22) != "==") return false;
  return std::all_of(key.begin(), key.begin() + 22, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
}

std::string accept_of(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  unsigned char digest[SHA_DIGEST_LENGTH];
  ::SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  unsigned char base64[29];
  const int length = ::EVP_EncodeBlock(base64, digest, sizeof digest);
  return std::string(reinterpret_cast<const char*>(base64), static_cast<std::size_t>(length));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

HttpResponse wrong_version() {
  auto response = HttpResponse::plain(426, "This server speaks WebSocket version 13.");
  response.headers.emplace_back("Sec-WebSocket-Version", "13");
  return response;
}

}  // namespace

std::vector<std::string> header_tokens(const HttpRequest& request, std::string_view name) {
  std::vector<std::string> tokens;
  for (const auto& [key, value] : request.headers) {
    if (!same_token(key, name)) continue;
    std::string_view rest = value;
    while (true) {
      const auto comma = rest.find(',');
      if (const auto token = trimmed(rest.substr(0, comma)); !token.empty()) tokens.emplace_back(token);
      if (comma == std::string_view::npos) break;
      rest = rest.substr(comma + 1);
    }
  }
  return tokens;
}

std::vector<std::string> offered_subprotocols(const HttpRequest& request) {
  return header_tokens(request, "Sec-WebSocket-Protocol");
}

bool wants_websocket(const HttpRequest& request) {
  return has_token(request, "Upgrade", "websocket");
}

std::optional<HttpResponse> check_handshake(const HttpRequest& request, bool version_11) {
  const auto refuse = [](std::string_view sentence) { return HttpResponse::plain(400, sentence); };
  if (request.method != "GET") return refuse("A WebSocket handshake is a GET.");
  if (!version_11) return refuse("A WebSocket handshake needs HTTP/1.1.");
  if (!has_token(request, "Connection", "upgrade")) return refuse("The Connection header does not say Upgrade.");
  if (!request.body.empty()) return refuse("A WebSocket handshake has no body.");
  if (count_header(request, "Sec-WebSocket-Version") != 1) return wrong_version();
  if (trimmed(request.header("Sec-WebSocket-Version")) != "13") return wrong_version();
  if (count_header(request, "Sec-WebSocket-Key") != 1 || !is_key(trimmed(request.header("Sec-WebSocket-Key"))))
    return refuse("The Sec-WebSocket-Key is not one base64 value of 16 bytes.");
  return std::nullopt;
}

std::string encode_switching(const HttpRequest& request, std::string_view subprotocol) {
  std::string head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  head.append("Sec-WebSocket-Accept: ").append(accept_of(trimmed(request.header("Sec-WebSocket-Key")))).append("\r\n");
  if (!subprotocol.empty()) head.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
  return head.append("\r\n");
}

}  // namespace plenum::net
