#pragma once
#include <cstddef>
#include <memory>
#include <utility>

#include <boost/asio/associator.hpp>
#include <boost/asio/handler_continuation_hook.hpp>
#include <boost/system/error_code.hpp>

#include "server/net/desk.h"

namespace plenum::net {

// A completion handler that tells the desk how many bytes came, before it is Beast's turn: a flood of control frames
// passes no message to the session, yet must end the turn like any other flood.
template <class Handler>
struct CountedRead {
  Handler handler;
  Desk& desk;
  Clock::time_point& received_at;

  void operator()(boost::system::error_code error, std::size_t bytes) {
    desk.count_read(bytes);
    if (bytes != 0) received_at = Clock::now();
    std::move(handler)(error, bytes);
  }

  friend bool asio_handler_is_continuation(CountedRead* self) {
    using boost::asio::asio_handler_is_continuation;
    return asio_handler_is_continuation(std::addressof(self->handler));
  }
};

}  // namespace plenum::net

// Executor, allocator and cancellation slot are the wrapped handler's.
template <template <class, class> class Associator, class Handler, class Default>
struct boost::asio::associator<Associator, plenum::net::CountedRead<Handler>, Default> : Associator<Handler, Default> {
  static auto get(const plenum::net::CountedRead<Handler>& counted, const Default& fallback = Default()) noexcept {
    return Associator<Handler, Default>::get(counted.handler, fallback);
  }
};
