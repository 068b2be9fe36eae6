#include "storage/rocks/info_log.h"

#include <array>
#include <cstdarg>
#include <cstdio>

namespace plenum {

namespace {

class ToStandardError final : public rocksdb::Logger {
public:
  ToStandardError() : Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}

  using Logger::Logv;
  void Logv(const char* format, va_list words) override {
    std::array<char, 1024> line;
    std::vsnprintf(line.data(), line.size(), format, words);
    std::fprintf(stderr, "rocksdb: %s\n", line.data());
  }
};

}  // namespace

std::shared_ptr<rocksdb::Logger> log_to_standard_error() {
  return std::make_shared<ToStandardError>();
}

}  // namespace plenum
