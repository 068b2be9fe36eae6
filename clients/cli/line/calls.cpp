#include "clients/cli/line/calls.h"

#include <nlohmann/json.hpp>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

// In the manner of the Connect protocol: {"code", "message", "refusal": {"code", "sentence", "field", ...}}.
bool read_refusal(const HttpAnswer& answer, v1::Refusal& refusal) {
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  if (!json.is_object() || !json.contains("refusal") || !json["refusal"].is_object()) return false;
  const auto& said = json["refusal"];
  const auto text = [&](const char* name) {
    return said.contains(name) && said[name].is_string() ? said[name].get<std::string>() : std::string();
  };
  v1::RefusalCode code = v1::REFUSAL_CODE_UNSPECIFIED;
  if (!v1::RefusalCode_Parse(text("code"), &code)) {
    code = static_cast<v1::RefusalCode>(std::atoi(answer.header("plenum-refusal").c_str()));
  }
  refusal.set_code(code);
  refusal.set_sentence(text("sentence"));
  refusal.set_field(text("field"));
  if (said.contains("retryAfterMs") && said["retryAfterMs"].is_number_unsigned()) {
    refusal.set_retry_after_ms(said["retryAfterMs"].get<std::uint32_t>());
  }
  return true;
}

[[noreturn]] void not_plenum(const HttpAnswer& answer) {
  throw Failed("What answers there is not a Plenum server, or one of another version (HTTP status " +
                   std::to_string(answer.status) + "): check the address.",
               Exit::unreachable);
}

}  // namespace

Called call(HttpClient& http, const std::string& service, const std::string& method,
            const google::protobuf::Message& request, google::protobuf::Message& reply, HttpClient::Headers headers) {
  headers.emplace_back("content-type", "application/proto");
  const auto answer = http.post("/" + service + "/" + method, headers, request.SerializeAsString());
  Called called;
  called.headers = answer.headers;
  if (answer.status == 200) {
    if (!reply.ParseFromString(answer.body)) not_plenum(answer);
    return called;
  }
  called.refused = true;
  if (!read_refusal(answer, called.refusal)) not_plenum(answer);
  return called;
}

std::string sentence_of(const v1::Refusal& refusal) {
  auto sentence = refusal.sentence().empty() ? v1::RefusalCode_Name(refusal.code()) : refusal.sentence();
  return refusal.field().empty() ? sentence : refusal.field() + ": " + sentence;
}

}  // namespace plenum::cli
