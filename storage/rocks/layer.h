#pragma once

#include <functional>
#include <string_view>

#include "storage/machine/key.h"

namespace plenum {

/// One layer of a state: a picture of the store, or a batch that is pending over it. Keys and records as bytes.
/// Belongs to one thread.
class Layer {
public:
  /// False where there is no such record.
  virtual bool read(const key::Any& key, google::protobuf::MessageLite& record) const = 0;
  virtual bool has(std::string_view key) const = 0;

  using VisitBytes = std::function<bool(std::string_view key, std::string_view record)>;
  /// In order, from <= key < below, until `visit` returns false.
  virtual void scan_bytes(std::string_view from, std::string_view below, const VisitBytes& visit) const = 0;

protected:
  ~Layer() = default;
};

}  // namespace plenum
