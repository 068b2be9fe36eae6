#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/gallery/names.h"
#include "server/node/sequencer.h"
#include "server/render/render.h"

namespace plenum {

/// The names of all who are members of their own will, for masking. Read from the store when the first text is masked,
/// kept up from then on; who was imported and never came is not among them. Any thread.
class ClaimedNames {
public:
  explicit ClaimedNames(const Store& store) : store_(store) {}

  /// What an observer may read of a source.
  std::string mask(render::Format, std::string_view source);

  /// The same of words that were masked before: only ever fewer.
  std::string mask_again(std::string_view words);

  /// The sequencer's: looks whether somebody joined or was named anew.
  void committed(const Committed&);

private:
  void keep_up();
  void read_all(const View&);
  void read_changed();
  void add(const log::MemberRecord&);

  const Store& store_;
  std::mutex mutex_;
  bool is_read_ = false;
  Names names_;
  std::vector<MemberId> changed_;
};

}  // namespace plenum
