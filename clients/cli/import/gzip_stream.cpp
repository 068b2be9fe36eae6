#include "clients/cli/import/gzip_stream.h"

#include <new>

#include "clients/cli/import/refused.h"

namespace plenum::imports {
namespace {

constexpr std::size_t block_bytes = 256 * 1024;
constexpr int gzip_window_bits = 15 + 16;  // zlib's way to say: gzip, with its checksum

}  // namespace

GzipStream::GzipStream(const std::filesystem::path& path, const Bounds& bounds)
    : path_(path), bounds_(bounds), in_(path, std::ios::binary), packed_(block_bytes), unpacked_(block_bytes) {
  if (!in_) refuse(path.string() + " cannot be opened.");
  if (inflateInit2(&z_, gzip_window_bits) != Z_OK) throw std::bad_alloc();
}

GzipStream::~GzipStream() {
  inflateEnd(&z_);
}

bool GzipStream::fill() {
  if (z_.avail_in > 0) return true;
  in_.read(packed_.data(), static_cast<std::streamsize>(packed_.size()));
  z_.next_in = reinterpret_cast<Bytef*>(packed_.data());
  z_.avail_in = static_cast<uInt>(in_.gcount());
  packed_bytes_ += z_.avail_in;
  return z_.avail_in > 0;
}

std::string_view GzipStream::next() {
  z_.next_out = reinterpret_cast<Bytef*>(unpacked_.data());
  z_.avail_out = static_cast<uInt>(unpacked_.size());
  while (z_.avail_out == unpacked_.size()) {
    if (!fill()) {
      if (at_member_end_) return {};
      refuse(path_.string() + " ends too early: it is truncated.");
    }
    if (at_member_end_) inflateReset(&z_);  // gzip files may follow one another
    const int state = inflate(&z_, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) {
      refuse(path_.string() + " is damaged near byte " + std::to_string(packed_bytes_ - z_.avail_in) + ".");
    }
    at_member_end_ = state == Z_STREAM_END;
  }
  const std::size_t count = unpacked_.size() - z_.avail_out;
  check_bounds(count);
  return {unpacked_.data(), count};
}

void GzipStream::check_bounds(std::size_t unpacked) {
  unpacked_bytes_ += unpacked;
  // Between the files a tar holds headers and padding: at most as much again for small ones, hence the factor.
  if (unpacked_bytes_ / 2 > bounds_.archive_bytes_max) {
    refuse(path_.string() + " unpacks to more than " + std::to_string(bounds_.archive_bytes_max) + " bytes.");
  }
  const std::uint64_t packed = packed_bytes_ - z_.avail_in;
  if (unpacked_bytes_ > bounds_.ratio_floor_bytes && unpacked_bytes_ / bounds_.ratio_max > packed) {
    refuse(path_.string() + " unpacks to more than " + std::to_string(bounds_.ratio_max) +
           " times its size: no archive of conversations does.");
  }
}

}  // namespace plenum::imports
