#pragma once

#include "proto/house.pb.h"
#include "storage/machine/state.h"

// What the host may know of who listens. Whether the reader is the host is asked before.
namespace plenum {

v1::ListCompaniesReply read_companies(const View&);
v1::ListLicencesReply read_licences(const View&, CompanyId);
v1::ListSeatsReply read_seats(const View&, CompanyId);
v1::ListAlarmsReply read_alarms(const View&, const v1::ListAlarmsRequest&);

/// Days in which a seat was used, the newest first; at most 5,000 of them.
v1::ListUseReply read_use(const View&, const v1::ListUseRequest&, std::int64_t now_ms);

}  // namespace plenum
