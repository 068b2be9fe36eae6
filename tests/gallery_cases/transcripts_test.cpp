// Case 44: two houses that differ only in what an observer may not see, each with real sockets. All that reaches the
// seats, status, headers, bodies and frames, is the same byte for byte.
#include <cstdio>
#include <regex>

#include "server/node/member_writers.h"
#include "tests/gallery_cases/house.h"

namespace plenum::test {
namespace {

using testing::Random;

constexpr std::int64_t minute_ms = 60'000;

/// One house. `common` decides what both share and from what their chance is drawn, `own` what only this one has.
class Twin {
public:
  Twin(std::uint64_t common, std::uint64_t own, std::uint64_t much)
      : seed_(common), common_(common), own_(own), much_(much) {
    draw();
    room_.needs_authors(2 + static_cast<std::uint32_t>(common % 3));
    for (int i = 0; i < 4; ++i) {
      draw();
      handles_.push_back("m" + std::to_string(i) + "x" + std::to_string(own_.below(1'000'000)));
      members_.push_back(
          room_.member(handles_.back(), i < 3 ? "cardiology" : "surgery", i < 2 ? "Benelux" : "Nordics"));
    }
    draw();
    being_ = room_.topic("On being");
    draw();
    room_.charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
    draw();
    elsewhere_ = room_.topic("Elsewhere " + std::to_string(own_.next()));
    draw();
    const auto norway = room_.company("Norway & Sons");
    draw();
    room_.licence(norway, {being_});
    draw();
    const auto england = room_.company("England");
    draw();
    room_.licence(england, {being_}, v1::EMBARGO_1_H);
    for (const auto company : {norway, england}) {
      draw();
      const auto seat = room_.seat(company);
      seats_.push_back(std::make_unique<Observing>(room_.port(), room_.token(seat)));
      lines_.push_back(std::make_unique<Listener>(*seats_.back()));
      topics_.push_back(seats_.back()->topic());
      lines_.back()->call("subscribe", {{"topic", topics_.back()}});
      since_.push_back(Json());
    }
  }

  std::string run(int steps) {
    for (int i = 0; i < steps; ++i) {
      const auto after = common_.below(40) * minute_ms;
      for (auto n = own_.below(much_ + 1); n > 0; --n) happens_unseen();
      if (after > 0) {
        draw();
        room_.forward(static_cast<std::int64_t>(after));
        hear();
      }
      draw();
      happens_in_both();
      hear();
    }
    std::string all;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      read(*seats_[i], topics_[i]);
      all += seats_[i]->heard + lines_[i]->heard;
    }
    return all;
  }

private:
  // What one command draws has nothing to do with what others drew.
  void draw() { room_.clock.draw_from(seed_ * 1'000'003 + ++commands_); }

  void happens_in_both() {
    const auto by = common_.pick(members_);
    const auto words = "Words " + std::to_string(common_.next()) +
                       (common_.one_in(3) ? " of https://x.example/1" : ".") +
                       (common_.one_in(3) ? " Asks " + common_.pick(handles_) : "");
    if (threads_.empty() || common_.one_in(6))
      return threads_.push_back(room_.thread(by, being_, "On " + words, words));
    if (posts_.empty() || common_.one_in(2)) {
      const auto post = room_.post(by, common_.pick(threads_), words);
      return posts_.push_back({post, by});
    }
    const auto [post, author] = common_.pick(posts_);
    switch (common_.below(6)) {
      case 0:
        return room_.withdraw(post);
      case 1:
        return room_.happens([&](Proposal& p) { p.event().mutable_pseudonym_epoch_begun()->set_topic(being_.value); });
      default:
        if (room_.store->view().get(key::Post{post})->visibility() != v1::MEMBERS_ONLY) room_.edit(author, post, words);
    }
  }

  // Its chance is drawn from elsewhere, as every command's is.
  void happens_unseen() {
    room_.clock.draw_from(own_.next() | 1ULL << 63);
    const auto by = own_.pick(members_);
    const auto words = "Unseen " + std::to_string(own_.next());
    switch (threads_.empty() ? 0 : own_.below(6)) {
      case 0:
        return ours_.push_back(room_.thread(by, elsewhere_, words, words));
      case 1:
        if (!ours_.empty()) room_.post(by, own_.pick(ours_), words);
        return;
      case 2: {
        auto wish = post_in(own_.pick(threads_).value, words, own_.bytes(16));
        wish.set_members_only(true);
        return done(write_post(principal(by), wish, {}));
      }
      case 3: {
        v1::OpenThreadRequest wish;
        wish.set_command_id(own_.bytes(16));
        wish.set_topic_id(being_.value);
        wish.set_title(words);
        wish.set_source(words);
        wish.set_members_only(true);
        return done(open_thread(principal(by), wish, {}));
      }
      case 4: {
        if (posts_.empty()) return;
        v1::AddReactionRequest wish;
        wish.set_command_id(own_.bytes(16));
        wish.set_post_id(own_.pick(posts_).first.value);
        wish.set_emoji("👍");
        room_.sequencer->submit_and_wait(add_reaction(principal(by), wish));  // or it stands already
        return;
      }
      default: {
        const auto note = own_.next();
        const auto thread = own_.pick(threads_);
        return room_.happens([&](Proposal& p) {
          auto& fact = *p.event().mutable_note_written();
          fact.set_note(note);
          fact.set_thread(thread.value);
          log::PostText text;
          text.set_source(words);
          p.personal(log::BODY, text);
        });
      }
    }
  }

  Principal principal(MemberId id) const { return principal_of(id, *room_.store->view().get(key::Member{id})); }
  void done(Command command) { EXPECT_FALSE(room_.sequencer->submit_and_wait(std::move(command)).refused); }

  // Each line has what its feed has, before anything else happens: so frames are cut alike.
  void hear() {
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      Json wish = {{"topic", topics_[i]}, {"limit", 200}};
      if (!since_[i].is_null()) wish["since"] = since_[i];
      const auto page = seats_[i]->call("ReadFeed", wish);
      ASSERT_TRUE(page.contains("position")) << page;
      since_[i] = page["position"];
      for (const auto& update : page.value("updates", Json::array())) {
        if (update.contains("post")) EXPECT_FALSE(lines_[i]->await_post([](const Json&) { return true; }).is_null());
      }
    }
  }

  static void read(Observing& seat, const std::string& topic) {
    const auto list = seat.call("ListThreads", {{"topic", topic}, {"limit", 200}});
    for (const auto& thread : list.value("threads", Json::array()))
      seat.call("ReadThread", {{"topic", topic}, {"thread", thread["id"]}, {"limit", 200}});
    seat.call("ReadFeed", {{"topic", topic}, {"limit", 200}});
  }

  const std::uint64_t seed_;
  Random common_, own_;
  const std::uint64_t much_;
  std::uint64_t commands_ = 0;
  Room room_;
  TopicId being_, elsewhere_;
  std::vector<MemberId> members_;
  std::vector<std::string> handles_;  // each twin's own
  std::vector<ThreadId> threads_, ours_;
  std::vector<std::pair<PostId, MemberId>> posts_;
  std::vector<std::unique_ptr<Observing>> seats_;
  std::vector<std::unique_ptr<Listener>> lines_;
  std::vector<std::string> topics_;
  std::vector<Json> since_;
};

std::string without_dates(const std::string& transcript) {
  static const std::regex date("Date: [^\n]*\n");
  return std::regex_replace(transcript, date, "");
}

TEST(TranscriptCases, case_44_what_may_not_be_seen_changes_no_byte_of_what_seats_are_sent) {
  const auto runs = testing::count_from("PLENUM_TRANSCRIPTS", 12);
  const auto first = testing::seed_of("transcripts", 1);
  std::uint64_t differing = 0;
  std::size_t bytes = 0;
  for (auto seed = first; seed < first + runs; ++seed) {
    const auto quiet = without_dates(Twin(seed, 2 * seed, 0).run(30));
    const auto loud = without_dates(Twin(seed, 2 * seed + 1, 5).run(30));
    bytes += quiet.size();
    if (quiet == loud) continue;
    ++differing;
    const auto [a, b] = std::mismatch(quiet.begin(), quiet.end(), loud.begin(), loud.end());
    const auto at = static_cast<std::size_t>(a - quiet.begin());
    ADD_FAILURE() << "seed " << seed << " at byte " << at << " of " << quiet.size() << ":\n"
                  << quiet.substr(at < 200 ? 0 : at - 200, 400) << "\n---- and\n"
                  << loud.substr(at < 200 ? 0 : at - 200, 400);
  }
  EXPECT_GT(bytes, runs * 10'000) << "there is something to compare";
  std::printf("%llu whole transcripts compared with their twins, %llu differing\n",
              static_cast<unsigned long long>(runs), static_cast<unsigned long long>(differing));
}

}  // namespace
}  // namespace plenum::test
