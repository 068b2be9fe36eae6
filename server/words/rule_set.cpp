#include "server/words/rule_set.h"

#include <algorithm>
#include <limits>

#include <re2/set.h>

#include "server/words/expression_options.h"

namespace plenum {

namespace {

constexpr std::int64_t set_bytes_max = 8 << 20;

re2::RE2::Options set_options() {
  auto options = expression_options();
  options.set_max_mem(set_bytes_max);
  options.set_never_capture(true);
  return options;
}

/// A stretch and what takes its place.
struct Mask {
  Span span;
  const std::string* text;
};

// From left to right; of two that overlap the first one's words stand for both.
std::string masked(std::string_view text, std::vector<Mask> masks) {
  std::sort(masks.begin(), masks.end(), [](const Mask& a, const Mask& b) { return a.span < b.span; });
  std::string kept;
  std::size_t done = 0;
  for (const auto& [span, instead] : masks) {
    if (span.at >= done) {
      kept.append(text.substr(done, span.at - done));
      kept += *instead;
    }
    done = std::max(done, span.at + span.bytes);
  }
  kept.append(text.substr(std::min(done, text.size())));
  return kept;
}

// What a bad pattern finds too often is masked to the end: rather too much than too little.
void add_masks(const Pattern& pattern, std::string_view text, const std::string& instead, std::vector<Mask>& masks) {
  std::size_t end = 0;
  const bool all = pattern.find(text, [&](Span span) {
    masks.push_back({span, &instead});
    end = span.at + span.bytes;
    return true;
  });
  if (!all) masks.push_back({{end, text.size() - end}, &instead});
}

}  // namespace

/// One automaton for all rules: which of them may catch something.
class RuleSet::Prefilter {
public:
  explicit Prefilter(const std::vector<Rule>& rules) : set_(set_options(), re2::RE2::UNANCHORED) {
    for (const auto& rule : rules) set_.Add(rule.pattern.expression(), nullptr);
    usable_ = set_.Compile();
  }

  /// False: it cannot tell (too many states for its memory), and each rule must look for itself.
  bool find(std::string_view text, std::vector<int>& which) const {
    if (!usable_) return false;
    re2::RE2::Set::ErrorInfo error{};
    const bool any = set_.Match({text.data(), text.size()}, &which, &error);
    return any || error.kind == re2::RE2::Set::kNoError;
  }

private:
  re2::RE2::Set set_;
  bool usable_ = false;
};

RuleSet::RuleSet(const View& view) {
  const key::WordRule first{WordRuleId{}};
  const key::WordRule last{WordRuleId{std::numeric_limits<std::uint64_t>::max()}};
  view.scan(first, last, [&](const key::Any& key, std::string_view bytes) {
    log::WordRuleRecord record;
    if (!record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
    auto compiled = Pattern::compile(record.pattern(), record.is_pattern());
    if (auto* pattern = std::get_if<Pattern>(&compiled)) {
      rules_.push_back({std::get<key::WordRule>(key).rule, record.action(), TopicId{record.topic()},
                        record.mask().empty() ? mask_default : record.mask(), std::move(*pattern)});
    }
    return true;
  });
  if (!rules_.empty()) prefilter_ = std::make_unique<Prefilter>(rules_);
}

RuleSet::~RuleSet() = default;

Judgement RuleSet::judge(TopicId topic, std::string_view text) const {
  Judgement judgement;
  judgement.text = text;
  if (empty()) return judgement;
  std::vector<int> which;
  const bool told = prefilter_->find(text, which);
  std::sort(which.begin(), which.end());
  std::vector<Mask> masks;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const auto& rule = rules_[i];
    if (rule.topic && rule.topic != topic) continue;
    if (told && !std::binary_search(which.begin(), which.end(), static_cast<int>(i))) continue;
    std::optional<std::size_t> first;
    rule.pattern.find(text, [&](Span span) {
      first = span.at;
      return false;
    });
    if (!first) continue;
    judgement.caught.push_back(rule.id);
    judgement.hold = judgement.hold || rule.action == v1::WORD_HOLD;
    if (rule.action == v1::WORD_TAG) judgement.tagged.push_back(rule.id);
    if (rule.action == v1::WORD_MASK) add_masks(rule.pattern, text, rule.mask, masks);
    if (rule.action != v1::WORD_BLOCK) continue;
    judgement.blocked_at = std::min(judgement.blocked_at.value_or(*first), *first);
  }
  if (!masks.empty()) judgement.text = masked(text, std::move(masks));
  return judgement;
}

}  // namespace plenum
