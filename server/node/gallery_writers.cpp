#include "server/node/gallery_writers.h"

#include <functional>
#include <optional>
#include <vector>

#include "server/node/writing.h"
#include "storage/machine/checks_chair.h"
#include "storage/machine/checks_gallery.h"
#include "storage/machine/gallery.h"

namespace plenum {

namespace {

Command of(const Principal& who) {
  Command command;
  command.principal = who;
  return command;
}

void open_session(Proposal& p, SeatId seat, const std::string& hash) {
  auto& fact = *p.event().mutable_seat_session_opened();
  fact.set_session(hash);
  fact.set_seat(seat.value);
  fact.set_kind(log::PROGRAM);
}

// What is left open is decided now: a licence without a beginning begins with the event.
void fill(log::LicenceSet& fact, const v1::Licence& wish, std::uint64_t id, std::int64_t now_ms) {
  constexpr std::uint32_t rounding_s_default = 60;
  constexpr std::uint32_t daily_reads_default = 20'000;
  fact.set_licence(id);
  fact.set_company(wish.company_id());
  fact.set_level(wish.level());
  for (const auto& topic : wish.topics()) fact.add_topics(topic.topic_id());
  fact.set_seats(wish.seats());
  fact.set_from_ms(wish.from_ms() != 0 ? wish.from_ms() : now_ms);
  fact.set_until_ms(wish.until_ms());
  fact.set_embargo(wish.embargo());
  fact.set_rounding_s(wish.rounding_s() != 0 ? wish.rounding_s() : rounding_s_default);
  fact.set_daily_reads(wish.daily_reads() != 0 ? wish.daily_reads() : daily_reads_default);
  fact.set_daily_exports(wish.daily_exports());
  fact.set_purpose(wish.purpose());
}

// As observers have it, or will; nothing where neither is so.
std::optional<std::string> words_shown(const View& view, const log::PlaceInGallery& place) {
  for (const auto embargo : place.classes()) {
    const auto entry =
        view.get(key::GalleryEntry{TopicId{place.topic()}, static_cast<std::uint8_t>(embargo), place.entry()});
    if (entry && entry->state() == log::ENTRY_STANDS) return entry->text();
  }
  const auto waiting = view.get(key::GalleryWaiting{TopicId{place.topic()}, place.number()});
  if (waiting) return waiting->text();
  return {};
}

std::vector<v1::EmbargoClass> classes_of(const v1::SetCharterRequest& request) {
  std::vector<v1::EmbargoClass> classes;
  for (const auto value : request.classes()) classes.push_back(static_cast<v1::EmbargoClass>(value));
  return classes;
}

}  // namespace

Command set_charter(const Principal& who, const v1::SetCharterRequest& request) {
  auto command = of(who);
  command.decide = [who, request](Proposal& p) -> Check {
    const auto classes = classes_of(request);
    if (auto fault = check_set_charter(p.view(), who, TopicId{request.topic_id()}, classes)) return fault;
    p.needs_level(gallery_level);
    auto& fact = *p.event().mutable_charter_set();
    fact.set_topic(request.topic_id());
    *fact.mutable_classes() = request.classes();
    fact.set_reach_back(request.reach_back());
    fact.set_reach_back_from_ms(request.reach_back_from_ms());
    p.outcome().set_id(request.topic_id());
    return {};
  };
  return command;
}

Command begin_epoch(const Principal& who, TopicId topic) {
  auto command = of(who);
  command.decide = [who, topic](Proposal& p) -> Check {
    if (auto fault = check_begin_epoch(p.view(), who, topic)) return fault;
    p.needs_level(gallery_level);
    p.event().mutable_pseudonym_epoch_begun()->set_topic(topic.value);
    p.outcome().set_id(topic.value);
    return {};
  };
  return command;
}

Command set_gallery_k(const Principal& who, std::uint32_t k) {
  auto command = of(who);
  command.decide = [who, k](Proposal& p) -> Check {
    if (auto fault = check_set_gallery_k(p.view(), who, k)) return fault;
    p.needs_level(gallery_level);
    p.event().mutable_gallery_settings_changed()->set_k(k);
    return {};
  };
  return command;
}

Command set_company(const Principal& who, CompanyId id, const std::string& name) {
  auto command = of(who);
  command.decide = [who, id, name](Proposal& p) -> Check {
    if (auto fault = check_set_company(p.view(), who, id, name)) return fault;
    const auto company = id ? id : p.fresh<key::Company, CompanyId>();
    p.needs_level(gallery_level);
    auto& fact = *p.event().mutable_company_set();
    fact.set_company(company.value);
    fact.set_name(name);
    p.outcome().set_id(company.value);
    return {};
  };
  return command;
}

Command end_company(const Principal& who, CompanyId id) {
  auto command = of(who);
  command.decide = [who, id](Proposal& p) -> Check {
    if (auto fault = check_end_company(p.view(), who, id)) return fault;
    p.event().mutable_company_ended()->set_company(id.value);
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command set_licence(const Principal& who, const v1::Licence& wish) {
  auto command = of(who);
  command.decide = [who, wish](Proposal& p) -> Check {
    if (auto fault = check_set_licence(p.view(), who, wish, p.time_ms())) return fault;
    const auto id = wish.id() != 0 ? LicenceId{wish.id()} : p.fresh<key::Licence, LicenceId>();
    fill(*p.event().mutable_licence_set(), wish, id.value, p.time_ms());
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command end_licence(const Principal& who, LicenceId id) {
  auto command = of(who);
  command.decide = [who, id](Proposal& p) -> Check {
    if (auto fault = check_end_licence(p.view(), who, id)) return fault;
    p.event().mutable_licence_ended()->set_licence(id.value);
    p.outcome().set_id(id.value);
    return {};
  };
  return command;
}

Command give_seat(const Principal& who, const v1::GiveSeatRequest& request, const std::string& hash) {
  auto command = of(who);
  command.decide = [who, request, hash](Proposal& p) -> Check {
    const CompanyId company{request.company_id()};
    if (auto fault = check_give_seat(p.view(), who, company, request.name(), request.mail())) return fault;
    const auto seat = p.fresh<key::Seat, SeatId>();
    auto& fact = *p.event().mutable_seat_given();
    fact.set_seat(seat.value);
    fact.set_company(company.value);
    fact.set_keeps_seats(request.keeps_seats());
    log::SeatProfile profile;
    profile.set_name(request.name());
    profile.set_mail(request.mail());
    p.personal(log::SEAT, profile);
    open_session(p, seat, hash);
    p.outcome().set_id(seat.value);
    return {};
  };
  return command;
}

Command make_seat_token(const Principal& who, SeatId seat, const std::string& hash) {
  auto command = of(who);
  command.decide = [who, seat, hash](Proposal& p) -> Check {
    if (auto fault = check_seat(p.view(), who, seat)) return fault;
    p.event().mutable_seat_session_ended()->set_seat(seat.value);
    open_session(p, seat, hash);
    p.outcome().set_id(seat.value);
    return {};
  };
  return command;
}

Command end_seat(const Principal& who, SeatId seat) {
  auto command = of(who);
  command.decide = [who, seat](Proposal& p) -> Check {
    if (auto fault = check_seat(p.view(), who, seat)) return fault;
    p.event().mutable_seat_ended()->set_seat(seat.value);
    p.outcome().set_id(seat.value);
    return {};
  };
  return command;
}

Command withdraw_post(const Principal& who, const v1::WithdrawPostRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_withdraw_post(p.view(), who, PostId{request.post_id()})) return fault;
    p.needs_level(gallery_level);
    p.event().mutable_post_withdrawn()->set_post(request.post_id());
    p.outcome().set_id(request.post_id());
    return {};
  };
  return command;
}

Command narrow_post(PostId id, std::function<std::string(const std::string&)> mask) {
  auto command = of(Principal::house());
  command.decide = [id, mask = std::move(mask)](Proposal& p) -> Check {
    const auto post = p.view().get(key::Post{id});
    if (!post || !post->has_gallery() || post->gallery().left()) return Fault{v1::NOT_FOUND, "post_id"};
    const auto words = words_shown(p.view(), post->gallery());
    auto fewer = words ? mask(*words) : std::string();
    if (!words || fewer == *words) return Fault{v1::NOTHING_CHANGED};
    p.event().mutable_post_narrowed()->set_post(id.value);
    p.personal(log::GALLERY_TEXT, std::move(fewer));
    return {};
  };
  return command;
}

Command narrow_title(ThreadId id, std::function<std::string(const std::string&)> mask) {
  auto command = of(Principal::house());
  command.decide = [id, mask = std::move(mask)](Proposal& p) -> Check {
    const auto thread = p.view().get(key::Thread{id});
    if (!thread) return Fault{v1::NOT_FOUND, "thread_id"};
    auto fewer = mask(thread->gallery_title());
    if (fewer == thread->gallery_title()) return Fault{v1::NOTHING_CHANGED};
    p.event().mutable_post_narrowed()->set_thread(id.value);
    p.personal(log::GALLERY_TEXT, std::move(fewer));
    return {};
  };
  return command;
}

Command keep_thread(const Principal& who, const v1::KeepThreadRequest& request) {
  auto command = command_of(who, request);
  command.decide = [who, request](Proposal& p) -> Check {
    if (auto fault = check_keep_thread(p.view(), who, request)) return fault;
    p.needs_level(gallery_level);
    p.event().mutable_thread_kept()->set_thread(request.thread_id());
    p.outcome().set_id(request.thread_id());
    return {};
  };
  return command;
}

}  // namespace plenum
