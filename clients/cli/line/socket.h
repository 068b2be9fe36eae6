#pragma once

#include <chrono>
#include <functional>

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/beast/core/basic_stream.hpp>

#include "clients/cli/line/address.h"

// One type for TCP and Unix sockets, driven one step at a time. Included by this folder's sources only: Beast is heavy.
namespace plenum::cli {

using Stream = boost::beast::basic_stream<boost::asio::generic::stream_protocol>;

/// Connects within the time given. Throws Failed with Exit::unreachable.
void connect(boost::asio::io_context& io, Stream& stream, const Address& address, std::chrono::seconds patience);

}  // namespace plenum::cli
