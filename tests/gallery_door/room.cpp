#include "tests/gallery_door/room.h"

#include <future>

#include <sodium.h>

#include "server/identity/secrets.h"
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

Room::Room(HttpsReach reach) : store(opened()), log(std::make_unique<EmbeddedLog>(*store)), pen(key, *store) {
  EXPECT_EQ(found_community(*store, *log, clock, "Elsinore"), "");
  const auto now = [this] { return clock.now_ms(); };
  live = std::make_unique<GalleryLive>(GalleryLive::Parts{io, *store, voices, audience, now, now});
  publisher = std::make_unique<GalleryPublisher>(*store, audience, voices, now,
                                                 [this](GalleryDeliveries d) { live->hand_over(std::move(d)); });
  search = std::make_unique<FeedSearch>(*store, "");
  hooks = std::make_unique<HookSender>(HookSender::Parts{*store, voices, std::move(reach), now});
  alerts = std::make_unique<Alerts>(Alerts::Parts{*store, audience, voices, *hooks, now,
                                                  [this](GalleryDeliveries d) { live->hand_over(std::move(d)); }});
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
  door =
      std::make_unique<GalleryDoor>(GalleryDoor::Parts{*store, voices, *live, *acts, now, search.get(), hooks.get()});
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

void Room::end_seat(SeatId id) {
  happens([id](Proposal& p) { p.event().mutable_seat_ended()->set_seat(id.value); });
}

void Room::forward(std::int64_t ms) {
  clock.forward(ms);
  // An event of no consequence: behind it all that was due has fired.
  needs_authors(k_);
}

std::string Observing::request(const std::string& path, const std::string& body, const std::string& headers,
                               const std::string& verb) const {
  auto text = verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  if (!token_.empty()) text += "Authorization: Bearer " + token_ + "\r\n";
  if (headers.find("Content-Type") == std::string::npos) text += "Content-Type: application/json\r\n";
  return text + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Answer Observing::raw(const std::string& request) {
  auto socket = RawSocket::tcp(port_);
  auto answer = ask(socket, request, request.starts_with("HEAD"));
  heard += answer.status_line;
  for (const auto& [name, value] : answer.headers) heard += name + ": " + value + "\n";
  heard += answer.body;
  return answer;
}

Json Observing::call(const std::string& method, const Json& wish) {
  const auto answer = raw(request("/v1/observer/plenum.v1.ObserverService/" + method, wish.dump()));
  if (answer.status != 200) return {{"refused", answer.body}};
  return Json::parse(answer.body);
}

Json Observing::wish(const std::string& method, const Json& wish) {
  const auto answer = raw(request("/v1/observer/plenum.v1.SubscriberService/" + method, wish.dump()));
  if (answer.status != 200) return {{"refused", Json::parse(answer.body)}};
  return Json::parse(answer.body);
}

std::string Observing::topic() {
  const auto reply = call("ListTopics");
  EXPECT_TRUE(reply.contains("topics")) << reply;
  return reply.contains("topics") ? reply["topics"][0]["id"].get<std::string>() : std::string();
}

Listener::Listener(const Observing& seat, bool greet) : socket_(seat.port()) {
  EXPECT_TRUE(socket_.open("/v1/gallery",
                           "Sec-WebSocket-Protocol: plenum.v1.json\r\nAuthorization: Bearer " + seat.token() + "\r\n"))
      << socket_.fault;
  if (greet) call("hello", Json::object());
}

bool Listener::read_one(std::chrono::milliseconds patience) {
  const auto frame = socket_.receive(patience);
  if (!frame) return false;
  heard += frame->payload;
  if (frame->opcode == op_close) {
    close_code_ = frame->close_code();
    return false;
  }
  if (frame->opcode == op_ping) return socket_.send({.opcode = op_pong, .payload = frame->payload});
  const auto json = Json::parse(frame->payload);
  if (json.contains("reply")) replies_.push_back(json["reply"]);
  if (json.contains("alert")) alerts_.push_back(json["alert"]);
  if (json.contains("updates")) {
    for (const auto& update : json["updates"].value("updates", Json::array())) {
      if (update.contains("post")) posts_.push_back(update["post"]);
    }
    position_ = json["updates"]["position"]["token"];
  }
  return true;
}

Json Listener::call(const std::string& name, const Json& request) {
  const int number = ++number_;
  socket_.send_text(Json({{"request", number}, {name, request}}).dump());
  for (;;) {
    for (auto it = replies_.begin(); it != replies_.end(); ++it) {
      if (it->value("request", 0) != number) continue;
      const auto reply = *it;
      replies_.erase(it);
      if (reply.contains("refusal")) return {{"refused", reply["refusal"]}};
      const auto answer = reply.value(name, Json::object());
      if (name == "subscribe") position_ = answer["position"]["token"];
      return answer;
    }
    if (!read_one(RawSocket::patience)) return {{"fault", socket_.fault}};
  }
}

Json Listener::await_post(const std::function<bool(const Json&)>& fits) {
  for (;;) {
    for (auto it = posts_.begin(); it != posts_.end(); ++it) {
      if (!fits(*it)) continue;
      auto post = *it;
      posts_.erase(posts_.begin(), it + 1);
      return post;
    }
    if (!read_one(RawSocket::patience)) return {};
  }
}

Json Listener::await_text(const std::string& text) {
  return await_post([&](const Json& post) { return post.value("text", "") == text; });
}

Json Listener::await_alert() {
  while (alerts_.empty() && read_one(RawSocket::patience)) {
  }
  if (alerts_.empty()) return {};
  auto alert = alerts_.front();
  alerts_.erase(alerts_.begin());
  return alert;
}

std::vector<Json> Listener::posts_so_far() {
  call("hello", Json::object());  // refused: it has been said; what was handed over before comes before it
  return std::exchange(posts_, {});
}

std::uint16_t Listener::await_close() {
  while (close_code_ == 0 && read_one(std::chrono::seconds(20))) {
  }
  return close_code_;
}

}  // namespace plenum::test
