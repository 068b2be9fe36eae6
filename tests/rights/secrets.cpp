#include "tests/rights/secrets.h"

#include <atomic>

namespace plenum::test {

namespace {

constexpr const char* begin_of_words = "canary";
constexpr const char* end_of_words = "yranac";

}  // namespace

std::string Secrets::fresh_words() {
  static std::atomic<int> count{0};
  return begin_of_words + std::to_string(++count) + end_of_words;
}

void Secrets::keep(const std::string& words, std::string what, MayRead may_read, bool from_the_first) {
  const std::lock_guard lock(mutex_);
  kept_[words] = {std::move(what), std::move(may_read), from_the_first, ++last_};
}

void Secrets::let_go(const std::string& words) {
  const std::lock_guard lock(mutex_);
  kept_.erase(words);
}

std::uint64_t Secrets::mark() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

std::string Secrets::told(const Actor& reader, const std::string& answer, std::uint64_t mark) const {
  return find(reader, answer, [mark](const Secret& secret) { return secret.number <= mark; });
}

std::string Secrets::ever_told(const Actor& reader, const std::string& update) const {
  return find(reader, update, [](const Secret& secret) { return secret.from_the_first; });
}

std::string Secrets::find(const Actor& reader, const std::string& text, const Counts& counts) const {
  const std::lock_guard lock(mutex_);
  for (auto at = text.find(begin_of_words); at != std::string::npos; at = text.find(begin_of_words, at + 1)) {
    const auto end = text.find(end_of_words, at);
    if (end == std::string::npos) break;
    const auto found = kept_.find(text.substr(at, end - at) + end_of_words);
    const bool may = found == kept_.end() || !counts(found->second) || found->second.may_read(reader);
    if (!may) return found->second.what;
  }
  return {};
}

}  // namespace plenum::test
