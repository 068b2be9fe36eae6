#pragma once

#include "storage/machine/key.h"

namespace plenum {

// How bytes tell the tables apart. For keys.cpp alone.
// One byte per table, on disk for ever.
template <class K>
inline constexpr char table_byte = 0;
template <>
inline constexpr char table_byte<key::Community> = 'c';
template <>
inline constexpr char table_byte<key::Member> = 'm';
template <>
inline constexpr char table_byte<key::Handle> = 'h';
template <>
inline constexpr char table_byte<key::Origin> = 'o';
template <>
inline constexpr char table_byte<key::Session> = 's';
template <>
inline constexpr char table_byte<key::MemberSession> = 'S';
template <>
inline constexpr char table_byte<key::Invitation> = 'i';
template <>
inline constexpr char table_byte<key::InvitationSecret> = 'I';
template <>
inline constexpr char table_byte<key::Reset> = 'x';
template <>
inline constexpr char table_byte<key::Topic> = 't';
template <>
inline constexpr char table_byte<key::Thread> = 'T';
template <>
inline constexpr char table_byte<key::Activity> = 'a';
template <>
inline constexpr char table_byte<key::Post> = 'p';
template <>
inline constexpr char table_byte<key::ThreadPost> = 'P';
template <>
inline constexpr char table_byte<key::Revision> = 'r';
template <>
inline constexpr char table_byte<key::Reaction> = 'e';
template <>
inline constexpr char table_byte<key::Watch> = 'w';
template <>
inline constexpr char table_byte<key::Mention> = 'M';
template <>
inline constexpr char table_byte<key::Command> = 'C';
template <>
inline constexpr char table_byte<key::Deadline> = 'd';
template <>
inline constexpr char table_byte<key::StreamHead> = 'H';
template <>
inline constexpr char table_byte<key::StreamEntry> = 'E';
template <>
inline constexpr char table_byte<key::Pinned> = 'n';
template <>
inline constexpr char table_byte<key::Pace> = 'v';
template <>
inline constexpr char table_byte<key::Held> = 'k';
template <>
inline constexpr char table_byte<key::HeldOf> = 'K';
template <>
inline constexpr char table_byte<key::Note> = 'N';
template <>
inline constexpr char table_byte<key::Report> = 'q';
template <>
inline constexpr char table_byte<key::ReportQueue> = 'Q';
template <>
inline constexpr char table_byte<key::Reporter> = 'Y';
template <>
inline constexpr char table_byte<key::ReportOf> = 'y';
template <>
inline constexpr char table_byte<key::Sanction> = 'z';
template <>
inline constexpr char table_byte<key::Person> = 'Z';
template <>
inline constexpr char table_byte<key::WordRule> = 'W';
template <>
inline constexpr char table_byte<key::Audit> = 'A';
template <>
inline constexpr char table_byte<key::AuditAbout> = 'b';
template <>
inline constexpr char table_byte<key::GalleryEntry> = 'G';
template <>
inline constexpr char table_byte<key::GalleryThread> = 'J';
template <>
inline constexpr char table_byte<key::GalleryThreadEntry> = 'j';
template <>
inline constexpr char table_byte<key::GalleryWaiting> = 'g';
template <>
inline constexpr char table_byte<key::GalleryHeld> = 'f';
template <>
inline constexpr char table_byte<key::GalleryFeed> = 'F';
template <>
inline constexpr char table_byte<key::GalleryAuthor> = 'U';
template <>
inline constexpr char table_byte<key::GalleryCell> = 'u';
template <>
inline constexpr char table_byte<key::Company> = 'B';
template <>
inline constexpr char table_byte<key::Licence> = 'L';
template <>
inline constexpr char table_byte<key::LicenceIn> = 'l';
template <>
inline constexpr char table_byte<key::LicenceOf> = 'O';
template <>
inline constexpr char table_byte<key::Seat> = 'V';
template <>
inline constexpr char table_byte<key::SeatOf> = 'D';
template <>
inline constexpr char table_byte<key::SeatSession> = 'X';
template <>
inline constexpr char table_byte<key::SessionOfSeat> = 'R';
template <>
inline constexpr char table_byte<key::SavedSearch> = '0';
template <>
inline constexpr char table_byte<key::SearchOf> = '1';
template <>
inline constexpr char table_byte<key::Verbatim> = '2';
template <>
inline constexpr char table_byte<key::VerbatimId> = '3';
template <>
inline constexpr char table_byte<key::Taken> = '4';
template <>
inline constexpr char table_byte<key::Notice> = '5';
template <>
inline constexpr char table_byte<key::TrendWeek> = '6';
template <>
inline constexpr char table_byte<key::EntryPost> = '7';
template <>
inline constexpr char table_byte<key::RegisterMinute> = '8';
template <>
inline constexpr char table_byte<key::ReadingOf> = '9';
template <>
inline constexpr char table_byte<key::SeatDay> = '!';
template <>
inline constexpr char table_byte<key::Alarm> = '"';
template <>
inline constexpr char table_byte<key::Request> = '#';
template <>
inline constexpr char table_byte<key::RequestQueue> = '$';
template <>
inline constexpr char table_byte<key::RequestOf> = '%';
template <>
inline constexpr char table_byte<key::Offer> = '&';

}  // namespace plenum
