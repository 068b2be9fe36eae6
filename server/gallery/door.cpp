#include "server/gallery/door.h"

#include "server/gallery/reads.h"
#include "server/gallery/refusal.h"
#include "server/gallery/seat_cookie.h"
#include "server/gateway/codec.h"
#include "server/net/origin.h"

namespace plenum {

namespace {

constexpr std::string_view line_path = "/v1/gallery";
constexpr std::string_view reads_path = "/v1/observer/plenum.v1.ObserverService/";
constexpr std::string_view search_path = "/v1/observer/plenum.v1.ObserverService/SearchFeed";
constexpr std::string_view acts_path = "/v1/observer/plenum.v1.SubscriberService/";
constexpr std::string_view enter_path = "/v1/observer/plenum.v1.SubscriberService/Enter";
constexpr std::string_view list_topics = "ListTopics";  // shows nothing of what was written

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

void GalleryDoor::on_http(net::HttpRequest request, net::Respond respond) {
  if (request.path != search_path) return take(request, respond);
  const auto taken = std::make_shared<net::HttpRequest>(std::move(request));
  if (!searches_.run([this, taken, respond] { take(*taken, respond); })) respond(gallery_too_fast(0));
}

void GalleryDoor::take(const net::HttpRequest& request, const net::Respond& respond) {
  const std::string_view path = request.path;
  const bool is_call = request.method == "POST" && (path.starts_with(reads_path) || path.starts_with(acts_path));
  if (is_call && path == enter_path) return enter(request, respond);
  const auto view = parts_.store.view();
  const auto credential = credential_of(request);
  const auto observer =
      credential ? find_observer(view, credential->secret, parts_.now_ms()) : std::optional<Observer>();
  if (!observer || !is_call) return respond(gallery_refusal());
  if (const auto wait_ms = pace_.take(std::to_string(observer->seat.value)); wait_ms > 0)
    return respond(gallery_too_fast(wait_ms));
  const auto coding = coding_of(request.header("Content-Type"));
  if (!coding) return respond(gallery_refusal());
  const Asked asked{view, *observer, request, credential->by_cookie, *coding};
  if (path.starts_with(reads_path)) return observe(asked, path.substr(reads_path.size()), respond);
  subscribe(asked, path.substr(acts_path.size()), respond);
}

void GalleryDoor::observe(const Asked& asked, std::string_view method, const net::Respond& respond) const {
  const auto wish = observer_request(method);
  if (!wish || decode(asked.coding, asked.request.body, *wish)) return respond(gallery_refusal());
  if (asked.request.path == search_path && parts_.search != nullptr && !parts_.search->is_ready())
    return respond(gallery_search_not_ready());
  const auto seat = parts_.meter.gauge(asked.observer);
  parts_.meter.seen_at(*seat, parts_.meter.place_of(asked.request.peer), false);
  const auto until_ms = parts_.meter.spent_until_ms(asked.observer, *seat);
  if (until_ms != 0 && method != list_topics) return respond(gallery_spent(until_ms, parts_.now_ms()));
  const auto voice = parts_.voices.of(asked.observer.listening.company);
  Shown shown;
  const ObserverReads reads{asked.view, asked.observer, *voice, asked.view.tail().epoch, shown, parts_.search};
  const auto reply = answer_observer(reads, method, *wish);
  if (!reply) return respond(gallery_refusal());
  parts_.meter.count(asked.observer, shown);
  respond(answered(asked.coding, *reply));
}

void GalleryDoor::subscribe(const Asked& asked, std::string_view method, const net::Respond& respond) const {
  const auto* known = find_subscriber_method(method);
  if (known == nullptr) return respond(gallery_refusal());
  const std::unique_ptr<google::protobuf::Message> wish(known->prototype->New());
  if (decode(asked.coding, asked.request.body, *wish)) return respond(gallery_refusal());
  known->handle({asked.view, asked.observer, parts_.voices.of(asked.observer.listening.company), parts_.acts,
                 parts_.live.tickets(), parts_.now_ms(), asked.by_cookie, asked.request.secure,
                 SubscriberAnswer(respond, asked.coding), parts_.meter, parts_.hooks},
                *wish);
}

// No page of another site signs somebody in here under another seat.
void GalleryDoor::enter(const net::HttpRequest& request, const net::Respond& respond) {
  const auto coding = coding_of(request.header("Content-Type"));
  v1::EnterRequest wish;
  if (!coding || net::is_from_elsewhere(request) || decode(*coding, request.body, wish))
    return respond(gallery_refusal());
  const auto from = pace_key(request.peer.address);
  if (const auto wait_ms = entries_.take(from); wait_ms > 0) return respond(gallery_too_fast(wait_ms));
  const auto view = parts_.store.view();
  // Who has a token does not guess: a whole office behind one address comes in at eight.
  if (find_observer(view, wish.token(), parts_.now_ms())) entries_.give_back(from);
  const std::string replaces(seat_cookie_of(request).value_or(""));
  enter_gallery_by_browser({view, parts_.acts, parts_.now_ms(), request.secure, replaces}, wish,
                           SubscriberAnswer(respond, *coding));
}

net::Handler::Admission GalleryDoor::on_upgrade(const net::HttpRequest& request) {
  const auto view = parts_.store.view();
  const auto credential = credential_of(request);
  auto observer = credential ? find_observer(view, credential->secret, parts_.now_ms()) : std::optional<Observer>();
  if (!observer || request.path != line_path) return {gallery_refusal(), "", nullptr};
  for (const auto& offered : net::offered_subprotocols(request)) {
    if (const auto encoding = encoding_of(offered))
      return {{}, offered, parts_.live.make_client(*encoding, *std::move(observer), credential->by_cookie)};
  }
  return {gallery_refusal(), "", nullptr};
}

}  // namespace plenum
