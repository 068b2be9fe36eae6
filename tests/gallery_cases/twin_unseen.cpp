// What happens in one house alone, and no observer of the other may ever learn of.
#include "server/node/company_writers.h"
#include "server/node/member_writers.h"
#include "server/node/request_writers.h"
#include "tests/gallery_cases/twin.h"

namespace plenum::test {

void Twin::let_wales_ask() {
  wales_ = room_.company("Wales");
  draw();
  room_.exporting(wales_, {elsewhere_}, 1, 0, v1::EMBARGO_NONE, v1::LICENCE_RESEARCH);
  draw();
  const auto token = room_.token(room_.seat(wales_));
  const auto observer = find_observer(room_.store->view(), token, room_.clock.now_ms());
  ASSERT_TRUE(observer);
  asker_ = {observer->seat, wales_, observer->session};
  draw();
  NewMember chair;
  chair.profile.set_handle("c" + std::to_string(own_.below(1'000'000)));
  chair.role = v1::MODERATOR;
  chair_ = MemberId{room_.sequencer->submit_and_wait(add_member(Principal::house(), chair)).outcome.id()};
}

void Twin::happens_unseen() {
  room_.clock.draw_from(own_.next() | 1ULL << 63);
  const auto by = own_.pick(members_);
  const auto words = "Unseen " + std::to_string(own_.next());
  switch (threads_.empty() ? 0 : own_.below(8)) {
    case 5:
      return wales_is_heard(by, words);
    case 6:
      return room_.happens([&](Proposal& p) {
        auto& fact = *p.event().mutable_post_written();
        fact.set_post(own_.next() | 1ULL << 62);
        fact.set_thread(own_.pick(threads_).value);
        fact.set_author(by.value);
        fact.set_format(v1::MARKDOWN);
        fact.set_visibility(v1::OBSERVED);
        fact.set_written_at_ms(p.time_ms());
        fact.set_held(v1::HOLD_WORD_RULE);
        log::PostText text;
        text.set_source(words);
        p.personal(log::BODY, text);
      });
    case 0:
      return ours_.push_back(room_.thread(by, elsewhere_, words, words));
    case 1:
      if (!ours_.empty()) room_.post(by, own_.pick(ours_), words);
      return;
    case 2: {
      auto wish = post_in(own_.pick(threads_).value, words, own_.bytes(16));
      wish.set_members_only(true);
      return done(write_post(principal(by), wish, {}));
    }
    case 3: {
      v1::OpenThreadRequest wish;
      wish.set_command_id(own_.bytes(16));
      wish.set_topic_id(being_.value);
      wish.set_title(words);
      wish.set_source(words);
      wish.set_members_only(true);
      return done(open_thread(principal(by), wish, {}));
    }
    case 4: {
      if (posts_.empty()) return;
      v1::AddReactionRequest wish;
      wish.set_command_id(own_.bytes(16));
      wish.set_post_id(own_.pick(posts_).first.value);
      wish.set_emoji("👍");
      room_.sequencer->submit_and_wait(add_reaction(principal(by), wish));  // or it stands already
      return;
    }
    default: {
      const auto note = own_.next();
      const auto thread = own_.pick(threads_);
      return room_.happens([&](Proposal& p) {
        auto& fact = *p.event().mutable_note_written();
        fact.set_note(note);
        fact.set_thread(thread.value);
        log::PostText text;
        text.set_source(words);
        p.personal(log::BODY, text);
      });
    }
  }
}

void Twin::wales_is_heard(MemberId by, const std::string& words) {
  if (asked_.empty() || own_.one_in(3)) {
    log::RequestWords asked;
    asked.set_title(words);
    asked.set_words(words);
    room_.wishes(asker_, ask_request(asker_, v1::LICENCE_PANEL, elsewhere_, asked));  // or too many wait
    return find_requests();
  }
  const auto id = own_.pick(asked_).value;
  const auto submit = [this](Command command) { room_.sequencer->submit_and_wait(std::move(command)); };  // or not yet
  switch (own_.below(4)) {
    case 0: {
      v1::DecideRequestRequest wish;
      wish.set_command_id(own_.bytes(16));
      wish.set_request_id(id);
      wish.set_accept(!own_.one_in(4));
      wish.set_words(words);
      return submit(decide_request(principal(chair_), wish));
    }
    case 1: {
      v1::PublishRequestRequest wish;
      wish.set_command_id(own_.bytes(16));
      wish.set_request_id(id);
      wish.set_title(words);
      wish.set_source(words);
      return submit(publish_request(principal(chair_), wish, {}));
    }
    case 2: {
      v1::OfferRequest wish;
      wish.set_command_id(own_.bytes(16));
      wish.set_request_id(id);
      wish.set_offers(!own_.one_in(3));
      if (wish.offers()) wish.set_lets_know(words);
      return submit(offer_to_request(principal(by), wish));
    }
    default: {
      v1::AnswerRequestRequest wish;
      wish.set_command_id(own_.bytes(16));
      wish.set_request_id(id);
      wish.set_words(words);
      return submit(answer_request(principal(chair_), wish));
    }
  }
}

void Twin::find_requests() {
  asked_.clear();
  room_.store->view().scan(key::Request{RequestId{}}, key::Request{RequestId{~0ULL}},
                           [&](const key::Any& key, std::string_view) {
                             asked_.push_back(std::get<key::Request>(key).request);
                             return true;
                           });
}

}  // namespace plenum::test
