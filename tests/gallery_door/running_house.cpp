#include "tests/gallery_door/running_house.h"

namespace plenum::test {

void RunningHouse::start(v1::LicenceLevel level) {
  ASSERT_NO_FATAL_FAILURE(server.start());
  topic = std::stoull(server.open_topic("On being"));
  v1::SetCharterRequest charter;
  charter.set_topic_id(topic);
  charter.add_classes(v1::EMBARGO_NONE);
  server.operate<v1::SetCharterReply>("SetCharter", charter);
  v1::SetGalleryRequest authors;
  authors.set_k(2);
  server.operate<v1::SetGalleryReply>("SetGallery", authors);
  v1::SetCompanyRequest company;
  company.set_name("Norway & Sons");
  const auto id = server.operate<v1::SetCompanyReply>("SetCompany", company).company_id();
  v1::SetLicenceRequest request;
  auto& licence = *request.mutable_licence();
  licence.set_company_id(id);
  licence.set_level(level);
  licence.add_topics()->set_topic_id(topic);
  licence.set_seats(3);
  licence.set_daily_exports(5);
  licence.set_purpose("To listen.");
  server.operate<v1::SetLicenceReply>("SetLicence", request);
  v1::GiveSeatRequest given;
  given.set_company_id(id);
  given.set_name("Fortinbras");
  seat = server.operate<v1::GiveSeatReply>("GiveSeat", given).token();
}

Json RunningHouse::asks(const std::string& path, const std::string& token, const Json& wish) {
  const auto port = static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)));
  auto socket = RawSocket::tcp(port);
  const auto body = wish.dump();
  const auto answer =
      ask(socket, "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                      "Authorization: Bearer " + token + "\r\nContent-Length: " + std::to_string(body.size()) +
                      "\r\n\r\n" + body);
  if (answer.status == 200) return Json::parse(answer.body);
  return {{"refused", Json::parse(answer.body)}, {"status", answer.status}};
}

Json RunningHouse::member(const std::string& token, const std::string& method, Json wish) {
  // 16 bytes in base64, another one each time.
  const auto number = std::to_string(1'000 + ++commands_);
  if (wish.contains("commandId")) wish["commandId"] = "AAAAAAAAAAAAAAAAA" + number + "A==";
  return asks("/plenum.v1." + method, token, wish);
}

Json RunningHouse::observer(const std::string& method, const Json& wish) {
  return asks("/v1/observer/plenum.v1.ObserverService/" + method, seat, wish);
}

Json RunningHouse::subscriber(const std::string& method, const Json& wish) {
  return asks("/v1/observer/plenum.v1.SubscriberService/" + method, seat, wish);
}

Json RunningHouse::opens(const std::string& token, const std::string& source) {
  return member(token, "MemberService/OpenThread",
                {{"commandId", ""}, {"topicId", std::to_string(topic)}, {"title", "T"}, {"source", source}});
}

Json RunningHouse::topic_of_company() {
  return observer("ListTopics")["topics"][0]["id"];
}

}  // namespace plenum::test
