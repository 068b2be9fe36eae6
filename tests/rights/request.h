#pragma once

#include <google/protobuf/descriptor.h>

#include "tests/rights/scene.h"
#include "tests/rights/table.h"

namespace plenum::test {

/// A request that is well formed, about the scene. `harbour`: another thread, where two are named.
Json request_of(const google::protobuf::MethodDescriptor&, const Needs&, const Scene&, const Ground&,
                const std::string& harbour);

bool only_reads(const std::string& method);

/// Those that are called at the members' door; no two have a method of one name.
const std::vector<const google::protobuf::ServiceDescriptor*>& services_of_members();
const google::protobuf::MethodDescriptor& find_method(const std::string& name);

}  // namespace plenum::test
