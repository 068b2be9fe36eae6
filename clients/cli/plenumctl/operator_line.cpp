#include "clients/cli/plenumctl/operator_line.h"

#include <chrono>
#include <thread>

#include "clients/cli/line/failed.h"
#include "clients/cli/plenumctl/maintenance_server.h"

namespace plenum::cli {

namespace {

constexpr std::chrono::hours patience(1);  // a replay of a large log takes its time
constexpr int tries_when_busy = 20;

struct Thing {
  const char* field;
  const char* name;
  const char* list;
};
constexpr Thing things[] = {
    {"handle", "member", "users list"},          {"topic_id", "topic", "topics list"},
    {"company_id", "company", "companies list"}, {"licence_id", "licence", "licences list --company ID"},
    {"seat_id", "seat", "seats list COMPANY"},   {"number", "open alarm", "alarms list"},
};

std::string value_of(const google::protobuf::Message& request, const char* name) {
  using Field = google::protobuf::FieldDescriptor;
  const auto* field = request.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated()) return {};
  const auto& values = *request.GetReflection();
  if (field->cpp_type() == Field::CPPTYPE_STRING) return values.GetString(request, field);
  return field->cpp_type() == Field::CPPTYPE_UINT64 ? std::to_string(values.GetUInt64(request, field)) : std::string();
}

// What nobody may know of others is said in one way to all; an operator may know all, and is told what he typed.
std::string sentence_for(const v1::Refusal& refusal, const google::protobuf::Message& request) {
  for (const auto& thing : things) {
    if (refusal.code() != v1::NOT_FOUND || refusal.field() != thing.field) continue;
    const auto value = value_of(request, thing.field);
    if (value.empty()) break;
    return std::string("There is no ") + thing.name + " " + value + ": `plenumctl " + thing.list +
           "` shows which there are.";
  }
  return sentence_of(refusal);
}

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
  if (!called) throw Failed(sentence_for(called.refusal, request));
}

}  // namespace plenum::cli
