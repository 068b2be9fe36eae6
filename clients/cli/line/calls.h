#pragma once

#include <string>

#include <google/protobuf/message.h>

#include "clients/cli/line/http_client.h"
#include "proto/wire.pb.h"

namespace plenum::cli {

/// What came back of a call: the reply has been filled, or the server refused.
struct Called {
  bool refused = false;
  v1::Refusal refusal;
  HttpClient::Headers headers;  // of the answer

  explicit operator bool() const { return !refused; }
};

/// POST /SERVICE/METHOD in protobuf, e.g. "plenum.v1.MemberService", "WritePost". Throws Failed with
/// Exit::unreachable where nobody, or something other than Plenum, answers.
Called call(HttpClient& http, const std::string& service, const std::string& method,
            const google::protobuf::Message& request, google::protobuf::Message& reply,
            HttpClient::Headers headers = {});

/// The refusal as the one line for stderr: its sentence, and the field where there is one.
std::string sentence_of(const v1::Refusal& refusal);

}  // namespace plenum::cli
