#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/gallery_door/room.h"

namespace plenum::test {

/// A gallery to which anything may be said, as a seat's program could send it: at the door over HTTP, or on the line.
/// Whatever must not leave it holds "qzjxqv", which no random token does. The same in every run. Belongs to one thread.
///
/// Grammar: one byte says which (a method of the two services, a path of one's own, a frame of the line), one how (JSON
/// or protobuf, with or without the seat's token), the rest is the body; of a path of one's own it is the path, up to a
/// line's end, and the body behind it.
class Heckled {
public:
  Heckled();

  /// Why what came of these bytes may not be so; empty: it may.
  std::string fault_of(std::string_view bytes);
  /// Well-formed ones, one of each kind.
  const std::vector<std::string>& examples() const { return examples_; }

  std::size_t answered() const { return answered_; }  // not refused
  std::string digest() const { return room_.digest(); }

private:
  struct Said {
    std::string path;
    bool reads = false;  // ObserverService, which changes nothing
    bool binary = false;
    bool with_token = true;
    std::string body;
  };
  std::string fault_at_the_door(const Said&);
  std::string fault_on_the_line(std::string_view frame, bool binary);
  std::string fault_in(std::string_view answer) const;
  void add_examples();

  Room room_;
  std::unique_ptr<GalleryDoor> door_;
  std::string token_;
  std::string refusal_;
  std::unique_ptr<RawWebSocket> lines_[2];
  std::vector<std::string> examples_;
  std::size_t said_ = 0;
  std::size_t answered_ = 0;
};

}  // namespace plenum::test
