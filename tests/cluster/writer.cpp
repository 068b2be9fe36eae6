#include "tests/cluster/writer.h"

#include "clients/cli/line/failed.h"
#include "clients/cli/line/member_line.h"

namespace plenum::test {

Writer::Writer(Member member, std::uint64_t thread, Doors& doors, Journal& journal)
    : member_(std::move(member)), to_thread_(thread), doors_(doors), journal_(journal), thread_([this] { run(); }) {}

void Writer::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

void Writer::run() {
  for (int count = 1; !stopping_ && strange_.empty(); ++count) {
    if (!write(member_.name + " " + std::to_string(count))) return;
    std::this_thread::sleep_for(between_posts);
  }
}

bool Writer::write(const std::string& words) {
  v1::WritePostRequest request;
  request.set_command_id(cli::new_command_id());
  request.set_thread_id(to_thread_);
  request.set_source(words);
  const auto begun = journal_.begin();
  for (std::size_t turn = 0; !stopping_ && strange_.empty(); ++turn) {
    const auto node = member_.nodes[turn % member_.nodes.size()];
    if (ask(doors_.at(node), request)) {
      journal_.acknowledged(words, begun);
      doors_.answered(node);
      return true;
    }
    std::this_thread::sleep_for(before_asking_again);
  }
  return false;
}

bool Writer::ask(const std::string& url, const v1::WritePostRequest& request) {
  constexpr std::chrono::seconds patience{20};
  try {
    auto& http = lines_.try_emplace(url, cli::Address::of_url(url), patience).first->second;
    v1::WritePostReply reply;
    const auto called = cli::call(http, "plenum.v1.MemberService", "WritePost", request, reply,
                                  {{"authorization", "Bearer " + member_.token}});
    if (called.refused && called.refusal.code() != v1::UNAVAILABLE) {
      strange_ = member_.name + ": " + called.refusal.sentence();
    }
    return !called.refused;
  } catch (const cli::Failed&) {
    lines_.erase(url);  // it is down, or was just now
    return false;
  }
}

}  // namespace plenum::test
