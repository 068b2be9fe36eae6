#include "tests/bench/gallery.h"

#include <memory>

#include <nlohmann/json.hpp>

#include "proto/member.pb.h"
#include "tests/bench/audience.h"
#include "tests/bench/author.h"
#include "tests/bench/contest.h"
#include "tests/bench/gallery_audience.h"
#include "tests/bench/gallery_rows.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

enum Topics : std::size_t { heard_by_members, heard_by_seats, unheard, unheard_in_gallery, topics };

/// Words as people write them, behind the post's number.
std::string words(std::size_t bytes) {
  const std::string some =
      ": the patient came back after two weeks, still on the old dose, and the potassium was 5.9; would you stop it "
      "at once, or halve it and look again on Monday? ";
  std::string all;
  while (all.size() < bytes) all += some;
  all.resize(bytes);
  return all;
}

bool is_index(const std::string& thread) {
  return thread == "plenum-search";
}

/// A server with members in one topic and seats in another, and two where nobody is.
class Theatre {
public:
  Theatre(Loop& loop, const GalleryOptions& options)
      : loop_(loop),
        more_(words(options.post_bytes)),
        community_({.members = options.seats + 1, .topics = topics}),
        author_(loop, community_, 1),
        members_heard_(options.seats),
        seats_heard_(options.seats),
        members_(loop, community_, members_heard_),
        seats_(loop, community_, seats_heard_) {
    community_.open_gallery({heard_by_seats, unheard_in_gallery});
    members_.arrive(options.seats, [](std::size_t) { return std::size_t{heard_by_members}; });
    seats_.arrive(community_.seat_companies(options.companies, options.seats, heard_by_seats));
    author_.on_written = [this](std::uint32_t number) {
      if (acknowledged_ != nullptr) acknowledged_->heard(number, now_s());
    };
  }

  Stretch to(Topics topic, double seconds, std::size_t in_flight) {
    let_index_catch_up();
    auto& ledger = ledger_of(topic);
    acknowledged_ = topic == unheard || topic == unheard_in_gallery ? &ledger : nullptr;
    const Side side{community_.pid(), ledger,
                    [this, topic](auto number) { author_.write(number, community_.thread(topic), more_); },
                    [this] { return author_.unanswered() == 0; }};
    return run_closed(loop_, side, seconds, in_flight);
  }

  /// What was written before is indexed behind it, on the server's core: nothing else is measured beside that.
  void let_index_catch_up() {
    for (double before = index_us(), now = before + index_idle_us + 1; now - before > index_idle_us;) {
      before = index_us();
      loop_.turn_until([] { return false; }, index_look_s);
      now = index_us();
    }
  }

  std::uint64_t delivered() const { return members_heard_.deliveries() + seats_heard_.deliveries(); }
  std::uint64_t expected() const { return members_heard_.expected() + seats_heard_.expected(); }
  std::uint64_t doubles() const { return members_.doubles() + seats_.doubles(); }

  /// The server goes, and what it wrote is applied once more by a store alone.
  GalleryRows end(std::size_t posts_of_batch_min) {
    community_.stop();
    return rows_alone(community_.data(), community_.data().parent_path() / "rows-alone", posts_of_batch_min);
  }

private:
  static constexpr double index_look_s = 0.25;
  static constexpr double index_idle_us = 2'500;  // of that

  double index_us() const {
    double us = 0;
    for (const auto& [id, thread] : cpu_us_by_thread(community_.pid())) us += is_index(thread.name) ? thread.us : 0;
    return us;
  }

  Ledger& ledger_of(Topics topic) {
    if (topic == heard_by_members) return members_heard_;
    if (topic == heard_by_seats) return seats_heard_;
    return topic == unheard ? unheard_ : unheard_in_gallery_;
  }

  Loop& loop_;
  const std::string more_;
  Community community_;
  Author author_;
  Ledger members_heard_, seats_heard_;
  Ledger unheard_{1}, unheard_in_gallery_{1};
  Ledger* acknowledged_ = nullptr;
  Audience members_;
  GalleryAudience seats_;
};

template <class Counts>
double us_of_threads(const Stretch& stretch, Counts counts) {
  double us = 0;
  for (const auto& [thread, time] : stretch.threads) {
    if (counts(time.name)) us += time.us;
  }
  return us;
}

double committing_us(const Stretch& stretch) {
  return us_of_threads(stretch,
                       [](const std::string& name) { return name == "plenum-commit" || name.starts_with("rocksdb"); });
}

/// The index is made behind the post, on a thread of its own, and told apart.
double indexing_us(const Stretch& stretch) {
  return us_of_threads(stretch, is_index);
}

/// What a post costs in rows alone, and where one for observers would stand that cost nothing else more.
void describe_rows(nlohmann::ordered_json& line, const GalleryRows& rows, double unobserved_us_per_post) {
  const auto more_us = rows.observed.us_per_post() - rows.among_members.us_per_post();
  line["floor_ratio_per_post"] = rounded((unobserved_us_per_post + more_us) / unobserved_us_per_post);
  const auto describe = [&](const std::string& name, const RowsOfPosts& posts) {
    line[name + "_rows_per_post"] = rounded(posts.per_post(static_cast<double>(posts.rows)));
    line[name + "_row_bytes_per_post"] = rounded(posts.per_post(static_cast<double>(posts.bytes)));
    line[name + "_cpu_us_of_applying"] = rounded(posts.per_post(posts.applying_us));
    line[name + "_cpu_us_of_committing"] = rounded(posts.per_post(posts.committing_us));
  };
  describe("observed", rows.observed);
  describe("unobserved", rows.among_members);
}

/// Ratios of one pair each.
class Pairs {
public:
  void add(double ours, double other) {
    ours_.push_back(ours);
    other_.push_back(other);
    ratios_.push_back(ours / other);
  }
  void describe(nlohmann::ordered_json& line, const std::string& ratio, const std::string& ours,
                const std::string& other) const {
    set_span(line, ratio, ratios_);
    set_span(line, ours, ours_);
    set_span(line, other, other_);
  }
  double other() const { return median(other_); }

private:
  std::vector<double> ours_, other_, ratios_;
};

}  // namespace

nlohmann::ordered_json gallery(const GalleryOptions& options) {
  Loop loop;
  Theatre theatre(loop, options);
  const auto fanout = [&](Topics topic, double share) {
    return theatre.to(topic, options.seconds * share, options.in_flight);
  };
  const auto writing = [&](Topics topic, double share, std::size_t authors) {
    return theatre.to(topic, options.seconds * share, authors);
  };
  for (const auto topic : {heard_by_members, heard_by_seats}) fanout(topic, 0.5);  // warm
  for (const auto topic : {unheard, unheard_in_gallery}) writing(topic, 0.5, options.authors);

  Pairs deliveries, without_commit, single, posts_of_many;
  for (int i = 0; i < options.pairs; ++i) {
    const auto seats = fanout(heard_by_seats, 1);
    const auto members = fanout(heard_by_members, 1);
    deliveries.add((seats.cpu_us - indexing_us(seats)) / seats.deliveries, members.cpu_us_per_delivery());
    without_commit.add((seats.cpu_us - committing_us(seats) - indexing_us(seats)) / seats.deliveries,
                       (members.cpu_us - committing_us(members)) / members.deliveries);
    for (auto* posts : {&single, &posts_of_many}) {
      const std::size_t authors = posts == &single ? 1 : options.authors;
      const auto observed = writing(unheard_in_gallery, 1, authors);
      const auto among_members = writing(unheard, 1, authors);
      posts->add((observed.cpu_us - indexing_us(observed)) / observed.messages,
                 (among_members.cpu_us - indexing_us(among_members)) / among_members.messages);
    }
  }
  auto line = line_of("gallery");
  line["seats"] = options.seats;
  line["companies"] = options.companies;
  line["in_flight"] = options.in_flight;
  line["post_bytes"] = options.post_bytes;
  line["pairs"] = options.pairs;
  deliveries.describe(line, "ratio_per_delivery", "seat_cpu_us_per_delivery", "member_cpu_us_per_delivery");
  without_commit.describe(line, "ratio_without_commit", "seat_cpu_us_without_commit", "member_cpu_us_without_commit");
  single.describe(line, "ratio_per_single_post", "observed_cpu_us_per_single_post",
                  "unobserved_cpu_us_per_single_post");
  describe_rows(line, theatre.end(options.authors / 2), posts_of_many.other());
  posts_of_many.describe(line, "ratio_per_post", "observed_cpu_us_per_post", "unobserved_cpu_us_per_post");
  line["doubles"] = theatre.doubles();
  close_line(line, theatre.delivered(), theatre.expected());
  return line;
}

}  // namespace plenum::bench
