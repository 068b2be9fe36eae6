#include "clients/cli/plenumctl/verbatim.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <vector>

#include <google/protobuf/util/json_util.h>
#include <sodium.h>
#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"
#include "proto/extract_chain.h"
#include "proto/extract_digest.h"
#include "proto/verbatim.pb.h"

namespace plenum::cli {

namespace {

struct Options {
  std::string file;
  std::uint64_t skip = 0;
};

/// What was found of one extract: nothing wrong, as long as `faults` is empty.
struct Finding {
  v1::Extract extract;
  std::string words;  // "fit", "not checked"
  std::string state;  // as the server says, and what has changed its name since; empty where none was asked
  std::vector<std::string> faults;
};

std::vector<v1::Extract> read_extracts(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (!file || !(text << file.rdbuf())) throw Failed("There is no file " + path + " that can be read.");
  v1::ListExtractsReply all;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  const auto status = google::protobuf::util::JsonStringToMessage(text.str(), &all, options);
  if (!status.ok() || all.extracts_size() == 0)
    throw Failed(path + " holds no extracts: give the JSON of TakeExtracts, ListExtracts or an export.");
  std::vector<v1::Extract> extracts(all.extracts().begin(), all.extracts().end());
  std::stable_sort(extracts.begin(), extracts.end(),
                   [](const auto& a, const auto& b) { return a.number() < b.number(); });
  return extracts;
}

const unsigned char* raw(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}

std::string blake2b(std::string_view message, std::string_view key) {
  std::string hash(extract_hash_bytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), raw(message), message.size(),
                     key.empty() ? nullptr : raw(key), key.size());
  return hash;
}

// Without its salt, which goes out with words that stand, a digest cannot be made again.
void check_words(Finding& f) {
  f.words = "not checked";
  if (f.extract.salt().empty()) return;
  const bool is_key = f.extract.salt().size() == extract_salt_bytes;
  if (is_key && blake2b(digested(f.extract), f.extract.salt()) == f.extract.digest()) {
    f.words = "fit";
    return;
  }
  f.words = "altered";
  f.faults.push_back("what it says is not what was taken");
}

void check_chain(Finding& f, const v1::Extract* before) {
  const auto& e = f.extract;
  const bool has_digest = !e.digest().empty();  // one that was erased has none any more
  if (has_digest &&
      blake2b(chained(e.before(), e.number(), e.id(), e.taken_at_ms(), e.until_ms(), e.digest()), {}) != e.hash())
    f.faults.push_back("its number, times or digest are not those that were taken");
  if (e.number() == 1 && e.before() != std::string(extract_hash_bytes, '\0'))
    f.faults.push_back("it says that something was taken before the first");
  if (before == nullptr) return;
  if (before->number() == e.number()) f.faults.push_back("its number is there twice");
  if (before->number() + 1 == e.number() && before->hash() != e.before())
    f.faults.push_back("it does not follow on the one before it");
}

const char* name_of(v1::ExtractState state) {
  switch (state) {
    case v1::EXTRACT_STANDS:
      return "stands";
    case v1::EXTRACT_EDITED:
      return "edited since";
    case v1::EXTRACT_WITHDRAWN:
      return "withdrawn: quote it no more";
    case v1::EXTRACT_ERASED:
      return "erased: every copy must go";
    case v1::EXTRACT_EXPIRED:
      return "expired";
    default:
      return "never taken here";
  }
}

std::string now_of(const v1::Extract& extract, const v1::FoundVerbatim& found) {
  std::string now = name_of(found.state());
  if (!found.topic_now().empty()) now += "; the topic is now \"" + found.topic_now() + "\"";
  if (!found.company_now().empty()) now += "; the company is now \"" + found.company_now() + "\"";
  if (found.state() == v1::EXTRACT_STANDS && extract.salt().empty())
    now += "; its author's description or its time reads otherwise since";
  return now;
}

void ask_server(const Context& context, std::vector<Finding>& findings) {
  constexpr std::size_t at_once = 500;
  auto line = context.open(false);
  for (std::size_t first = 0; first < findings.size(); first += at_once) {
    v1::CheckVerbatimsRequest request;
    const auto end = std::min(findings.size(), first + at_once);
    for (auto i = first; i < end; ++i) {
      auto& asked = *request.add_verbatims();
      asked.set_id(findings[i].extract.id());
      asked.set_hash(findings[i].extract.hash());
    }
    const auto reply = line.call<v1::CheckVerbatimsReply>("VerbatimService/CheckVerbatims", request);
    for (auto i = first; i < end; ++i) {
      const auto& found = reply.found(static_cast<int>(i - first));
      findings[i].state = now_of(findings[i].extract, found);
      if (found.state() == v1::EXTRACT_STATE_UNSPECIFIED) {
        findings[i].faults.push_back("it was never taken here");
      } else if (!found.same()) {
        findings[i].faults.push_back("another one was taken here under this name");
      }
    }
  }
}

Json json_of(const std::vector<Finding>& findings, bool sound) {
  Json all = Json::array();
  for (const auto& f : findings) {
    all.push_back(Json{
        {"number", std::to_string(f.extract.number())}, {"words", f.words}, {"state", f.state}, {"faults", f.faults}});
  }
  return Json{{"sound", sound}, {"extracts", std::move(all)}};
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (!file || !(text << file.rdbuf())) throw Failed("There is no file " + path + " that can be read.");
  return text.str();
}

std::string one_in(double chance) {
  if (chance < 1e-15) return "less than 1 in 1,000,000,000,000,000";
  auto digits = std::to_string(static_cast<std::uint64_t>(std::llround(1 / chance)));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return "1 in " + digits;
}

Json json_of(const v1::TraceTextReply& traced) {
  Json companies = Json::array();
  for (const auto& one : traced.companies())
    companies.push_back(Json{{"id", std::to_string(one.company_id())},
                             {"company", one.company()},
                             {"fits", one.fits()},
                             {"chance", one.chance()}});
  return Json{
      {"found", traced.found()},     {"companies", std::move(companies)}, {"looked_through", traced.looked_through()},
      {"from_ms", traced.from_ms()}, {"to_ms", traced.to_ms()},           {"next_skip", traced.next_skip()}};
}

// How far it looked, where that was not everything.
void say_how_far(const v1::TraceTextReply& traced, std::uint64_t skip) {
  if (skip == 0 && traced.next_skip() == 0) return;
  std::string said = "Looked through " + std::to_string(traced.looked_through()) + " posts";
  if (traced.looked_through() > 0)
    said += ", written from " + time_text(traced.from_ms()) + " to " + time_text(traced.to_ms());
  said += ", for how authors are described";
  said += traced.next_skip() == 0 ? "; there are no older ones."
                                  : "; for older ones add --skip " + std::to_string(traced.next_skip()) + ".";
  std::fprintf(stderr, "%s\n", said.c_str());
}

// Whoever is not known is an answer too.
void trace(const Context& context, const Options& options) {
  v1::TraceTextRequest request;
  request.set_text(read_text(options.file));
  request.set_skip(options.skip);
  auto line = context.open(false);
  const auto traced = line.call<v1::TraceTextReply>("VerbatimService/TraceText", request);
  if (context.json) return print(json_of(traced));
  say_how_far(traced, options.skip);
  const auto found = std::to_string(traced.found());
  if (traced.companies_size() == 0) {
    std::printf("Not known: %s\n", traced.found() == 0
                                       ? "nothing in it is worded as a company would have it."
                                       : ("no company's wording fits the " + found + " found.").c_str());
    return;
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"COMPANY", Align::left, true}, {"WORDINGS"}, {"BY CHANCE"}});
  for (const auto& one : traced.companies())
    table.add({one.company(), std::to_string(one.fits()) + " of " + found, one_in(one.chance())});
  table.print(terminal::screen_of(STDOUT_FILENO));
}

void verify(const Context& context, const Options& options) {
  std::vector<Finding> findings;
  for (auto& extract : read_extracts(options.file)) {
    Finding finding{std::move(extract), {}, {}, {}};
    check_words(finding);
    check_chain(finding, findings.empty() ? nullptr : &findings.back().extract);
    findings.push_back(std::move(finding));
  }
  if (!context.data.empty()) ask_server(context, findings);
  const auto faulty = std::find_if(findings.begin(), findings.end(), [](const auto& f) { return !f.faults.empty(); });
  if (context.json) {
    print(json_of(findings, faulty == findings.end()));
  } else {
    using Align = terminal::Column::Align;
    terminal::Table table(
        {{"NUMBER", Align::right}, {"TOPIC", Align::left, true}, {"WORDS"}, {"NOW", Align::left, true}});
    for (const auto& f : findings) table.add({std::to_string(f.extract.number()), f.extract.topic(), f.words, f.state});
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
  if (faulty == findings.end()) return;
  throw Failed("Extract " + std::to_string(faulty->extract.number()) + " does not fit: " + faulty->faults.front() +
               ".");
}

}  // namespace

void add_verbatim(CLI::App& app, Context& context) {
  auto* verbatim = app.add_subcommand("verbatim", "What companies quote: verify, trace");
  verbatim->require_subcommand(1);
  verbatim->footer(
      "Examples:\n"
      "  plenumctl verbatim verify extracts.json               # the file alone\n"
      "  plenumctl --data DIR verbatim verify extracts.json    # and whether it was taken here, and still stands\n"
      "  plenumctl --data DIR verbatim trace found.txt         # from which company a text came that somebody found\n\n"
      "FILE is the JSON of TakeExtracts, ListExtracts or an export. Each digest and the chain are made again; exits "
      "with 1\n"
      "where something does not fit, and says which extract. The words of one without its salt cannot be checked.\n"
      "What stands around members' words (an author's description, an extract's scope, the notice) is worded a little\n"
      "otherwise for each company; `trace` looks for it, and tells how often chance alone would say as much.");
  const auto options = std::make_shared<Options>();
  auto* made = verbatim->add_subcommand("verify", "Find what was altered, or never taken");
  made->callback([&context, options] { verify(context, *options); });
  made->add_option("FILE", options->file, "Extracts, as JSON")->required();
  auto* traced = verbatim->add_subcommand("trace", "Find from which company a text came");
  traced->callback([&context, options] { trace(context, *options); });
  traced->add_option("FILE", options->file, "A text: a page, an export, a mail")->required();
  traced->add_option("--skip", options->skip, "Look through older posts: as many as an earlier trace said");
}

}  // namespace plenum::cli
