// Case 44: two houses that differ only in what an observer may not see, each with real sockets. All that reaches the
// seats, status, headers, bodies and frames, is the same byte for byte: the feed, search and trends; and alerts,
// extracts and notices, but for the ids and salts that the server draws when an extract is taken.
#include <cstdio>
#include <map>
#include <regex>
#include <set>

#include "server/node/company_writers.h"
#include "server/node/member_writers.h"
#include "server/node/request_writers.h"
#include "server/search/trends.h"
#include "tests/gallery_cases/house.h"

namespace plenum::test {
namespace {

using testing::Random;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t week_ms = 7 * 24 * 60 * minute_ms;

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
    room_.exporting(norway, {being_}, 1'000);
    draw();
    const auto england = room_.company("England");
    draw();
    room_.exporting(england, {being_}, 1'000, 0, v1::EMBARGO_1_H);
    draw();
    let_wales_ask();
    for (const auto company : {norway, england}) {
      draw();
      const auto seat = room_.seat(company);
      seats_.push_back(std::make_unique<Observing>(room_.port(), room_.token(seat)));
      lines_.push_back(std::make_unique<Listener>(*seats_.back()));
      topics_.push_back(seats_.back()->topic());
      lines_.back()->call("subscribe", {{"topic", topics_.back()}});
      since_.push_back(Json());
      keep_a_search(company);
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
    takes_extracts();
    a_week_goes_by();
    std::string all;
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      read(*seats_[i], topics_[i]);
      all += seats_[i]->heard + lines_[i]->heard + alerted_seats_[i]->heard + told_[i];
    }
    return all;
  }
  /// What there was to compare beside the feed.
  std::size_t alerted() const { return alerted_; }
  std::size_t taken() const { return taken_; }

private:
  // A third company's affairs: it listens elsewhere, asks there, is answered by the chair.
  void let_wales_ask() {
    wales_ = room_.company("Wales");
    draw();
    room_.exporting(wales_, {elsewhere_}, 1, 0, v1::EMBARGO_NONE, v1::LICENCE_RESEARCH);
    draw();
    const auto token = room_.token(room_.seat(wales_));
    const auto observer = find_observer(room_.store->view(), token, room_.clock.now_ms());
    ASSERT_TRUE(observer);
    asker_ = {observer->seat, wales_, observer->session};
    draw();
    NewMember chair;
    chair.profile.set_handle("c" + std::to_string(own_.below(1'000'000)));
    chair.role = v1::MODERATOR;
    chair_ = MemberId{room_.sequencer->submit_and_wait(add_member(Principal::house(), chair)).outcome.id()};
  }

  // By a seat of its own, so that alerts and updates come on two lines.
  void keep_a_search(CompanyId company) {
    draw();
    const auto seat = room_.seat(company);
    draw();
    alerted_seats_.push_back(std::make_unique<Observing>(room_, room_.token(seat)));
    draw();
    const auto kept = alerted_seats_.back()->wish(
        "KeepSearch", {{"search", {{"name", "Mine"}, {"words", "words"}, {"alert", "ALERT_LIVE"}}}});
    EXPECT_TRUE(kept.contains("id")) << kept;
    alert_lines_.push_back(std::make_unique<Listener>(*alerted_seats_.back()));
    known_.emplace_back();
    told_.emplace_back();
  }
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
    switch (threads_.empty() ? 0 : own_.below(8)) {
      case 5:
        return wales_is_heard(by, words);
      case 6:
        return room_.happens([&](Proposal& p) {
          auto& fact = *p.event().mutable_post_written();
          fact.set_post(own_.next() | 1ULL << 62);
          fact.set_thread(own_.pick(threads_).value);
          fact.set_author(by.value);
          fact.set_format(v1::MARKDOWN);
          fact.set_visibility(v1::OBSERVED);
          fact.set_written_at_ms(p.time_ms());
          fact.set_held(v1::HOLD_WORD_RULE);
          log::PostText text;
          text.set_source(words);
          p.personal(log::BODY, text);
        });
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

  void wales_is_heard(MemberId by, const std::string& words) {
    if (asked_.empty() || own_.one_in(3)) {
      log::RequestWords asked;
      asked.set_title(words);
      asked.set_words(words);
      room_.wishes(asker_, ask_request(asker_, v1::LICENCE_PANEL, elsewhere_, asked));  // or too many wait
      return find_requests();
    }
    const auto id = own_.pick(asked_).value;
    const auto submit = [this](Command command) {
      room_.sequencer->submit_and_wait(std::move(command));
    };  // or not yet
    switch (own_.below(4)) {
      case 0: {
        v1::DecideRequestRequest wish;
        wish.set_command_id(own_.bytes(16));
        wish.set_request_id(id);
        wish.set_accept(!own_.one_in(4));
        wish.set_words(words);
        return submit(decide_request(principal(chair_), wish));
      }
      case 1: {
        v1::PublishRequestRequest wish;
        wish.set_command_id(own_.bytes(16));
        wish.set_request_id(id);
        wish.set_title(words);
        wish.set_source(words);
        return submit(publish_request(principal(chair_), wish, {}));
      }
      case 2: {
        v1::OfferRequest wish;
        wish.set_command_id(own_.bytes(16));
        wish.set_request_id(id);
        wish.set_offers(!own_.one_in(3));
        if (wish.offers()) wish.set_lets_know(words);
        return submit(offer_to_request(principal(by), wish));
      }
      default: {
        v1::AnswerRequestRequest wish;
        wish.set_command_id(own_.bytes(16));
        wish.set_request_id(id);
        wish.set_words(words);
        return submit(answer_request(principal(chair_), wish));
      }
    }
  }
  void find_requests() {
    asked_.clear();
    room_.store->view().scan(key::Request{RequestId{}}, key::Request{RequestId{~0ULL}},
                             [&](const key::Any& key, std::string_view) {
                               asked_.push_back(std::get<key::Request>(key).request);
                               return true;
                             });
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
      std::vector<std::string> released;
      for (const auto& update : page.value("updates", Json::array())) {
        if (!update.contains("post")) continue;
        EXPECT_FALSE(lines_[i]->await_post([](const Json&) { return true; }).is_null());
        const bool is_new = known_[i].insert(update["post"]["id"]).second;
        if (is_new && update["post"].contains("text")) released.push_back(update["post"]["id"]);
      }
      hear_alerts(i, released);
    }
  }

  // One for each post that is released, in one frame or several; what is edited later is no find.
  void hear_alerts(std::size_t i, const std::vector<std::string>& released) {
    std::map<std::string, std::string> posts;
    const auto is_missing = [&](const std::string& id) { return !posts.contains(id); };
    while (std::any_of(released.begin(), released.end(), is_missing)) {
      const auto alert = alert_lines_[i]->await_alert();
      ASSERT_FALSE(alert.is_null()) << "an alert did not come";
      const auto found = alert.value("posts", Json::array());
      for (const auto& post : found) posts[post["id"]] = alert.value("name", "") + post.dump();
    }
    for (const auto& [id, post] : posts) told_[i] += post + "\n";
    alerted_ += posts.size();
  }

  // What the server draws by itself is each house's own.
  static std::string without_what_was_drawn(Json answer) {
    for (const auto* list : {"extracts", "notices"}) {
      if (!answer.contains(list)) continue;
      for (auto& one : answer[list]) {
        for (const auto* drawn : {"id", "salt", "digest", "hash", "before", "extracts"}) one.erase(drawn);
      }
    }
    return answer.dump() + "\n";
  }

  // By another program of the same seats, whose bytes are not compared but for what they say.
  void takes_extracts() {
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      Observing seat(room_, alerted_seats_[i]->token());
      const auto feed = seat.call("ReadFeed", {{"topic", topics_[i]}, {"limit", 200}});
      Json wanted = Json::array();
      for (const auto& update : feed.value("updates", Json::array()))
        if (update.contains("post") && update["post"].contains("text"))
          wanted.push_back({{"topic", topics_[i]}, {"post", update["post"]["id"]}});
      if (wanted.empty()) continue;
      draw();
      const auto taken = seat.wish("TakeExtracts", {{"wanted", wanted}});
      EXPECT_TRUE(taken.contains("extracts")) << taken;
      taken_ += wanted.size();
      told_[i] += without_what_was_drawn(taken);
    }
    for (const auto& [post, author] : posts_) {
      if (!common_.one_in(4)) continue;
      draw();
      room_.withdraw(post);
      hear();
    }
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      Observing seat(room_, alerted_seats_[i]->token());
      for (const auto* method : {"ListExtracts", "ListNotices"})
        told_[i] += without_what_was_drawn(seat.wish(method, {{"limit", 200}}));
      for (const auto* method : {"ListRequests", "GetOwn", "GetHook"}) alerted_seats_[i]->wish(method);
    }
  }

  void a_week_goes_by() {
    for (auto n = own_.below(much_ + 1); n > 0; --n) happens_unseen();
    draw();
    room_.forward(2 * week_ms);
    hear();
    Trends trends{*room_.store, *room_.sequencer};
    draw();
    trends.count(room_.clock.now_ms());
    trends.stop();
    EXPECT_TRUE(room_.search->wait_until_level(std::chrono::seconds(60)));
    for (std::size_t i = 0; i < seats_.size(); ++i) {
      alerted_seats_[i]->call("ReadTrends", {{"topic", topics_[i]}});
      alerted_seats_[i]->call("ReadTrends");
      for (const auto* words : {"words", "unseen", "asks -unseen", "\"words unseen\"", "name"})
        alerted_seats_[i]->call("SearchFeed", {{"words", words}, {"limit", 100}});
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
  std::vector<std::unique_ptr<Observing>> alerted_seats_;
  std::vector<std::unique_ptr<Listener>> alert_lines_;
  std::vector<std::set<std::string>> known_;  // posts that were heard
  std::vector<std::string> told_;             // by alerts and extracts
  std::size_t alerted_ = 0;
  std::size_t taken_ = 0;
  CompanyId wales_;
  Sitting asker_;
  MemberId chair_;
  std::vector<RequestId> asked_;  // by Wales
};

std::string without_dates(const std::string& transcript) {
  static const std::regex date("Date: [^\n]*\n");
  return std::regex_replace(transcript, date, "");
}

TEST(TranscriptCases, case_44_what_may_not_be_seen_changes_no_byte_of_what_seats_are_sent) {
  const auto runs = testing::count_from("PLENUM_TRANSCRIPTS", 12);
  const auto first = testing::seed_of("transcripts", 1);
  std::uint64_t differing = 0;
  std::size_t bytes = 0, alerted = 0, taken = 0;
  for (auto seed = first; seed < first + runs; ++seed) {
    Twin one(seed, 2 * seed, 0);
    const auto quiet = without_dates(one.run(30));
    const auto loud = without_dates(Twin(seed, 2 * seed + 1, 5).run(30));
    alerted += one.alerted();
    taken += one.taken();
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
  EXPECT_GT(alerted, runs);
  EXPECT_GT(taken, runs);
  std::printf("%llu whole transcripts compared with their twins, %zu alerts and %zu extracts in them, %llu differing\n",
              static_cast<unsigned long long>(runs), alerted, taken, static_cast<unsigned long long>(differing));
}

}  // namespace
}  // namespace plenum::test
