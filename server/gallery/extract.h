#pragma once

#include <optional>
#include <string>

#include "proto/subscriber.pb.h"
#include "server/gallery/voice.h"
#include "storage/machine/state.h"

// What was said, as a company may quote it. Built from the gallery's records and the company's own alone.
namespace plenum {

/// A place in a feed that may be quoted: the topic, and the licence under which.
struct Quoting {
  TopicId topic;
  const log::LicenceRecord& licence;
};

/// As it reads now: text, pseudonym, label, time, topic, scope; without an id, a number or a place in the chain.
/// Nothing where it does not stand, or is not theirs. `version` is what it is at this moment.
std::optional<v1::Extract> extract_now(const View&, const Voice&, const Quoting&, const std::string& entry);

/// The extract's salt: made of the master key, the company, the id and a share of its own, and kept nowhere. Who has
/// the store, the log or a backup cannot guess words against a digest; nor, once they were erased and the share with
/// them, can who holds the key. `share` is empty for what was taken before there were any.
std::string salt_of(const Voice&, const std::string& id, const std::string& share);

/// Of the fields marked in the contract, keyed with its salt.
std::string digest_of(const v1::Extract&);
/// Of its place in the chain.
std::string hash_of(const v1::Extract&);

/// One that was taken, as it is at this moment: read anew where it stands and is still theirs, else without words.
v1::Extract read_again(const View&, const Voice&, CompanyId, std::uint64_t number, const log::VerbatimRecord&,
                       std::int64_t now_ms);

}  // namespace plenum
