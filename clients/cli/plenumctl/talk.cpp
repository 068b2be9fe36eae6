#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <memory>
#include <thread>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/live_line.h"
#include "clients/cli/line/member_line.h"
#include "clients/cli/plenumctl/context.h"
#include "clients/cli/plenumctl/demo.h"
#include "clients/cli/plenumctl/output.h"

namespace plenum::cli {

namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds step(100);
constexpr seconds typing_interval(2);

volatile std::sig_atomic_t interrupted = 0;

struct Options {
  std::string file;
  std::string url;
  std::string password;
  bool repeat = false;
};

/// One member of the cast at their own browser, so to say: calls by HTTP, whispers by the live line.
struct Speaker {
  MemberLine line;
  LiveLine live;
  std::uint64_t id = 0;

  void whisper(const v1::ClientFrame& frame) {
    if (!live.send(frame)) come_back();
  }

  // Answers pings and drops what was said: who speaks here reads nothing.
  void listen() {
    v1::ServerFrame frame;
    for (;;) {
      const auto got = live.receive(frame, milliseconds(0));
      if (got == LiveLine::Got::nothing) return;
      if (got == LiveLine::Got::lost) return come_back();
    }
  }

  // A server that restarts is waited for as any client does; nothing said is lost, since posts go by HTTP.
  void come_back() {
    while (interrupted == 0) {
      try {
        live = LiveLine(line.address(), line.bearer());
        return;
      } catch (const Failed& failed) {
        if (failed.exit != Exit::unreachable) throw;
        std::this_thread::sleep_for(seconds(2));
      }
    }
  }
};

/// Where the speakers come in: by the operator's line, which makes them tokens, or by their password.
class Door {
public:
  Door(const Context& context, const Options& options) : password_(options.password) {
    if (!options.password.empty()) {
      address_ = Address::of_url(options.url.empty() ? "http://127.0.0.1:8080" : options.url);
      return;
    }
    operator_.emplace(context.open(false));
    const auto status = operator_->call<v1::StatusReply>("Status", v1::StatusRequest{});
    const auto url = options.url.empty() ? status.listening_on() : options.url;
    if (!url.starts_with("http")) {
      throw Failed("No server runs on " + context.data + ": start plenumd first.", Exit::unreachable);
    }
    address_ = Address::of_url(url);
  }

  Speaker let_in(const std::string& handle) {
    auto line =
        password_.empty() ? MemberLine(address_, token_of(handle)) : MemberLine::sign_in(address_, handle, password_);
    auto live = LiveLine(address_, line.bearer());
    const auto id = live.welcome().you().id();
    return {std::move(line), std::move(live), id};
  }

private:
  std::string token_of(const std::string& handle) {
    v1::MakeTokenRequest request;
    request.set_handle(handle);
    return operator_->call<v1::MakeTokenReply>("MakeToken", request).token();
  }

  std::string password_;
  Address address_;
  std::optional<OperatorLine> operator_;
};

/// The speakers of one demonstration. Belongs to the main thread.
class Cast {
public:
  Cast(Door& door, const json& conversations) {
    for (const auto& conversation : conversations) {
      for (const auto& line : conversation.at("lines")) {
        const auto handle = line.at("by").get<std::string>();
        if (speakers_.contains(handle)) continue;
        const auto [at, added] = speakers_.emplace(handle, door.let_in(handle));
        ids_[handle] = at->second.id;
      }
    }
  }
  ~Cast() {
    for (auto& [handle, speaker] : speakers_) {
      try {
        speaker.line.sign_out();
      } catch (const Failed&) {
        // The server is gone: so is our business with it.
      }
    }
  }
  Cast(const Cast&) = delete;
  Cast& operator=(const Cast&) = delete;

  Speaker& at(const std::string& handle) { return speakers_.at(handle); }
  const std::map<std::string, std::uint64_t>& ids() const { return ids_; }
  Speaker& anybody() { return speakers_.begin()->second; }
  void listen() {
    for (auto& [handle, speaker] : speakers_) speaker.listen();
  }

private:
  std::map<std::string, Speaker> speakers_;
  std::map<std::string, std::uint64_t> ids_;
};

std::map<std::string, std::uint64_t> threads_by_title(MemberLine& line) {
  std::map<std::string, std::uint64_t> threads;
  const auto topics = line.call<v1::ListTopicsReply>("ListTopics", v1::ListTopicsRequest{});
  for (const auto& topic : topics.topics()) {
    v1::ListThreadsRequest request;
    request.set_topic_id(topic.topic().id());
    request.set_limit(200);
    for (;;) {
      const auto page = line.call<v1::ListThreadsReply>("ListThreads", request);
      for (const auto& entry : page.threads()) threads.emplace(entry.thread().title(), entry.thread().id());
      if (!page.more() || page.threads().empty()) break;
      request.set_before_thread_id(page.threads().rbegin()->thread().id());
    }
  }
  return threads;
}

/// One conversation as it goes on: a small clockwork that is asked every step whether something is due.
class Conversation {
public:
  Conversation(const json& from, std::uint64_t thread, Clock::time_point begin)
      : lines_(from.at("lines")), thread_(thread), due_(begin + seconds(from.at("start_seconds").get<int>())) {}

  bool is_over() const { return next_ >= lines_.size(); }

  // After a restart: what stands there already was said, and the rest follows from now.
  void pick_up(Cast& cast) {
    v1::ReadThreadRequest request;
    request.set_thread_id(thread_);
    request.set_from_end(true);
    request.set_limit(200);
    const auto page = cast.anybody().line.call<v1::ReadThreadReply>("ReadThread", request);
    for (const auto& post : page.posts()) {
      if (is_over()) return;
      std::vector<std::uint64_t> mentions;
      if (post.source() != with_mentions(lines_.at(next_).at("body").get<std::string>(), cast.ids(), mentions))
        continue;
      previous_ = post.id();
      ++next_;
      due_ = Clock::now();
    }
  }

  void step(Cast& cast, Clock::time_point now) {
    if (is_over()) return;
    const auto& line = lines_.at(next_);
    auto& speaker = cast.at(line.at("by").get<std::string>());
    if (phase_ == Phase::silence) {
      if (!is_scheduled_) {
        due_ = std::max(due_, now) + seconds(line.at("after_seconds").get<int>());
        is_scheduled_ = true;
      }
      if (now < due_) return;
      begin_to_type(line, speaker, now);
    } else if (now >= due_) {
      post(line, speaker, cast);
    } else if (now >= type_again_) {
      type(speaker, now);
    }
  }

private:
  enum class Phase { silence, typing };

  void begin_to_type(const json& line, Speaker& speaker, Clock::time_point now) {
    v1::ClientFrame look;
    look.mutable_looking()->set_thread_id(thread_);
    speaker.whisper(look);
    if (line.contains("reaction_to_previous") && previous_ != 0) react(line, speaker);
    type(speaker, now);
    due_ = now + seconds(line.at("typing_seconds").get<int>());
    phase_ = Phase::typing;
  }

  void type(Speaker& speaker, Clock::time_point now) {
    v1::ClientFrame frame;
    frame.mutable_typing()->set_thread_id(thread_);
    speaker.whisper(frame);
    type_again_ = now + typing_interval;
  }

  void react(const json& line, Speaker& speaker) {
    v1::AddReactionRequest request;
    request.set_post_id(previous_);
    request.set_emoji(line.at("reaction_to_previous").get<std::string>());
    try {
      speaker.line.command<v1::AddReactionReply>("AddReaction", request);
    } catch (const Failed& failed) {
      if (failed.exit == Exit::unreachable) throw;  // somebody took the post back meanwhile: then not
    }
  }

  void post(const json& line, Speaker& speaker, Cast& cast) {
    v1::WritePostRequest request;
    std::vector<std::uint64_t> mentions;
    request.set_thread_id(thread_);
    request.set_source(with_mentions(line.at("body").get<std::string>(), cast.ids(), mentions));
    if (line.value("reply_to_previous", false)) request.set_reply_to(previous_);
    previous_ = speaker.line.command<v1::WritePostReply>("WritePost", request).post_id();
    ++next_;
    phase_ = Phase::silence;
    is_scheduled_ = false;
  }

  const json& lines_;
  const std::uint64_t thread_;
  std::size_t next_ = 0;
  std::uint64_t previous_ = 0;
  Phase phase_ = Phase::silence;
  bool is_scheduled_ = false;
  Clock::time_point due_;
  Clock::time_point type_again_;
};

std::vector<Conversation> begin_all(const json& conversations, Cast& cast, bool repeat) {
  const auto threads = threads_by_title(cast.anybody().line);
  std::vector<Conversation> all;
  for (const auto& conversation : conversations) {
    const auto title = conversation.at("thread").get<std::string>();
    const auto thread = threads.find(title);
    if (thread == threads.end()) throw Failed("There is no thread '" + title + "': seed the community first.");
    all.emplace_back(conversation, thread->second, Clock::now());
    if (!repeat) all.back().pick_up(cast);
  }
  return all;
}

// Ends when it is interrupted. Once all is said people stay, and say nothing: the same words twice would be a ghost.
void go_on_talking(const json& conversations, Cast& cast, bool repeat) {
  auto all = begin_all(conversations, cast, repeat);
  while (interrupted == 0) {
    for (auto& one : all) one.step(cast, Clock::now());
    cast.listen();
    const bool over = std::all_of(all.begin(), all.end(), [](const auto& one) { return one.is_over(); });
    if (over && repeat) all = begin_all(conversations, cast, repeat);
    std::this_thread::sleep_for(step);
  }
}

void catch_interrupts() {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
}

void talk(const Context& context, const Options& options) {
  // Signing in by password may have to wait, and leaves nothing behind; a token must be ended again.
  if (options.password.empty()) catch_interrupts();
  const auto file = read_json(options.file);
  try {
    const auto& conversations = file.at("conversations");
    Door door(context, options);
    Cast cast(door, conversations);
    catch_interrupts();
    std::fprintf(stderr, "%zu members are talking. Ctrl-C ends it.\n", cast.ids().size());
    go_on_talking(conversations, cast, options.repeat);
  } catch (const json::exception& error) {
    throw Failed(options.file + " is not as deploy/demo/README.md says it should be: " + error.what() + ".");
  }
}

}  // namespace

void add_talk(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("talk", "Let the demonstration's members talk until interrupted");
  command->footer(
      "They type, post, reply and react over the same lines as everybody. With --data they come in by tokens that the\n"
      "operator makes and that end with the talk; with --password by signing in at --url.\n\n"
      "Examples:\n"
      "  plenumctl --data demo-data talk deploy/demo/conversation.json\n"
      "  plenumctl talk deploy/demo/conversation.json --url http://127.0.0.1:8080 --password PASSWORD");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "deploy/demo/conversation.json, or one of its shape")->required();
  command->add_option("--url", options->url, "The server; without it, the one on --data");
  command->add_option("--password", options->password, "That of all the members");
  command->add_flag("--repeat", options->repeat, "Begin again when all has been said");
  command->callback([&context, options] { talk(context, *options); });
}

}  // namespace plenum::cli
