#include "clients/cli/plenumctl/operator_line.h"

#include <chrono>
#include <thread>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/maintenance_server.h"

namespace plenum::cli {

namespace {

constexpr std::chrono::hours patience(1);  // a replay of a large log takes its time
constexpr int tries_when_busy = 20;

}  // namespace

OperatorLine::OperatorLine(const std::filesystem::path& directory, const std::string& community) {
  const auto address = Address::of_socket((directory / "operator.sock").string());
  http_ = std::make_unique<HttpClient>(address, patience);
  try {
    http_->connect();
  } catch (const Failed&) {
    maintenance_ = std::make_unique<MaintenanceServer>(directory, community);
    http_->connect();
  }
}

OperatorLine::~OperatorLine() = default;
OperatorLine::OperatorLine(OperatorLine&&) noexcept = default;

Called OperatorLine::try_call(const std::string& method, const google::protobuf::Message& request,
                              google::protobuf::Message& reply) {
  const auto slash = method.find('/');
  const auto service = slash == std::string::npos ? "AdminService" : method.substr(0, slash);
  const auto name = slash == std::string::npos ? method : method.substr(slash + 1);
  for (int tries = 1;; ++tries) {
    const auto called = cli::call(*http_, "plenum.v1." + service, name, request, reply);
    if (called || called.refusal.retry_after_ms() == 0 || tries == tries_when_busy) return called;
    std::this_thread::sleep_for(std::chrono::milliseconds(called.refusal.retry_after_ms()));
  }
}

void OperatorLine::fill(const std::string& method, const google::protobuf::Message& request,
                        google::protobuf::Message& reply) {
  const auto called = try_call(method, request, reply);
  if (!called) throw Failed(sentence_of(called.refusal));
}

}  // namespace plenum::cli
