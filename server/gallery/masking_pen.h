#pragma once

#include <unordered_map>

#include "server/gallery/claimed_names.h"
#include "server/gallery/master_key.h"
#include "server/node/gallery_pen.h"

namespace plenum {

/// The sequencer's pen: masks words, and seals what stands for a person under a key that is in no log. Called on the
/// sequencer's thread; `committed` likewise.
class MaskingPen final : public GalleryPen {
public:
  MaskingPen(const MasterKey& master, const Store& store) : key_(master.derive("the pen")), names_(store) {}

  std::string redact(const View&, std::string_view source, v1::Format) const override;
  std::string seal(std::string_view words) const override;

  /// Words that observers have or will have, without the names that were claimed since. Any thread.
  std::string narrowed(const std::string& words) const { return names_.mask_again(words); }

  void committed(const Committed& batch) { names_.committed(batch); }

private:
  const std::string key_;
  mutable ClaimedNames names_;
  /// Who writes, writes again: the same few authors, specialties and regions come with every post.
  mutable std::unordered_map<std::string, std::string> sealed_;
  static constexpr std::size_t sealed_max = 8'192;
};

}  // namespace plenum
