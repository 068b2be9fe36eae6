#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "server/gallery/master_key.h"

namespace plenum {

/// What a company calls a post or a thread of the gallery: its id in the tables, moved by a permutation that only this
/// company is spoken to with. So two companies hold no id in common, and what one of them hands back is turned into the
/// id again, without a table.
///
/// Four rounds of a Feistel network over 16 bytes (Luby and Rackoff, 1988) with SipHash-2-4 as the round function.
/// Immutable; any thread.
class OwnIds {
public:
  /// `company`: whose ids these are, in any form that never changes.
  OwnIds(const MasterKey& master, std::string_view company);
  ~OwnIds();
  OwnIds(const OwnIds&) = delete;
  OwnIds& operator=(const OwnIds&) = delete;

  /// An id of the tables as the company knows it. Nothing for what is no id.
  std::string shown(std::string_view id) const;
  /// The way back: of any 16 bytes some id, which mostly is nobody's. Nothing for what is no id.
  std::optional<std::string> meant(std::string_view shown) const;

  static constexpr std::size_t id_bytes = 16;

private:
  static constexpr std::size_t rounds = 4;
  static constexpr std::size_t round_key_bytes = 16;
  std::array<std::array<unsigned char, round_key_bytes>, rounds> keys_;
};

}  // namespace plenum
