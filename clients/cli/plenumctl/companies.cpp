#include <memory>

#include <unistd.h>

#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::uint64_t company = 0;
  std::string name;
};

Json as_json(const v1::Company& company) {
  return {{"id", id_text(company.id())}, {"name", company.name()},   {"added_at_ms", company.added_at_ms()},
          {"ended", company.ended()},    {"seats", company.seats()}, {"seats_max", company.seats_max()}};
}

void list_companies(const Context& context, const Options&) {
  auto line = context.open(false);
  const auto reply = line.call<v1::ListCompaniesReply>("ListCompanies", v1::ListCompaniesRequest{});
  if (context.json) {
    Json all = Json::array();
    for (const auto& company : reply.companies()) all.push_back(as_json(company));
    return print(Json{{"companies", std::move(all)}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"ID"}, {"NAME", Align::left, true}, {"SEATS", Align::right}, {"SINCE"}, {""}});
  for (const auto& company : reply.companies()) {
    table.add({id_text(company.id()), company.name(),
               std::to_string(company.seats()) + " of " + std::to_string(company.seats_max()),
               time_text(company.added_at_ms()), company.ended() ? "ended" : ""});
  }
  if (table.empty()) {
    std::fprintf(stderr, "No company listens. The first one: plenumctl --data %s companies add NAME\n",
                 context.data.c_str());
  } else {
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
}

void set_company(const Context& context, const Options& options) {
  v1::SetCompanyRequest request;
  request.set_company_id(options.company);
  request.set_name(options.name);
  auto line = context.open(false);
  const auto reply = line.call<v1::SetCompanyReply>("SetCompany", request);
  if (context.json) return print(Json{{"company_id", id_text(reply.company_id())}, {"name", options.name}});
  print(id_text(reply.company_id()));
}

void end_company(const Context& context, const Options& options) {
  v1::EndCompanyRequest request;
  request.set_company_id(options.company);
  auto line = context.open(false);
  line.call<v1::EndCompanyReply>("EndCompany", request);
  if (context.json) return print(Json{{"company_id", id_text(options.company)}, {"ended", true}});
  print("Ended, with its licences and seats.");
}

}  // namespace

void add_companies(CLI::App& app, Context& context) {
  auto* companies = app.add_subcommand("companies", "Companies that listen: list, add, change, end");
  companies->require_subcommand(1);
  companies->footer(
      "A company hears nothing before it has a licence (plenumctl licences) and a seat (plenumctl seats).\n"
      "Examples:\n"
      "  plenumctl --data DIR companies add \"Norway & Sons\"\n"
      "  plenumctl --data DIR companies end 4711");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = companies->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  command("list", "All companies, those that have ended too", list_companies);
  auto* add = command("add", "A new company; prints its id", set_company);
  add->add_option("NAME", options->name, "As members are told, at most 200 characters")->required();
  auto* change = command("change", "Another name", set_company);
  change->add_option("ID", options->company, "See companies list")->required();
  change->add_option("NAME", options->name, "The new name")->required();
  auto* end = command("end", "With its licences and seats: open connections close at once", end_company);
  end->add_option("ID", options->company, "See companies list")->required();
}

}  // namespace plenum::cli
