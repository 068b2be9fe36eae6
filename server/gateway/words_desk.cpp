#include "server/gateway/words_desk.h"

#include <limits>

#include "proto/limits.h"
#include "server/projection/member_projection.h"
#include "server/words/trial.h"

namespace plenum {

namespace {

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

v1::WordRule project_rule(const View& view, WordRuleId id, const log::WordRuleRecord& record) {
  v1::WordRule rule;
  rule.set_id(id.value);
  rule.set_pattern(record.pattern());
  rule.set_is_pattern(record.is_pattern());
  rule.set_action(record.action());
  rule.set_topic_id(record.topic());
  rule.set_mask(record.mask());
  rule.set_note(record.note());
  if (record.set_by() != 0) *rule.mutable_set_by() = project_member(view, MemberId{record.set_by()});
  rule.set_set_at_ms(record.set_at_ms());
  rule.set_version(record.version());
  return rule;
}

Check fault_of(const v1::WordRule& rule) {
  const auto compiled = Pattern::compile(rule.pattern(), rule.is_pattern());
  const auto* fault = std::get_if<Fault>(&compiled);
  return fault != nullptr ? Check{*fault} : Check{};
}

Read<v1::ListWordRulesReply> read_word_rules(const Reads& r, const v1::ListWordRulesRequest& request) {
  if (auto fault = check_may(r.asker, Action::set_word_rules)) return *fault;
  v1::ListWordRulesReply reply;
  const key::WordRule first{WordRuleId{}};
  const key::WordRule last{WordRuleId{std::numeric_limits<std::uint64_t>::max()}};
  r.view.scan(first, last, [&](const key::Any& key, std::string_view bytes) {
    log::WordRuleRecord record;
    if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
    if (request.topic_id() == 0 || record.topic() == request.topic_id())
      *reply.add_rules() = project_rule(r.view, std::get<key::WordRule>(key).rule, record);
    return true;
  });
  return reply;
}

// Whoever may not set it is told so before anything is compiled for them.
Command set_checked_rule(const Caller& caller, const v1::SetWordRuleRequest& request) {
  const bool may = can_do(caller.principal, Action::set_word_rules);
  return set_word_rule(caller.principal, request, may ? fault_of(request.rule()) : Check{});
}

}  // namespace

void WordsDesk::register_on(Service& m) {
  work_.add_read<v1::ListWordRulesRequest, v1::ListWordRulesReply>(m, "ListWordRules", read_word_rules);
  work_.add_command<v1::SetWordRuleRequest, v1::SetWordRuleReply>(m, "SetWordRule", set_checked_rule,
                                                                  [](const v1::Outcome& o) {
                                                                    v1::SetWordRuleReply reply;
                                                                    reply.set_rule_id(o.id());
                                                                    return reply;
                                                                  });
  work_.add_done<v1::RemoveWordRuleRequest, v1::RemoveWordRuleReply>(m, "RemoveWordRule", remove_word_rule);
  m.on<v1::TryWordRuleRequest>("TryWordRule",
                               [this](const Caller& c, const auto& r, const Answer& answer) { try_out(c, r, answer); });
}

void WordsDesk::try_out(const Caller& caller, const v1::TryWordRuleRequest& request, const Answer& answer) {
  if (auto fault = check_may(caller.principal, Action::set_word_rules)) return answer.refuse(*fault);
  if (const auto wait_ms = pace_.take(caller.principal.member); wait_ms > 0)
    return answer.refuse(refusal_of(Fault{v1::TOO_FAST}, wait_ms));
  if (request.days() > limits::trial_days_max) return answer.refuse(Fault{v1::FIELD_INVALID, "days"});
  auto compiled = Pattern::compile(request.rule().pattern(), request.rule().is_pattern());
  if (const auto* fault = std::get_if<Fault>(&compiled)) return answer.refuse(*fault);
  const TopicId topic{request.rule().topic_id()};
  if (topic && !store_.view().get(key::Topic{topic})) return answer.refuse(Fault{v1::NOT_FOUND, "topic_id"});
  const auto pattern = std::make_shared<const Pattern>(std::move(std::get<Pattern>(compiled)));
  const bool taken = lane_.run(
      [this, who = caller.principal, pattern, request, answer] { answer.give(tried(who, *pattern, request)); });
  if (!taken) answer.refuse(refusal_of(Fault{v1::BUSY}, 1'000));
}

v1::TryWordRuleReply WordsDesk::tried(const Principal& who, const Pattern& pattern,
                                      const v1::TryWordRuleRequest& request) {
  const auto view = store_.view();
  const auto days = request.days() == 0 ? limits::trial_days_default : request.days();
  const auto trial = try_pattern(view, pattern, TopicId{request.rule().topic_id()}, chance_.now_ms() - days * day_ms);
  v1::TryWordRuleReply reply;
  reply.set_caught_total(trial.caught_total);
  reply.set_looked_at(trial.looked_at);
  reply.set_cut(trial.cut);
  for (const auto& [id, span] : trial.caught) {
    const auto post = view.get(key::Post{id});
    if (!post) continue;
    auto& caught = *reply.add_caught();
    *caught.mutable_post() = project_post_for(view, rendered_, who, id, *post);
    if (const auto thread = view.get(key::Thread{ThreadId{post->thread()}})) caught.set_thread_title(thread->title());
    caught.set_at(static_cast<std::uint32_t>(span.at));
    caught.set_bytes(static_cast<std::uint32_t>(span.bytes));
  }
  return reply;
}

}  // namespace plenum
