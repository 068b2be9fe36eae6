#pragma once
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

namespace plenum::net {

// One type for TCP and Unix sockets, so that Beast's templates are compiled once; with the concrete executor, since a
// type-erased one costs an allocation and a virtual call at every operation.
using Socket =
    boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, boost::asio::io_context::executor_type>;

}  // namespace plenum::net
