#pragma once

#include <vector>

#include "storage/machine/state.h"

// Who may hear what. Asked by the gallery's door and by the checks alike, and by nobody else answered.
namespace plenum {

/// Whether it stands at this moment: by the log, and by the local clock too, so that it ends without Redis. Fails
/// closed.
bool stands(const log::LicenceRecord&, std::int64_t now_ms);

/// Whether a licence reads this entry of this topic's feed: not what was written before it began there, unless the
/// charter let later ones.
bool reads(const log::LicenceRecord&, TopicId, const log::GalleryEntryRecord&);

/// The company's licences that are not over, in the order of their ids.
std::vector<std::pair<LicenceId, log::LicenceRecord>> licences_of(const View&, CompanyId);

/// The topic's, likewise.
std::vector<std::pair<LicenceId, log::LicenceRecord>> licences_in(const View&, TopicId);

/// How many seats the company may have: as the greatest of its licences that are not over says.
std::uint32_t seats_max(const View&, CompanyId);

/// Whether it may have one more than so many: reads no more of its licences than it takes to say yes, for a company
/// that gives many seats has one large licence, and as many that are over as it has had years.
bool may_have_more_seats(const View&, CompanyId, std::uint32_t than);

}  // namespace plenum
