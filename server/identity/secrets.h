#pragma once

#include <string>
#include <string_view>

// What somebody carries to prove who they are. The house keeps only the hash: whoever reads the log or the store can
// not come in with it. A plain hash is enough at 256 random bits (OWASP ASVS 5.0, 6.5.2), and a look-up by hash tells
// by its timing nothing that a guesser could use: two guesses that differ in one character have unrelated hashes.
namespace plenum {

struct Secret {
  std::string text;  // shown once, to whom it belongs
  std::string hash;  // 32 bytes
};

// Fixed beginnings, so that secret scanners find one that was committed or pasted by mistake: plm_[stirwob]_[\w-]{43}
inline constexpr std::string_view session_prefix = "plm_s_";
inline constexpr std::string_view program_prefix = "plm_t_";
inline constexpr std::string_view invitation_prefix = "plm_i_";
inline constexpr std::string_view reset_prefix = "plm_r_";
inline constexpr std::string_view ticket_prefix = "plm_w_";
inline constexpr std::string_view seat_prefix = "plm_o_";  // an observer's
inline constexpr std::string_view seat_browser_prefix = "plm_b_";

/// 256 bits of the system's generator, in base64url behind the prefix. Any thread.
Secret make_secret(std::string_view prefix);

/// BLAKE2b-256 of the whole text.
std::string hash_secret(std::string_view text);

}  // namespace plenum
