#include "tests/bench/storm.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "tests/bench/audience.h"
#include "tests/bench/author.h"
#include "tests/bench/contest.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 120;
constexpr double calm_s = 1;  // of posts before each kill

class Storm {
public:
  explicit Storm(const StormOptions& options)
      : options_(options),
        community_({.members = options.clients, .topics = options.topics}),
        heard_(options.clients / options.topics),
        audience_(loop_, community_, heard_),
        author_(loop_, community_, options.topics),
        acknowledged_(options.topics, -1),
        last_(options.clients, -1),
        owed_(options.clients, -1) {
    author_.on_written = [this](auto number) { acknowledged_[topic_of(number)] = number; };
    audience_.expect_steps_of(static_cast<std::uint32_t>(options.topics));
    audience_.on_present = [this](auto client) {
      owed_[client] = acknowledged_[topic_of(client)];
      look_at(client);
    };
    audience_.on_post = [this](auto client, auto number) {
      last_[client] = number;
      look_at(client);
    };
    audience_.arrive(options.clients, [this](auto client) { return topic_of(client); });
  }

  void run() {
    for (int i = 0; i < options_.kills; ++i) {
      talk_until(now_s(), [until = now_s() + calm_s] { return now_s() >= until; });
      strike();
    }
    loop_.turn_until([this] { return author_.unanswered() == 0 && heard_.under_way() == 0; }, patience_s);
  }

  void describe(nlohmann::ordered_json& line) const {
    line["kills"] = options_.kills;
    set_span(line, "all_whole_s", all_whole_s_);
    set_span(line, "half_whole_s", half_whole_s_);
    set_span(line, "server_listens_s", listens_s_);
    line["not_whole"] = not_whole_;
    line["not_recovered"] = audience_.not_recovered();
    line["doubles"] = audience_.doubles();
    line["gaps"] = audience_.gaps();
    line["refused_posts"] = author_.refused();
    close_line(line, heard_.deliveries(), heard_.expected());
  }

private:
  std::size_t topic_of(std::size_t i) const { return i % options_.topics; }

  /// Posts at the pace since `began`: what could not be written meanwhile is written at once.
  template <class Done>
  bool talk_until(double began, Done done) {
    const auto sent = heard_.sent();
    while (!done()) {
      const double elapsed = now_s() - began;
      if (elapsed > patience_s) return false;
      while (static_cast<double>(heard_.sent() - sent) < elapsed * options_.posts_per_s) {
        const auto number = heard_.open(now_s());
        author_.write(number, community_.thread(topic_of(number)), ": to be, or not to be.");
      }
      loop_.turn(1 / options_.posts_per_s);
    }
    return true;
  }

  void strike() {
    const auto ended = audience_.ended();
    const double struck = now_s();
    community_.kill();
    whole_s_.clear();
    is_waited_for_.assign(options_.clients, true);
    struck_s_ = struck;
    // Their lines end; nobody is told how.
    loop_.turn_until([&] { return audience_.ended() - ended == options_.clients; }, patience_s);
    community_.start();
    listens_s_.push_back(now_s() - struck);
    author_.come_back();
    audience_.come_back();
    double retried = now_s();
    talk_until(struck, [&] {
      // Whom a full server refused tries again.
      if (now_s() - retried > 0.5) {
        audience_.come_back();
        retried = now_s();
      }
      return whole_s_.size() == options_.clients;
    });
    not_whole_ += options_.clients - whole_s_.size();
    std::sort(whole_s_.begin(), whole_s_.end());
    if (whole_s_.empty()) return;
    all_whole_s_.push_back(whole_s_.back());
    half_whole_s_.push_back(whole_s_[whole_s_.size() / 2]);
  }

  void look_at(std::size_t client) {
    if (is_waited_for_.empty() || !is_waited_for_[client] || !audience_.is_present(client)) return;
    if (last_[client] < owed_[client]) return;
    is_waited_for_[client] = false;
    whole_s_.push_back(now_s() - struck_s_);
  }

  const StormOptions options_;
  Loop loop_;
  Community community_;
  Ledger heard_;
  Audience audience_;
  Author author_;
  std::vector<std::int64_t> acknowledged_;  // by topic: the last number
  std::vector<std::int64_t> last_;          // by client: the last number heard
  std::vector<std::int64_t> owed_;          // by client: acknowledged when it was there again
  std::vector<bool> is_waited_for_;
  std::vector<double> whole_s_;  // of those who are whole again, since the kill
  double struck_s_ = 0;
  std::vector<double> all_whole_s_;
  std::vector<double> half_whole_s_;
  std::vector<double> listens_s_;
  std::size_t not_whole_ = 0;
};

}  // namespace

nlohmann::ordered_json storm(const StormOptions& options) {
  Storm storm(options);
  storm.run();
  auto line = line_of("storm");
  line["clients"] = options.clients;
  line["topics"] = options.topics;
  line["posts_per_s"] = options.posts_per_s;
  storm.describe(line);
  return line;
}

}  // namespace plenum::bench
