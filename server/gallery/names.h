#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plenum {

/// A run of letters and digits in a text. Bytes.
struct Atom {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string folded;  // as names are compared: NFKC, case folded
};

/// The atoms of a text, in order. Invisible characters inside a word do not part it. Linear in the text.
std::vector<Atom> atoms_of(std::string_view text);

/// The names that masking looks for, as sequences of atoms ("Dr_Willis", "dr willis" and "dr.willis" are one). Only
/// grows: a name that was once somebody's stays masked. Made and read under its owner's lock.
class Names {
public:
  /// A handle, or a name of several words: then each word that is no ordinary one counts too.
  void add(std::string_view name);

  struct Match {
    std::size_t atoms = 0;     // 0: none begins here
    bool is_ordinary = false;  // a name only where it stands as one
  };
  /// The longest name that begins with this atom of the text. Looks at `atoms_of_name_max` atoms at most.
  Match match(std::string_view text, const std::vector<Atom>& atoms, std::size_t at) const;

  bool empty() const { return roots_.empty(); }

  static constexpr std::size_t atoms_of_name_max = 16;

private:
  using Node = std::uint32_t;
  struct Ending {
    bool is_name = false;
    bool is_ordinary = false;
  };
  /// 0: there is no such step.
  Node next(Node, const std::string& atom) const;
  void add_sequence(const std::vector<Atom>& atoms, std::size_t first, std::size_t count);

  // Nearly every word of a text is looked for as a beginning and found to be none: without a key to be made.
  std::unordered_map<std::string, Node> roots_;  // the folded atom -> the next node
  std::unordered_map<std::string, Node> steps_;  // node (4 bytes), then the folded atom -> the next node
  std::vector<Ending> endings_{Ending{}};        // by node; 0 is the root
};

}  // namespace plenum
