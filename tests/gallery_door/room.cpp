#include "tests/gallery_door/room.h"

#include <future>

#include <sodium.h>

#include "server/identity/secrets.h"
#include "server/node/reading_writers.h"
#include "storage/log/embedded_log.h"

namespace plenum::test {

std::unique_ptr<Store> Room::opened() {
  EXPECT_GE(sodium_init(), 0);
  env.reset(rocksdb::NewMemEnv(rocksdb::Env::Default()));
  std::string why;
  auto made = Store::open("/room", env.get(), why);
  EXPECT_TRUE(made) << why;
  return made;
}

Room::Room(UseLimits limits, HttpsReach reach)
    : store(opened()), log(std::make_unique<EmbeddedLog>(*store)), pen(key, *store) {
  EXPECT_EQ(found_community(*store, *log, clock, "Elsinore"), "");
  const auto now = [this] { return clock.now_ms(); };
  meter = std::make_unique<Meter>(Meter::Parts{*store, key, now,
                                               [this](const log::GalleryRead& read, Meter::Told told) {
                                                 auto command = tell_reading(read);
                                                 command.done = [told = std::move(told)](const Result& result) {
                                                   told(!result.refused);
                                                 };
                                                 sequencer->submit(std::move(command));
                                               },
                                               [this](const log::AlarmRaised& alarm) {
                                                 auto command = raise_alarm(alarm);
                                                 command.done = [](const Result&) {};
                                                 sequencer->submit(std::move(command));
                                               },
                                               limits});
  live = std::make_unique<GalleryLive>(GalleryLive::Parts{io, *store, voices, audience, *meter, now, now});
  publisher = std::make_unique<GalleryPublisher>(*store, audience, voices, now, [this](GalleryDeliveries d) {
    live->hand_over(std::move(d));
    ++handed_over;
  });
  search = std::make_unique<FeedSearch>(*store, "");
  hooks = std::make_unique<HookSender>(HookSender::Parts{*store, voices, std::move(reach), now});
  alerts = std::make_unique<Alerts>(Alerts::Parts{
      *store, audience, voices, *hooks, now, [this](GalleryDeliveries d) { live->hand_over(std::move(d)); },
      [this](CompanyId company, const std::vector<std::string>& entries) { meter->count_alerted(company, entries); }});
  sequencer = std::make_unique<Sequencer>(
      *store, *log, clock,
      [this](const Committed& batch) {
        pen.committed(batch);
        publisher->committed(batch);
        search->committed(batch);
        alerts->committed(batch);
      },
      &pen);
  acts = std::make_unique<OwnActs>(*sequencer);
  door = std::make_unique<GalleryDoor>(
      GalleryDoor::Parts{*store, voices, *live, *acts, *meter, now, search.get(), hooks.get()});
  alerts->start(*sequencer);
  io.start();
  listener = std::make_unique<net::Listener>(io, *door, net::ListenerOptions{});
  EXPECT_FALSE(listener->listen("127.0.0.1:0"));
  needs_authors(1);
}

Room::~Room() {
  alerts->stop();
  hooks->stop();
  sequencer->stop();
  publisher->stop();
  door->stop();
  search->stop();
  listener.reset();
  io.stop();
  io.join();
}

v1::Outcome Room::done(Command command) {
  const auto result = sequencer->submit_and_wait(std::move(command));
  EXPECT_FALSE(result.refused) << static_cast<int>(result.refused ? result.refused->code : 0);
  return result.outcome;
}

OwnCheck Room::wishes(const Sitting& who, const OwnDecision& decision) {
  std::promise<OwnCheck> promise;
  acts->wish(who, decision, [&](const v1::Outcome&, const OwnCheck& refused) { promise.set_value(refused); });
  return promise.get_future().get();
}

void Room::happens(const std::function<void(Proposal&)>& write) {
  Command command;
  command.principal = Principal::house();
  command.decide = [write](Proposal& p) -> Check {
    p.needs_level(3);
    write(p);
    return {};
  };
  done(std::move(command));
}

Principal Room::principal(MemberId id) const {
  return principal_of(id, *store->view().get(key::Member{id}));
}

MemberId Room::member(const std::string& handle, const std::string& specialty, const std::string& region) {
  NewMember member;
  member.profile.set_handle(handle);
  member.profile.set_folded(handle);
  member.profile.set_specialty(specialty);
  member.profile.set_region(region);
  return MemberId{done(add_member(Principal::house(), member)).id()};
}

TopicId Room::topic(const std::string& title) {
  return TopicId{done(open_topic(Principal::house(), title, "")).id()};
}

void Room::charter(TopicId topic, const std::vector<v1::EmbargoClass>& classes, bool reach_back) {
  happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_charter_set();
    fact.set_topic(topic.value);
    for (const auto embargo : classes) fact.add_classes(embargo);
    fact.set_reach_back(reach_back);
  });
}

void Room::needs_authors(std::uint32_t k) {
  k_ = k;
  happens([k](Proposal& p) { p.event().mutable_gallery_settings_changed()->set_k(k); });
}

ThreadId Room::thread(MemberId who, TopicId topic, const std::string& title, const std::string& source) {
  v1::OpenThreadRequest request;
  request.set_command_id(id_of(++commands_));
  request.set_topic_id(topic.value);
  request.set_title(title);
  request.set_source(source);
  return ThreadId{done(open_thread(principal(who), request, {})).id()};
}

PostId Room::post(MemberId who, ThreadId thread, const std::string& source) {
  return PostId{done(write_post(principal(who), post_in(thread.value, source, id_of(++commands_)), {})).id()};
}

void Room::edit(MemberId who, PostId post, const std::string& source) {
  v1::EditPostRequest request;
  request.set_command_id(id_of(++commands_));
  request.set_post_id(post.value);
  request.set_source(source);
  done(edit_post(principal(who), request, {}));
}

void Room::remove(MemberId who, PostId post) {
  v1::DeletePostRequest request;
  request.set_command_id(id_of(++commands_));
  request.set_post_id(post.value);
  done(delete_post(principal(who), request));
}

void Room::withdraw(PostId post) {
  happens([post](Proposal& p) { p.event().mutable_post_withdrawn()->set_post(post.value); });
}

CompanyId Room::company(const std::string& name) {
  const CompanyId id{clock.number()};
  happens([&](Proposal& p) {
    p.event().mutable_company_set()->set_company(id.value);
    p.drafts().back().event.mutable_company_set()->set_name(name);
  });
  return id;
}

LicenceId Room::licence(CompanyId company, const std::vector<TopicId>& topics, v1::EmbargoClass embargo,
                        std::int64_t until_ms, std::uint32_t rounding_s) {
  const LicenceId id{clock.number()};
  happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_licence_set();
    fact.set_licence(id.value);
    fact.set_company(company.value);
    fact.set_level(v1::LICENCE_OBSERVE);
    for (const auto topic : topics) fact.add_topics(topic.value);
    fact.set_seats(10);
    fact.set_from_ms(p.time_ms());
    fact.set_until_ms(until_ms);
    fact.set_embargo(embargo);
    fact.set_rounding_s(rounding_s);
  });
  clock.forward(1);  // what is written in the same millisecond is not theirs
  return id;
}

LicenceId Room::exporting(CompanyId company, const std::vector<TopicId>& topics, std::uint32_t daily_exports,
                          std::int64_t until_ms, v1::EmbargoClass embargo, v1::LicenceLevel level) {
  const LicenceId id{clock.number()};
  happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_licence_set();
    fact.set_licence(id.value);
    fact.set_company(company.value);
    fact.set_level(level);
    for (const auto topic : topics) fact.add_topics(topic.value);
    fact.set_seats(10);
    fact.set_from_ms(p.time_ms());
    fact.set_until_ms(until_ms);
    fact.set_embargo(embargo);
    fact.set_daily_exports(daily_exports);
    fact.set_purpose("To listen.");
  });
  clock.forward(1);  // as above
  return id;
}

void Room::end_licence(LicenceId id) {
  happens([id](Proposal& p) { p.event().mutable_licence_ended()->set_licence(id.value); });
}

SeatId Room::seat(CompanyId company, bool keeps_seats) {
  const SeatId id{clock.number()};
  happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_seat_given();
    fact.set_seat(id.value);
    fact.set_company(company.value);
    fact.set_keeps_seats(keeps_seats);
    log::SeatProfile profile;
    profile.set_name("Fortinbras");
    p.personal(log::SEAT, profile);
  });
  return id;
}

std::string Room::token(SeatId seat, std::int64_t ends_at_ms) {
  const auto secret = make_secret("plm_o_");
  happens([&](Proposal& p) {
    auto& fact = *p.event().mutable_seat_session_opened();
    fact.set_session(secret.hash);
    fact.set_seat(seat.value);
    fact.set_kind(log::PROGRAM);
    fact.set_ends_at_ms(ends_at_ms);
  });
  return secret.text;
}

void Room::tells() {
  meter->stop();
}

void Room::end_seat(SeatId id) {
  happens([id](Proposal& p) { p.event().mutable_seat_ended()->set_seat(id.value); });
}

void Room::forward(std::int64_t ms) {
  clock.forward(ms);
  // An event of no consequence: behind it all that was due has fired.
  needs_authors(k_);
}

}  // namespace plenum::test
