#include "server/gallery/refusal.h"

#include <ctime>
#include <string>

#include <nlohmann/json.hpp>

namespace plenum {

namespace {

net::HttpResponse response_of(unsigned status, const char* code, const char* sentence) {
  net::HttpResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = std::string("{\"code\":\"") + code + "\",\"message\":\"" + sentence + "\"}";
  return response;
}

struct OwnSign {
  unsigned status;
  const char* code;
  const char* sentence;
};

OwnSign sign_of(OwnRefusal refusal) {
  switch (refusal) {
    case OwnRefusal::field_invalid:
      return {400, "field_invalid", "This cannot be taken as it is."};
    case OwnRefusal::seats_full:
      return {412, "seats_full", "Your licences have no more seats than these."};
    case OwnRefusal::no_exports:
      return {412, "no_exports", "No licence of yours lets extracts be taken here."};
    case OwnRefusal::spent:
      return {429, "spent", "What may be had in a day has been had. It begins again at midnight, UTC."};
    case OwnRefusal::exports_rest:
      return {412, "exports_rest", "Notices have waited for more than 72 hours: acknowledge them, and go on."};
    case OwnRefusal::too_many:
      return {412, "too_many", "These are too many at once."};
    case OwnRefusal::unavailable:
      return {503, "unavailable", "Nothing can be written just now. Try again in a moment."};
    case OwnRefusal::nothing_here:
      break;
  }
  return {404, "not_found", ""};
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

net::HttpResponse own_refusal(const OwnFault& fault) {
  if (fault.refusal == OwnRefusal::nothing_here) return gallery_refusal();
  const auto sign = sign_of(fault.refusal);
  nlohmann::json body = {{"code", sign.code}, {"message", sign.sentence}};
  if (*fault.field != '\0') body["field"] = fault.field;
  if (fault.again_at_ms != 0) body["againAtMs"] = std::to_string(fault.again_at_ms);
  net::HttpResponse response;
  response.status = sign.status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = body.dump();
  return response;
}

std::string spent_sentence(std::int64_t until_ms) {
  const auto at = static_cast<std::time_t>(until_ms / 1000);
  std::tm utc{};
  ::gmtime_r(&at, &utc);
  char when[32];
  std::strftime(when, sizeof when, "%Y-%m-%d %H:%M", &utc);
  return std::string("You have read all that your licence allows today. It begins again at ") + when + " UTC.";
}

net::HttpResponse gallery_spent(std::int64_t until_ms, std::int64_t now_ms) {
  auto response = response_of(429, "spent", spent_sentence(until_ms).c_str());
  response.headers.emplace_back("Retry-After", std::to_string((until_ms - now_ms) / 1000 + 1));
  return response;
}

}  // namespace plenum
