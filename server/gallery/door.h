#pragma once

#include <functional>

#include "server/gallery/live.h"
#include "server/gallery/subscriber.h"
#include "server/gallery/voice.h"
#include "server/gateway/slow_lane.h"
#include "server/identity/pace.h"
#include "server/net/listener.h"
#include "server/search/feed_search.h"
#include "storage/rocks/store.h"

namespace plenum {

/// The gallery's door: `/v1/gallery`, the live line, and `/v1/observer/plenum.v1.<Service>/<Method>`, the calls:
/// ObserverService, which reads, and SubscriberService, by which a company looks after itself. Behind a listener of its
/// own, or beside the members' door, which hands it these paths. It asks for a seat's bearer token, or for the cookie
/// of a seat's browser, and answers whatever is not to be had with the same bytes. All that it can write is in OwnActs.
/// Called on any io thread; a search, which may take a while, is answered on a thread of its own.
class GalleryDoor final : public net::Handler {
public:
  struct Parts {
    const Store& store;
    Voices& voices;
    GalleryLive& live;
    const OwnActs& acts;
    std::function<std::int64_t()> now_ms;  // the local clock
    const FeedSearch* search = nullptr;    // without one nothing is searched
    const HookSender* hooks = nullptr;
  };
  explicit GalleryDoor(Parts parts) : parts_(std::move(parts)), pace_(calls_rate), entries_(sign_ins_rate) {}

  /// Before the store and the search go.
  void stop() { searches_.stop(); }

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;

  static constexpr Rate calls_rate{100, 10'000};

private:
  /// Somebody who may ask, and what they ask.
  struct Asked {
    const StoreView& view;
    const Observer& observer;
    const net::HttpRequest& request;
    bool by_cookie;
    Coding coding;
  };
  void take(const net::HttpRequest&, const net::Respond&);
  void observe(const Asked&, std::string_view method, const net::Respond&) const;
  void subscribe(const Asked&, std::string_view method, const net::Respond&) const;
  void enter(const net::HttpRequest&, const net::Respond&);

  Parts parts_;
  Pace pace_;     // of calls, by seat
  Pace entries_;  // of browsers that come in, by address
  SlowLane searches_;
};

}  // namespace plenum
