#include "server/house/gallery.h"

#include "server/house/clock.h"
#include "server/house/settings.h"
#include "server/node/reading_writers.h"

namespace plenum {

namespace {

using Submit = std::function<void(Command)>;

Meter::Parts meter_parts(const Config& config, const Ground& ground, const Submit& submit) {
  return {*ground.store,
          ground.master_key(),
          wall_clock_ms,
          [submit](const log::GalleryRead& read, Meter::Told told) {
            auto command = tell_reading(read);
            command.done = [told = std::move(told)](const Result& result) { told(!result.refused); };
            submit(std::move(command));
          },
          [submit](const log::AlarmRaised& alarm) {
            auto command = raise_alarm(alarm);
            command.done = [](const Result&) {};
            submit(std::move(command));
          },
          use_limits(config)};
}

}  // namespace

Gallery::Gallery(const Config& config, const Ground& ground, net::IoThreads& io, Submit submit)
    : has_key(ground.has_key),
      pen(ground.master_key(), *ground.store),
      voices(ground.master_key()),
      search(config.maintenance ? nullptr
                                : std::make_unique<FeedSearch>(*ground.store, FeedSearch::within(config.data))),
      meter(meter_parts(config, ground, submit)),
      live({io, *ground.store, voices, audience, meter, wall_clock_ms}),
      publisher(*ground.store, audience, voices, wall_clock_ms,
                [this](GalleryDeliveries d) { live.hand_over(std::move(d)); }),
      hooks(config.maintenance ? nullptr
                               : std::make_unique<HookSender>(
                                     HookSender::Parts{*ground.store, voices, reach_of(config), wall_clock_ms})),
      alerts(hooks ? std::make_unique<Alerts>(Alerts::Parts{
                         *ground.store, audience, voices, *hooks, wall_clock_ms,
                         [this](GalleryDeliveries d) { live.hand_over(std::move(d)); },
                         [this](CompanyId company, const auto& entries) { meter.count_alerted(company, entries); }})
                   : nullptr),
      narrowing(*ground.store, pen, std::move(submit), Narrowing::Pace{}) {}

}  // namespace plenum
