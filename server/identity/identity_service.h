#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

#include "proto/identity.pb.h"
#include "server/gateway/service.h"
#include "server/identity/pace.h"
#include "server/identity/passwords.h"
#include "server/identity/tickets.h"
#include "server/node/sequencer.h"

namespace plenum {

/// Answers plenum.v1.IdentityService. Handlers run on io threads, several at once, and never block there: Argon2 runs
/// on its workers, the sequencer answers by callback.
///
/// Pace is checked first, before anything is looked up; then in the order of RefusalCode, save that BUSY is known
/// only when the work is handed over. Sign-in and reset give no hint which part was wrong.
///
/// Requires: Passwords is stopped before the sequencer, and both before this and the store are gone.
class IdentityDesk {
public:
  struct Settings {
    std::string community;
    bool sign_up_open = false;
    Rate sign_ins = sign_ins_rate;  // per address; also for changing a password
    Rate joins = joins_rate;        // per address
    Clock clock = steady_ms;        // of the pace
  };

  IdentityDesk(const Store& store, Sequencer& sequencer, Passwords& passwords, Tickets& tickets, Chance& chance,
               Settings settings);

  /// Requires: the service is of IdentityService's descriptor. Afterwards none of its methods is missing.
  void serve(Service& service);

  /// Settings that may change while it serves. Any thread.
  void change(bool sign_up_open, Rate sign_ins, Rate joins);

private:
  void sign_in(const Caller&, const v1::SignInRequest&, const Answer&);
  void join(const Caller&, const v1::JoinRequest&, const Answer&);
  void sign_out(const Caller&, const v1::SignOutRequest&, const Answer&);
  void set_password(const Caller&, const v1::SetPasswordRequest&, const Answer&);
  void set_password_by_reset(const Caller&, const v1::SetPasswordRequest&, const Answer&);
  void change_password(const Caller&, const v1::SetPasswordRequest&, const Answer&);
  void get_ticket(const Caller&, const Answer&);
  void get_door(const Answer&) const;

  /// Does the command and opens a browser's session for the member its outcome names; answers with the cookie.
  template <class Reply>
  void let_in(Command command, const Caller& caller, const Answer& answer);

  /// Hashes a new password and goes on with it; answers where that cannot be.
  void hash(std::string_view password, const Answer& answer, std::function<void(std::string credential)> go_on);
  void renew_credential(MemberId member, const std::string& credential, std::string_view password);

  const Store& store_;
  Sequencer& sequencer_;
  Passwords& passwords_;
  Tickets& tickets_;
  Chance& chance_;
  const Settings settings_;
  std::atomic<bool> sign_up_open_;
  Pace sign_ins_;
  Pace joins_;
};

/// Refuses who comes too fast; true if it did.
bool refuse_haste(Pace& pace, const Caller& caller, const Answer& answer);
void refuse_busy(const Answer& answer);

}  // namespace plenum
