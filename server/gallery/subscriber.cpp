#include "server/gallery/subscriber.h"

#include <algorithm>

#include "server/gallery/refusal.h"

namespace plenum {

namespace {

SubscriberMethods all_methods() {
  SubscriberMethods all;
  for (auto& group : {subscriber_session_methods(), subscriber_seat_methods(), subscriber_search_methods()})
    all.insert(all.end(), group.begin(), group.end());
  return all;
}

}  // namespace

void SubscriberAnswer::give(const google::protobuf::Message& reply, net::Headers headers) const {
  net::HttpResponse response;
  response.headers = {{"Content-Type", coding_ == Coding::json ? "application/json" : "application/proto"},
                      {"Cache-Control", "no-store"}};
  for (auto& header : headers) response.headers.push_back(std::move(header));
  response.body = encode(coding_, reply);
  respond_(std::move(response));
}

void SubscriberAnswer::refuse(const OwnFault& fault) const {
  respond_(own_refusal(fault));
}

const Grant* SubscriberCall::grant_of(std::string_view topic) const {
  const auto& grants = observer.listening.grants;
  const auto found =
      std::find_if(grants.begin(), grants.end(), [&](const Grant& g) { return voice->topic(g.topic) == topic; });
  return found == grants.end() ? nullptr : &*found;
}

void SubscriberCall::wish(OwnDecision decide,
                          std::function<void(const v1::Outcome&, const SubscriberAnswer&)> fill) const {
  acts.wish(sitting(), std::move(decide),
            [answer = answer, fill = std::move(fill)](const v1::Outcome& outcome, const OwnCheck& refused) {
              if (refused) return answer.refuse(*refused);
              fill(outcome, answer);
            });
}

const SubscriberMethod* find_subscriber_method(std::string_view name) {
  static const SubscriberMethods methods = all_methods();
  const auto found = std::find_if(methods.begin(), methods.end(), [&](const auto& m) { return m.name == name; });
  return found == methods.end() ? nullptr : &*found;
}

}  // namespace plenum
