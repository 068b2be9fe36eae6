#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "server/admin/admin_service.h"
#include "storage/log/embedded_log.h"
#include "tests/support/storage/scratch.h"

namespace plenum {

/// What came back from one call.
template <class Reply>
struct Told {
  v1::Refusal refusal;  // code unspecified: it was done
  Reply reply;
  v1::RefusalCode code() const { return refusal.code(); }
};

/// The operator's desk of a new community: a real store in a folder of its own, log, sequencer, password workers.
class BackOffice : public ::testing::Test {
protected:
  BackOffice();
  ~BackOffice() override;

  template <class Reply, class Request>
  Told<Reply> ask(const std::string& method, const Request& request, const Caller& caller = house()) {
    auto given = ask_bare(method, request, caller);
    Told<Reply> told;
    told.refusal = given.refusal;
    if (given.message) told.reply = dynamic_cast<const Reply&>(*given.message);
    return told;
  }

  static Caller house();
  static Caller member(v1::Role role);

  Told<v1::AddMemberReply> add(const std::string& handle, v1::Role role = v1::MEMBER, const std::string& password = "",
                               bool token = false);
  std::vector<v1::Member> members();
  v1::VerifyReply verify();

  /// An import's first thread: one topic, one author, posts numbered from 0.
  static v1::ImportRequest small_import(int posts);
  v1::ImportReply import(const v1::ImportRequest& request);
  /// All pages, `limit` posts each.
  v1::ExportReply export_all(const std::string& source = "", std::uint32_t limit = 0);

  testing::Scratch scratch_;
  SystemChance chance_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<EmbeddedLog> log_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Passwords> passwords_;
  std::unique_ptr<AdminDesk> desk_;
  std::unique_ptr<Service> service_;

private:
  Answer::Given ask_bare(const std::string& method, const google::protobuf::Message& request, const Caller& caller);
};

}  // namespace plenum
