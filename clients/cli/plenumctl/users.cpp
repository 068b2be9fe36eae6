#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <vector>

#include <unistd.h>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/output.h"
#include "clients/cli/terminal/table.h"

namespace plenum::cli {

namespace {

struct Options {
  std::string handle;
  std::string role = "member";
  std::string password_file;
  std::string specialty;
  std::string region;
  std::string represents;
  bool token = false;
  bool all = false;
  unsigned uses = 1;
  unsigned days = 14;
};

std::string first_line(std::istream& in) {
  std::string line;
  std::getline(in, line);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string read_password(const std::string& file) {
  if (file.empty()) return {};
  std::ifstream in;
  if (file != "-") in.open(file);
  auto password = first_line(file == "-" ? std::cin : in);
  if (password.empty()) throw Failed("No password stands in the first line of " + file + ".");
  return password;
}

// Where a browser finds the server; empty if it does not run.
std::string door_of(OperatorLine& line) {
  const auto status = line.call<v1::StatusReply>("Status", v1::StatusRequest{});
  return status.listening_on().starts_with("http") ? status.listening_on() : std::string();
}

void print_link(const Context& context, OperatorLine& line, const std::string& path, const std::string& secret,
                const std::string& note) {
  const auto link = door_of(line) + path + secret;
  if (context.json) return print(Json{{"link", link}, {"secret", secret}});
  print(link);
  std::fprintf(stderr, "%s\n", note.c_str());
}

void add_user(const Context& context, const Options& options) {
  v1::AddMemberRequest request;
  request.set_handle(options.handle);
  request.set_role(role_of(options.role));
  request.set_password(read_password(options.password_file));
  request.set_specialty(options.specialty);
  request.set_region(options.region);
  request.set_represents(options.represents);
  request.set_token(options.token);
  auto line = context.open(true);
  const auto reply = line.call<v1::AddMemberReply>("AddMember", request);
  if (context.json) {
    Json json{{"member_id", id_text(reply.member_id())}, {"handle", options.handle}, {"role", options.role}};
    if (options.token) json["token"] = reply.token();
    return print(json);
  }
  if (options.token) {
    print(reply.token());
    std::fprintf(stderr, "Keep it: it is shown only once.\n");
  } else {
    print(options.handle + " is a member now.");
  }
  if (request.password().empty() && !options.token) {
    std::fprintf(stderr, "To let them choose a password: plenumctl --data %s users reset %s\n", context.data.c_str(),
                 options.handle.c_str());
  }
}

Json as_json(const v1::Member& member) {
  return {{"id", id_text(member.id())},      {"handle", member.handle()}, {"role", name_of(member.role())},
          {"specialty", member.specialty()}, {"region", member.region()}, {"represents", member.represents()},
          {"unclaimed", member.unclaimed()}, {"erased", member.erased()}};
}

std::vector<v1::Member> all_members(OperatorLine& line, bool imported_too) {
  std::vector<v1::Member> members;
  v1::ListMembersRequest request;
  for (;;) {
    const auto page = line.call<v1::ListMembersReply>("ListMembers", request);
    for (const auto& member : page.members()) {
      if (imported_too || !member.unclaimed()) members.push_back(member);
    }
    if (!page.more() || page.members().empty()) break;
    request.set_after_id(page.members().rbegin()->id());
  }
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.handle() < b.handle(); });
  return members;
}

void list_users(const Context& context, const Options& options) {
  auto line = context.open(false);
  const auto members = all_members(line, options.all);
  if (context.json) {
    Json all = Json::array();
    for (const auto& member : members) all.push_back(as_json(member));
    return print(Json{{"members", std::move(all)}});
  }
  using Align = terminal::Column::Align;
  terminal::Table table({{"HANDLE", Align::left, true},
                         {"ROLE"},
                         {"SPECIALTY", Align::left, true},
                         {"REGION", Align::left, true},
                         {"REPRESENTS", Align::left, true}});
  for (const auto& member : members) {
    table.add({member.handle(), member.unclaimed() ? "imported" : name_of(member.role()), member.specialty(),
               member.region(), member.represents()});
  }
  if (table.empty()) {
    std::fprintf(stderr, "Nobody yet. The first one: plenumctl --data %s users add HANDLE --role admin\n",
                 context.data.c_str());
  } else {
    table.print(terminal::screen_of(STDOUT_FILENO));
  }
}

void set_role(const Context& context, const Options& options) {
  v1::SetRoleRequest request;
  request.set_handle(options.handle);
  request.set_role(role_of(options.role));
  auto line = context.open(false);
  line.call<v1::SetRoleReply>("SetRole", request);
  if (context.json) return print(Json{{"handle", options.handle}, {"role", options.role}});
  print(options.handle + " is " + options.role + " now.");
}

void reset_user(const Context& context, const Options& options) {
  v1::ResetMemberRequest request;
  request.set_handle(options.handle);
  auto line = context.open(false);
  const auto reply = line.call<v1::ResetMemberReply>("ResetMember", request);
  print_link(context, line, "/reset#", reply.secret(), "Good once, for 24 hours, under the server's own address.");
}

void make_token(const Context& context, const Options& options) {
  v1::MakeTokenRequest request;
  request.set_handle(options.handle);
  auto line = context.open(false);
  const auto reply = line.call<v1::MakeTokenReply>("MakeToken", request);
  if (context.json) return print(Json{{"handle", options.handle}, {"token", reply.token()}});
  print(reply.token());
  std::fprintf(stderr, "Keep it: it is shown only once.\n");
}

void invite(const Context& context, const Options& options) {
  v1::InviteRequest request;
  request.set_role(role_of(options.role));
  request.set_uses(options.uses);
  request.set_days(options.days);
  auto line = context.open(true);
  const auto reply = line.call<v1::InviteReply>("Invite", request);
  print_link(context, line, "/join#", reply.code(),
             "Good for " + std::to_string(options.uses) + (options.uses == 1 ? " person, " : " people, ") +
                 std::to_string(options.days) + " days, under the server's own address.");
}

}  // namespace

void add_users(CLI::App& app, Context& context) {
  auto* users = app.add_subcommand("users", "Members: add, list, role, reset, token, invite");
  users->require_subcommand(1);
  users->footer(
      "Examples:\n"
      "  plenumctl --data DIR users add ophelia --role admin --password-file -\n"
      "  plenumctl --data DIR users add bot --role member --token\n"
      "  plenumctl --data DIR users invite --uses 20 --days 7");
  const auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const char* what, void (*run)(const Context&, const Options&)) {
    auto* made = users->add_subcommand(name, what);
    made->callback([&context, options, run] { run(context, *options); });
    return made;
  };
  const auto of_handle = [&](CLI::App* made) {
    made->add_option("HANDLE", options->handle, "The member")->required();
    return made;
  };

  auto* add = of_handle(command("add", "A new member", add_user));
  add->add_option("--role", options->role, "member, moderator or admin")->capture_default_str();
  add->add_option("--password-file", options->password_file, "Its first line is the password; - reads stdin");
  add->add_option("--specialty", options->specialty, "As in \"Paediatrics\"");
  add->add_option("--region", options->region, "As in \"Nordics\"");
  add->add_option("--represents", options->represents, "The company this person speaks for");
  add->add_flag("--token", options->token, "Print a bearer token for programs");

  command("list", "All members", list_users)->add_flag("--all", options->all, "Also those known from imports only");

  auto* role = of_handle(command("role", "Give a member another role", set_role));
  role->add_option("ROLE", options->role, "member, moderator or admin")->required();

  of_handle(command("reset", "A one-time link to choose a new password", reset_user));
  of_handle(command("token", "A bearer token for programs of this member", make_token));

  auto* invitation = command("invite", "A link by which people join", invite);
  invitation->add_option("--role", options->role, "member, moderator or admin")->capture_default_str();
  invitation->add_option("--uses", options->uses, "How many people")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  invitation->add_option("--days", options->days, "How long")->check(CLI::Range(1, 366))->capture_default_str();
}

}  // namespace plenum::cli
