#include <fstream>
#include <iostream>
#include <memory>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenum/context.h"
#include "clients/cli/plenum/secret_input.h"
#include "clients/cli/plenum/session_file.h"
#include "clients/cli/plenum/show.h"

namespace plenum::cli {

namespace {

struct Options {
  std::string url;
  std::string handle;
  std::string token;
};

MemberLine enter(const Address& address, const Options& options) {
  if (!options.token.empty()) {
    return MemberLine(address, options.token == "-" ? ask("Token: ", true) : options.token);
  }
  const auto handle = options.handle.empty() ? ask("Handle: ", false) : options.handle;
  if (handle.empty()) throw Failed("No handle was given: sign in with --handle HANDLE, or with --token.");
  return MemberLine::sign_in(address, handle, ask("Password: ", true));
}

void sign_in(const Context& context, const Options& options) {
  const auto address = Address::of_url(options.url);
  auto line = enter(address, options);
  const auto me = line.call<v1::WhoAmIReply>("WhoAmI", v1::WhoAmIRequest{});
  save_session({"http://" + address.authority(), me.member().handle(), line.bearer()});
  if (context.json) return print(Json{{"handle", me.member().handle()}, {"community", me.community()}});
  print("Signed in to " + me.community() + " as " + name_of(me.member()) + ".");
}

void sign_out(const Context& context) {
  auto line = open_line();
  line.sign_out();
  forget_session();
  if (context.json) return print(Json{{"signed_out", true}});
  print(std::string("Signed out."));
}

void who_am_i(const Context& context) {
  auto line = open_line();
  const auto me = line.call<v1::WhoAmIReply>("WhoAmI", v1::WhoAmIRequest{});
  if (context.json) {
    return print(Json{{"handle", me.member().handle()},
                      {"id", std::to_string(me.member().id())},
                      {"community", me.community()},
                      {"url", "http://" + line.address().authority()}});
  }
  print(name_of(me.member()) + " in " + me.community() + ", http://" + line.address().authority());
}

}  // namespace

void add_sign_in(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  auto* in = app.add_subcommand("sign-in", "Sign in to a community; asks for handle and password");
  in->footer(
      "Examples:\n"
      "  plenum sign-in http://127.0.0.1:8080 --handle hamlet\n"
      "  plenumctl --data DIR users token hamlet | plenum sign-in http://127.0.0.1:8080 --token -");
  in->add_option("URL", options->url, "http://HOST:PORT")->required();
  auto* handle = in->add_option("--handle", options->handle, "Your handle");
  in->add_option("--token", options->token, "A bearer token instead of a password; - reads stdin")->excludes(handle);
  in->callback([&context, options] { sign_in(context, *options); });
  app.add_subcommand("sign-out", "End this session")->callback([&context] { sign_out(context); });
  app.add_subcommand("whoami", "Who is signed in, and where")->callback([&context] { who_am_i(context); });
}

}  // namespace plenum::cli
