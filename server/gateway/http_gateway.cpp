#include "server/gateway/http_gateway.h"

#include <nlohmann/json.hpp>

#include "server/gateway/session_door.h"
#include "server/gateway/web_files.h"
#include "server/net/origin.h"

namespace plenum {

namespace {

struct Sign {
  unsigned status;
  const char* code;  // Connect's
};

// https://connectrpc.com/docs/protocol, "Error codes".
Sign sign_of(v1::RefusalCode code) {
  switch (code) {
    case v1::UNAUTHENTICATED:
    case v1::SIGN_IN_FAILED:
      return {401, "unauthenticated"};
    case v1::FORBIDDEN:
    case v1::WRONG_ORIGIN:
    case v1::NOT_AUTHOR:
    case v1::SIGN_UP_CLOSED:
    case v1::MEMBER_MUTED:
    case v1::MEMBER_SUSPENDED:
    case v1::MEMBER_BANNED:
    case v1::OUTRANKED:
      return {403, "permission_denied"};
    case v1::NOT_FOUND:
      return {404, "not_found"};
    case v1::UNKNOWN_METHOD:
      return {404, "unimplemented"};
    case v1::TOO_FAST:
    case v1::SLOW_MODE:
      return {429, "resource_exhausted"};
    case v1::BUSY:
    case v1::UNAVAILABLE:
      return {503, "unavailable"};
    case v1::WRONG_CONTENT_TYPE:
      return {415, "invalid_argument"};
    case v1::TOO_LARGE:
      return {413, "invalid_argument"};
    case v1::HANDLE_TAKEN:
    case v1::COMMAND_ID_REUSED:
      return {409, "already_exists"};
    default:
      break;
  }
  return code >= v1::NOT_FOUND ? Sign{412, "failed_precondition"} : Sign{400, "invalid_argument"};
}

// How it stands now, where that is told. Numbers of 64 bits are text, as in protobuf's JSON.
void add_how_it_stands(const v1::Refusal& refusal, nlohmann::json& body) {
  if (refusal.at() != 0) body["at"] = refusal.at();
  if (refusal.who() != 0) body["who"] = std::to_string(refusal.who());
  if (refusal.moved_to() != 0) body["movedTo"] = std::to_string(refusal.moved_to());
  if (refusal.until_ms() != 0) body["untilMs"] = std::to_string(refusal.until_ms());
}

net::HttpResponse response_of(const v1::Refusal& refusal) {
  const auto sign = sign_of(refusal.code());
  nlohmann::json body = {{"code", sign.code},
                         {"message", refusal.sentence()},
                         {"refusal",
                          {{"code", v1::RefusalCode_Name(refusal.code())},
                           {"sentence", refusal.sentence()},
                           {"field", refusal.field()},
                           {"retryAfterMs", refusal.retry_after_ms()}}}};
  add_how_it_stands(refusal, body["refusal"]);
  net::HttpResponse response;
  response.status = sign.status;
  response.headers = {{"Content-Type", "application/json"},
                      {"Cache-Control", "no-store"},
                      {"plenum-refusal", std::to_string(refusal.code())}};
  if (refusal.retry_after_ms() > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after_ms() / 1000 + 1));
  }
  response.body = body.dump();
  return response;
}

std::optional<Coding> coding_of(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  if (type == "application/json") return Coding::json;
  if (type == "application/proto") return Coding::proto;
  return {};
}

Answer answer_with(const net::Respond& respond, Coding coding) {
  return Answer([respond, coding](Answer::Given given) {
    if (!given.message) return respond(response_of(given.refusal));
    net::HttpResponse response;
    response.headers = {{"Content-Type", coding == Coding::json ? "application/json" : "application/proto"},
                        {"Cache-Control", "no-store"}};
    for (auto& header : given.headers) response.headers.push_back(std::move(header));
    response.body = encode(coding, *given.message);
    respond(std::move(response));
  });
}

net::HttpResponse refused(v1::RefusalCode code) {
  return response_of(refusal_of(code));
}

bool is_gallery_path(std::string_view path) {
  constexpr std::string_view line = "/v1/gallery";
  constexpr std::string_view calls = "/v1/observer";
  const auto is = [path](std::string_view root) {
    return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
  };
  return is(line) || is(calls);
}

}  // namespace

const Service::Method* Calls::find(std::string_view path) const {
  const auto slash = path.find('/', 1);
  if (slash == std::string_view::npos) return nullptr;
  for (const auto* service : services_) {
    if (path.substr(1, slash - 1) == service->full_name()) return service->find(path.substr(slash + 1));
  }
  return nullptr;
}

bool Calls::handle(const net::HttpRequest& request, const net::Respond& respond) const {
  if (!request.path.starts_with("/plenum.v1.")) return false;
  const auto* method = find(request.path);
  if (method == nullptr) return respond(refused(v1::UNKNOWN_METHOD)), true;
  if (request.method != "POST") return respond(net::HttpResponse::plain(405, "Calls are made with POST.")), true;
  const auto coding = coding_of(request.header("Content-Type"));
  if (!coding) return respond(refused(v1::WRONG_CONTENT_TYPE)), true;
  const auto who = who_calls_(request);
  if (const auto* fault = std::get_if<Fault>(&who)) return respond(response_of(refusal_of(*fault))), true;
  const std::unique_ptr<google::protobuf::Message> message(method->prototype->New());
  if (const auto code = decode(*coding, request.body, *message)) return respond(refused(*code)), true;
  Service::call(*method, std::get<Caller>(who), *message, answer_with(respond, *coding));
  return true;
}

HttpGateway::HttpGateway(const Store& store, std::vector<const Service*> services, Live& live, std::string web_root,
                         net::Handler* gallery)
    : calls_(std::move(services),
             [&store](const net::HttpRequest& request) -> std::variant<Caller, Fault> {
               const bool has_cookie = request.has_header("Cookie");
               if (has_cookie && net::is_from_elsewhere(request)) return Fault{v1::WRONG_ORIGIN};
               return find_caller(store, request);
             }),
      store_(store),
      live_(live),
      web_root_(std::move(web_root)),
      gallery_(gallery) {}

void HttpGateway::on_http(net::HttpRequest request, net::Respond respond) {
  if (gallery_ != nullptr && is_gallery_path(request.path)) return gallery_->on_http(std::move(request), respond);
  if (calls_.handle(request, respond)) return;
  if (request.path.starts_with("/v1/")) {
    return respond(net::HttpResponse::plain(404, "The live line is a WebSocket at /v1/live."));
  }
  if (gallery_ == nullptr && is_gallery_page(request.path))
    return respond(net::HttpResponse::plain(404, "The gallery has a door of its own."));
  respond(web_file(request, web_root_));
}

net::Handler::Admission HttpGateway::on_upgrade(const net::HttpRequest& request) {
  if (gallery_ != nullptr && is_gallery_path(request.path)) return gallery_->on_upgrade(request);
  if (request.path != "/v1/live") return {net::HttpResponse::plain(404, "The live line is at /v1/live."), "", nullptr};
  if (net::is_from_elsewhere(request)) return {refused(v1::WRONG_ORIGIN), "", nullptr};
  for (const auto& offered : net::offered_subprotocols(request)) {
    const auto encoding = Live::encoding_of(offered);
    if (!encoding) continue;
    // A cookie alone opens nothing: a browser proves itself by the ticket in its first frame.
    Caller caller;
    if (request.has_header("Authorization")) {
      caller = find_caller(store_, request);
      if (!caller.is_signed_in()) return {refused(v1::UNAUTHENTICATED), "", nullptr};
    }
    caller.address = request.peer.address;
    return {{}, offered, live_.make_client(*encoding, std::move(caller))};
  }
  return {net::HttpResponse::plain(400, "Offer the subprotocol plenum.v1.proto or plenum.v1.json."), "", nullptr};
}

OperatorGateway::OperatorGateway(std::vector<const Service*> services)
    : calls_(std::move(services), [](const net::HttpRequest&) -> std::variant<Caller, Fault> {
        Caller caller;
        caller.principal = Principal::house();
        caller.address = "operator";
        caller.secure = true;
        return caller;
      }) {}

void OperatorGateway::on_http(net::HttpRequest request, net::Respond respond) {
  if (!calls_.handle(request, respond)) respond(net::HttpResponse::plain(404, "This is the operator's socket."));
}

net::Handler::Admission OperatorGateway::on_upgrade(const net::HttpRequest&) {
  return {net::HttpResponse::plain(404, "This is the operator's socket."), "", nullptr};
}

}  // namespace plenum
