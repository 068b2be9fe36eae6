#include "server/gallery/delivery.h"

#include <google/protobuf/util/json_util.h>

namespace plenum {

void Audience::add(const Hearing& hearing, Interest::Encoding encoding) {
  const std::lock_guard lock(mutex_);
  auto& counts = counts_[hearing.stream][hearing.company];
  ++(encoding == Interest::Encoding::binary ? counts.binary : counts.text);
}

void Audience::remove(const Hearing& hearing, Interest::Encoding encoding) {
  const std::lock_guard lock(mutex_);
  const auto stream = counts_.find(hearing.stream);
  if (stream == counts_.end()) return;
  const auto company = stream->second.find(hearing.company);
  if (company == stream->second.end()) return;
  --(encoding == Interest::Encoding::binary ? company->second.binary : company->second.text);
  if (company->second.none()) stream->second.erase(company);
  if (stream->second.empty()) counts_.erase(stream);
}

std::map<CompanyId, Interest::Counts> Audience::of(const StreamId& stream) const {
  const std::lock_guard lock(mutex_);
  const auto found = counts_.find(stream);
  return found == counts_.end() ? std::map<CompanyId, Interest::Counts>() : found->second;
}

bool Audience::has(const StreamId& stream) const {
  const std::lock_guard lock(mutex_);
  return counts_.contains(stream);
}

std::shared_ptr<std::atomic<std::uint64_t>>& Audience::version_of(CompanyId company) {
  auto& version = versions_[company];
  if (!version) version = std::make_shared<std::atomic<std::uint64_t>>(1);
  return version;
}

void Audience::rights_changed(CompanyId company) {
  const std::lock_guard lock(mutex_);
  ++*version_of(company);
}

RightsVersion Audience::rights_of(CompanyId company) {
  const std::lock_guard lock(mutex_);
  return version_of(company);
}

net::Frame encode_gallery_frame(const v1::GalleryFrame& frame, Interest::Encoding encoding) {
  if (encoding == Interest::Encoding::binary) return net::encode_frame(net::Opcode::binary, frame.SerializeAsString());
  std::string json;
  (void)google::protobuf::util::MessageToJsonString(frame, &json);
  return net::encode_frame(net::Opcode::text, json);
}

}  // namespace plenum
