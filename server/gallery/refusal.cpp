#include "server/gallery/refusal.h"

namespace plenum {

namespace {

net::HttpResponse response_of(unsigned status, const char* code, const char* sentence) {
  net::HttpResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = std::string("{\"code\":\"") + code + "\",\"message\":\"" + sentence + "\"}";
  return response;
}

constexpr const char* sentence = "There is nothing here, or nothing that your licence opens.";

}  // namespace

net::HttpResponse gallery_refusal() {
  return response_of(404, "not_found", sentence);
}

v1::ObserverRefusal observer_refusal() {
  v1::ObserverRefusal refusal;
  refusal.set_code("not_found");
  refusal.set_sentence(sentence);
  return refusal;
}

net::HttpResponse gallery_too_fast(std::uint32_t retry_after_ms) {
  auto response = response_of(429, "resource_exhausted", "Too fast. Ask again in a moment.");
  response.headers.emplace_back("Retry-After", std::to_string(retry_after_ms / 1000 + 1));
  return response;
}

net::HttpResponse gallery_search_not_ready() {
  auto response = response_of(503, "unavailable", "The search is being prepared. Ask again in a moment.");
  response.headers.emplace_back("Retry-After", "2");
  return response;
}

}  // namespace plenum
