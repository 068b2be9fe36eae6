#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "proto/event.pb.h"
#include "proto/wire.pb.h"
#include "storage/machine/checks.h"
#include "storage/machine/policy.h"

namespace plenum {

/// Who asks: read from the session by the gateway.
struct Caller {
  Principal principal;  // role unspecified: nobody has signed in
  std::string session;  // hash of the secret; empty without one
  log::SessionKind kind = log::SESSION_KIND_UNSPECIFIED;
  std::string address;  // for limits and the operator's log
  bool secure = false;  // came by TLS

  bool is_signed_in() const { return principal.role != v1::ROLE_UNSPECIFIED; }
};

/// The sentence for each refusal, and the refusal of a fault.
v1::Refusal refusal_of(const Fault&, std::uint32_t retry_after_ms = 0);
inline v1::Refusal refusal_of(v1::RefusalCode code) {
  return refusal_of(Fault{code});
}

/// The way back to whoever called. Copyable, callable from any thread; the first call counts.
class Answer {
public:
  struct Given {
    std::unique_ptr<google::protobuf::Message> message;  // null: refused
    v1::Refusal refusal;
    std::vector<std::pair<std::string, std::string>> headers;  // HTTP only: cookies
  };
  using Deliver = std::function<void(Given)>;

  explicit Answer(Deliver deliver) : deliver_(std::make_shared<Deliver>(std::move(deliver))) {}

  template <class Reply>
  void give(Reply reply, std::vector<std::pair<std::string, std::string>> headers = {}) const {
    (*deliver_)({std::make_unique<Reply>(std::move(reply)), {}, std::move(headers)});
  }
  void refuse(v1::Refusal refusal) const { (*deliver_)({nullptr, std::move(refusal), {}}); }
  void refuse(const Fault& fault) const { refuse(refusal_of(fault)); }

private:
  std::shared_ptr<Deliver> deliver_;
};

/// The methods of one audience. Filled at start, read by every io thread after that.
class Service {
public:
  /// Whom a method serves. Whoever is suspended or banned has a session, and reads nothing of the community by it.
  enum class Needs { nobody, session, community };
  using Handle = std::function<void(const Caller&, const google::protobuf::Message& request, Answer)>;
  struct Method {
    const google::protobuf::Message* prototype;  // an empty request
    Handle handle;
    Needs needs;
  };

  /// `full_name`: "plenum.v1.MemberService". Every method must be one of the descriptor's: a misspelt name ends the
  /// program at start.
  explicit Service(const google::protobuf::ServiceDescriptor* descriptor) : descriptor_(descriptor) {}

  template <class Request>
  void on(const std::string& method, std::function<void(const Caller&, const Request&, Answer)> handle,
          Needs needs = Needs::community) {
    add(method,
        {&Request::default_instance(),
         [handle = std::move(handle)](const Caller& caller, const google::protobuf::Message& request, Answer answer) {
           handle(caller, static_cast<const Request&>(request), std::move(answer));
         },
         needs});
  }

  const Method* find(std::string_view method) const;
  std::string full_name() const { return descriptor_->full_name(); }

  /// Methods of the descriptor that nobody handles; empty when the service is whole.
  std::vector<std::string> missing() const;

  /// Checks the caller, then handles.
  static void call(const Method&, const Caller&, const google::protobuf::Message& request, Answer);

private:
  void add(const std::string& method, Method);
  const google::protobuf::ServiceDescriptor* descriptor_;
  std::map<std::string, Method, std::less<>> methods_;
};

}  // namespace plenum
