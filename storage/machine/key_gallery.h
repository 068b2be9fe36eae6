#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "proto/record.pb.h"
#include "storage/machine/ids.h"
#include "storage/machine/record_of.h"

// The tables of the gallery: what observers may read, and who they are. storage/FORMAT.md, "The gallery".
namespace plenum::key {

/// A released post, as observers read it.
struct GalleryEntry {
  TopicId topic;
  std::uint8_t embargo;
  std::string entry;
  auto operator<=>(const GalleryEntry&) const = default;
};
struct GalleryThread {
  TopicId topic;
  std::uint8_t embargo;
  std::string thread;
  auto operator<=>(const GalleryThread&) const = default;
};
/// A thread's released posts, in the order in which they were released.
struct GalleryThreadEntry {
  TopicId topic;
  std::uint8_t embargo;
  std::string thread;
  std::uint64_t order;
  auto operator<=>(const GalleryThreadEntry&) const = default;
};
/// What has not been released everywhere. Never opened for an observer.
struct GalleryWaiting {
  TopicId topic;
  std::uint64_t number;
  auto operator<=>(const GalleryWaiting&) const = default;
};
/// Those of them that wait for k authors.
struct GalleryHeld {
  TopicId topic;
  std::uint8_t embargo;
  std::uint64_t number;
  auto operator<=>(const GalleryHeld&) const = default;
};
struct GalleryFeed {
  TopicId topic;
  std::uint8_t embargo;
  auto operator<=>(const GalleryFeed&) const = default;
};
struct GalleryAuthor {
  TopicId topic;
  std::uint8_t embargo;
  MemberId member;
  auto operator<=>(const GalleryAuthor&) const = default;
};
/// How many authors of a feed share a specialty; with a region, both.
struct GalleryCell {
  TopicId topic;
  std::uint8_t embargo;
  std::uint64_t specialty;
  std::uint64_t region;
  auto operator<=>(const GalleryCell&) const = default;
};
struct Company {
  CompanyId company;
  auto operator<=>(const Company&) const = default;
};
struct Licence {
  LicenceId licence;
  auto operator<=>(const Licence&) const = default;
};
/// Those that are not over.
struct LicenceIn {
  TopicId topic;
  LicenceId licence;
  auto operator<=>(const LicenceIn&) const = default;
};
/// All of them.
struct LicenceOf {
  CompanyId company;
  LicenceId licence;
  auto operator<=>(const LicenceOf&) const = default;
};
struct Seat {
  SeatId seat;
  auto operator<=>(const Seat&) const = default;
};
/// All of them.
struct SeatOf {
  CompanyId company;
  SeatId seat;
  auto operator<=>(const SeatOf&) const = default;
};
struct SeatSession {
  std::string hash;
  auto operator<=>(const SeatSession&) const = default;
};
struct SessionOfSeat {
  SeatId seat;
  std::string hash;
  auto operator<=>(const SessionOfSeat&) const = default;
};

template <>
struct RecordOf<GalleryEntry> {
  using type = log::GalleryEntryRecord;
};
template <>
struct RecordOf<GalleryThread> {
  using type = log::GalleryThreadRecord;
};
template <>
struct RecordOf<GalleryThreadEntry> {
  using type = log::GalleryThreadEntryRecord;
};
template <>
struct RecordOf<GalleryWaiting> {
  using type = log::GalleryWaitingRecord;
};
template <>
struct RecordOf<GalleryHeld> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<GalleryFeed> {
  using type = log::GalleryFeedRecord;
};
template <>
struct RecordOf<GalleryAuthor> {
  using type = log::GalleryAuthorRecord;
};
template <>
struct RecordOf<GalleryCell> {
  using type = log::GalleryCellRecord;
};
template <>
struct RecordOf<Company> {
  using type = log::CompanyRecord;
};
template <>
struct RecordOf<Licence> {
  using type = log::LicenceRecord;
};
template <>
struct RecordOf<LicenceIn> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<LicenceOf> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<Seat> {
  using type = log::SeatRecord;
};
template <>
struct RecordOf<SeatOf> {
  using type = log::MarkRecord;
};
template <>
struct RecordOf<SeatSession> {
  using type = log::SeatSessionRecord;
};
template <>
struct RecordOf<SessionOfSeat> {
  using type = log::MarkRecord;
};

}  // namespace plenum::key
