#include "server/gallery/extract.h"

#include <sodium.h>

#include "proto/extract_chain.h"
#include "proto/extract_digest.h"
#include "server/gallery/projection.h"
#include "storage/machine/checks_company.h"
#include "storage/machine/licences.h"
#include "storage/machine/verbatims.h"

namespace plenum {

namespace {

const unsigned char* bytes(std::string_view s) {
  return reinterpret_cast<const unsigned char*>(s.data());
}

std::string blake2b(std::string_view message, std::string_view key) {
  std::string hash(extract_hash_bytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes(message), message.size(),
                     key.empty() ? nullptr : bytes(key), key.size());
  return hash;
}

Grant grant_of(const Quoting& quoting) {
  const auto& licence = quoting.licence;
  return {quoting.topic, static_cast<std::uint8_t>(licence.embargo()), licence.from_ms(), licence.until_ms(),
          licence.rounding_s() == 0 ? 60 : licence.rounding_s()};
}

void fill_words(const View& view, const Voice& voice, CompanyId company, const log::VerbatimRecord& record,
                std::int64_t now_ms, v1::Extract& extract) {
  const TopicId topic{record.topic()};
  const auto licence = licence_to_take(view, company, topic, now_ms);
  if (!licence || licence->second.embargo() != record.embargo()) return;
  auto now = extract_now(view, voice, {topic, licence->second}, record.entry());
  if (!now) return;
  now->set_id(extract.id());
  // Names around the words are those it was handed out with: they are what its digest is of.
  now->set_company(record.company_name());
  now->set_topic(record.topic_title());
  now->set_scope(record.scope());
  now->set_salt(salt_of(voice, extract.id(), record.salt_share()));
  // Where it now says less of its author, or tells its time otherwise, that is another reading: no proof goes with it.
  if (digest_of(*now) != record.digest()) now->clear_salt();
  now->MergeFrom(extract);
  extract = *std::move(now);
}

}  // namespace

std::optional<v1::Extract> extract_now(const View& view, const Voice& voice, const Quoting& quoting,
                                       const std::string& id) {
  const auto embargo = static_cast<std::uint8_t>(quoting.licence.embargo());
  const auto entry = view.get(key::GalleryEntry{quoting.topic, embargo, id});
  if (!entry || entry->state() != log::ENTRY_STANDS || !reads(quoting.licence, quoting.topic, *entry)) return {};
  const auto company = view.get(key::Company{voice.company()});
  const auto topic = view.get(key::Topic{quoting.topic});
  if (!company || !topic) return {};
  const auto post = project_observed_post(view, voice, grant_of(quoting), id, *entry);
  v1::Extract extract;
  extract.set_company(company->name());
  extract.set_topic(topic->title());
  extract.set_pseudonym(post.pseudonym());
  extract.set_label(post.label());
  extract.set_written_at_ms(post.written_at_ms());
  extract.set_text(post.text());
  extract.set_post(voice.ids().shown(id));
  extract.set_version(entry->version());
  extract.set_scope(voice.wording().of(scope_item(quoting.licence.level(), quoting.licence.purpose())));
  return extract;
}

std::string salt_of(const Voice& voice, const std::string& id, const std::string& share) {
  return keyed_hash(voice.key_for("extracts' salts"), id + share);
}

std::string digest_of(const v1::Extract& extract) {
  return blake2b(digested(extract), extract.salt());
}

std::string hash_of(const v1::Extract& e) {
  return blake2b(chained(e.before(), e.number(), e.id(), e.taken_at_ms(), e.until_ms(), e.digest()), {});
}

v1::Extract read_again(const View& view, const Voice& voice, CompanyId company, std::uint64_t number,
                       const log::VerbatimRecord& record, std::int64_t now_ms) {
  v1::Extract extract;
  extract.set_id(record.id());
  extract.set_number(number);
  extract.set_taken_at_ms(record.taken_at_ms());
  extract.set_until_ms(record.until_ms());
  extract.set_digest(record.digest());
  extract.set_hash(record.hash());
  const auto before = view.get(key::Verbatim{company, number - 1});
  extract.set_before(before ? before->hash() : std::string(extract_hash_bytes, '\0'));
  extract.set_state(state_of_extract(view, record, now_ms));
  if (extract.state() == v1::EXTRACT_STANDS) fill_words(view, voice, company, record, now_ms, extract);
  return extract;
}

}  // namespace plenum
