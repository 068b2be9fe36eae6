#include "tests/replay/minutes.h"

namespace plenum::test {

namespace {

const MemberId hamlet{1}, ophelia{2}, polonius{3}, horatio{4}, yorick{5}, gertrude{6};
const TopicId hall{10}, garden{11};
const ThreadId being{20}, roses{21}, skulls{22}, split{23}, held{24};

PostId post(std::uint64_t n) {
  return PostId{100 + n};
}

}  // namespace

void minute_level_1(testing::Meeting& m) {
  m.founded();
  m.joins(polonius, v1::ADMIN, "polonius");
  m.joins(hamlet, v1::MODERATOR, "hamlet");
  const InvitationId invitation{30};
  m.invitation(invitation, std::string(32, 'i'), 2, m.now_ms + 1'000'000);
  m.joins(ophelia, v1::MEMBER, "ophelia", invitation);
  m.joins(horatio, v1::MEMBER, "horatio");
  m.joins_from_import(yorick, "mbox:yorick@elsinore.example");
  m.profile(horatio, "horatio of wittenberg");
  m.role(horatio, v1::MODERATOR);
  m.role(horatio, v1::MEMBER);
  m.credential(ophelia, "$argon2id$first");
  m.session(ophelia, std::string(32, 's'), m.now_ms + 10'000);
  m.session(ophelia, std::string(32, 't'));
  m.session_ends(ophelia, std::string(32, 't'));
  m.reset(ophelia, std::string(32, 'r'), m.now_ms + 10'000);
  m.credential(ophelia, "$argon2id$second", true);
  m.opens_topic(hall, "The great hall");
  m.opens_topic(garden, "The garden");
  m.changes_topic(garden, "The orchard", false);
  m.opens(hamlet, being, hall, "On being");
  for (std::uint64_t n = 0; n < 30; ++n) {
    m.now_ms += 7;
    m.next_is_a_command(n % 2 == 0 ? hamlet : ophelia);
    m.writes(n % 2 == 0 ? hamlet : ophelia, post(n), being, "Words " + std::to_string(n),
             n % 5 == 0 ? std::vector{horatio} : std::vector<MemberId>{}, n % 7 == 3 ? post(n - 1) : PostId{});
  }
  m.opens(ophelia, roses, garden, "Rosemary");
  m.writes(ophelia, post(40), roses, "That's for remembrance.");
  m.writes(horatio, post(41), roses, "Pansies, for thoughts.");
  m.edits(hamlet, post(2), "Words, words.", {ophelia});
  m.edits(hamlet, post(2), "Words, words, words.");
  m.deletes(ophelia, post(1));
  m.deletes(ophelia, post(3));
  m.restores(ophelia, post(3));
  m.erases(post(4));
  m.reacts(horatio, post(2));
  m.reacts(ophelia, post(2));
  m.takes_back(horatio, post(2));
  m.watches(horatio, being, v1::FOLLOWED);
  m.watches(ophelia, roses, v1::MUTED);
  m.locks(roses);
  m.locks(roses, false);
  m.now_ms += 20'000;  // a session and a reset end
  m.advances();
}

void minute_level_2(testing::Meeting& m) {
  m.raises_level(2);
  m.joins(gertrude, v1::MODERATOR, "gertrude");
  v1::ChairSettings settings;
  settings.set_newcomer_posts(1);
  m.settles(settings);
  m.pins(hamlet, being, true, m.now_ms + 5'000);
  m.slows(hamlet, being, hall, 30);
  m.slows(hamlet, being, hall, 0);
  m.opens(horatio, skulls, garden, "Alas");
  m.writes(horatio, post(50), skulls, "Poor Yorick.");
  m.moves(gertrude, skulls, hall, "Nearer the grave.");
  m.splits(gertrude, being, {post(6), post(8)}, split, garden, "Of words");
  m.merges(gertrude, split, roses);
  m.renames(gertrude, skulls, "Alas, poor Yorick");
  m.closes(gertrude, skulls);
  m.closes(gertrude, skulls, false);
  m.archives(gertrude, skulls);
  m.archives(gertrude, skulls, false);
  m.hides(gertrude, post(10));
  m.hides(gertrude, post(10), false);
  m.removes(gertrude, post(11));
  m.edits_for(gertrude, post(12), "Words, amended.");
  m.opens_held(ophelia, held, hall, post(60), "May I begin?");
  m.decides(gertrude, post(60), true);
  m.writes_held(ophelia, post(61), being, "May I?", {hamlet});
  m.decides(gertrude, post(61), false, "Not now.");
  m.notes(gertrude, NoteId{70}, being);
  m.notes(gertrude, NoteId{71}, being);
  m.drops_note(gertrude, NoteId{71}, being);
  m.reports(horatio, post(13));
  m.reports(ophelia, post(14), true);
  m.claims(gertrude, post(14));
  m.releases(gertrude, post(14));
  m.house_hides(post(14));
  m.claims(gertrude, post(14));
  m.resolves(gertrude, post(14), v1::REPORT_AGREED);
  m.imposes(gertrude, horatio, SanctionId{80}, v1::SANCTION_WARNING);
  m.acknowledges(horatio, SanctionId{80});
  m.imposes(gertrude, horatio, SanctionId{81}, v1::SANCTION_MUTE, m.now_ms + 1'000);
  m.appeals(horatio, SanctionId{81});
  m.answers(hamlet, horatio, SanctionId{81}, true);
  m.imposes(gertrude, ophelia, SanctionId{82}, v1::SANCTION_MUTE, m.now_ms + 90'000);
  m.lifts(gertrude, ophelia, SanctionId{82});
  m.makes_moderator(polonius, horatio, hall);
  m.trusts(ophelia, v1::TRUST_TRUSTED);
  m.approves(gertrude, yorick);
  m.now_ms += 10'000;  // the pin ends
  m.advances();
}

}  // namespace plenum::test
