#include "storage/log/chain.h"

#include <sodium.h>

namespace plenum {

namespace {

constexpr std::size_t hash_bytes = 32;

class Hasher {
public:
  explicit Hasher(std::string_view key = {}) {
    crypto_generichash_init(&state_, key.empty() ? nullptr : bytes(key), key.size(), hash_bytes);
  }
  void add(std::string_view data) { crypto_generichash_update(&state_, bytes(data), data.size()); }
  void add(std::uint64_t value) {
    unsigned char big_endian[8];
    for (int i = 7; i >= 0; --i, value >>= 8) big_endian[i] = static_cast<unsigned char>(value & 0xFF);
    crypto_generichash_update(&state_, big_endian, sizeof big_endian);
  }
  std::string finish() {
    std::string hash(hash_bytes, '\0');
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
    return hash;
  }

private:
  static const unsigned char* bytes(std::string_view data) {
    return reinterpret_cast<const unsigned char*>(data.data());
  }
  crypto_generichash_state state_;
};

std::string fault_of_payloads(const log::LoggedEvent& logged) {
  log::Event event;
  if (!event.ParseFromString(logged.event())) return "an event does not parse";
  if (event.personal_size() != logged.personal_size()) return "a payload is missing or too many";
  for (int i = 0; i < event.personal_size(); ++i) {
    const auto& slot = logged.personal(i);
    if (slot.kind() != event.personal(i).kind()) return "a payload is of another kind than the event says";
    if (slot.erased() && slot.salt().empty() && slot.content().empty()) continue;
    if (slot.erased()) return "a payload that is said to be erased is still there";
    if (digest_personal(slot.salt(), slot.content()) != event.personal(i).digest()) return "a payload was altered";
  }
  return {};
}

}  // namespace

std::string digest_personal(std::string_view salt, std::string_view content) {
  if (salt.size() > crypto_generichash_KEYBYTES_MAX) return {};  // no salt of ours: no digest equals this
  Hasher hasher(salt);
  hasher.add(content);
  return hasher.finish();
}

std::string chain_hash(const log::LogBatch& batch) {
  Hasher hasher;
  hasher.add(batch.previous());
  hasher.add(batch.epoch());
  hasher.add(batch.first());
  hasher.add(static_cast<std::uint64_t>(batch.events_size()));
  for (const auto& logged : batch.events()) {
    hasher.add(logged.event().size());
    hasher.add(logged.event());
  }
  return hasher.finish();
}

void seal(log::LogBatch& batch, const Tail& tail) {
  batch.set_first(tail.offset + 1);
  batch.set_epoch(tail.epoch);
  batch.set_previous(tail.hash);
  batch.set_hash(chain_hash(batch));
}

Tail tail_after(const log::LogBatch& batch) {
  return {batch.first() + static_cast<Offset>(batch.events_size()) - 1, batch.epoch(), batch.hash()};
}

std::string find_fault(const log::LogBatch& batch, const Tail& tail) {
  if (batch.events_size() == 0) return "a batch without events";
  if (batch.first() != tail.offset + 1) return "a batch is missing or stands twice";
  if (batch.previous() != tail.hash) return "a batch does not follow the one before it";
  if (batch.epoch() < tail.epoch) return "a batch of an epoch that has ended";
  if (batch.hash() != chain_hash(batch)) return "an event was altered";
  for (const auto& logged : batch.events()) {
    if (auto fault = fault_of_payloads(logged); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace plenum
