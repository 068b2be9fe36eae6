#include <chrono>
#include <csignal>
#include <functional>
#include <iostream>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "server/config.h"
#include "server/program.h"

namespace {

namespace asio = boost::asio;

/// What is told to the main thread. Never destroyed: its end would give the signals back what they do by default, and
/// one that comes in the process's last moments would end it as if it had been cut off.
struct Told {
  asio::io_context main_thread;
  asio::signal_set end{main_thread, SIGTERM, SIGINT};
  asio::signal_set hang_up{main_thread, SIGHUP};
};

/// A file that is wrong changes nothing, and says what is wrong with it.
void reload(int argc, char** argv, plenum::Program& program) {
  plenum::Config fresh;
  if (plenum::read_config(argc, argv, fresh) != 0) return spdlog::warn("SIGHUP: the settings stay as they were.");
  const auto rest = program.reload(fresh);
  spdlog::info("SIGHUP: the settings were read. {}", rest);
}

/// Runs until SIGTERM or SIGINT; in maintenance also until whoever started it goes away.
void run_until_told(Told& told, plenum::Program& program, bool maintenance) {
  auto& main_thread = told.main_thread;
  told.end.async_wait([&](boost::system::error_code, int) { main_thread.stop(); });

  asio::steady_timer timer(main_thread);
  std::function<void(boost::system::error_code)> tick = [&](boost::system::error_code error) {
    if (error) return;
    program.tick();
    timer.expires_after(std::chrono::milliseconds(plenum::Program::tick_ms));
    timer.async_wait(tick);
  };
  tick({});

  asio::posix::stream_descriptor standard_input(main_thread);
  char byte = 0;
  std::function<void(boost::system::error_code, std::size_t)> read = [&](boost::system::error_code error, std::size_t) {
    if (error) return main_thread.stop();
    standard_input.async_read_some(asio::buffer(&byte, 1), read);
  };
  if (maintenance) {
    standard_input.assign(::dup(STDIN_FILENO));
    standard_input.async_read_some(asio::buffer(&byte, 1), read);
  }
  main_thread.run();
}

/// Once more SIGTERM or SIGINT: whoever asks has no time for the farewell.
void end(plenum::Program& program) {
  asio::io_context farewell;
  asio::signal_set again(farewell, SIGTERM, SIGINT);
  bool in_a_hurry = false;
  again.async_wait([&](boost::system::error_code error, int) { in_a_hurry = !error; });
  program.stop([&] {
    farewell.poll();
    return in_a_hurry;
  });
}

}  // namespace

int main(int argc, char** argv) {
  // The operator's log goes to standard error; standard output has one line, for whoever waits for it.
  spdlog::set_default_logger(spdlog::stderr_logger_mt("plenumd"));
  std::signal(SIGPIPE, SIG_IGN);
  plenum::Config config;
  if (const int code = plenum::read_config(argc, argv, config); code != 0) return code < 0 ? 0 : code;

  // Before anybody can know that it runs: who asks it to end at once must not cut it off.
  static auto* const told = new Told;
  plenum::Program program(config);
  // Before the start is over it is kept until then.
  std::function<void(boost::system::error_code, int)> on_hang_up = [&](boost::system::error_code error, int) {
    if (error) return;
    reload(argc, argv, program);
    told->hang_up.async_wait(on_hang_up);
  };
  told->hang_up.async_wait(on_hang_up);
  if (const auto fault = program.start(); !fault.empty()) {
    std::cerr << "plenumd: " << fault << "\n";
    return 1;
  }
  std::cout << "listening on " << program.listening_on() << std::endl;
  run_until_told(*told, program, config.maintenance);
  end(program);
  return 0;
}
