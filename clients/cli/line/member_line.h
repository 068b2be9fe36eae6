#pragma once

#include <string>

#include "clients/cli/line/calls.h"
#include "proto/identity.pb.h"
#include "proto/member.pb.h"

namespace plenum::cli {

/// 16 random bytes: a command that is sent again under the same ones is done once.
std::string new_command_id();

/// The unary calls of one member. Belongs to one thread.
class MemberLine {
public:
  MemberLine(const Address& address, std::string bearer);

  /// By handle and password; waits where the server says that it goes too fast. Throws Failed.
  static MemberLine sign_in(const Address& address, const std::string& handle, const std::string& password);

  /// A refusal is thrown as Failed.
  template <class Reply>
  Reply call(const std::string& method, const google::protobuf::Message& request) {
    Reply reply;
    fill(method, request, reply);
    return reply;
  }

  /// Sends a command until it is answered: a lost answer is asked for again under the same command_id.
  template <class Reply, class Request>
  Reply command(const std::string& method, Request request) {
    request.set_command_id(new_command_id());
    Reply reply;
    insist(method, request, reply);
    return reply;
  }

  void sign_out();

  const std::string& bearer() const { return bearer_; }
  const Address& address() const { return http_.address(); }

private:
  void fill(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& reply);
  void insist(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& reply);

  HttpClient http_;
  std::string bearer_;
};

}  // namespace plenum::cli
