#pragma once

#include <functional>

#include "server/gallery/live.h"
#include "server/gallery/voice.h"
#include "server/gateway/slow_lane.h"
#include "server/identity/pace.h"
#include "server/net/listener.h"
#include "server/search/feed_search.h"
#include "storage/rocks/store.h"

namespace plenum {

/// The gallery's door: `/v1/gallery`, the live line, and `/v1/observer/plenum.v1.ObserverService/<Method>`, the calls.
/// Behind a listener of its own, or beside the members' door, which hands it these paths. It asks for a seat's bearer
/// token and nothing else, dispatches on reads alone, and answers whatever is not to be had with the same bytes. Called
/// on any io thread; a search, which may take a while, is answered on a thread of its own.
class GalleryDoor final : public net::Handler {
public:
  struct Parts {
    const Store& store;
    Voices& voices;
    GalleryLive& live;
    std::function<std::int64_t()> now_ms;  // the local clock
    const FeedSearch* search = nullptr;    // without one nothing is searched
  };
  explicit GalleryDoor(Parts parts) : parts_(std::move(parts)), pace_(calls_rate) {}

  /// Before the store and the search go.
  void stop() { searches_.stop(); }

  void on_http(net::HttpRequest request, net::Respond respond) override;
  Admission on_upgrade(const net::HttpRequest& request) override;

  static constexpr Rate calls_rate{100, 10'000};

private:
  net::HttpResponse answer(const net::HttpRequest&);
  std::optional<Observer> find(const View&, const net::HttpRequest&) const;

  Parts parts_;
  Pace pace_;
  SlowLane searches_;
};

}  // namespace plenum
