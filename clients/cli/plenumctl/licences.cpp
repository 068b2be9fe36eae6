#include <memory>
#include <vector>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/gallery_words.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::uint64_t licence = 0;
  std::uint64_t company = 0;
  std::vector<std::uint64_t> topics;
  std::string level;
  std::string embargo;
  std::string from;
  std::string until;
  std::string purpose;
  std::uint32_t seats = 0;
  std::uint32_t rounding_s = 0;
  std::uint32_t reads = 0;
  std::uint32_t exports = 0;
  std::uint32_t authors = 0;
};

Json as_json(const v1::Licence& licence) {
  Json topics = Json::array();
  for (const auto& topic : licence.topics())
    topics.push_back(Json{{"topic_id", id_text(topic.topic_id())}, {"from_ms", topic.from_ms()}});
  return {{"id", id_text(licence.id())},           {"company_id", id_text(licence.company_id())},
          {"level", name_of(licence.level())},     {"state", name_of(licence.state())},
          {"topics", std::move(topics)},           {"seats", licence.seats()},
          {"from_ms", licence.from_ms()},          {"until_ms", licence.until_ms()},
          {"embargo", name_of(licence.embargo())}, {"rounding_s", licence.rounding_s()},
          {"daily_reads", licence.daily_reads()},  {"daily_exports", licence.daily_exports()},
          {"purpose", licence.purpose()}};
}

v1::ListLicencesReply all_licences(OperatorLine& line, std::uint64_t company) {
  v1::ListLicencesRequest request;
  request.set_company_id(company);
  return line.call<v1::ListLicencesReply>("ListLicences", request);
}

void list_licences(const Context& context, const Options& options) {
  auto line = context.open(false);
  const auto reply = all_licences(line, options.company);
  if (context.json) {
    Json all = Json::array();
    for (const auto& licence : reply.licences()) all.push_back(as_json(licence));
    return print(Json{{"licences", std::move(all)}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"ID"},
                         {"COMPANY"},
                         {"LEVEL"},
                         {"STATE"},
                         {"TOPICS", Align::right},
                         {"SEATS", Align::right},
                         {"EMBARGO"},
                         {"UNTIL"},
                         {"PURPOSE", Align::left, true}});
  for (const auto& licence : reply.licences()) {
    table.add({id_text(licence.id()), id_text(licence.company_id()), name_of(licence.level()), name_of(licence.state()),
               std::to_string(licence.topics_size()), std::to_string(licence.seats()), name_of(licence.embargo()),
               licence.until_ms() == 0 ? "" : time_text(licence.until_ms()), licence.purpose()});
  }
  if (table.empty()) {
    std::fprintf(stderr, "No licence. See plenumctl licences add --help\n");
  } else {
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
}

// What was said on the command line, over what stands.
void lay_over(v1::Licence& licence, const Options& options) {
  if (!options.topics.empty()) licence.clear_topics();
  for (const auto topic : options.topics) licence.add_topics()->set_topic_id(topic);
  if (!options.level.empty()) licence.set_level(level_of(options.level));
  if (!options.embargo.empty()) licence.set_embargo(embargo_of(options.embargo));
  if (!options.from.empty()) licence.set_from_ms(moment_of(options.from));
  if (options.until == "ended") licence.set_until_ms(0);
  if (!options.until.empty() && options.until != "ended") licence.set_until_ms(moment_of(options.until));
  if (!options.purpose.empty()) licence.set_purpose(options.purpose);
  if (options.seats != 0) licence.set_seats(options.seats);
  if (options.rounding_s != 0) licence.set_rounding_s(options.rounding_s);
  if (options.reads != 0) licence.set_daily_reads(options.reads);
  if (options.exports != 0) licence.set_daily_exports(options.exports);
}

void put(const Context& context, OperatorLine& line, const v1::Licence& licence) {
  v1::SetLicenceRequest request;
  *request.mutable_licence() = licence;
  const auto reply = line.call<v1::SetLicenceReply>("SetLicence", request);
  if (context.json) return print(Json{{"licence_id", id_text(reply.licence_id())}});
  print(id_text(reply.licence_id()));
}

void add_licence(const Context& context, const Options& options) {
  v1::Licence licence;
  licence.set_company_id(options.company);
  licence.set_level(v1::LICENCE_OBSERVE);
  lay_over(licence, options);
  auto line = context.open(false);
  put(context, line, licence);
}

void change_licence(const Context& context, const Options& options) {
  auto line = context.open(false);
  const auto all = all_licences(line, 0);
  for (const auto& licence : all.licences()) {
    if (licence.id() != options.licence) continue;
    auto changed = licence;
    lay_over(changed, options);
    return put(context, line, changed);
  }
  throw Failed("There is no licence " + id_text(options.licence) + ": see plenumctl licences list.");
}

void end_licence(const Context& context, const Options& options) {
  v1::EndLicenceRequest request;
  request.set_licence_id(options.licence);
  auto line = context.open(false);
  line.call<v1::EndLicenceReply>("EndLicence", request);
  if (context.json) return print(Json{{"licence_id", id_text(options.licence)}, {"ended", true}});
  print("Ended.");
}

void add_terms(CLI::App& command, const std::shared_ptr<Options>& options) {
  command.add_option("--level", options->level, "observe, panel, research or consult");
  command.add_option("--from", options->from, "A date, or \"date HH:MM\"; now where it is left out");
  command.add_option("--until", options->until, "Likewise; \"ended\": until it is ended by hand");
  command.add_option("--rounding", options->rounding_s, "Seconds to which times are told; 60");
  command.add_option("--reads", options->reads, "Entries that a seat may read in a day; 20000");
  command.add_option("--exports", options->exports, "Entries that may be exported in a day; none");
}

void set_authors(const Context& context, const Options& options) {
  v1::SetGalleryRequest request;
  request.set_k(options.authors);
  auto line = context.open(false);
  line.call<v1::SetGalleryReply>("SetGallery", request);
  if (context.json) return print(Json{{"authors", options.authors}});
  print("From the next post on.");
}

}  // namespace

void add_licences(CLI::App& app, Context& context) {
  auto* licences = app.add_subcommand("licences", "What companies may hear: list, add, change, end");
  licences->require_subcommand(1);
  licences->footer(
      "A topic must be open to the embargo: plenumctl topics listen TOPIC --embargo 24h\n"
      "A licence reads what is written after it began, unless the topic's charter let later ones reach back.\n"
      "Examples:\n"
      "  plenumctl --data DIR licences add --company 4711 --topic 12 --topic 13 --embargo 24h --seats 5 \\\n"
      "      --until 2027-12-31 --purpose \"To learn how our pump is used.\"\n"
      "  plenumctl --data DIR licences change 815 --seats 8\n"
      "  plenumctl --data DIR licences end 815");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = licences->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  auto* list = command("list", "All licences, those that are over too", list_licences);
  list->add_option("--company", options->company, "Of one company");
  auto* add = command("add", "A new licence; prints its id", add_licence);
  add->add_option("--company", options->company, "See companies list")->required();
  add->add_option("--topic", options->topics, "See topics list; as often as there are topics")->required();
  add->add_option("--embargo", options->embargo, "none, 1h, 24h or 7d")->required();
  add->add_option("--seats", options->seats, "How many people may hear")->required();
  add->add_option("--purpose", options->purpose, "As members are told")->required();
  add_terms(*add, options);
  auto* change = command("change", "Only what is said; open connections look again at once", change_licence);
  change->add_option("ID", options->licence, "See licences list")->required();
  change->add_option("--topic", options->topics, "All of them: those left out are heard no more");
  change->add_option("--embargo", options->embargo, "none, 1h, 24h or 7d");
  change->add_option("--seats", options->seats, "How many people may hear");
  change->add_option("--purpose", options->purpose, "As members are told");
  add_terms(*change, options);
  auto* end = command("end", "Open connections close within a second", end_licence);
  end->add_option("ID", options->licence, "See licences list")->required();
  auto* authors = command("authors", "How many must have written before anything is heard or said of one", set_authors);
  authors->add_option("N", options->authors, "2 to 1000; 10 where it was never set")->required();
}

}  // namespace plenum::cli
