#include "storage/machine/checks_gallery.h"

#include <algorithm>
#include <functional>
#include <set>

#include "proto/limits.h"
#include "storage/machine/checking.h"
#include "storage/machine/licences.h"
#include "storage/machine/text.h"

namespace plenum {

namespace {

constexpr std::uint32_t k_min = 2;
constexpr std::uint32_t k_max = 1'000;
constexpr std::uint32_t seats_of_licence_max = 100'000;
constexpr int topics_of_licence_max = 500;
constexpr std::uint32_t rounding_s_max = 24 * 3600;

Check check_name(std::string_view name, const char* field) {
  if (is_blank(name) || has_control(name)) return refuse(v1::FIELD_INVALID, field);
  return count_characters(name) > limits::title_characters_max ? refuse(v1::FIELD_INVALID, field) : Check{};
}

bool is_embargo(int value) {
  return value >= v1::EMBARGO_NONE && value <= v1::EMBARGO_7_D;
}

Check check_form(const v1::Licence& wish, std::int64_t now_ms) {
  if (wish.level() < v1::LICENCE_OBSERVE || wish.level() > v1::LICENCE_CONSULT)
    return refuse(v1::FIELD_INVALID, "level");
  if (wish.topics_size() == 0 || wish.topics_size() > topics_of_licence_max) return refuse(v1::FIELD_INVALID, "topics");
  if (wish.seats() == 0 || wish.seats() > seats_of_licence_max) return refuse(v1::FIELD_INVALID, "seats");
  if (wish.from_ms() < 0) return refuse(v1::FIELD_INVALID, "from_ms");
  const bool has_end = wish.until_ms() != 0;
  if (has_end && wish.until_ms() <= std::max(now_ms, wish.from_ms())) return refuse(v1::FIELD_INVALID, "until_ms");
  if (!is_embargo(wish.embargo())) return refuse(v1::FIELD_INVALID, "embargo");
  if (wish.rounding_s() > rounding_s_max) return refuse(v1::FIELD_INVALID, "rounding_s");
  if (is_blank(wish.purpose()) || has_control(wish.purpose())) return refuse(v1::FIELD_INVALID, "purpose");
  return count_characters(wish.purpose()) > limits::reason_characters_max ? refuse(v1::FIELD_INVALID, "purpose")
                                                                          : Check{};
}

// Whoever writes there was told of no other embargo.
Check check_topics(const View& view, const v1::Licence& wish) {
  std::set<std::uint64_t> named;
  for (const auto& licensed : wish.topics()) {
    const auto topic = view.get(key::Topic{TopicId{licensed.topic_id()}});
    if (!topic) return refuse(v1::NOT_FOUND, "topics");
    if (!named.insert(licensed.topic_id()).second) return refuse(v1::FIELD_INVALID, "topics");
    const auto& classes = topic->charter().classes();
    if (std::find(classes.begin(), classes.end(), wish.embargo()) == classes.end())
      return refuse(v1::FIELD_INVALID, "embargo");
  }
  return {};
}

Check check_company(const View& view, CompanyId id) {
  const auto company = view.get(key::Company{id});
  return company && !company->ended() ? Check{} : refuse(v1::NOT_FOUND, "company_id");
}

}  // namespace

Check check_set_charter(const View& view, const Principal& who, TopicId topic,
                        std::span<const v1::EmbargoClass> classes) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  const bool ascend = std::adjacent_find(classes.begin(), classes.end(), std::greater_equal<>()) == classes.end();
  if (!ascend || !std::all_of(classes.begin(), classes.end(), is_embargo)) return refuse(v1::FIELD_INVALID, "classes");
  return view.get(key::Topic{topic}) ? Check{} : refuse(v1::NOT_FOUND, "topic_id");
}

Check check_begin_epoch(const View& view, const Principal& who, TopicId id) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  const auto topic = view.get(key::Topic{id});
  if (!topic) return refuse(v1::NOT_FOUND, "topic_id");
  return topic->charter().epoch() == 0 ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_set_gallery_k(const View& view, const Principal& who, std::uint32_t k) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  if (k < k_min || k > k_max) return refuse(v1::FIELD_INVALID, "k");
  return view.get(key::Community{})->gallery_k() == k ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_set_company(const View& view, const Principal& who, CompanyId id, std::string_view name) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  if (auto fault = check_name(name, "name")) return fault;
  if (!id) return {};
  if (auto fault = check_company(view, id)) return fault;
  return view.get(key::Company{id})->name() == name ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_end_company(const View& view, const Principal& who, CompanyId id) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  return check_company(view, id);
}

Check check_set_licence(const View& view, const Principal& who, const v1::Licence& wish, std::int64_t now_ms) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  if (auto fault = check_form(wish, now_ms)) return fault;
  if (auto fault = check_company(view, CompanyId{wish.company_id()})) return fault;
  if (wish.id() != 0) {
    const auto licence = view.get(key::Licence{LicenceId{wish.id()}});
    const bool changes = licence && licence->state() != v1::LICENCE_OVER && licence->company() == wish.company_id();
    if (!changes) return refuse(v1::NOT_FOUND, "licence_id");
  }
  return check_topics(view, wish);
}

Check check_end_licence(const View& view, const Principal& who, LicenceId id) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  const auto licence = view.get(key::Licence{id});
  if (!licence) return refuse(v1::NOT_FOUND, "licence_id");
  return licence->state() == v1::LICENCE_OVER ? refuse(v1::NOTHING_CHANGED) : Check{};
}

Check check_give_seat(const View& view, const Principal& who, CompanyId id, std::string_view name,
                      std::string_view mail) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  if (auto fault = check_name(name, "name")) return fault;
  if (has_control(mail) || count_characters(mail) > limits::title_characters_max)
    return refuse(v1::FIELD_INVALID, "mail");
  if (auto fault = check_company(view, id)) return fault;
  const bool has_room = may_have_more_seats(view, id, view.get(key::Company{id})->seats());
  return has_room ? Check{} : refuse(v1::FIELD_INVALID, "company_id");
}

Check check_seat(const View& view, const Principal& who, SeatId id) {
  if (auto fault = check_may(who, Action::manage_gallery)) return fault;
  const auto seat = view.get(key::Seat{id});
  return seat && !seat->ended() ? Check{} : refuse(v1::NOT_FOUND, "seat_id");
}

Check check_withdraw_post(const View& view, const Principal& who, PostId id) {
  if (auto fault = check_may(who, Action::withdraw_own_post)) return fault;
  const auto post = view.get(key::Post{id});
  const bool own = post && !post->erased() && MemberId{post->author()} == who.member;
  if (!own) return refuse(visible_post(view, who, id) ? v1::NOT_AUTHOR : v1::NOT_FOUND, "post_id");
  const bool is_out = post->visibility() != v1::OBSERVED || post->gallery().left();
  return is_out ? refuse(v1::NOTHING_CHANGED) : Check{};
}

}  // namespace plenum
