#include "server/gallery/live.h"

#include "server/gallery/line.h"

namespace plenum {

GalleryLive::GalleryLive(Parts parts) : parts_(std::move(parts)), tickets_(parts_.tickets_clock) {
  for (unsigned i = 0; i < parts_.io.size(); ++i) threads_.push_back(std::make_unique<OnThread>());
}

GalleryLive::~GalleryLive() = default;

std::unique_ptr<net::WebSocketClient> GalleryLive::make_client(Interest::Encoding encoding, Observer observer,
                                                               bool by_cookie) {
  return std::make_unique<GalleryLine>(*this, encoding, std::move(observer), by_cookie);
}

void GalleryLive::hand_over(GalleryDeliveries deliveries) {
  for (unsigned i = 0; i < parts_.io.size(); ++i) {
    parts_.io.post(i, [this, i, deliveries] {
      for (const auto& delivery : *deliveries)
        threads_[i]->hub.publish(delivery.to, [&](GalleryLine* line) { line->deliver(delivery); });
    });
  }
}

void GalleryLive::tick() {
  on_every_line([](GalleryLine& line) { line.look_at_the_clock(); });
}

void GalleryLive::on_every_line(std::function<void(GalleryLine&)> call) {
  for (unsigned i = 0; i < parts_.io.size(); ++i) {
    parts_.io.post(i, [this, i, call] {
      const auto lines = threads_[i]->lines;  // closing takes one out, but not before this turn has ended
      for (auto* line : lines) call(*line);
    });
  }
}

}  // namespace plenum
