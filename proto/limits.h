#pragma once

#include <cstddef>
#include <cstdint>

// Every limit of the protocol, with its number. PROTOCOL.md lists them; each has a test that hits it.
namespace plenum::limits {

// The wire.
inline constexpr std::size_t frame_bytes_max = 64 * 1024;   // one WebSocket message from a client
inline constexpr std::size_t body_bytes_max = 1024 * 1024;  // one HTTP request body
inline constexpr std::size_t header_bytes_max = 16 * 1024;  // HTTP request head
inline constexpr unsigned hello_deadline_ms = 10'000;       // from the upgrade to the hello
inline constexpr unsigned heartbeat_ms = 45'000;            // the server pings at least this often
inline constexpr unsigned ticket_ms = 30'000;               // a browser's one-time ticket

// What people write. Characters are Unicode code points.
inline constexpr std::size_t title_characters_max = 200;
inline constexpr std::size_t problem_characters_max = 1'000;
inline constexpr std::size_t body_source_bytes_max = 40'000;  // a post's source
inline constexpr std::size_t quote_characters_max = 1'000;
inline constexpr std::size_t handle_characters_min = 2;
inline constexpr std::size_t handle_characters_max = 32;
inline constexpr std::size_t profile_characters_max = 80;  // specialty, region, company: each
inline constexpr std::size_t password_characters_min = 10;
inline constexpr std::size_t password_characters_max = 256;
inline constexpr std::size_t emoji_bytes_max = 64;
inline constexpr std::size_t emoji_per_post_max = 20;  // distinct ones
inline constexpr std::size_t reaction_members_shown_max = 12;
inline constexpr std::size_t mentions_per_post_max = 20;

// What the chair does.
inline constexpr std::size_t reason_characters_max = 1'000;
inline constexpr std::size_t appeal_characters_max = 4'000;
inline constexpr std::int64_t blameless_ms = 90LL * 24 * 3600 * 1000;  // after a sanction, before trust is earned again
inline constexpr std::int64_t sanction_ms_max = 10LL * 365 * 24 * 3600 * 1000;  // of one that has an end
inline constexpr std::size_t resolution_characters_max = 500;
inline constexpr int split_posts_max = 200;               // chosen in one command
inline constexpr std::uint32_t moved_posts_max = 20'000;  // of a thread that moves or is merged
inline constexpr std::uint32_t slow_mode_s_max = 24 * 3600;
inline constexpr std::int64_t pin_ms_max = 365LL * 24 * 3600 * 1000;
inline constexpr std::uint32_t notes_of_thread_max = 500;
inline constexpr std::uint32_t newcomer_posts_max = 100;
inline constexpr std::uint32_t auto_hide_reports_max = 100;
inline constexpr std::size_t pattern_bytes_max = 1'000;  // of a word rule
inline constexpr std::uint32_t word_rules_max = 1'000;
inline constexpr std::uint32_t word_patterns_max = 200;  // of them RE2: each may take half a megabyte
inline constexpr std::size_t mask_characters_max = 100;
inline constexpr std::uint32_t trial_days_default = 30;
inline constexpr std::uint32_t trial_days_max = 90;
inline constexpr std::uint32_t pinned_threads_max = 20;  // of a topic

// What one answer holds.
inline constexpr std::uint32_t page_posts_default = 50;
inline constexpr std::uint32_t page_posts_max = 200;
inline constexpr std::uint32_t page_threads_default = 50;
inline constexpr std::uint32_t page_threads_max = 200;
inline constexpr std::uint32_t unread_max = 99;
inline constexpr std::uint32_t page_reports_default = 50;
inline constexpr std::uint32_t page_reports_max = 200;
inline constexpr int reports_of_post_shown_max = 50;
inline constexpr int own_reports_shown_max = 200;
inline constexpr int sanctions_shown_max = 200;
inline constexpr int entries_about_person_max = 50;
inline constexpr std::uint32_t page_people_default = 50;
inline constexpr std::uint32_t page_people_max = 200;
inline constexpr int members_looked_at_max = 5'000;       // of a page of newcomers
inline constexpr std::size_t approved_at_once_max = 200;  // of a newcomer's posts that wait
inline constexpr std::uint32_t members_found_max = 50;
inline constexpr std::uint32_t import_entries_max = 1'000;

// One connection, one member.
inline constexpr std::size_t subscriptions_max = 200;
inline constexpr std::size_t calls_waiting_max = 64;    // commands of one connection not yet answered
inline constexpr unsigned commands_per_10_s_max = 100;  // per member, over all connections
inline constexpr unsigned sign_ins_waiting_max = 64;    // password checks in the queue
inline constexpr unsigned resume_entries_max = 10'000;  // per stream; older positions get a snapshot

// Sessions and links.
inline constexpr std::int64_t browser_session_ms = 30LL * 24 * 3600 * 1000;
inline constexpr std::int64_t reset_link_ms = 24LL * 3600 * 1000;

}  // namespace plenum::limits
