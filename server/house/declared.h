#pragma once

#include <google/protobuf/descriptor.h>

namespace plenum {

/// The service as its .proto file declares it, found beside one of its messages.
template <class Message>
const google::protobuf::ServiceDescriptor* declared(const char* service) {
  return Message::descriptor()->file()->FindServiceByName(service);
}

}  // namespace plenum
