#pragma once

#include <span>

#include "proto/gallery.pb.h"
#include "storage/machine/checks.h"

namespace plenum {

/// A charter's classes ascend and none comes twice.
Check check_set_charter(const View&, const Principal&, TopicId, std::span<const v1::EmbargoClass> classes);
Check check_begin_epoch(const View&, const Principal&, TopicId);
Check check_set_gallery_k(const View&, const Principal&, std::uint32_t k);

/// `company` 0: a new one.
Check check_set_company(const View&, const Principal&, CompanyId, std::string_view name);
Check check_end_company(const View&, const Principal&, CompanyId);

/// Each of its topics has a charter that offers its embargo; one that is over is not changed any more.
Check check_set_licence(const View&, const Principal&, const v1::Licence&, std::int64_t now_ms);
Check check_end_licence(const View&, const Principal&, LicenceId);

/// No more seats than the company's licences allow: FIELD_INVALID, "company_id".
Check check_give_seat(const View&, const Principal&, CompanyId, std::string_view name, std::string_view mail);
Check check_seat(const View&, const Principal&, SeatId);

/// From the gallery, by its author: nobody else's to decide.
Check check_withdraw_post(const View&, const Principal&, PostId);

}  // namespace plenum
