// Reports and people in a random run: whatever the checks allow.
#include "storage/machine/check_person.h"
#include "storage/machine/check_report.h"
#include "storage/machine/standing.h"
#include "tests/support/storage/history.h"

namespace plenum::testing {

// One of the posts in the queue, settled ones included.
PostId History::reported() {
  PostId found = random_.pick(posts_);
  meeting_.state().scan(key::ReportQueue{0, 0, PostId{}}, key::ReportQueue{255, 0, PostId{}},
                        [&](const key::Any& key, std::string_view) {
                          found = std::get<key::ReportQueue>(key).post;
                          return !random_.one_in(2);
                        });
  return found;
}

void History::about_reports() {
  const auto& state = meeting_.state();
  const auto post = random_.one_in(2) ? random_.pick(posts_) : reported();
  const auto by = chair();
  switch (random_.below(4)) {
    case 0:
    case 1: {
      const auto reporter = somebody();
      v1::ReportPostRequest r;
      r.set_post_id(post.value);
      r.set_kind(v1::REPORT_SPAM);
      if (check_report_post(state, who(reporter), r)) return;
      const bool hides = hides_post(state, post, *state.get(key::Post{post}), true);
      meeting_.reports(reporter, post, true, v1::REPORT_SPAM, words());
      if (hides) meeting_.house_hides(post);
      return;
    }
    case 2: {
      v1::ClaimReportRequest r;
      r.set_post_id(post.value);
      if (!check_claim_report(state, who(by), r)) return meeting_.claims(by, post);
      v1::ReleaseReportRequest release;
      release.set_post_id(post.value);
      if (!check_release_report(state, who(by), release)) meeting_.releases(by, post);
      return;
    }
    default: {
      v1::ResolveReportRequest r;
      r.set_post_id(post.value);
      r.set_outcome(random_.one_in(2) ? v1::REPORT_AGREED : v1::REPORT_DISAGREED);
      if (!check_resolve_report(state, who(by), r)) meeting_.resolves(by, post, r.outcome(), words());
    }
  }
}

MemberId History::appealing() {
  MemberId found = somebody();
  constexpr auto list = static_cast<std::uint8_t>(v1::PEOPLE_APPEALING);
  meeting_.state().scan(key::Person{list, MemberId{}}, key::Person{list + 1, MemberId{}},
                        [&](const key::Any& key, std::string_view) {
                          found = std::get<key::Person>(key).member;
                          return false;
                        });
  return found;
}

void History::about_people() {
  const auto by = chair();
  const auto on = random_.one_in(3) ? appealing() : somebody();
  const auto record = meeting_.state().get(key::Member{on});
  if (!can_act_on_person(who(by), on, record->role())) return;
  switch (random_.below(10)) {
    case 7:
    case 8:
    case 9: {
      const auto kind = random_.one_in(2) ? v1::SANCTION_WARNING : static_cast<v1::SanctionKind>(2 + random_.below(3));
      const bool timed = kind == v1::SANCTION_MUTE || kind == v1::SANCTION_SUSPENSION;
      const auto ends_at_ms =
          timed && random_.one_in(2) ? meeting_.now_ms + 1 + static_cast<std::int64_t>(random_.below(30)) : 0;
      const SanctionId id{random_.next() | 1};
      meeting_.imposes(by, on, id, kind, ends_at_ms, words());
      if (kind == v1::SANCTION_WARNING && !random_.one_in(3)) meeting_.acknowledges(on, id);
      return;
    }
    case 1:
      return meeting_.trusts(on, static_cast<v1::Trust>(random_.below(5)), random_.one_in(2));
    case 2:
      return meeting_.approves(by, on);
    case 3:
      return meeting_.makes_moderator(by, on, random_.pick(topics_), random_.one_in(2));
    default:
      return about_sanction(by, on);
  }
}

void History::about_sanction(MemberId by, MemberId on) {
  SanctionId id;
  log::SanctionRecord sanction;
  each_sanction(meeting_.state(), on, [&](SanctionId found, const log::SanctionRecord& record) {
    id = found;
    sanction = record;
    return !random_.one_in(2);
  });
  if (!id) return;
  v1::AppealRequest wish;
  wish.set_sanction_id(id.value);
  wish.set_words(words());
  if (random_.one_in(2) && !check_appeal(meeting_.state(), who(on), wish))
    return meeting_.appeals(on, id, wish.words());
  if (sanction.appeal() == v1::APPEAL_OPEN) return meeting_.answers(by, on, id, random_.one_in(2));
  if (sanction.kind() == v1::SANCTION_WARNING && !sanction.over()) return meeting_.acknowledges(on, id);
  if (!sanction.over()) meeting_.lifts(by, on, id);
}

}  // namespace plenum::testing
