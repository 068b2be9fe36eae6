#pragma once

#include <functional>
#include <string>

#include "proto/admin.pb.h"
#include "server/admin/gallery_house.h"
#include "server/gateway/service.h"
#include "server/gateway/slow_lane.h"
#include "server/identity/passwords.h"
#include "server/node/sequencer.h"
#include "storage/log/redis/redis_log.h"
#include "storage/rocks/store.h"

namespace plenum {

/// Answers plenum.v1.AdminService: whoever can open the socket in the data directory is the operator. Handlers may be
/// called from any thread and never wait; answers come from the sequencer's thread, a password worker or the slow lane.
///
/// Owned by the program; must outlive the doors that call it, and be stopped before the store, the sequencer and the
/// passwords are. Must never answer anybody but the house.
class AdminDesk {
public:
  using Status = std::function<v1::StatusReply()>;

  /// `audit_heads`: the file that witnesses how far the audit log has come.
  AdminDesk(Store& store, Sequencer& sequencer, Chance& chance, Passwords& passwords, Status status,
            std::string audit_heads = {});

  /// Before the first call; null: this node is alone.
  void set_log(redis::RedisLog* shared, std::string directory) {
    shared_ = shared;
    directory_ = std::move(directory);
  }

  /// Every method of the service. Requires: the service is AdminService's, and this outlives it.
  void register_on(Service& service);

  /// The gallery's part of it, which admins reach at the members' door too.
  GalleryHouse& house() { return house_; }

  void stop() {
    house_.stop();
    lane_.stop();
  }

private:
  template <class Request>
  using Handler = void (AdminDesk::*)(const Request&, const Answer&);
  template <class Request>
  void on(Service& service, const char* method, Handler<Request> handler);

  // members.cpp
  void add_member(const v1::AddMemberRequest&, const Answer&);
  void list_members(const v1::ListMembersRequest&, const Answer&);
  void set_role(const v1::SetRoleRequest&, const Answer&);
  void reset_member(const v1::ResetMemberRequest&, const Answer&);
  void make_token(const v1::MakeTokenRequest&, const Answer&);
  void invite(const v1::InviteRequest&, const Answer&);
  // topics.cpp
  void open_topic(const v1::OpenTopicRequest&, const Answer&);
  void change_topic(const v1::ChangeTopicRequest&, const Answer&);
  void import(const v1::ImportRequest&, const Answer&);
  // admin_service.cpp
  void export_page(const v1::ExportRequest&, const Answer&);
  void verify(const v1::VerifyRequest&, const Answer&);
  void backup(const v1::BackupRequest&, const Answer&);
  void status(const v1::StatusRequest&, const Answer&);

  // audit.cpp
  void verify_audit(const v1::VerifyAuditRequest&, const Answer&);
  void list_audit(const v1::ListAuditRequest&, const Answer&);
  void export_audit(const v1::ExportAuditRequest&, const Answer&);

  // log.cpp
  void log_status(const v1::LogStatusRequest&, const Answer&);
  void forget_node(const v1::ForgetNodeRequest&, const Answer&);
  void reseed_log(const v1::ReseedLogRequest&, const Answer&);
  void export_fork(const v1::ExportForkRequest&, const Answer&);
  v1::LogStatusReply standing_of_the_log() const;

  void slowly(const Answer& answer, std::function<void()> job);

  Store& store_;
  Sequencer& sequencer_;
  Chance& chance_;
  Passwords& passwords_;
  Status status_;
  const std::string audit_heads_;
  redis::RedisLog* shared_ = nullptr;
  std::string directory_;
  GalleryHouse house_;
  SlowLane lane_;
};

}  // namespace plenum
