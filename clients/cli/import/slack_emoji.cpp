#include "clients/cli/import/slack_emoji.h"

#include <algorithm>
#include <array>
#include <utility>

#include "proto/limits.h"

namespace plenum::imports {
namespace {

using Named = std::pair<std::string_view, std::string_view>;

// Those that people react with; ordered by name. Of two names for one emoji only one stands here.
constexpr auto emoji = std::to_array<Named>({
    {"+1", "👍"},
    {"-1", "👎"},
    {"100", "💯"},
    {"alarm_clock", "⏰"},
    {"angry", "😠"},
    {"apple", "🍎"},
    {"art", "🎨"},
    {"balloon", "🎈"},
    {"bar_chart", "📊"},
    {"basketball", "🏀"},
    {"beer", "🍺"},
    {"beers", "🍻"},
    {"bell", "🔔"},
    {"birthday", "🎂"},
    {"blush", "😊"},
    {"book", "📖"},
    {"books", "📚"},
    {"boom", "💥"},
    {"bow", "🙇"},
    {"broken_heart", "💔"},
    {"bug", "🐛"},
    {"bulb", "💡"},
    {"cake", "🍰"},
    {"calendar", "📆"},
    {"camera", "📷"},
    {"cat", "🐱"},
    {"champagne", "🍾"},
    {"chart_with_upwards_trend", "📈"},
    {"clap", "👏"},
    {"cloud", "☁️"},
    {"clown_face", "🤡"},
    {"coffee", "☕"},
    {"computer", "💻"},
    {"confetti_ball", "🎊"},
    {"confused", "😕"},
    {"construction", "🚧"},
    {"cool", "🆒"},
    {"crossed_fingers", "🤞"},
    {"cry", "😢"},
    {"dancer", "💃"},
    {"dart", "🎯"},
    {"disappointed", "😞"},
    {"dizzy", "💫"},
    {"dog", "🐶"},
    {"earth_americas", "🌎"},
    {"exclamation", "❗"},
    {"exploding_head", "🤯"},
    {"eye", "👁️"},
    {"eyes", "👀"},
    {"face_palm", "🤦"},
    {"file_folder", "📁"},
    {"film_projector", "📽️"},
    {"fire", "🔥"},
    {"fire_engine", "🚒"},
    {"fist", "✊"},
    {"four_leaf_clover", "🍀"},
    {"frame_with_picture", "🖼️"},
    {"ghost", "👻"},
    {"gift", "🎁"},
    {"grimacing", "😬"},
    {"grin", "😁"},
    {"grinning", "😀"},
    {"hamburger", "🍔"},
    {"hammer", "🔨"},
    {"handshake", "🤝"},
    {"heart", "❤️"},
    {"heart_eyes", "😍"},
    {"heavy_check_mark", "✔️"},
    {"heavy_plus_sign", "➕"},
    {"hourglass", "⌛"},
    {"hugging_face", "🤗"},
    {"information_source", "ℹ️"},
    {"joy", "😂"},
    {"key", "🔑"},
    {"kissing_heart", "😘"},
    {"laughing", "😆"},
    {"link", "🔗"},
    {"lock", "🔒"},
    {"loud_sound", "🔊"},
    {"loudspeaker", "📢"},
    {"mag", "🔍"},
    {"medal", "🏅"},
    {"memo", "📝"},
    {"moneybag", "💰"},
    {"monkey_face", "🐵"},
    {"muscle", "💪"},
    {"musical_note", "🎵"},
    {"nerd_face", "🤓"},
    {"neutral_face", "😐"},
    {"no_entry", "⛔"},
    {"nose", "👃"},
    {"ok", "🆗"},
    {"ok_hand", "👌"},
    {"open_mouth", "😮"},
    {"package", "📦"},
    {"partying_face", "🥳"},
    {"pensive", "😔"},
    {"pig_nose", "🐽"},
    {"pizza", "🍕"},
    {"point_down", "👇"},
    {"point_left", "👈"},
    {"point_right", "👉"},
    {"point_up", "☝️"},
    {"point_up_2", "👆"},
    {"popcorn", "🍿"},
    {"pray", "🙏"},
    {"pushpin", "📌"},
    {"question", "❓"},
    {"rage", "😡"},
    {"rainbow", "🌈"},
    {"raised_hand", "✋"},
    {"raised_hands", "🙌"},
    {"relieved", "😌"},
    {"robot_face", "🤖"},
    {"rocket", "🚀"},
    {"rolling_on_the_floor_laughing", "🤣"},
    {"rose", "🌹"},
    {"rotating_light", "🚨"},
    {"runner", "🏃"},
    {"scream", "😱"},
    {"see_no_evil", "🙈"},
    {"shrug", "🤷"},
    {"simple_smile", "☺️"},
    {"skull", "💀"},
    {"sleeping", "😴"},
    {"slightly_frowning_face", "🙁"},
    {"slightly_smiling_face", "🙂"},
    {"smile", "😄"},
    {"smiley", "😃"},
    {"smirk", "😏"},
    {"snowflake", "❄️"},
    {"sob", "😭"},
    {"sparkles", "✨"},
    {"sparkling_heart", "💖"},
    {"speak_no_evil", "🙊"},
    {"star", "⭐"},
    {"star-struck", "🤩"},
    {"star2", "🌟"},
    {"stuck_out_tongue", "😛"},
    {"sun_with_face", "🌞"},
    {"sunglasses", "😎"},
    {"sunny", "☀️"},
    {"sunrise", "🌅"},
    {"sweat_smile", "😅"},
    {"taco", "🌮"},
    {"tada", "🎉"},
    {"telephone", "☎️"},
    {"the_horns", "🤘"},
    {"thinking_face", "🤔"},
    {"tophat", "🎩"},
    {"tractor", "🚜"},
    {"trophy", "🏆"},
    {"unicorn_face", "🦄"},
    {"upside_down_face", "🙃"},
    {"v", "✌️"},
    {"warning", "⚠️"},
    {"wave", "👋"},
    {"white_check_mark", "✅"},
    {"wine_glass", "🍷"},
    {"wink", "😉"},
    {"world_map", "🗺️"},
    {"wrench", "🔧"},
    {"x", "❌"},
    {"yum", "😋"},
    {"zap", "⚡"},
    {"zipper_mouth_face", "🤐"},
});
static_assert(std::is_sorted(emoji.begin(), emoji.end()));

constexpr std::array<std::string_view, 5> skin_tones{"🏻", "🏼", "🏽", "🏾", "🏿"};  // skin-tone-2 to -6

std::string_view plain_emoji(std::string_view name) {
  const auto at = std::lower_bound(emoji.begin(), emoji.end(), name,
                                   [](const Named& a, std::string_view wanted) { return a.first < wanted; });
  return at != emoji.end() && at->first == name ? at->second : std::string_view();
}

// A community's own emoji. A name too long for a reaction loses its end.
std::string by_name(std::string_view name) {
  std::size_t length = std::min(name.size(), limits::emoji_bytes_max - 2);
  while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xc0) == 0x80) --length;
  return ":" + std::string(name.substr(0, length)) + ":";
}

}  // namespace

std::string slack_emoji(std::string_view name) {
  constexpr std::string_view mark = "::skin-tone-";
  const std::size_t tone_at = name.find(mark);
  const std::string_view base = plain_emoji(name.substr(0, tone_at));
  if (base.empty()) return by_name(name);
  if (tone_at == std::string_view::npos) return std::string(base);
  const std::string_view tone = name.substr(tone_at + mark.size());
  if (tone.size() != 1 || tone[0] < '2' || tone[0] > '6') return by_name(name);
  return std::string(base) + std::string(skin_tones[static_cast<std::size_t>(tone[0] - '2')]);
}

}  // namespace plenum::imports
