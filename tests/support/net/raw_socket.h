#pragma once
// A blocking TCP or Unix socket with deadlines, for tests that care about every byte.
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace plenum::test {

class RawSocket {
public:
  static constexpr auto patience = std::chrono::seconds(10);

  RawSocket() = default;
  static RawSocket tcp(std::uint16_t port, int receive_buffer_bytes = 0);
  static RawSocket unix_path(const std::string& path);
  RawSocket(RawSocket&& other) noexcept;
  RawSocket& operator=(RawSocket&& other) noexcept;
  ~RawSocket();

  bool is_open() const { return fd_ >= 0; }
  int fd() const { return fd_; }
  void close();
  void reset();            // close with RST
  void shutdown_output();  // FIN, and go on reading

  // All of them, or false after `patience` or an error.
  bool write(std::string_view bytes);

  enum class Got { bytes, end, reset, late };
  // At least one byte into `into` (appended), at most max. `reset` at once where nothing is connected.
  Got read_some(std::string& into, std::size_t max = 65536, std::chrono::milliseconds patience_ms = patience);

private:
  explicit RawSocket(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace plenum::test
