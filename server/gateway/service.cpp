#include "server/gateway/service.h"

#include <google/protobuf/descriptor.h>

#include "storage/machine/assert.h"

namespace plenum {

void Service::add(const std::string& name, Method method) {
  const auto* declared = descriptor_->FindMethodByName(name);
  PLENUM_ASSERT(declared != nullptr, "a handler for a method that its service does not declare");
  PLENUM_ASSERT(declared->input_type() == method.prototype->GetDescriptor(), "a handler that takes another request");
  methods_[name] = std::move(method);
}

const Service::Method* Service::find(std::string_view method) const {
  const auto found = methods_.find(method);
  return found == methods_.end() ? nullptr : &found->second;
}

std::vector<std::string> Service::missing() const {
  std::vector<std::string> names;
  for (int i = 0; i < descriptor_->method_count(); ++i) {
    if (!find(descriptor_->method(i)->name())) names.push_back(descriptor_->method(i)->name());
  }
  return names;
}

void Service::call(const Method& method, const Caller& caller, const google::protobuf::Message& request,
                   Answer answer) {
  if (method.needs != Needs::nobody && !caller.is_signed_in()) return answer.refuse(Fault{v1::UNAUTHENTICATED});
  if (method.needs == Needs::community) {
    if (auto fault = check_may(caller.principal, Action::read_community)) return answer.refuse(*fault);
  }
  method.handle(caller, request, std::move(answer));
}

}  // namespace plenum
