#include "tests/bench/gallery_audience.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "proto/observer.pb.h"
#include "tests/bench/measure.h"

namespace plenum::bench {

namespace {

constexpr double patience_s = 120;
constexpr std::size_t wave = 256;
constexpr std::size_t kept_max = 8'192;

std::uint32_t number_of(const std::string& text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

void GalleryAudience::arrive(const std::vector<std::string>& tokens) {
  for (const auto& token : tokens) {
    const auto seat = crowd_.add();
    seats_.emplace_back().token = token;
    crowd_.connect(seat, community_.port(), true);
    loop_.turn_until([&] { return present_ + ended_ + wave > seat; }, patience_s);
  }
  loop_.turn_until([&] { return present_ + ended_ >= seats_.size(); }, patience_s);
  if (present_ == seats_.size()) return;
  std::fprintf(stderr, "plenum-bench: only %zu of %zu seats were let in\n", present_, seats_.size());
  std::exit(1);
}

void GalleryAudience::on_connected(std::size_t seat) {
  crowd_.send(
      seat, upgrade_request("/v1/gallery", "plenum.v1.proto", "Authorization: Bearer " + seats_[seat].token + "\r\n"));
}

void GalleryAudience::on_answer(std::size_t seat, std::string_view head) {
  if (!head.starts_with("HTTP/1.1 101")) return crowd_.hang_up(seat), on_ended(seat);
  v1::ObserverFrame hello;
  hello.set_request(1);
  hello.mutable_hello();
  crowd_.send(seat, client_frame(hello.SerializeAsString()));
}

void GalleryAudience::on_frame(std::size_t seat, Op op, std::string_view payload) {
  if (op == Op::close) return;  // the end follows
  const auto& heard = decode(payload);
  if (!heard.topic.empty()) {
    v1::ObserverFrame subscription;
    subscription.set_request(2);
    subscription.mutable_subscribe()->set_topic(heard.topic);
    return crowd_.send(seat, client_frame(subscription.SerializeAsString()));
  }
  if (heard.is_subscription) ++present_;
  const double at = now_s();
  for (const auto number : heard.posts) {
    if (number <= seats_[seat].last) {
      ++doubles_;
      continue;
    }
    seats_[seat].last = number;
    ledger_.heard(number, at);
  }
}

void GalleryAudience::on_ended(std::size_t) {
  ++ended_;
}

const GalleryAudience::Heard& GalleryAudience::decode(std::string_view payload) {
  const auto hash = std::hash<std::string_view>{}(payload);
  if (kept_.size() > kept_max) kept_.clear();
  auto& heard = kept_[hash];
  if (heard.bytes == payload) return heard;
  heard = {std::string(payload), {}, false, {}};
  v1::GalleryFrame frame;
  if (!frame.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) return heard;
  if (frame.reply().has_hello() && frame.reply().hello().topics_size() > 0)
    heard.topic = frame.reply().hello().topics(0).id();
  heard.is_subscription = frame.reply().has_subscribe();
  for (const auto& update : frame.updates().updates()) {
    if (update.has_post()) heard.posts.push_back(number_of(update.post().text()));
  }
  return heard;
}

}  // namespace plenum::bench
