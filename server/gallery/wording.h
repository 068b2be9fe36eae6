#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/gallery.pb.h"
#include "server/gallery/master_key.h"

namespace plenum {

/// Something that can be said in several ways which all mean the same. `name` tells it from every other thing that is
/// said so; it names no author, and neither do the ways.
struct SaidItem {
  std::string name;
  std::vector<std::string> ways;
};

/// How a post's author is described: specialty and region, where there are both.
SaidItem label_item(std::string_view specialty, std::string_view region);
/// Under which licence an extract was taken.
SaidItem scope_item(v1::LicenceLevel, std::string_view purpose);
/// What whoever reads or prints must know, sentence by sentence. One of them says that this differs by company.
const std::vector<SaidItem>& notice_items();

/// The wording of what stands around members' words, as one company has it: a copy that leaks names the company that it
/// came from, although pseudonyms and ids were cut off. Never members' words, and the same for every author of whom the
/// same is said, so that nothing in it leads from one post to another. Each way is chosen by a keyed hash
/// (HMAC-SHA-256) of the thing under a key of the company's own. Immutable; any thread.
class Wording {
public:
  /// `company`: whose it is, in any form that never changes.
  Wording(const MasterKey& master, std::string_view company);
  ~Wording();
  Wording(const Wording&) = delete;
  Wording& operator=(const Wording&) = delete;

  /// Which of the item's ways is this company's.
  std::size_t way(const SaidItem& item) const { return way(item.name, item.ways.size()); }
  const std::string& of(const SaidItem& item) const { return item.ways[way(item)]; }

  /// The words of label_item, made without the others; what there is, where there is one of the two.
  std::string label(std::string_view specialty, std::string_view region) const;
  std::vector<std::string> notice() const;

private:
  std::size_t way(std::string_view name, std::size_t count) const;

  std::string key_;
};

}  // namespace plenum
