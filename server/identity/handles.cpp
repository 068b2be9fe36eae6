#include "server/identity/handles.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace plenum {

namespace {

using Normaliser = const icu::Normalizer2* (*)(UErrorCode&);

// Without its data ICU answers an error: then the text stays as it is, and no two handles are taken for one.
icu::UnicodeString normalise(const icu::UnicodeString& text, Normaliser form) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* normaliser = form(error);
  if (U_FAILURE(error)) return text;
  auto normalised = normaliser->normalize(text, error);
  return U_FAILURE(error) ? text : normalised;
}

icu::UnicodeString wide(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

std::string narrow(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace

std::string fold_handle(std::string_view handle) {
  return narrow(normalise(wide(tidy_handle(handle)), icu::Normalizer2::getNFKCCasefoldInstance));
}

std::string tidy_handle(std::string_view handle) {
  const auto text = normalise(wide(handle), icu::Normalizer2::getNFCInstance);
  std::int32_t from = 0;
  std::int32_t below = text.length();
  while (from < below && u_isUWhiteSpace(text.charAt(from))) ++from;
  while (from < below && u_isUWhiteSpace(text.charAt(below - 1))) --below;
  return narrow(text.tempSubStringBetween(from, below));
}

std::string normalise_compatibly(std::string_view text) {
  return narrow(normalise(wide(text), icu::Normalizer2::getNFKCInstance));
}

Check give_handle(log::Profile& profile, std::string_view handle) {
  if (handle.size() > handle_bytes_max) return Fault{v1::HANDLE_INVALID, "handle"};
  profile.set_handle(tidy_handle(handle));
  profile.set_folded(fold_handle(handle));
  if (auto fault = check_handle(profile.handle())) return fault;
  return check_handle(profile.folded());
}

}  // namespace plenum
