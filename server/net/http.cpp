#include "server/net/http.h"

#include <algorithm>
#include <atomic>

namespace plenum::net {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_name(key, name)) return value;
  return {};
}

bool HttpRequest::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(), [&](const auto& field) { return same_name(field.first, name); });
}

HttpResponse HttpResponse::plain(unsigned status, std::string_view sentence) {
  HttpResponse response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.body = std::string(sentence) + "\n";
  return response;
}

struct Respond::Once {
  std::unique_ptr<Target> target;
  std::atomic<bool> answered{false};

  void answer(HttpResponse response) {
    if (!answered.exchange(true)) target->respond(std::move(response));
  }
  ~Once() { answer(HttpResponse::plain(500, "The server gave no answer.")); }
};

Respond::Respond(std::unique_ptr<Target> target) : once_(std::make_shared<Once>()) {
  once_->target = std::move(target);
}

void Respond::operator()(HttpResponse response) const {
  once_->answer(std::move(response));
}

}  // namespace plenum::net
