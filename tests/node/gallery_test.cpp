#include "storage/machine/gallery.h"

#include <chrono>
#include <thread>

#include <sodium.h>

#include "server/node/gallery_writers.h"
#include "tests/node/node_under_test.h"

// What the sequencer puts into a post where somebody listens, and what the host may wish of the gallery.
namespace plenum::test {
namespace {

/// Says of every text only how long it was.
class Pen final : public GalleryPen {
public:
  std::string redact(const View&, std::string_view source, v1::Format) const override {
    return std::to_string(source.size()) + " bytes";
  }
  std::string seal(std::string_view words) const override {
    std::string sealed(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(sealed.data()), sealed.size(),
                       reinterpret_cast<const unsigned char*>(words.data()), words.size(), nullptr, 0);
    return sealed;
  }
};

class Listened : public ::testing::Test {
protected:
  void SetUp() override {
    hamlet_ = MemberId{node_.add("hamlet").outcome.id()};
    ophelia_ = MemberId{node_.add("ophelia").outcome.id()};
    topic_ = done(open_topic(Principal::house(), "On being", "")).outcome.id();
    ASSERT_FALSE(done(set_gallery_k(Principal::house(), 2)).refused);
  }

  Result done(Command command) { return node_.sequencer_->submit_and_wait(std::move(command)); }

  Result charter(std::vector<v1::EmbargoClass> classes, const Principal& who = Principal::house()) {
    v1::SetCharterRequest request;
    request.set_topic_id(topic_);
    for (const auto embargo : classes) request.add_classes(embargo);
    return done(set_charter(who, request));
  }
  std::uint64_t open(MemberId by, const std::string& title, bool members_only = false) {
    v1::OpenThreadRequest request;
    request.set_command_id(id_of(++commands_));
    request.set_topic_id(topic_);
    request.set_title(title);
    request.set_source("To be.");
    request.set_members_only(members_only);
    return done(open_thread(node_.principal(by), request, {})).outcome.id();
  }
  std::uint64_t write(MemberId by, std::uint64_t thread, const std::string& source) {
    return done(write_post(node_.principal(by), post_in(thread, source, id_of(++commands_)), {})).outcome.id();
  }
  log::PostRecord post(std::uint64_t id) { return *node_.store_->view().get(key::Post{PostId{id}}); }

  std::vector<log::GalleryEntryRecord> entries(v1::EmbargoClass embargo = v1::EMBARGO_NONE) {
    const auto view = node_.store_->view();
    std::vector<log::GalleryEntryRecord> all;
    const auto value = static_cast<std::uint8_t>(embargo);
    const TopicId topic{topic_};
    view.scan(key::GalleryEntry{topic, value, ""}, key::GalleryEntry{topic, static_cast<std::uint8_t>(value + 1), ""},
              [&](const key::Any& key, std::string_view) {
                all.push_back(*view.get(std::get<key::GalleryEntry>(key)));
                return true;
              });
    return all;
  }
  template <class Condition>
  bool comes_true(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition()) {
      if (std::chrono::steady_clock::now() > end) return false;
      node_.sequencer_->look_at_the_clock();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
  }

  v1::Licence licence(std::uint64_t company, v1::EmbargoClass embargo, std::uint32_t seats = 1) {
    v1::Licence wish;
    wish.set_company_id(company);
    wish.set_level(v1::LICENCE_OBSERVE);
    wish.add_topics()->set_topic_id(topic_);
    wish.set_seats(seats);
    wish.set_embargo(embargo);
    wish.set_purpose("To know what they say of us.");
    return wish;
  }

  Pen pen_;
  MovableClock clock_;
  Node node_{clock_, nullptr, &pen_};
  MemberId hamlet_;
  MemberId ophelia_;
  std::uint64_t topic_ = 0;
  int commands_ = 0;
};

TEST_F(Listened, a_post_gets_what_observers_are_given_when_it_is_written) {
  const auto before = write(hamlet_, open(hamlet_, "Before"), "Nobody listens.");
  ASSERT_FALSE(charter({v1::EMBARGO_NONE}).refused);
  const auto thread = open(hamlet_, "Or not?");
  const auto id = write(ophelia_, thread, "Good my lord.");
  EXPECT_EQ(post(before).visibility(), v1::MEMBERS_ONLY);
  EXPECT_EQ(post(id).visibility(), v1::OBSERVED);
  const auto all = entries();
  ASSERT_EQ(all.size(), 2u) << "two authors: the feed is open";
  for (const auto& entry : all) {
    EXPECT_TRUE(entry.text() == "6 bytes" || entry.text() == "13 bytes") << entry.text();
    EXPECT_EQ(entry.author_token().size(), 32u);
    EXPECT_EQ(entry.thread().size(), 16u);
  }
  EXPECT_NE(all[0].author_token(), all[1].author_token());
  EXPECT_EQ(all[0].thread(), all[1].thread());
  const auto record = node_.store_->view().get(key::GalleryThread{TopicId{topic_}, 0, all[0].thread()});
  EXPECT_EQ(record->title(), "7 bytes");
  EXPECT_EQ(replay(*node_.store_).fault, "");
}

TEST_F(Listened, what_is_kept_among_members_stays_there) {
  ASSERT_FALSE(charter({v1::EMBARGO_NONE}).refused);
  const auto kept = open(hamlet_, "Ours", true);
  write(ophelia_, kept, "Yes.");
  EXPECT_TRUE(entries().empty());
  EXPECT_TRUE(node_.store_->view().get(key::Thread{ThreadId{kept}})->gallery().empty());
  auto request = post_in(open(ophelia_, "Theirs"), "Not this one.", id_of(++commands_));
  request.set_members_only(true);
  const auto id = done(write_post(node_.principal(hamlet_), request, {})).outcome.id();
  EXPECT_EQ(post(id).visibility(), v1::MEMBERS_ONLY);
}

TEST_F(Listened, without_a_pen_nothing_is_observed) {
  Node other(clock_);
  const MemberId hamlet{other.add("hamlet").outcome.id()};
  const auto submit = [&](Command command) { return other.sequencer_->submit_and_wait(std::move(command)); };
  v1::SetCharterRequest request;
  request.set_topic_id(submit(open_topic(Principal::house(), "On being", "")).outcome.id());
  request.add_classes(v1::EMBARGO_NONE);
  ASSERT_FALSE(submit(set_charter(Principal::house(), request)).refused);
  v1::OpenThreadRequest open;
  open.set_command_id(id_of(1));
  open.set_topic_id(request.topic_id());
  open.set_title("Or not?");
  open.set_source("To be.");
  const auto made = submit(open_thread(other.principal(hamlet), open, {})).outcome;
  const auto written = other.store_->view().get(key::Post{PostId{made.place()}});
  EXPECT_EQ(written->visibility(), v1::MEMBERS_ONLY);
  EXPECT_FALSE(written->has_gallery());
}

TEST_F(Listened, the_clock_releases_what_waited) {
  ASSERT_FALSE(charter({v1::EMBARGO_1_H}).refused);
  const auto thread = open(hamlet_, "Or not?");
  write(ophelia_, thread, "Good my lord.");
  clock_.forward(3'599'000);
  write(ophelia_, thread, "How does your honour?");
  EXPECT_TRUE(entries(v1::EMBARGO_1_H).empty());
  clock_.forward(1'000);
  EXPECT_TRUE(comes_true([&] { return entries(v1::EMBARGO_1_H).size() == 2; }));
  EXPECT_EQ(replay(*node_.store_).fault, "");
}

TEST_F(Listened, an_author_withdraws_and_the_chair_keeps_a_thread) {
  ASSERT_FALSE(charter({v1::EMBARGO_NONE}).refused);
  const auto thread = open(hamlet_, "Or not?");
  const auto id = write(ophelia_, thread, "Good my lord.");
  v1::WithdrawPostRequest withdraw;
  withdraw.set_post_id(id);
  withdraw.set_command_id(id_of(++commands_));
  EXPECT_EQ(done(withdraw_post(node_.principal(hamlet_), withdraw)).refused->code, v1::NOT_AUTHOR);
  EXPECT_FALSE(done(withdraw_post(node_.principal(ophelia_), withdraw)).refused);
  withdraw.set_command_id(id_of(++commands_));
  EXPECT_EQ(done(withdraw_post(node_.principal(ophelia_), withdraw)).refused->code, v1::NOTHING_CHANGED);
  EXPECT_TRUE(post(id).gallery().left());
  v1::KeepThreadRequest keep;
  keep.set_thread_id(thread);
  keep.set_command_id(id_of(++commands_));
  EXPECT_EQ(done(keep_thread(node_.principal(hamlet_), keep)).refused->code, v1::FORBIDDEN);
  const MemberId polonius{node_.add("polonius", v1::MODERATOR).outcome.id()};
  EXPECT_FALSE(done(keep_thread(node_.principal(polonius), keep)).refused);
  EXPECT_EQ(post(write(hamlet_, thread, "Among us.")).visibility(), v1::MEMBERS_ONLY);
}

TEST_F(Listened, only_the_host_says_who_listens) {
  EXPECT_EQ(charter({v1::EMBARGO_NONE}, node_.principal(hamlet_)).refused->code, v1::FORBIDDEN);
  EXPECT_EQ(charter({v1::EMBARGO_24_H, v1::EMBARGO_1_H}).refused->code, v1::FIELD_INVALID);
  EXPECT_EQ(charter({v1::EMBARGO_1_H, v1::EMBARGO_1_H}).refused->code, v1::FIELD_INVALID);
  EXPECT_EQ(done(begin_epoch(Principal::house(), TopicId{topic_})).refused->code, v1::NOTHING_CHANGED);
  EXPECT_EQ(done(set_gallery_k(Principal::house(), 1)).refused->code, v1::FIELD_INVALID);
  EXPECT_EQ(done(set_company(Principal::house(), CompanyId{}, " ")).refused->code, v1::FIELD_INVALID);
  EXPECT_EQ(done(set_company(node_.principal(hamlet_), CompanyId{}, "Norway")).refused->code, v1::FORBIDDEN);
}

TEST_F(Listened, a_licence_needs_a_topic_that_is_open_to_it_and_ends_by_the_clock) {
  ASSERT_FALSE(charter({v1::EMBARGO_24_H}).refused);
  const auto company = done(set_company(Principal::house(), CompanyId{}, "Norway & Sons")).outcome.id();
  auto early = licence(company, v1::EMBARGO_NONE);
  EXPECT_STREQ(done(set_licence(Principal::house(), early)).refused->field, "embargo");
  auto wish = licence(company, v1::EMBARGO_24_H);
  wish.set_until_ms(clock_.now_ms() + 5'000);
  const LicenceId id{done(set_licence(Principal::house(), wish)).outcome.id()};
  const auto record = [&] { return *node_.store_->view().get(key::Licence{id}); };
  EXPECT_EQ(record().state(), v1::LICENCE_STANDS);
  EXPECT_EQ(record().rounding_s(), 60u);
  const auto rights = [&] { return node_.store_->view().get(key::Company{CompanyId{company}})->rights_version(); };
  const auto before = rights();
  clock_.forward(5'000);
  EXPECT_TRUE(comes_true([&] { return record().state() == v1::LICENCE_OVER; }));
  EXPECT_GT(rights(), before);
  EXPECT_EQ(done(end_licence(Principal::house(), id)).refused->code, v1::NOTHING_CHANGED);
  EXPECT_EQ(replay(*node_.store_).fault, "");
}

TEST_F(Listened, there_are_as_many_seats_as_the_licences_say) {
  ASSERT_FALSE(charter({v1::EMBARGO_NONE}).refused);
  const auto company = done(set_company(Principal::house(), CompanyId{}, "Norway & Sons")).outcome.id();
  v1::GiveSeatRequest seat;
  seat.set_company_id(company);
  seat.set_name("Fortinbras");
  EXPECT_TRUE(done(give_seat(Principal::house(), seat, "none")).refused) << "no licence, no seat";
  ASSERT_FALSE(done(set_licence(Principal::house(), licence(company, v1::EMBARGO_NONE, 1))).refused);
  const SeatId first{done(give_seat(Principal::house(), seat, "first")).outcome.id()};
  EXPECT_TRUE(done(give_seat(Principal::house(), seat, "second")).refused);
  EXPECT_TRUE(node_.store_->view().get(key::SeatSession{"first"}));
  ASSERT_FALSE(done(make_seat_token(Principal::house(), first, "another")).refused);
  EXPECT_FALSE(node_.store_->view().get(key::SeatSession{"first"})) << "a new token ends those before it";
  EXPECT_TRUE(node_.store_->view().get(key::SeatSession{"another"}));
  ASSERT_FALSE(done(end_seat(Principal::house(), first)).refused);
  EXPECT_FALSE(node_.store_->view().get(key::SeatSession{"another"}));
  EXPECT_FALSE(done(give_seat(Principal::house(), seat, "third")).refused);
}

}  // namespace
}  // namespace plenum::test
