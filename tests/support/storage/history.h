#pragma once

#include <vector>

#include "tests/support/storage/meeting.h"

namespace plenum::testing {

/// A random but lawful run of a community: every kind of fact comes up, and none that the checks would refuse.
class History {
public:
  explicit History(std::uint64_t seed);

  /// One to `events_max` facts, not sealed; the first batch founds the community.
  log::LogBatch next_batch(std::size_t events_max = 5);

  Meeting& meeting() { return meeting_; }
  const std::vector<PostId>& erased() const { return erased_; }

private:
  void found();
  void anything();
  void about_members();
  void about_doors();
  void about_topics();
  void about_threads();
  void about_posts();
  void about_reactions();
  void about_word_rules();

  // The chair (history_chair.cpp).
  MemberId chair();
  void about_the_chair();
  void chair_on_thread();
  void chair_on_post();
  void chair_on_moves();
  void about_held();
  void splits_off(MemberId by, ThreadId);

  // Reports and people (history_people.cpp).
  PostId reported();
  void about_reports();
  MemberId appealing();
  void about_people();
  void about_sanction(MemberId by, MemberId on);

  // The gallery (history_gallery.cpp).
  void about_the_gallery();
  void about_companies();
  void about_searches(CompanyId company);
  void reads(CompanyId);
  void licence_of(CompanyId);
  void takes(CompanyId);
  void about_requests(CompanyId);
  void about_alarms(CompanyId);

  template <class Noun>
  Id<Noun> fresh(std::vector<Id<Noun>>& known) {
    known.emplace_back(random_.next() | 1);
    return known.back();
  }
  MemberId somebody() { return random_.pick(members_); }
  Principal who(MemberId id) { return principal(meeting_.state(), id); }
  std::string words();
  std::vector<MemberId> mentions();

  Random random_;
  Meeting meeting_;
  std::vector<MemberId> members_;
  std::vector<TopicId> topics_;
  std::vector<ThreadId> threads_;
  std::vector<PostId> posts_;
  std::vector<PostId> erased_;
  std::vector<InvitationId> invitations_;
  std::vector<std::pair<ThreadId, NoteId>> notes_;
  std::vector<WordRuleId> word_rules_;
  std::vector<CompanyId> companies_;
  std::vector<LicenceId> licences_;
  std::vector<SeatId> seats_;
  std::vector<SearchId> searches_;
  std::vector<RequestId> requests_;
  std::vector<std::pair<MemberId, std::string>> sessions_;
};

}  // namespace plenum::testing
