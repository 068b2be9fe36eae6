#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"
#include "storage/machine/record_of.h"

// The tables of what a company does behind the door, and of what its members are told of it: storage/FORMAT.md, "What a
// company does".
namespace plenum::key {

struct SavedSearch {
  SearchId search;
  auto operator<=>(const SavedSearch&) const = default;
};
/// A company's, seat by seat.
struct SearchOf {
  CompanyId company;
  SeatId seat;
  SearchId search;
  auto operator<=>(const SearchOf&) const = default;
};
struct Verbatim {
  CompanyId company;
  std::uint64_t number;
  auto operator<=>(const Verbatim&) const = default;
};
struct VerbatimId {
  std::string id;
  auto operator<=>(const VerbatimId&) const = default;
};
/// Which companies have an extract of an entry.
struct Taken {
  TopicId topic;
  std::uint8_t embargo;
  std::string entry;
  CompanyId company;
  auto operator<=>(const Taken&) const = default;
};
struct Notice {
  CompanyId company;
  std::uint64_t number;
  auto operator<=>(const Notice&) const = default;
};
struct TrendWeek {
  TopicId topic;
  std::uint8_t embargo;
  std::int64_t week_ms;
  auto operator<=>(const TrendWeek&) const = default;
};
/// Leads from an entry back to its post, for the listeners' register alone.
struct EntryPost {
  std::string entry;
  auto operator<=>(const EntryPost&) const = default;
};
struct RegisterMinute {
  MemberId member;
  std::int64_t minute_ms;
  CompanyId company;
  std::uint8_t kind;
  auto operator<=>(const RegisterMinute&) const = default;
};
/// Who has read a post.
struct ReadingOf {
  PostId post;
  CompanyId company;
  std::uint8_t kind;
  auto operator<=>(const ReadingOf&) const = default;
};
/// Days since 1970, UTC.
struct SeatDay {
  SeatId seat;
  std::uint32_t day;
  auto operator<=>(const SeatDay&) const = default;
};
struct Alarm {
  std::uint64_t number;
  auto operator<=>(const Alarm&) const = default;
};
struct Request {
  RequestId request;
  auto operator<=>(const Request&) const = default;
};
struct RequestQueue {
  std::uint8_t state;
  std::int64_t asked_at_ms;
  RequestId request;
  auto operator<=>(const RequestQueue&) const = default;
};
struct RequestOf {
  CompanyId company;
  RequestId request;
  auto operator<=>(const RequestOf&) const = default;
};
struct Offer {
  RequestId request;
  MemberId member;
  auto operator<=>(const Offer&) const = default;
};

template <>
struct RecordOf<SavedSearch> {
  using type = log::SavedSearchRecord;
};
template <>
struct RecordOf<SearchOf> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Verbatim> {
  using type = log::VerbatimRecord;
};
template <>
struct RecordOf<VerbatimId> {
  using type = log::VerbatimIdRecord;
};
template <>
struct RecordOf<Taken> {
  using type = log::TakenRecord;
};
template <>
struct RecordOf<Notice> {
  using type = log::NoticeRecord;
};
template <>
struct RecordOf<TrendWeek> {
  using type = log::TrendWeekRecord;
};
template <>
struct RecordOf<EntryPost> {
  using type = log::IdRecord;
};
template <>
struct RecordOf<RegisterMinute> {
  using type = log::RegisterRecord;
};
template <>
struct RecordOf<ReadingOf> {
  using type = log::ReadingRecord;
};
template <>
struct RecordOf<SeatDay> {
  using type = log::SeatDayRecord;
};
template <>
struct RecordOf<Alarm> {
  using type = log::AlarmRecord;
};
template <>
struct RecordOf<Request> {
  using type = log::RequestRecord;
};
template <>
struct RecordOf<RequestQueue> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<RequestOf> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Offer> {
  using type = log::OfferRecord;
};

}  // namespace plenum::key
