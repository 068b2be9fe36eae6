#pragma once

#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "server/gallery/delivery.h"
#include "server/gallery/meter.h"
#include "server/gallery/observer.h"
#include "server/gallery/voice.h"
#include "server/hub/hub.h"
#include "server/identity/tickets.h"
#include "server/net/io_threads.h"
#include "server/net/websocket.h"
#include "storage/rocks/store.h"

namespace plenum {

class GalleryLine;

/// What the gallery's lines of a node share: a hub per io thread, who listens to what. Made at start, outlives every
/// connection. `hand_over` and `tick` may be called from any thread; all else on the io threads.
class GalleryLive {
public:
  struct Parts {
    net::IoThreads& io;
    const Store& store;
    Voices& voices;
    Audience& audience;
    Meter& meter;
    std::function<std::int64_t()> now_ms;  // the local clock
    Clock tickets_clock = steady_ms;
  };
  explicit GalleryLive(Parts parts);
  ~GalleryLive();

  /// `by_cookie`: the line is a browser's, and stays shut until its first frame brings a ticket of the same session.
  std::unique_ptr<net::WebSocketClient> make_client(Interest::Encoding, Observer, bool by_cookie);

  Tickets& tickets() { return tickets_; }

  /// To every io thread, which delivers it to its own lines.
  void hand_over(GalleryDeliveries);

  /// Every line looks at the clock: what has ended is closed without an event, and without Redis. Twice a second.
  void tick();

private:
  friend class GalleryLine;
  struct OnThread {
    Hub<GalleryLine*, Hearing> hub;
    std::set<GalleryLine*> lines;
  };
  void on_every_line(std::function<void(GalleryLine&)>);

  Parts parts_;
  Tickets tickets_;
  std::vector<std::unique_ptr<OnThread>> threads_;  // each touched only by its own
};

}  // namespace plenum
