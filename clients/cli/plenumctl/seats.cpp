#include <ctime>
#include <memory>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::uint64_t company = 0;
  std::uint64_t seat = 0;
  std::string name;
  std::string mail;
  bool keeps_seats = false;
  std::uint32_t days = 0;
};

void list_seats(const Context& context, const Options& options) {
  v1::ListSeatsRequest request;
  request.set_company_id(options.company);
  auto line = context.open(false);
  const auto reply = line.call<v1::ListSeatsReply>("ListSeats", request);
  if (context.json) {
    Json all = Json::array();
    for (const auto& seat : reply.seats()) {
      all.push_back(Json{{"id", id_text(seat.id())},
                         {"name", seat.name()},
                         {"mail", seat.mail()},
                         {"keeps_seats", seat.keeps_seats()},
                         {"given_at_ms", seat.given_at_ms()},
                         {"ended", seat.ended()}});
    }
    return print(Json{{"seats", std::move(all)}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"ID"}, {"NAME", Align::left, true}, {"MAIL", Align::left, true}, {"SINCE"}, {""}});
  for (const auto& seat : reply.seats()) {
    table.add({id_text(seat.id()), seat.name(), seat.mail(), time_text(seat.given_at_ms()),
               seat.ended() ? "ended" : (seat.keeps_seats() ? "keeps the seats" : "")});
  }
  if (table.empty()) {
    std::fprintf(stderr, "Nobody has a seat. The first one: plenumctl --data %s seats add %s NAME\n",
                 context.data.c_str(), id_text(options.company).c_str());
  } else {
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
}

// Refused by the server too; here it can be said in words.
void expect_room(OperatorLine& line, std::uint64_t id) {
  const auto all = line.call<v1::ListCompaniesReply>("ListCompanies", v1::ListCompaniesRequest{});
  for (const auto& company : all.companies()) {
    if (company.id() != id || company.ended() || company.seats() < company.seats_max()) continue;
    throw Failed(company.name() + " has " + std::to_string(company.seats()) + " of " +
                 std::to_string(company.seats_max()) + " seats: end one, or change its licence.");
  }
}

void give_seat(const Context& context, const Options& options) {
  v1::GiveSeatRequest request;
  request.set_company_id(options.company);
  request.set_name(options.name);
  request.set_mail(options.mail);
  request.set_keeps_seats(options.keeps_seats);
  auto line = context.open(false);
  expect_room(line, options.company);
  const auto reply = line.call<v1::GiveSeatReply>("GiveSeat", request);
  if (context.json) return print(Json{{"seat_id", id_text(reply.seat_id())}, {"token", reply.token()}});
  print(reply.token());
  std::fprintf(stderr, "Seat %s. Keep the token: it is shown only once.\n", id_text(reply.seat_id()).c_str());
}

void make_token(const Context& context, const Options& options) {
  v1::MakeSeatTokenRequest request;
  request.set_seat_id(options.seat);
  auto line = context.open(false);
  const auto reply = line.call<v1::MakeSeatTokenReply>("MakeSeatToken", request);
  if (context.json) return print(Json{{"seat_id", id_text(options.seat)}, {"token", reply.token()}});
  print(reply.token());
  std::fprintf(stderr, "Keep it: it is shown only once. The tokens before it have ended.\n");
}

std::string day_text(std::uint32_t day) {
  const auto at = static_cast<std::time_t>(day) * 24 * 3600;
  std::tm utc{};
  ::gmtime_r(&at, &utc);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &utc);
  return text;
}

void list_use(const Context& context, const Options& options) {
  v1::ListUseRequest request;
  request.set_company_id(options.company);
  request.set_days(options.days);
  auto line = context.open(false);
  const auto reply = line.call<v1::ListUseReply>("ListUse", request);
  if (context.json) {
    Json all = Json::array();
    for (const auto& use : reply.use()) {
      all.push_back(Json{{"seat_id", id_text(use.seat_id())},
                         {"name", use.name()},
                         {"day", day_text(use.day())},
                         {"read", use.read()},
                         {"reads_max", use.reads_max()},
                         {"exported", use.exported()},
                         {"places", use.places()},
                         {"paused", use.paused()}});
    }
    return print(Json{{"use", std::move(all)}, {"company_paused", reply.company_paused()}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"DAY"},
                         {"ID"},
                         {"NAME", Align::left, true},
                         {"READ", Align::right},
                         {"OF", Align::right},
                         {"EXPORTED", Align::right},
                         {"PLACES", Align::right},
                         {""}});
  for (const auto& use : reply.use()) {
    table.add({day_text(use.day()), id_text(use.seat_id()), use.name(), std::to_string(use.read()),
               std::to_string(use.reads_max()), std::to_string(use.exported()), std::to_string(use.places()),
               use.paused() ? "paused" : ""});
  }
  table.print(terminal::screen_of(STDOUT_FILENO));
  if (reply.company_paused()) std::fprintf(stderr, "The whole company is paused.\n");
}

void pause(const Context& context, const Options& options, bool paused) {
  v1::PauseListeningRequest request;
  request.set_seat_id(options.seat);
  request.set_paused(paused);
  auto line = context.open(false);
  line.call<v1::PauseListeningReply>("PauseListening", request);
  if (context.json) return print(Json{{"seat_id", id_text(options.seat)}, {"paused", paused}});
  print(paused ? "Paused: its lines close." : "It listens again.");
}
void pause_seat(const Context& context, const Options& options) {
  pause(context, options, true);
}
void resume_seat(const Context& context, const Options& options) {
  pause(context, options, false);
}

void end_seat(const Context& context, const Options& options) {
  v1::EndSeatRequest request;
  request.set_seat_id(options.seat);
  auto line = context.open(false);
  line.call<v1::EndSeatReply>("EndSeat", request);
  if (context.json) return print(Json{{"seat_id", id_text(options.seat)}, {"ended", true}});
  print("Ended.");
}

}  // namespace

void add_seats(CLI::App& app, Context& context) {
  auto* seats = app.add_subcommand("seats", "A company's people: list, add, token, use, pause, resume, end");
  seats->require_subcommand(1);
  seats->footer(
      "A seat's token opens the gallery's door and no other.\n"
      "Examples:\n"
      "  plenumctl --data DIR seats add 4711 \"Dr Fortinbras\" --mail f@norway.example\n"
      "  plenumctl --data DIR seats token 42      # a new one; those before it end");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = seats->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  auto* list = command("list", "All seats of a company, those that have ended too", list_seats);
  list->add_option("COMPANY", options->company, "See companies list")->required();
  auto* add = command("add", "A new seat; prints its token", give_seat);
  add->add_option("COMPANY", options->company, "See companies list")->required();
  add->add_option("NAME", options->name, "Whose it is")->required();
  add->add_option("--mail", options->mail, "Where they are written to");
  add->add_flag("--keeps-seats", options->keeps_seats, "The company's own admin");
  auto* token = command("token", "A new token; those before it end", make_token);
  token->add_option("ID", options->seat, "See seats list")->required();
  auto* use = command("use", "What each of its seats read and took, day by day (UTC)", list_use);
  use->add_option("COMPANY", options->company, "See companies list")->required();
  use->add_option("--days", options->days, "The last so many: 7 unless told, at most 90");
  auto* paused = command("pause", "It listens no more until it is resumed; its lines close", pause_seat);
  paused->add_option("ID", options->seat, "See seats list")->required();
  auto* resumed = command("resume", "It listens again", resume_seat);
  resumed->add_option("ID", options->seat, "See seats list")->required();
  auto* end = command("end", "Its tokens end, open connections close", end_seat);
  end->add_option("ID", options->seat, "See seats list")->required();
}

}  // namespace plenum::cli
