#include <memory>

#include <unistd.h>

#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/gallery_words.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::uint64_t number = 0;
  std::uint64_t before = 0;
  std::uint32_t limit = 0;
  bool resume = false;
};

Json as_json(const v1::Alarm& alarm) {
  return {{"number", alarm.number()},
          {"company_id", id_text(alarm.company_id())},
          {"company", alarm.company()},
          {"seat_id", id_text(alarm.seat_id())},
          {"seat", alarm.seat()},
          {"kind", name_of(alarm.kind())},
          {"measured", alarm.measured()},
          {"allowed", alarm.allowed()},
          {"paused", alarm.paused()},
          {"at_ms", alarm.at_ms()},
          {"settled_at_ms", alarm.settled_at_ms()}};
}

void list_alarms(const Context& context, const Options& options) {
  v1::ListAlarmsRequest request;
  request.set_before(options.before);
  request.set_limit(options.limit);
  auto line = context.open(false);
  const auto reply = line.call<v1::ListAlarmsReply>("ListAlarms", request);
  if (context.json) {
    Json all = Json::array();
    for (const auto& alarm : reply.alarms()) all.push_back(as_json(alarm));
    return print(Json{{"alarms", std::move(all)}, {"more", reply.more()}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"NO", Align::right},
                         {"SINCE"},
                         {"WHAT"},
                         {"MEASURED", Align::right},
                         {"ALLOWED", Align::right},
                         {"COMPANY", Align::left, true},
                         {"SEAT", Align::left, true},
                         {""}});
  for (const auto& alarm : reply.alarms()) {
    const char* state = alarm.settled_at_ms() != 0 ? "settled" : (alarm.paused() ? "paused the seat" : "waits");
    table.add({std::to_string(alarm.number()), time_text(alarm.at_ms()), name_of(alarm.kind()),
               std::to_string(alarm.measured()), std::to_string(alarm.allowed()), alarm.company(), alarm.seat(),
               state});
  }
  if (table.empty()) {
    std::fprintf(stderr, "Nothing was noticed.\n");
  } else {
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
  if (reply.more())
    std::fprintf(stderr, "There are more: --before %llu\n",
                 static_cast<unsigned long long>(reply.alarms(reply.alarms_size() - 1).number()));
}

void settle_alarm(const Context& context, const Options& options) {
  v1::SettleAlarmRequest request;
  request.set_number(options.number);
  request.set_resume(options.resume);
  auto line = context.open(false);
  line.call<v1::SettleAlarmReply>("SettleAlarm", request);
  if (context.json) return print(Json{{"number", options.number}, {"settled", true}, {"resumed", options.resume}});
  print(options.resume ? "Settled; the seat listens again." : "Settled.");
}

}  // namespace

void add_alarms(CLI::App& app, Context& context) {
  auto* alarms = app.add_subcommand("alarms", "What was noticed of companies' seats: list, settle");
  alarms->require_subcommand(1);
  alarms->footer(
      "A seat that reads faster or further than a person does is paused by its alarm, until somebody looks.\n"
      "Examples:\n"
      "  plenumctl --data DIR alarms list\n"
      "  plenumctl --data DIR alarms settle 7 --resume");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = alarms->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  auto* list = command("list", "The newest first, those that were settled too", list_alarms);
  list->add_option("--before", options->before, "Those with a lower number");
  list->add_option("--limit", options->limit, "How many, at most 200");
  auto* settle = command("settle", "Somebody has looked", settle_alarm);
  settle->add_option("NUMBER", options->number, "See alarms list")->required();
  settle->add_flag("--resume", options->resume, "What it had paused listens again");
}

}  // namespace plenum::cli
