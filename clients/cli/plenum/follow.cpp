#include <chrono>
#include <csignal>
#include <memory>
#include <thread>
#include <unordered_set>

#include "clients/cli/line/failed.h"
#include "clients/cli/line/live_line.h"
#include "clients/cli/plenum/context.h"
#include "clients/cli/plenum/show.h"
#include "clients/cli/terminal/cells.h"

namespace plenum::cli {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds patience(250);
constexpr milliseconds pause_min(500);
constexpr milliseconds pause_max(15'000);
constexpr std::uint16_t do_not_come_back = 4500;

volatile std::sig_atomic_t interrupted = 0;

void say(const char* words) {
  std::fprintf(stderr, "%s\n", words);
}

// In short steps, so that Ctrl-C ends it.
void wait(milliseconds time) {
  constexpr milliseconds step(50);
  for (; time > milliseconds(0) && interrupted == 0; time -= step) std::this_thread::sleep_for(step);
}

/// What is followed: a topic, or one thread of it.
struct Target {
  std::uint64_t topic = 0;
  std::uint64_t thread = 0;  // 0: all of the topic
};

Target target_of(MemberLine& line, const std::string& name) {
  if (const auto id = id_of(name); id != 0) {
    v1::ReadThreadRequest request;
    request.set_thread_id(id);
    request.set_from_end(true);
    request.set_limit(1);
    try {
      return {line.call<v1::ReadThreadReply>("ReadThread", request).entry().thread().topic_id(), id};
    } catch (const Failed& failed) {
      if (failed.exit == Exit::unreachable) throw;  // else it may be a topic's id
    }
  }
  return {find_topic(line, name).id(), 0};
}

/// Follows until interrupted, over as many lines as it takes: each begins where the one before it ended.
class Following {
public:
  Following(const Context& context, const MemberLine& line, Target target)
      : json_(context.json), address_(line.address()), bearer_(line.bearer()), target_(target) {}

  void run() {
    auto pause = pause_min;
    while (interrupted == 0) {
      try {
        follow_one_line();
        pause = pause_min;
      } catch (const Failed& failed) {
        if (failed.exit != Exit::unreachable || !was_there_) throw;
      }
      if (interrupted != 0) return;
      say("The line is lost; trying again.");
      wait(pause);
      pause = std::min(pause * 2, pause_max);
    }
  }

private:
  void follow_one_line() {
    LiveLine live(address_, bearer_);
    v1::ClientFrame frame;
    frame.set_request(2);
    frame.mutable_subscribe()->set_topic_id(target_.topic);
    if (!position_.token().empty()) *frame.mutable_subscribe()->mutable_since() = position_;
    if (!live.send(frame)) return;
    v1::ServerFrame got;
    while (interrupted == 0) {
      const auto what = live.receive(got, patience);
      if (what == LiveLine::Got::frame) take(got);
      if (what != LiveLine::Got::lost) continue;
      if (live.close_code() >= do_not_come_back && live.close_code() < 5000) {
        throw Failed(live.close_reason().empty() ? "The server ended the line: sign in again." : live.close_reason());
      }
      return;
    }
  }

  void take(const v1::ServerFrame& frame) {
    if (frame.has_reply() && frame.reply().has_refusal()) throw Failed(sentence_of(frame.reply().refusal()));
    if (frame.has_reply() && frame.reply().has_subscribe()) return begin(frame.reply().subscribe());
    if (!frame.has_updates()) return;
    if (frame.updates().topic_id() == target_.topic) position_ = frame.updates().position();
    for (const auto& update : frame.updates().updates()) show(update);
  }

  void begin(const v1::SubscribeReply& reply) {
    if (was_there_ && !reply.recovered()) say("What came meanwhile could not be recovered: see plenum read.");
    if (!was_there_ || !reply.recovered()) position_ = reply.position();
    if (!was_there_) say("Following. Ctrl-C ends it.");
    was_there_ = true;
  }

  bool is_followed(std::uint64_t thread) const { return target_.thread == 0 || target_.thread == thread; }

  void show(const v1::Update& update) {
    if (update.has_post() && is_followed(update.post().thread_id())) {
      shown_.insert(update.post().id());
      if (json_) return print(Json{{"post", as_json(update.post())}});
      return print(as_text(update.post()));
    }
    // A reaction does not tell its thread: in a thread, those to posts that were shown here are.
    const bool is_ours = target_.thread == 0 || shown_.contains(update.reaction().post_id());
    if (update.has_reaction() && is_ours) return show(update.reaction());
    if (update.has_thread() && target_.thread == 0) {
      if (json_) return print(Json{{"thread", as_json(update.thread())}});
      if (update.thread().posts() <= 1) print("New thread: " + terminal::harmless(update.thread().title()) + "\n");
    }
  }

  void show(const v1::ReactionChange& change) {
    if (json_) {
      return print(Json{{"reaction",
                         {{"post_id", std::to_string(change.post_id())},
                          {"emoji", change.emoji()},
                          {"by", change.by().handle()},
                          {"added", change.added()},
                          {"count", change.count()}}}});
    }
    if (!change.added()) return;
    print(name_of(change.by()) + " reacted " + terminal::harmless(change.emoji()) + " to " +
          std::to_string(change.post_id()) + "\n");
  }

  const bool json_;
  const Address address_;
  const std::string bearer_;
  const Target target_;
  v1::Position position_;
  std::unordered_set<std::uint64_t> shown_;
  bool was_there_ = false;
};

void follow(const Context& context, const std::string& name) {
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  auto line = open_line();
  Following(context, line, target_of(line, name)).run();
}

}  // namespace

void add_follow(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("follow", "What is being written now, until Ctrl-C");
  command->footer(
      "A lost line is taken up again where it broke; what came meanwhile is shown too.\n\n"
      "Examples:\n  plenum follow Cases\n  plenum follow 4711 --json | jq -r .post.source");
  const auto name = std::make_shared<std::string>();
  command->add_option("TOPIC|THREAD", *name, "A topic's title or id, or a thread's id")->required();
  command->callback([&context, name] { follow(context, *name); });
}

}  // namespace plenum::cli
