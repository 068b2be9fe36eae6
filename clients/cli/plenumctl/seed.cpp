#include <chrono>
#include <memory>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/demo.h"
#include "clients/cli/plenumctl/import_batches.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/progress.h"

namespace plenum::cli {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Cast = std::map<std::string, std::uint64_t>;

std::int64_t now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

Cast members_here(OperatorLine& line) {
  Cast here;
  v1::ListMembersRequest request;
  for (;;) {
    const auto page = line.call<v1::ListMembersReply>("ListMembers", request);
    for (const auto& member : page.members()) {
      request.set_after_id(member.id());
      if (!member.unclaimed()) here.emplace(member.handle(), member.id());
    }
    if (!page.more() || page.members().empty()) return here;
  }
}

std::uint64_t add_member(OperatorLine& line, const json& member, const std::string& password) {
  v1::AddMemberRequest request;
  request.set_handle(member.at("handle").get<std::string>());
  request.set_role(role_of(member.at("role").get<std::string>()));
  request.set_specialty(member.at("specialty").get<std::string>());
  request.set_region(member.at("region").get<std::string>());
  request.set_represents(member.value("representative_of", ""));
  request.set_password(password);
  return line.call<v1::AddMemberReply>("AddMember", request).member_id();
}

// Who is here already keeps what they have, password included.
Cast add_cast(OperatorLine& line, const json& community, const std::string& password, terminal::ProgressBar& bar,
              std::uint64_t& added) {
  Cast cast = members_here(line);
  const auto& members = community.at("members");
  std::uint64_t done = 0;
  for (const auto& member : members) {
    const auto handle = member.at("handle").get<std::string>();
    bar.show("Adding", "members", done++, members.size());
    if (cast.contains(handle)) continue;
    cast.emplace(handle, add_member(line, member, password));
    ++added;
  }
  return cast;
}

v1::ImportEntry topic_of(const json& from) {
  v1::ImportEntry entry;
  auto& topic = *entry.mutable_topic();
  topic.set_origin("demo:" + from.at("slug").get<std::string>());
  topic.set_title(from.at("title").get<std::string>());
  topic.set_problem(from.at("problem").get<std::string>());
  return entry;
}

struct Files {
  json community;
  std::vector<json> topics;
};

// All of it is read before anything is written.
Files read_folder(const fs::path& folder) {
  Files files;
  files.community = read_json(folder / "community.json");
  for (const auto& topic : files.community.at("topics")) {
    files.topics.push_back(read_json(folder / "topics" / (topic.at("slug").get<std::string>() + ".json")));
  }
  return files;
}

void seed_from(const Context& context, const Files& files, const std::string& password) {
  auto line = context.open(true, files.community.value("name", ""));
  terminal::ProgressBar bar(terminal::screen_of(STDERR_FILENO));
  std::uint64_t members = 0;
  const auto cast = add_cast(line, files.community, password, bar, members);
  ImportBatches batches(
      [&](const v1::ImportRequest& request) { return line.call<v1::ImportReply>("Import", request); });
  for (const auto& topic : files.community.at("topics")) batches.add(topic_of(topic));
  const auto now = now_ms();
  for (const auto& topic : files.topics) {
    for (auto& entry : entries_of(topic, cast, now)) batches.add(std::move(entry));
  }
  batches.finish();
  bar.clear();
  const auto& added = batches.imported();
  if (context.json) {
    print(Json{{"members", members},
               {"topics", added.topics},
               {"threads", added.threads},
               {"posts", added.posts},
               {"reactions", added.reactions},
               {"refused", added.refused}});
  } else {
    print("Added " + std::to_string(members) + " members, " + std::to_string(added.topics) + " topics, " +
          std::to_string(added.threads) + " threads, " + std::to_string(added.posts) + " posts, " +
          std::to_string(added.reactions) + " reactions.");
  }
  if (!added.refused.empty()) throw Failed("Refused: " + added.refused.front());
}

void seed(const Context& context, const std::string& folder, const std::string& password) {
  try {
    seed_from(context, read_folder(folder), password);
  } catch (const json::exception& error) {
    throw Failed(folder + " is not as deploy/demo/README.md says it should be: " + error.what() + ".");
  }
}

}  // namespace

void add_seed(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("seed", "Load the demonstration community");
  command->footer(
      "Members, topics and past conversations, dated back from now. A second run adds nothing.\n\n"
      "Example:\n  plenumctl --data demo-data seed deploy/demo --password correct-horse-battery");
  const auto folder = std::make_shared<std::string>();
  const auto password = std::make_shared<std::string>();
  command->add_option("FOLDER", *folder, "deploy/demo, or one of the same shape")->required();
  command->add_option("--password", *password, "One for all its members; without it they have none");
  command->callback([&context, folder, password] { seed(context, *folder, *password); });
}

}  // namespace plenum::cli
