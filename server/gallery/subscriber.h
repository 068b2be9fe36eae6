#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/subscriber.pb.h"
#include "server/gallery/observer.h"
#include "server/gallery/voice.h"
#include "server/gateway/codec.h"
#include "server/identity/tickets.h"
#include "server/net/http.h"
#include "server/node/own_acts.h"

// What a company does for itself: SubscriberService. Each group of methods is a file, subscriber_*.cpp, which names its
// methods in a table; all that any of them can write is in OwnActs. Handlers run on an io thread: they read from one
// frozen view, then answer, or wish and answer from the sequencer's thread.
namespace plenum {

/// The way back to whoever asked. Copyable, any thread; the first call counts.
class SubscriberAnswer {
public:
  SubscriberAnswer(net::Respond respond, Coding coding) : respond_(std::move(respond)), coding_(coding) {}

  void give(const google::protobuf::Message& reply, net::Headers headers = {}) const;
  /// As whatever is not to be had.
  void refuse() const { refuse(OwnFault{}); }
  void refuse(const OwnFault&) const;

private:
  net::Respond respond_;
  Coding coding_;
};

class HookSender;
class Meter;

struct SubscriberCall {
  const View& view;  // for as long as the handler runs
  const Observer& observer;
  const std::shared_ptr<const Voice> voice;
  const OwnActs& acts;
  Tickets& tickets;
  std::int64_t now_ms;     // the local clock
  bool by_cookie = false;  // a browser's
  bool secure = false;     // came by TLS
  SubscriberAnswer answer;
  Meter& meter;
  const HookSender* hooks = nullptr;  // how the company's hook fares; null: nobody calls it here

  CompanyId company() const { return observer.listening.company; }
  Sitting sitting() const { return {observer.seat, company(), observer.session}; }

  /// The topic that the company knows by this id; null: none that is licensed now.
  const Grant* grant_of(std::string_view topic) const;

  /// Wishes it of the log; what came of it is the answer, which `fill` makes, on the sequencer's thread.
  void wish(OwnDecision decide, std::function<void(const v1::Outcome&, const SubscriberAnswer&)> fill) const;
  /// The same where nothing is to be said of it.
  template <class Reply>
  void wish(OwnDecision decide) const {
    wish(std::move(decide), [](const v1::Outcome&, const SubscriberAnswer& answer) { answer.give(Reply()); });
  }
};

/// One method: what it takes, and who answers.
struct SubscriberMethod {
  std::string_view name;
  const google::protobuf::Message* prototype;
  std::function<void(const SubscriberCall&, const google::protobuf::Message&)> handle;
};
template <class Request>
SubscriberMethod subscriber_method(std::string_view name, void (*handle)(const SubscriberCall&, const Request&)) {
  return {name, &Request::default_instance(),
          [handle](const SubscriberCall& call, const google::protobuf::Message& request) {
            handle(call, static_cast<const Request&>(request));
          }};
}
using SubscriberMethods = std::vector<SubscriberMethod>;

/// The groups.
SubscriberMethods subscriber_session_methods();
SubscriberMethods subscriber_seat_methods();
SubscriberMethods subscriber_search_methods();
SubscriberMethods subscriber_extract_methods();
SubscriberMethods subscriber_request_methods();

/// Null: there is no such method.
const SubscriberMethod* find_subscriber_method(std::string_view name);

/// Enter, which asks for no session but makes one of a seat's token, and a cookie of that. `replaces`: the cookie that
/// the browser carries already.
struct Entrance {
  const View& view;
  const OwnActs& acts;
  std::int64_t now_ms;
  bool secure;
  std::string replaces;
};
void enter_gallery_by_browser(const Entrance&, const v1::EnterRequest&, const SubscriberAnswer&);

}  // namespace plenum
