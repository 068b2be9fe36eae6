#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "clients/cli/line/calls.h"
#include "proto/member.pb.h"

namespace plenum::test {

/// The real plenumd in a folder of its own that goes with the test; started, killed and started again on one data
/// directory. It listens on a free port of 127.0.0.1. Belongs to the test's thread.
///
/// Whatever is tested, the server must end as it should and say nothing that points at a fault: a test that leaves it
/// running has it ended by SIGTERM, and a sanitizer's report or a broken assertion on its standard error fails the
/// test.
class RunningServer {
public:
  /// `settings`: lines of the configuration file.
  explicit RunningServer(std::string settings = {});
  ~RunningServer();

  void start();             // returns when it answers; a failure ends the test with its words
  void kill();              // -9; it must have lived until then
  int stop();               // SIGTERM; its exit code
  bool is_running() const;  // asks the system: a server that ended by itself is seen at once
  pid_t pid() const { return pid_; }

  const std::string& url() const { return url_; }
  std::filesystem::path data() const { return folder_ / "data"; }
  std::string errors() const;  // what it said on standard error so far

  /// A call on the operator's socket that must succeed.
  template <class Reply, class Request>
  Reply operate(const std::string& method, const Request& request) {
    Reply reply;
    operate_raw(method, request, reply);
    return reply;
  }

  /// A member with a bearer token.
  std::string add_member(const std::string& handle, v1::Role role);
  std::string open_topic(const std::string& title);

  static std::filesystem::path program(const std::string& name);  // beside the test; waits while it is linked anew

private:
  void operate_raw(const std::string& method, const google::protobuf::Message& request,
                   google::protobuf::Message& reply);
  int wait_for_its_end();
  void expect_no_fault() const;
  std::filesystem::path folder_;
  pid_t pid_ = -1;
  std::string url_;
};

}  // namespace plenum::test
