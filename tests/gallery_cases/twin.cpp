#include "tests/gallery_cases/twin.h"

#include <algorithm>
#include <map>

#include "server/node/member_writers.h"
#include "server/search/trends.h"

namespace plenum::test {

namespace {
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t week_ms = 7 * 24 * 60 * minute_ms;
}  // namespace

Twin::Twin(std::uint64_t common, std::uint64_t own, std::uint64_t much)
    : seed_(common), common_(common), own_(own), much_(much) {
  draw();
  room_.needs_authors(2 + static_cast<std::uint32_t>(common % 3));
  for (int i = 0; i < 4; ++i) {
    draw();
    handles_.push_back("m" + std::to_string(i) + "x" + std::to_string(own_.below(1'000'000)));
    members_.push_back(room_.member(handles_.back(), i < 3 ? "cardiology" : "surgery", i < 2 ? "Benelux" : "Nordics"));
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

std::string Twin::run(int steps) {
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

void Twin::keep_a_search(CompanyId company) {
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

void Twin::happens_in_both() {
  const auto by = common_.pick(members_);
  const auto words = "Words " + std::to_string(common_.next()) + (common_.one_in(3) ? " of https://x.example/1" : ".") +
                     (common_.one_in(3) ? " Asks " + common_.pick(handles_) : "");
  if (threads_.empty() || common_.one_in(6)) return threads_.push_back(room_.thread(by, being_, "On " + words, words));
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

void Twin::hear() {
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

void Twin::hear_alerts(std::size_t i, const std::vector<std::string>& released) {
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

std::string Twin::without_what_was_drawn(Json answer) {
  for (const auto* list : {"extracts", "notices"}) {
    if (!answer.contains(list)) continue;
    for (auto& one : answer[list]) {
      for (const auto* drawn : {"id", "salt", "digest", "hash", "before", "extracts"}) one.erase(drawn);
    }
  }
  return answer.dump() + "\n";
}

void Twin::takes_extracts() {
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

void Twin::a_week_goes_by() {
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

void Twin::read(Observing& seat, const std::string& topic) {
  const auto list = seat.call("ListThreads", {{"topic", topic}, {"limit", 200}});
  for (const auto& thread : list.value("threads", Json::array()))
    seat.call("ReadThread", {{"topic", topic}, {"thread", thread["id"]}, {"limit", 200}});
  seat.call("ReadFeed", {{"topic", topic}, {"limit", 200}});
}

}  // namespace plenum::test
