#pragma once

#include <string>
#include <type_traits>

#include "storage/rocks/key_bytes.h"

namespace plenum {

// The fields of each key in order; `to` is a KeyWriter with a const key, or a KeyReader with one to fill.
struct Add {
  KeyWriter& w;
  template <class T>
  void operator()(const T& value) {
    w.add(value);
  }
  void rest(const std::string& text) { w.add_rest(text); }
  void ended(const std::string& text) { w.add_ended(text); }
};
struct Take {
  KeyReader& r;
  template <class T>
  void operator()(T& value) {
    r.take(value);
  }
  void rest(std::string& text) { r.take_rest(text); }
  void ended(std::string& text) { r.take_ended(text); }
};

// Those of storage/machine/key_company.h.
template <class F, class K>
void company_fields(F f, K& k) {
  using T = std::remove_const_t<K>;
  if constexpr (std::is_same_v<T, key::SavedSearch>) {
    f(k.search);
  } else if constexpr (std::is_same_v<T, key::SearchOf>) {
    f(k.company);
    f(k.seat);
    f(k.search);
  } else if constexpr (std::is_same_v<T, key::Verbatim>) {
    f(k.company);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::VerbatimId>) {
    f.rest(k.id);
  } else if constexpr (std::is_same_v<T, key::Taken>) {
    f(k.topic);
    f(k.embargo);
    f.ended(k.entry);
    f(k.company);
  } else if constexpr (std::is_same_v<T, key::Notice>) {
    f(k.company);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::TrendWeek>) {
    f(k.topic);
    f(k.embargo);
    f(k.week_ms);
  } else if constexpr (std::is_same_v<T, key::EntryPost>) {
    f.rest(k.entry);
  } else if constexpr (std::is_same_v<T, key::RegisterMinute>) {
    f(k.member);
    f(k.minute_ms);
    f(k.company);
    f(k.kind);
  } else if constexpr (std::is_same_v<T, key::ReadingOf>) {
    f(k.post);
    f(k.company);
    f(k.kind);
  } else if constexpr (std::is_same_v<T, key::SeatDay>) {
    f(k.seat);
    f(k.day);
  } else if constexpr (std::is_same_v<T, key::Alarm>) {
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::Request>) {
    f(k.request);
  } else if constexpr (std::is_same_v<T, key::RequestQueue>) {
    f(k.state);
    f(k.asked_at_ms);
    f(k.request);
  } else if constexpr (std::is_same_v<T, key::RequestOf>) {
    f(k.company);
    f(k.request);
  } else if constexpr (std::is_same_v<T, key::Offer>) {
    f(k.request);
    f(k.member);
  }
}

// Those of storage/machine/key_gallery.h.
template <class F, class K>
void gallery_fields(F f, K& k) {
  using T = std::remove_const_t<K>;
  if constexpr (std::is_same_v<T, key::GalleryEntry>) {
    f(k.topic);
    f(k.embargo);
    f.rest(k.entry);
  } else if constexpr (std::is_same_v<T, key::GalleryThread>) {
    f(k.topic);
    f(k.embargo);
    f.rest(k.thread);
  } else if constexpr (std::is_same_v<T, key::GalleryThreadEntry>) {
    f(k.topic);
    f(k.embargo);
    f.ended(k.thread);
    f(k.order);
  } else if constexpr (std::is_same_v<T, key::GalleryWaiting>) {
    f(k.topic);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::GalleryHeld>) {
    f(k.topic);
    f(k.embargo);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::GalleryFeed>) {
    f(k.topic);
    f(k.embargo);
  } else if constexpr (std::is_same_v<T, key::GalleryAuthor>) {
    f(k.topic);
    f(k.embargo);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::GalleryCell>) {
    f(k.topic);
    f(k.embargo);
    f(k.specialty);
    f(k.region);
  } else if constexpr (std::is_same_v<T, key::Company>) {
    f(k.company);
  } else if constexpr (std::is_same_v<T, key::Licence>) {
    f(k.licence);
  } else if constexpr (std::is_same_v<T, key::LicenceIn>) {
    f(k.topic);
    f(k.licence);
  } else if constexpr (std::is_same_v<T, key::LicenceOf>) {
    f(k.company);
    f(k.licence);
  } else if constexpr (std::is_same_v<T, key::Seat>) {
    f(k.seat);
  } else if constexpr (std::is_same_v<T, key::SeatOf>) {
    f(k.company);
    f(k.seat);
  } else if constexpr (std::is_same_v<T, key::SeatSession>) {
    f.rest(k.hash);
  } else if constexpr (std::is_same_v<T, key::SessionOfSeat>) {
    f(k.seat);
    f.rest(k.hash);
  } else {
    company_fields(f, k);
  }
}

template <class F, class K>
void fields(F f, K& k) {
  using T = std::remove_const_t<K>;
  if constexpr (std::is_same_v<T, key::Community>)
    (void)k;
  else if constexpr (std::is_same_v<T, key::Member>)
    f(k.member);
  else if constexpr (std::is_same_v<T, key::Handle>)
    f.rest(k.folded);
  else if constexpr (std::is_same_v<T, key::Origin>)
    f.rest(k.origin_key);
  else if constexpr (std::is_same_v<T, key::Session>)
    f.rest(k.hash);
  else if constexpr (std::is_same_v<T, key::MemberSession>) {
    f(k.member);
    f.rest(k.hash);
  } else if constexpr (std::is_same_v<T, key::Invitation>)
    f(k.invitation);
  else if constexpr (std::is_same_v<T, key::InvitationSecret>)
    f.rest(k.hash);
  else if constexpr (std::is_same_v<T, key::Reset>)
    f.rest(k.hash);
  else if constexpr (std::is_same_v<T, key::Topic>)
    f(k.topic);
  else if constexpr (std::is_same_v<T, key::Thread>)
    f(k.thread);
  else if constexpr (std::is_same_v<T, key::Activity>) {
    f(k.topic);
    f(k.activity);
    f(k.thread);
  } else if constexpr (std::is_same_v<T, key::Post>)
    f(k.post);
  else if constexpr (std::is_same_v<T, key::ThreadPost>) {
    f(k.thread);
    f(k.place);
  } else if constexpr (std::is_same_v<T, key::Revision>) {
    f(k.post);
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::Reaction>) {
    f(k.post);
    f.ended(k.emoji);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::Watch>) {
    f(k.member);
    f(k.thread);
  } else if constexpr (std::is_same_v<T, key::Mention>) {
    f(k.member);
    f(k.thread);
    f(k.place);
  } else if constexpr (std::is_same_v<T, key::Command>) {
    f(k.author);
    f.rest(k.command_id);
  } else if constexpr (std::is_same_v<T, key::Deadline>) {
    f(k.due_ms);
    f(k.kind);
    f.rest(k.id);
  } else if constexpr (std::is_same_v<T, key::StreamHead>)
    f(k.stream);
  else if constexpr (std::is_same_v<T, key::StreamEntry>) {
    f(k.stream);
    f(k.offset);
  } else if constexpr (std::is_same_v<T, key::Pinned>) {
    f(k.topic);
    f(k.thread);
  } else if constexpr (std::is_same_v<T, key::Pace>) {
    f(k.thread);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::Held>) {
    f(k.topic);
    f(k.since_ms);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::HeldOf>) {
    f(k.member);
    f(k.thread);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::Note>) {
    f(k.thread);
    f(k.note);
  } else if constexpr (std::is_same_v<T, key::Report>) {
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::ReportQueue>) {
    f(k.state);
    f(k.first_at_ms);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::Reporter>) {
    f(k.post);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::ReportOf>) {
    f(k.member);
    f(k.at_ms);
    f(k.post);
  } else if constexpr (std::is_same_v<T, key::Sanction>) {
    f(k.member);
    f(k.sanction);
  } else if constexpr (std::is_same_v<T, key::Person>) {
    f(k.list);
    f(k.member);
  } else if constexpr (std::is_same_v<T, key::WordRule>) {
    f(k.rule);
  } else if constexpr (std::is_same_v<T, key::Audit>) {
    f(k.number);
  } else if constexpr (std::is_same_v<T, key::AuditAbout>) {
    f(k.noun);
    f(k.id);
    f(k.number);
  } else {
    gallery_fields(f, k);
  }
}

}  // namespace plenum
