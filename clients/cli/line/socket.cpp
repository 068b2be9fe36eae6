#include "clients/cli/line/socket.h"

#include <filesystem>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <fcntl.h>
#include <unistd.h>

#include "clients/cli/line/failed.h"

namespace plenum::cli {

namespace {

namespace asio = boost::asio;
using Endpoints = std::vector<asio::generic::stream_protocol::endpoint>;

constexpr std::size_t socket_path_bytes_max = 107;  // sockaddr_un holds no more

[[noreturn]] void unreachable(const Address& address, const std::string& why) {
  const auto name = address.unix_socket.empty() ? "http://" + address.authority() : address.unix_socket;
  throw Failed("No server answers at " + name + " (" + why + "): is it running?", Exit::unreachable);
}

/// The socket's folder, held open while a path too long for sockaddr_un is reached through it.
class ShortPath {
public:
  explicit ShortPath(const std::filesystem::path& path) : name_(path.string()) {
    if (name_.size() <= socket_path_bytes_max) return;
    folder_ = ::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder_ >= 0) name_ = "/proc/self/fd/" + std::to_string(folder_) + "/" + path.filename().string();
  }
  ~ShortPath() {
    if (folder_ >= 0) ::close(folder_);
  }
  ShortPath(const ShortPath&) = delete;
  ShortPath& operator=(const ShortPath&) = delete;
  const std::string& name() const { return name_; }

private:
  std::string name_;
  int folder_ = -1;
};

Endpoints resolve(asio::io_context& io, const Address& address) {
  boost::system::error_code error;
  asio::ip::tcp::resolver resolver(io);
  Endpoints endpoints;
  for (const auto& found : resolver.resolve(address.host, address.port, error))
    endpoints.emplace_back(found.endpoint());
  if (endpoints.empty()) unreachable(address, error.message());
  return endpoints;
}

void connect_any(asio::io_context& io, Stream& stream, const Address& address, const Endpoints& endpoints,
                 std::chrono::seconds patience) {
  boost::system::error_code error;
  for (const auto& endpoint : endpoints) {
    stream.expires_after(patience);
    stream.async_connect(endpoint, [&](boost::system::error_code e) { error = e; });
    io.restart();
    io.run();
    if (!error) return stream.expires_never();
    stream.close();
  }
  unreachable(address, error.message());
}

}  // namespace

void connect(asio::io_context& io, Stream& stream, const Address& address, std::chrono::seconds patience) {
  if (address.unix_socket.empty()) return connect_any(io, stream, address, resolve(io, address), patience);
  const ShortPath path(address.unix_socket);
  if (path.name().size() > socket_path_bytes_max) unreachable(address, "no such directory");
  connect_any(io, stream, address, {asio::local::stream_protocol::endpoint(path.name())}, patience);
}

}  // namespace plenum::cli
