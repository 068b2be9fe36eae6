#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "clients/cli/line/calls.h"
#include "proto/admin.pb.h"

namespace plenum::cli {

class MaintenanceServer;

/// A line to whoever holds the data directory: the server that runs on it or, where none does, one started for the
/// time of this command. So there is one program that writes a store, and one way of doing things.
class OperatorLine {
public:
  /// `community`: the name of a new one, where this founds it. Throws Failed: unreachable, damaged.
  explicit OperatorLine(const std::filesystem::path& directory, const std::string& community = {});
  ~OperatorLine();
  OperatorLine(OperatorLine&&) noexcept;
  OperatorLine& operator=(OperatorLine&&) = delete;

  /// AdminService's method; a refusal is thrown as Failed.
  template <class Reply>
  Reply call(const std::string& method, const google::protobuf::Message& request) {
    Reply reply;
    fill(method, request, reply);
    return reply;
  }

  /// The same for who has an answer to some refusals. Waits and tries again where the server says it is busy.
  Called try_call(const std::string& method, const google::protobuf::Message& request,
                  google::protobuf::Message& reply);

private:
  void fill(const std::string& method, const google::protobuf::Message& request, google::protobuf::Message& reply);
  std::unique_ptr<MaintenanceServer> maintenance_;  // null: a server was there already
  std::unique_ptr<HttpClient> http_;
};

}  // namespace plenum::cli
