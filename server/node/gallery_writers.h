#pragma once

#include "proto/admin.pb.h"
#include "server/node/command.h"

// What the host may wish of the gallery, and what a member may take out of it: one function per command.
namespace plenum {

Command set_charter(const Principal&, const v1::SetCharterRequest&);
Command begin_epoch(const Principal&, TopicId);
Command set_gallery_k(const Principal&, std::uint32_t k);

Command set_company(const Principal&, CompanyId, const std::string& name);
Command end_company(const Principal&, CompanyId);
Command set_licence(const Principal&, const v1::Licence&);
Command end_licence(const Principal&, LicenceId);

/// The seat and its first token (a secret's hash): both or neither.
Command give_seat(const Principal&, const v1::GiveSeatRequest&, const std::string& hash);
/// Every token it had before ends.
Command make_seat_token(const Principal&, SeatId, const std::string& hash);
Command end_seat(const Principal&, SeatId);

Command withdraw_post(const Principal&, const v1::WithdrawPostRequest&);
/// The chair's.
Command keep_thread(const Principal&, const v1::KeepThreadRequest&);

/// The house's: a name was claimed since the words were masked. `mask` says what is left of them; it runs on the
/// sequencer's thread. NOTHING_CHANGED where nothing is to be taken, or another node has taken it.
Command narrow_post(PostId, std::function<std::string(const std::string&)> mask);
/// Likewise the title that observers have of a thread, or will.
Command narrow_title(ThreadId, std::function<std::string(const std::string&)> mask);

}  // namespace plenum
