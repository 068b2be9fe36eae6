#include "server/house/house.h"

#include <spdlog/spdlog.h>

#include "server/house/clock.h"
#include "server/house/settings.h"

namespace plenum {

House::House(const Config& config, Ground opened)
    : ground(std::move(opened)),
      floor(config, ground),
      others(ground.order.shared && !config.maintenance
                 ? std::make_unique<OtherNodes>(*ground.store, *ground.order.shared, floor)
                 : nullptr),
      gallery(config, ground, floor.io, [this](Command command) { sequencer.submit(std::move(command)); }),
      sequencer(
          *ground.store, ground.order.log(), ground.chance, [this](Committed batch) { committed(std::move(batch)); },
          gallery.pen_if_kept()),
      audit_heads(audit_heads_path(config)),
      desks(config, ground, floor, gallery, sequencer, [this] { return status(); }),
      doors(config, ground, floor, desks, [this] { return readings(); }) {
  if (gallery.alerts) gallery.alerts->start(sequencer);
  if (gallery.has_key && !config.maintenance) gallery.narrowing.start();
  if (ground.order.shared) ground.order.shared->on_news([this] { sequencer.look_at_the_log(); });
  if (const auto warning = audit_heads.open(ground.store->view()); !warning.empty()) spdlog::warn("{}", warning);
}

House::~House() {
  if (ground.order.shared) ground.order.shared->on_news({});
}

// The sequencer's. First what decides about the next post, then what observers are told, the members' line last: it
// takes the batch away.
void House::committed(Committed batch) {
  floor.rules.committed(batch);
  gallery.pen.committed(batch);
  gallery.narrowing.committed(batch);
  gallery.publisher.committed(batch);
  if (gallery.search) gallery.search->committed(batch);
  if (gallery.alerts) gallery.alerts->committed(batch);
  floor.publisher.committed(std::move(batch));
}

void House::keep_audit_head(std::int64_t now_ms) {
  if (audit_heads.keep(ground.store->view(), now_ms) || heads_failed_) return;
  heads_failed_ = true;  // said once
  spdlog::warn("The head of the audit log cannot be written down outside the store: is the disk full?");
}

// Whoever uses another ends before it.
void House::stop() {
  others.reset();
  floor.passwords.stop();
  desks.admin_desk.stop();
  desks.trace_desk.stop();
  desks.words_desk.stop();
  desks.trends.stop();
  if (gallery.alerts) gallery.alerts->stop();
  if (gallery.hooks) gallery.hooks->stop();
  gallery.meter.stop();
  gallery.narrowing.stop();
  sequencer.stop();
  floor.publisher.stop();
  gallery.publisher.stop();
  desks.gallery_door.stop();
  if (gallery.search) gallery.search->stop();
  doors.shut();
  floor.io.stop();
  floor.io.join();
  floor.registers.flush();
  keep_audit_head(wall_clock_ms());
}

}  // namespace plenum
