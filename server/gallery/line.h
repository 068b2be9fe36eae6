#pragma once

#include <map>
#include <memory>
#include <optional>

#include "server/gallery/live.h"

namespace plenum {

/// One observer's live line: greets, follows feeds, hears. Belongs to its io thread, which alone calls it. It
/// dispatches on three wishes, of which none writes; whatever else comes is refused with the same words. It must never
/// wait, never send an entry twice or leave one out, and never send under a licence that is over by the log or by the
/// clock.
///
/// A feed is followed *live*, where shared frames arrive in order and without a hole, or *from the log*, where the line
/// reads until it reaches the head: after a resume, a gap, or a full queue. An embargo is no filter here: what is not
/// in the feed yet is nowhere that this line can read.
class GalleryLine final : public net::WebSocketClient {
public:
  GalleryLine(GalleryLive& live, Interest::Encoding encoding, Observer observer, bool by_cookie);

  void on_open(net::WebSocketSession& session) override;
  void on_message(std::string_view payload, bool binary) override;
  void on_drained() override;
  void on_sweep() override;
  void on_wind_down() override;
  void on_closed(std::uint16_t code) override;

  void deliver(const GalleryDelivery& delivery);
  void look_at_the_clock();

private:
  struct Following {
    std::uint64_t delivered = 0;  // offset of the last entry sent
    bool from_log = false;
    bool lined_up = false;
  };
  static constexpr unsigned refusals_max = 20;
  static constexpr std::uint64_t entries_per_piece = 64;

  void handle(const v1::ObserverFrame&);
  void greet(std::uint32_t request, const v1::ObserverHello&);
  void subscribe(std::uint32_t request, const v1::ObserverSubscribe&);
  void unsubscribe(std::uint32_t request, const v1::ObserverUnsubscribe&);
  void refuse(std::uint32_t request);
  void reply(v1::ObserverReply);

  bool still_stands();
  bool saw_the_last_change();
  void look_at_notices();
  void say_why(const std::string& sentence);
  void end(std::uint16_t code, const std::string& sentence);
  bool may_go_on();
  void follow(const StreamId&);
  void unfollow(StreamId);  // by value: the caller may hold the key that is erased
  void line_up(const StreamId&, Following&);
  void read_on(const StreamId&);
  net::Frame piece_after(const Grant&, std::uint64_t from, std::uint64_t last, const StoreView&,
                         std::vector<std::string>& shown) const;
  const Grant* grant_of(const std::string& topic) const;
  void tell(const GalleryDelivery&);
  Hearing own_hearing() const { return seat_hearing(observer_.listening.company, observer_.seat); }
  Hearing hearing(const StreamId& stream) const { return {observer_.listening.company, stream}; }

  GalleryLive& live_;
  const Interest::Encoding encoding_;
  Observer observer_;
  const bool by_cookie_;
  const std::shared_ptr<const Voice> voice_;
  const RightsVersion rights_;
  std::uint64_t rights_seen_ = 0;
  const std::shared_ptr<SeatGauge> seat_;
  std::uint64_t place_ = 0;
  net::WebSocketSession* session_ = nullptr;
  unsigned thread_ = 0;
  std::int64_t opened_at_ms_ = 0;
  bool greeted_ = false;
  std::uint32_t notices_told_ = 0;
  unsigned refusals_ = 0;
  std::map<StreamId, Following> following_;
  std::shared_ptr<GalleryLine*> self_;  // turns hold it weakly: they find out whether the line still stands
};

}  // namespace plenum
