#include "server/gallery/door.h"

#include "server/gallery/reads.h"
#include "server/gallery/refusal.h"
#include "server/gateway/codec.h"

namespace plenum {

namespace {

constexpr std::string_view line_path = "/v1/gallery";
constexpr std::string_view calls_path = "/v1/observer/plenum.v1.ObserverService/";
constexpr std::string_view search_path = "/v1/observer/plenum.v1.ObserverService/SearchFeed";

std::optional<Coding> coding_of(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find(';'));
  if (type == "application/json") return Coding::json;
  if (type == "application/proto") return Coding::proto;
  return {};
}

std::optional<Interest::Encoding> encoding_of(std::string_view subprotocol) {
  if (subprotocol == "plenum.v1.proto") return Interest::Encoding::binary;
  if (subprotocol == "plenum.v1.json") return Interest::Encoding::text;
  return {};
}

net::HttpResponse answered(Coding coding, const google::protobuf::Message& message) {
  net::HttpResponse response;
  response.headers = {{"Content-Type", coding == Coding::json ? "application/json" : "application/proto"},
                      {"Cache-Control", "no-store"}};
  response.body = encode(coding, message);
  return response;
}

}  // namespace

// A cookie opens nothing here, and no page of another site has a token.
std::optional<Observer> GalleryDoor::find(const View& view, const net::HttpRequest& request) const {
  constexpr std::string_view bearer = "Bearer ";
  const auto authorization = request.header("Authorization");
  if (!authorization.starts_with(bearer)) return {};
  return find_observer(view, authorization.substr(bearer.size()), parts_.now_ms());
}

void GalleryDoor::on_http(net::HttpRequest request, net::Respond respond) {
  if (request.path != search_path) return respond(answer(request));
  const auto taken = std::make_shared<net::HttpRequest>(std::move(request));
  if (!searches_.run([this, taken, respond] { respond(answer(*taken)); })) respond(gallery_too_fast(0));
}

net::HttpResponse GalleryDoor::answer(const net::HttpRequest& request) {
  const std::string_view path = request.path;
  const auto view = parts_.store.view();
  const auto observer = find(view, request);
  if (!observer || request.method != "POST" || !path.starts_with(calls_path)) return gallery_refusal();
  if (const auto wait_ms = pace_.take(std::to_string(observer->seat.value)); wait_ms > 0)
    return gallery_too_fast(wait_ms);
  const auto method = path.substr(calls_path.size());
  const auto coding = coding_of(request.header("Content-Type"));
  const auto wish = observer_request(method);
  if (!coding || !wish || decode(*coding, request.body, *wish)) return gallery_refusal();
  if (path == search_path && parts_.search != nullptr && !parts_.search->is_ready()) return gallery_search_not_ready();
  const auto voice = parts_.voices.of(observer->listening.company);
  const auto reply = answer_observer({view, *observer, *voice, view.tail().epoch, parts_.search}, method, *wish);
  return reply ? answered(*coding, *reply) : gallery_refusal();
}

net::Handler::Admission GalleryDoor::on_upgrade(const net::HttpRequest& request) {
  const auto view = parts_.store.view();
  auto observer = find(view, request);
  if (!observer || request.path != line_path) return {gallery_refusal(), "", nullptr};
  for (const auto& offered : net::offered_subprotocols(request)) {
    if (const auto encoding = encoding_of(offered))
      return {{}, offered, parts_.live.make_client(*encoding, *std::move(observer))};
  }
  return {gallery_refusal(), "", nullptr};
}

}  // namespace plenum
