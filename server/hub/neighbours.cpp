#include "server/hub/neighbours.h"

#include <algorithm>

namespace plenum {

namespace {

using Ids = google::protobuf::RepeatedField<std::uint64_t>;

constexpr std::size_t node_name_bytes = 32;
// A thread or report without its ids, and the longest of them with.
constexpr std::size_t frame_bytes = 24;
constexpr std::size_t longest_bytes = 1'024;
constexpr std::size_t message_bytes_goal = Neighbours::message_bytes_max - longest_bytes;
static_assert(8 * Presence::told_per_tick_max + DeskPresence::told_per_tick_max * (frame_bytes + 8 * 20) <
              (Neighbours::messages_per_tick_max - 1) * message_bytes_goal);
constexpr std::uint32_t here_total_max = 1'000'000;

void add(const std::vector<MemberId>& members, Ids& ids) {
  for (const auto member : members) ids.Add(member.value);
}

// Those of them who are members.
std::vector<MemberId> members_among(const View& view, const Ids& ids, std::size_t most) {
  std::vector<MemberId> members;
  for (const auto id : ids) {
    if (members.size() == most) break;
    if (view.get(key::Member{MemberId{id}})) members.emplace_back(id);
  }
  return members;
}

}  // namespace

Neighbours::Neighbours(Parts parts) : parts_(std::move(parts)) {
  parts_.presence.tell_others();
  parts_.desk.tell_others();
}

void Neighbours::tick(std::int64_t now_ms) {
  nodes::Whisper whisper;
  std::size_t bytes = 0;
  const auto went = [&](std::size_t ids) {
    bytes += frame_bytes + 8 * ids;
    if (bytes < message_bytes_goal) return;
    say(whisper);
    whisper.Clear();
    bytes = 0;
  };
  const auto threads = parts_.presence.take_told(now_ms);
  for (const auto& thread : threads) {
    auto& told = *whisper.add_threads();
    told.set_thread(thread.thread.value);
    told.set_here_total(thread.here_total);
    add(thread.here, *told.mutable_here());
    add(thread.typing, *told.mutable_typing());
    went(thread.here.size() + thread.typing.size());
  }
  const auto reports = parts_.desk.take_told(now_ms);
  for (const auto& report : reports) {
    auto& told = *whisper.add_reports();
    told.set_post(report.post.value);
    add(report.here, *told.mutable_here());
    went(report.here.size());
  }
  if (bytes > 0) say(whisper);
}

void Neighbours::farewell() {
  nodes::Whisper whisper;
  whisper.set_leaves(true);
  say(whisper);
}

void Neighbours::say(const nodes::Whisper& whisper) {
  auto signed_by = whisper;
  signed_by.set_node(parts_.self);
  parts_.say(signed_by.SerializeAsString());
}

void Neighbours::hear(std::string_view message, std::int64_t now_ms) {
  nodes::Whisper whisper;
  if (message.size() > message_bytes_max) return;
  if (!whisper.ParseFromArray(message.data(), static_cast<int>(message.size()))) return;
  if (whisper.node().size() != node_name_bytes || whisper.node() == parts_.self) return;
  if (whisper.leaves()) {
    parts_.presence.forget(whisper.node());
    parts_.desk.forget(whisper.node());
    return;
  }
  const auto view = parts_.store.view();
  for (const auto& thread : whisper.threads()) hear_thread(view, whisper, thread, now_ms);
  for (const auto& report : whisper.reports()) hear_report(view, whisper, report, now_ms);
}

// Where it lies this node knows itself: nobody is shown in a topic that they were not in.
void Neighbours::hear_thread(const StoreView& view, const nodes::Whisper& whisper, const nodes::WhisperedThread& heard,
                             std::int64_t now_ms) {
  const ThreadId id{heard.thread()};
  const auto thread = view.get(key::Thread{id});
  if (!thread || thread->held()) return;
  Presence::Thread seen{id, members_among(view, heard.here(), Presence::here_told_max), 0,
                        members_among(view, heard.typing(), Presence::typing_shown_max)};
  const auto named = static_cast<std::uint32_t>(seen.here.size());
  seen.here_total = named == 0 ? 0 : std::clamp(heard.here_total(), named, here_total_max);
  parts_.presence.hear(whisper.node(), TopicId{thread->topic()}, std::move(seen), now_ms);
}

void Neighbours::hear_report(const StoreView& view, const nodes::Whisper& whisper, const nodes::WhisperedReport& heard,
                             std::int64_t now_ms) {
  const PostId id{heard.post()};
  if (!view.get(key::Report{id})) return;
  parts_.desk.hear(whisper.node(), {id, members_among(view, heard.here(), DeskPresence::here_shown_max)}, now_ms);
}

}  // namespace plenum
