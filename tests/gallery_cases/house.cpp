#include "tests/gallery_cases/house.h"

#include <chrono>
#include <thread>

#include "proto/admin.pb.h"

namespace plenum::test {

std::string whole(const Answer& answer) {
  std::string all = answer.status_line + "\n";
  for (const auto& [name, value] : answer.headers) {
    if (name != "Date") all += name + ": " + value + "\n";
  }
  return all + answer.body + answer.fault;
}

bool Held::operator==(const Held& later) const {
  constexpr std::int64_t a_minute_ms = 60'000;
  constexpr std::int64_t telling_ms = 10'000;  // until the last of a minute is told, on a slow machine
  const bool was_told = (at_ms - telling_ms) / a_minute_ms != later.at_ms / a_minute_ms;
  return digest == later.digest || was_told;
}

void House::SetUp() {
  ASSERT_NO_FATAL_FAILURE(Elsinore::SetUp());
  being_ = topic_;
  flowers_ = server_.open_topic("On flowers");
  v1::SetGalleryRequest settings;
  settings.set_k(2);
  server_.operate<v1::SetGalleryReply>("SetGallery", settings);
  charter(being_, {v1::EMBARGO_NONE, v1::EMBARGO_1_H});
  charter(flowers_, {v1::EMBARGO_NONE});
  norway_ = company("Norway & Sons");
  england_ = company("England");
  licence_ = licence(norway_, {being_});
  licence(england_, {being_, flowers_});
  asked_ = opens("hamlet", being_, "On resolve", "Whether it is nobler to suffer.");
  writes("ophelia", asked_.thread, "Good my lord.");
  picked_ = opens("hamlet", flowers_, "Wreaths for Gertrude", "Crow-flowers and long purples.");
  writes("ophelia", picked_.thread, "There is rosemary, that is for remembrance.");
}

House::Written House::opens(const std::string& handle, const std::string& topic, const std::string& title,
                            const std::string& source, const Json& more) {
  Json request = {{"topicId", topic}, {"title", title}, {"source", source}};
  request.update(more);
  const auto reply = does(handle, "OpenThread", request);
  return {reply.value("threadId", ""), reply.value("postId", "")};
}

std::string House::writes(const std::string& handle, const std::string& thread, const std::string& source,
                          const Json& more) {
  Json request = {{"threadId", thread}, {"source", source}};
  request.update(more);
  return does(handle, "WritePost", request).value("postId", "");
}

Json House::does(const std::string& handle, const std::string& method, Json request, const std::string& service) {
  if (method != "SaveDraft" && method != "MoveCursor") request["commandId"] = command_id();
  const auto reply = seat(handle).call_service(service, method, request);
  EXPECT_FALSE(reply.contains("refused") || reply.contains("fault") || reply.contains("code"))
      << method << ": " << reply;
  return reply;
}

std::string House::company(const std::string& name) {
  v1::SetCompanyRequest request;
  request.set_name(name);
  return std::to_string(server_.operate<v1::SetCompanyReply>("SetCompany", request).company_id());
}

std::string House::licence(const std::string& company, const std::vector<std::string>& topics, std::int64_t until_ms,
                           unsigned seats) {
  v1::SetLicenceRequest request;
  auto& wish = *request.mutable_licence();
  wish.set_company_id(std::stoull(company));
  wish.set_level(v1::LICENCE_OBSERVE);
  for (const auto& topic : topics) wish.add_topics()->set_topic_id(std::stoull(topic));
  wish.set_seats(seats);
  wish.set_until_ms(until_ms);
  wish.set_purpose("What is asked of physicians");
  const auto id = server_.operate<v1::SetLicenceReply>("SetLicence", request).licence_id();
  // What is written in the licence's own millisecond is not theirs: the clock has to go on.
  const auto now = [] { return std::chrono::system_clock::now(); };
  for (const auto begun = now(); now() < begun + std::chrono::milliseconds(2);) std::this_thread::yield();
  return std::to_string(id);
}

void House::end_licence(const std::string& licence) {
  v1::EndLicenceRequest request;
  request.set_licence_id(std::stoull(licence));
  server_.operate<v1::EndLicenceReply>("EndLicence", request);
}

void House::charter(const std::string& topic, const std::vector<v1::EmbargoClass>& classes, bool reach_back) {
  v1::SetCharterRequest request;
  request.set_topic_id(std::stoull(topic));
  for (const auto embargo : classes) request.add_classes(embargo);
  request.set_reach_back(reach_back);
  server_.operate<v1::SetCharterReply>("SetCharter", request);
}

void House::begin_epoch(const std::string& topic) {
  v1::BeginEpochRequest request;
  request.set_topic_id(std::stoull(topic));
  server_.operate<v1::BeginEpochReply>("BeginEpoch", request);
}

House::GivenSeat House::give_seat(const std::string& company) {
  v1::GiveSeatRequest request;
  request.set_company_id(std::stoull(company));
  request.set_name("Fortinbras");
  const auto reply = server_.operate<v1::GiveSeatReply>("GiveSeat", request);
  return {std::to_string(reply.seat_id()), reply.token()};
}

std::string House::topic_of(Observing& seat, const std::string& title) {
  const auto reply = seat.call("ListTopics");
  for (const auto& topic : reply.value("topics", Json::array())) {
    if (topic["title"] == title) return topic["id"];
  }
  ADD_FAILURE() << "no topic " << title << " in " << reply;
  return {};
}

Json House::feed_of(Observing& seat, const std::string& title) {
  return seat.call("ReadFeed", {{"topic", topic_of(seat, title)}, {"limit", 200}});
}

Json House::post_with(const Json& feed, const std::string& text) {
  for (const auto& update : feed.value("updates", Json::array())) {
    if (update.contains("post") && update["post"].value("text", "") == text) return update["post"];
  }
  return {};
}

std::string House::thread_of(Observing& seat, const std::string& title, const std::string& topic) {
  const auto list = seat.call("ListThreads", {{"topic", topic_of(seat, topic)}, {"limit", 200}});
  for (const auto& thread : list.value("threads", Json::array())) {
    if (thread.value("title", "") == title) return thread["id"];
  }
  return {};
}

std::string House::everything(Observing& seat) {
  const auto topics = seat.call("ListTopics");
  std::string all = topics.dump();
  for (const auto& topic : topics.value("topics", Json::array())) {
    all += seat.call("ReadFeed", {{"topic", topic["id"]}, {"limit", 200}}).dump();
    const auto list = seat.call("ListThreads", {{"topic", topic["id"]}, {"limit", 200}});
    all += list.dump();
    for (const auto& thread : list.value("threads", Json::array()))
      all += seat.call("ReadThread", {{"topic", topic["id"]}, {"thread", thread["id"]}, {"limit", 200}}).dump();
  }
  return all;
}

std::string House::call(Observing& seat, const std::string& method, const std::string& body,
                        const std::string& headers) const {
  return whole(seat.raw(seat.request("/v1/observer/plenum.v1.ObserverService/" + method, body, headers)));
}

Held House::digest() {
  using namespace std::chrono;
  const auto digest = server_.operate<v1::VerifyReply>("Verify", v1::VerifyRequest()).state_digest();
  return {digest, duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Ear::Ear(Observing& seat, const std::string& title) : Listener(seat) {
  const auto topics = seat.call("ListTopics");
  for (const auto& topic : topics.value("topics", Json::array())) {
    if (topic["title"] == title) subscribed = call("subscribe", {{"topic", topic["id"]}}).contains("position");
  }
  EXPECT_TRUE(subscribed) << topics;
}

std::string Ear::asks(const std::string& text) {
  socket().send_text(text);
  for (;;) {
    const auto frame = socket().receive();
    if (!frame) return "fault: " + socket().fault;
    if (frame->opcode == op_ping) {
      socket().send({.opcode = op_pong, .payload = frame->payload});
      continue;
    }
    return std::to_string(frame->opcode) + " " + frame->payload;
  }
}

}  // namespace plenum::test
