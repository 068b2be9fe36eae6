#pragma once

#include <cstdint>
#include <string>

#include "proto/gallery.pb.h"

// What the gallery's commands say and read: `companies`, `licences`, `seats`, `topics listen`.
namespace plenum::cli {

/// "none", "1h", "24h", "7d". Throws Failed with Exit::usage.
v1::EmbargoClass embargo_of(const std::string& name);
const char* name_of(v1::EmbargoClass embargo);

/// "observe", "panel", "research", "consult". Throws Failed with Exit::usage.
v1::LicenceLevel level_of(const std::string& name);
const char* name_of(v1::LicenceLevel level);

const char* name_of(v1::LicenceState state);
const char* name_of(v1::AlarmKind kind);

/// A local day, "2027-01-31" (its beginning), or moment, "2027-01-31 09:30", in Unix milliseconds. Throws Failed with
/// Exit::usage.
std::int64_t moment_of(const std::string& text);

}  // namespace plenum::cli
