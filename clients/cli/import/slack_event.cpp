#include "clients/cli/import/slack_event.h"

#include "clients/cli/import/civil_time.h"

namespace plenum::imports {
namespace {

constexpr std::int64_t unnamed_max = 100'000;

std::int64_t time_of(const Item& ts) {
  const auto at = slack_ms(ts.text());
  if (!at) ts.fault("is not a time as Slack writes it.");
  return *at;
}

SlackReaction parse_reaction(const Item& item) {
  SlackReaction reaction;
  reaction.name = item.at("name").text();
  const Item users = item.at("users");
  for (std::size_t i = 0; i < users.size(); ++i) reaction.users.emplace_back(users[i].text());
  const std::int64_t unnamed = item.at("count").number() - static_cast<std::int64_t>(users.size());
  if (unnamed < 0) item.at("count").fault("is less than the people named.");
  if (unnamed > unnamed_max) item.at("count").fault("is far more than the people named.");
  reaction.unnamed = static_cast<std::uint64_t>(unnamed);
  return reaction;
}

// file_comment keeps its author elsewhere; programs of later years may have a bot's id only.
std::string author_of(const Item& item) {
  if (std::string user = first_text(item, {"user"}); !user.empty()) return user;
  if (const auto comment = item.find("comment")) return first_text(*comment, {"user"});
  return first_text(item, {"bot_id"});
}

void parse_post(const Item& item, SlackEvent& event) {
  event.ts = item.at("ts").text();
  event.at_ms = time_of(item.at("ts"));
  event.user = author_of(item);
  event.user_name = first_text(item, {"username"});
  event.text = item.at("text").text();
  event.thread_ts = first_text(item, {"thread_ts"});
  if (const auto edited = item.find("edited")) event.edited_at_ms = time_of(edited->at("ts"));
}

}  // namespace

SlackEvent parse_slack_event(const Item& item) {
  SlackEvent event;
  event.subtype = first_text(item, {"subtype"});
  if (event.is_post()) parse_post(item, event);
  if (const auto reactions = item.find("reactions")) {
    for (std::size_t i = 0; i < reactions->size(); ++i) event.reactions.push_back(parse_reaction((*reactions)[i]));
  }
  return event;
}

std::string first_text(const Item& of, std::initializer_list<std::string_view> members) {
  for (const std::string_view member : members) {
    const auto value = of.find(member);
    if (value && !value->text().empty()) return std::string(value->text());
  }
  return {};
}

}  // namespace plenum::imports
