#include "server/gallery/masking_pen.h"

namespace plenum {

namespace {

render::Format format_of(v1::Format format) {
  switch (format) {
    case v1::HTML:
      return render::Format::html;
    case v1::MRKDWN:
      return render::Format::mrkdwn;
    case v1::PLAIN:
      return render::Format::plain;
    default:
      return render::Format::markdown;
  }
}

}  // namespace

std::string MaskingPen::seal(std::string_view words) const {
  std::string key(words);
  const auto known = sealed_.find(key);
  if (known != sealed_.end()) return known->second;
  if (sealed_.size() >= sealed_max) sealed_.clear();
  return sealed_.emplace(std::move(key), keyed_hash(key_, words)).first->second;
}

std::string MaskingPen::redact(const View&, std::string_view source, v1::Format format) const {
  return names_.mask(format_of(format), source);
}

}  // namespace plenum
