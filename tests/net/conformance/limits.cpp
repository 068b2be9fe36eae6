// Categories 9 and 10: long messages, many pieces, small packets, many messages.
#include "tests/net/conformance/case.h"

namespace plenum::test::conformance {
namespace {

constexpr std::size_t kib = 1024, mib = 1024 * kib;

struct Kind {
  bool is_text;
  std::string frame(std::string_view payload, bool fin = true) const {
    return is_text ? text(payload, fin) : binary(payload, fin);
  }
  Expected echo(const std::string& payload) const { return is_text ? echo_text(payload) : echo_binary(payload); }
  std::string name() const { return is_text ? "text" : "binary"; }
};

std::string id(int group, const Kind& kind, std::size_t i) {
  return "9." + std::to_string(group + (kind.is_text ? 0 : 1)) + "." + std::to_string(i + 1);
}

Case in_pieces(const Kind& kind, const std::string& payload, std::size_t piece) {
  Case c;
  c.title = std::to_string(payload.size()) + " bytes of " + kind.name() + " in pieces of " + std::to_string(piece);
  for (std::size_t at = 0; at < payload.size(); at += piece) {
    const bool last = at + piece >= payload.size();
    const auto part = std::string_view(payload).substr(at, piece);
    c.frames.push_back(at == 0 ? kind.frame(part, last) : continuation(part, last));
  }
  c.expected = {kind.echo(payload)};
  return c;
}

}  // namespace

std::vector<Case> limits() {
  std::vector<Case> cases;
  for (const Kind kind : {Kind{true}, Kind{false}}) {
    const std::size_t lengths[] = {64 * kib, 256 * kib, mib, 4 * mib, 8 * mib, 16 * mib};
    for (std::size_t i = 0; i < std::size(lengths); ++i) {
      const std::string payload(lengths[i], '*');
      cases.push_back({id(1, kind, i),
                       std::to_string(lengths[i]) + " bytes of " + kind.name(),
                       {kind.frame(payload)},
                       {kind.echo(payload)}});
    }
    const std::size_t pieces[] = {64, 256, kib, 4 * kib, 16 * kib, 64 * kib, 256 * kib, mib, 4 * mib};
    for (std::size_t i = 0; i < std::size(pieces); ++i) {
      cases.push_back(in_pieces(kind, std::string(4 * mib, '*'), pieces[i]));
      cases.back().id = id(3, kind, i);
    }
    const std::size_t packets[] = {64, 128, 256, 512, 1024, 2048};
    for (std::size_t i = 0; i < std::size(packets); ++i) {
      const std::string payload(mib, '*');
      cases.push_back({id(5, kind, i),
                       "1 MiB of " + kind.name() + " in packets of " + std::to_string(packets[i]),
                       {kind.frame(payload)},
                       {kind.echo(payload)},
                       Cut::by_size,
                       packets[i]});
    }
    const std::size_t small[] = {0, 16, 64, 256, 1024, 4096};
    for (std::size_t i = 0; i < std::size(small); ++i) {
      const std::string payload(small[i], '*');
      Case many{id(7, kind, i), "a thousand messages of " + std::to_string(small[i]) + " bytes", {}, {}};
      for (int n = 0; n < 1000; ++n) {
        many.frames.push_back(kind.frame(payload));
        many.expected.push_back(kind.echo(payload));
      }
      cases.push_back(std::move(many));
    }
  }
  cases.push_back(in_pieces(Kind{true}, std::string(64 * kib, '*'), 1300));
  cases.back().id = "10.1.1";
  return cases;
}

}  // namespace plenum::test::conformance
