#include "tests/gallery_cases/canary.h"

#include <sodium.h>

namespace plenum::test {

namespace {

std::string base64(const std::string& bytes) {
  constexpr auto variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    variant);
  text.resize(text.size() - 1);
  return text;
}

std::string hex(const std::string& bytes, bool upper) {
  const char* digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

std::string wide(const std::string& bytes, bool big) {
  std::string text;
  for (const char c : bytes) {
    if (big) text.push_back('\0');
    text.push_back(c);
    if (!big) text.push_back('\0');
  }
  return text;
}

}  // namespace

void Canaries::add(const std::string& bytes, const std::string& of) {
  forms_[bytes] = of;
  forms_[hex(bytes, false)] = of + ", in hexadecimal";
  forms_[hex(bytes, true)] = of + ", in hexadecimal";
  // The whole groups of three that are its own, whatever stood before it.
  for (const std::size_t skip : {0U, 1U, 2U}) {
    const auto groups = (bytes.size() - skip) / 3;
    if (groups >= 2) forms_[base64(bytes.substr(skip, groups * 3))] = of + ", in base64";
  }
}

std::string Canaries::fresh(const std::string& of) {
  std::string word = "zq";
  while (word.size() < 16) word.push_back(static_cast<char>('a' + random_() % 26));
  add(word, of);
  forms_[wide(word, false)] = of + ", in UTF-16";
  forms_[wide(word, true)] = of + ", in UTF-16";
  return word;
}

void Canaries::number(const std::string& of, const std::string& digits) {
  const auto value = std::stoull(digits);
  std::string little;
  for (int i = 0; i < 8; ++i) little.push_back(static_cast<char>(value >> (8 * i)));
  forms_[digits] = of + ", in digits";
  add(little, of);
  add({little.rbegin(), little.rend()}, of);
}

std::vector<std::string> Canaries::found_in(const std::string& bytes) const {
  std::vector<std::string> found;
  for (const auto& [form, of] : forms_) {
    if (bytes.find(form) != std::string::npos) found.push_back(of);
  }
  return found;
}

}  // namespace plenum::test
