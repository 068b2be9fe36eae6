#pragma once

#include "storage/machine/key.h"

namespace plenum {

// How bytes tell the tables apart. For keys.cpp alone.
// One byte per table, on disk for ever.
template <class K>
constexpr char table_byte = 0;
template <>
constexpr char table_byte<key::Community> = 'c';
template <>
constexpr char table_byte<key::Member> = 'm';
template <>
constexpr char table_byte<key::Handle> = 'h';
template <>
constexpr char table_byte<key::Origin> = 'o';
template <>
constexpr char table_byte<key::Session> = 's';
template <>
constexpr char table_byte<key::MemberSession> = 'S';
template <>
constexpr char table_byte<key::Invitation> = 'i';
template <>
constexpr char table_byte<key::InvitationSecret> = 'I';
template <>
constexpr char table_byte<key::Reset> = 'x';
template <>
constexpr char table_byte<key::Topic> = 't';
template <>
constexpr char table_byte<key::Thread> = 'T';
template <>
constexpr char table_byte<key::Activity> = 'a';
template <>
constexpr char table_byte<key::Post> = 'p';
template <>
constexpr char table_byte<key::ThreadPost> = 'P';
template <>
constexpr char table_byte<key::Revision> = 'r';
template <>
constexpr char table_byte<key::Reaction> = 'e';
template <>
constexpr char table_byte<key::Watch> = 'w';
template <>
constexpr char table_byte<key::Mention> = 'M';
template <>
constexpr char table_byte<key::Command> = 'C';
template <>
constexpr char table_byte<key::Deadline> = 'd';
template <>
constexpr char table_byte<key::StreamHead> = 'H';
template <>
constexpr char table_byte<key::StreamEntry> = 'E';
template <>
constexpr char table_byte<key::Pinned> = 'n';
template <>
constexpr char table_byte<key::Pace> = 'v';
template <>
constexpr char table_byte<key::Held> = 'k';
template <>
constexpr char table_byte<key::HeldOf> = 'K';
template <>
constexpr char table_byte<key::Note> = 'N';
template <>
constexpr char table_byte<key::Report> = 'q';
template <>
constexpr char table_byte<key::ReportQueue> = 'Q';
template <>
constexpr char table_byte<key::Reporter> = 'Y';
template <>
constexpr char table_byte<key::ReportOf> = 'y';
template <>
constexpr char table_byte<key::Sanction> = 'z';
template <>
constexpr char table_byte<key::Person> = 'Z';
template <>
constexpr char table_byte<key::WordRule> = 'W';
template <>
constexpr char table_byte<key::Audit> = 'A';
template <>
constexpr char table_byte<key::AuditAbout> = 'b';
template <>
constexpr char table_byte<key::GalleryEntry> = 'G';
template <>
constexpr char table_byte<key::GalleryThread> = 'J';
template <>
constexpr char table_byte<key::GalleryThreadEntry> = 'j';
template <>
constexpr char table_byte<key::GalleryWaiting> = 'g';
template <>
constexpr char table_byte<key::GalleryHeld> = 'f';
template <>
constexpr char table_byte<key::GalleryFeed> = 'F';
template <>
constexpr char table_byte<key::GalleryAuthor> = 'U';
template <>
constexpr char table_byte<key::GalleryCell> = 'u';
template <>
constexpr char table_byte<key::Company> = 'B';
template <>
constexpr char table_byte<key::Licence> = 'L';
template <>
constexpr char table_byte<key::LicenceIn> = 'l';
template <>
constexpr char table_byte<key::LicenceOf> = 'O';
template <>
constexpr char table_byte<key::Seat> = 'V';
template <>
constexpr char table_byte<key::SeatOf> = 'D';
template <>
constexpr char table_byte<key::SeatSession> = 'X';
template <>
constexpr char table_byte<key::SessionOfSeat> = 'R';
template <>
constexpr char table_byte<key::SavedSearch> = '0';
template <>
constexpr char table_byte<key::SearchOf> = '1';
template <>
constexpr char table_byte<key::Verbatim> = '2';
template <>
constexpr char table_byte<key::VerbatimId> = '3';
template <>
constexpr char table_byte<key::Taken> = '4';
template <>
constexpr char table_byte<key::Notice> = '5';
template <>
constexpr char table_byte<key::TrendWeek> = '6';
template <>
constexpr char table_byte<key::EntryPost> = '7';
template <>
constexpr char table_byte<key::RegisterMinute> = '8';
template <>
constexpr char table_byte<key::ReadingOf> = '9';
template <>
constexpr char table_byte<key::SeatDay> = '!';
template <>
constexpr char table_byte<key::Alarm> = '"';
template <>
constexpr char table_byte<key::Request> = '#';
template <>
constexpr char table_byte<key::RequestQueue> = '$';
template <>
constexpr char table_byte<key::RequestOf> = '%';
template <>
constexpr char table_byte<key::Offer> = '&';

}  // namespace plenum
