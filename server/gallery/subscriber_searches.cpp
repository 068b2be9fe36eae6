#include <algorithm>
#include <limits>

#include "server/gallery/hook_sender.h"
#include "server/gallery/subscriber.h"
#include "server/node/search_writers.h"
#include "server/search/words.h"

// A seat's searches, and the hook of its company.
namespace plenum {

namespace {

constexpr std::string_view search_noun = "search";

template <class Visit>
void each_search(const SubscriberCall& call, const Visit& visit) {
  const auto seat = call.observer.seat;
  call.view.scan(key::SearchOf{call.company(), seat, SearchId{}},
                 key::SearchOf{call.company(), SeatId{seat.value + 1}, SearchId{}},
                 [&](const key::Any& key, std::string_view) {
                   visit(std::get<key::SearchOf>(key).search);
                   return true;
                 });
}

// Of this very seat; 0: there is none.
SearchId find_search(const SubscriberCall& call, const std::string& alias) {
  SearchId found;
  each_search(call, [&](SearchId id) {
    if (call.voice->alias(search_noun, id.value) == alias) found = id;
  });
  return found;
}

bool wants_something(const std::string& words) {
  const auto sought = parse_sought(words);
  return sought && std::any_of(sought->begin(), sought->end(), [](const Sought& one) { return !one.without; });
}

void keep(const SubscriberCall& call, const v1::KeepSearchRequest& request) {
  const auto& wish = request.search();
  log::SavedSearchKept fact;
  if (!wish.id().empty()) {
    fact.set_search(find_search(call, wish.id()).value);
    if (fact.search() == 0) return call.answer.refuse();
  }
  if (!wish.topic().empty()) {
    const auto* grant = call.grant_of(wish.topic());
    if (grant == nullptr) return call.answer.refuse();
    fact.set_topic(grant->topic.value);
  }
  if (!wants_something(wish.words())) return call.answer.refuse(OwnFault{OwnRefusal::field_invalid, "words"});
  fact.set_company(call.company().value);
  fact.set_seat(call.observer.seat.value);
  fact.set_alert(wish.alert());
  log::SearchWords words;
  words.set_name(wish.name());
  words.set_words(wish.words());
  call.wish(keep_search(fact, words), [voice = call.voice](const v1::Outcome& outcome, const SubscriberAnswer& answer) {
    v1::KeepSearchReply reply;
    reply.set_id(voice->alias(search_noun, outcome.id()));
    answer.give(reply);
  });
}

void drop(const SubscriberCall& call, const v1::DropSearchRequest& request) {
  const auto search = find_search(call, request.id());
  if (!search) return call.answer.refuse();
  call.wish(drop_search(call.observer.seat, search),
            [](const v1::Outcome&, const SubscriberAnswer& answer) { answer.give(v1::DropSearchReply()); });
}

void list(const SubscriberCall& call, const v1::ListSearchesRequest&) {
  v1::ListSearchesReply reply;
  each_search(call, [&](SearchId id) {
    const auto search = call.view.get(key::SavedSearch{id});
    if (!search) return;
    auto& one = *reply.add_searches();
    one.set_id(call.voice->alias(search_noun, id.value));
    one.set_name(search->name());
    one.set_words(search->words());
    if (search->topic() != 0) one.set_topic(call.voice->topic(TopicId{search->topic()}));
    one.set_alert(search->alert());
    one.set_told_at_ms(search->told_at_ms());
  });
  call.answer.give(reply);
}

void set_the_hook(const SubscriberCall& call, const v1::SetHookRequest& request) {
  if (!request.url().empty() && !fault_of_hook(request.url()).empty())
    return call.answer.refuse(OwnFault{OwnRefusal::field_invalid, "url"});
  const bool is_set = !request.url().empty();
  call.wish(set_hook(call.sitting(), request.url()),
            [voice = call.voice, is_set](const v1::Outcome& outcome, const SubscriberAnswer& answer) {
              v1::SetHookReply reply;
              if (is_set) reply.set_secret(hook_secret(*voice, static_cast<std::uint32_t>(outcome.id())));
              answer.give(reply);
            });
}

void get_hook(const SubscriberCall& call, const v1::GetHookRequest&) {
  v1::GetHookReply reply;
  if (const auto company = call.view.get(key::Company{call.company()})) reply.set_url(company->hook());
  const auto course = call.hooks == nullptr ? HookSender::Course() : call.hooks->course_of(call.company());
  reply.set_delivered_at_ms(course.delivered_at_ms);
  reply.set_trouble(course.trouble);
  call.answer.give(reply);
}

}  // namespace

SubscriberMethods subscriber_search_methods() {
  return {subscriber_method("KeepSearch", keep), subscriber_method("DropSearch", drop),
          subscriber_method("ListSearches", list), subscriber_method("SetHook", set_the_hook),
          subscriber_method("GetHook", get_hook)};
}

}  // namespace plenum
