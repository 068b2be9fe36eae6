#pragma once

namespace plenum::key {

/// The record that a key leads to.
template <class K>
struct RecordOf;

}  // namespace plenum::key
