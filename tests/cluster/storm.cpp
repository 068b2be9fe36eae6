#include "tests/cluster/storm.h"

#include <algorithm>

namespace plenum::test {

namespace {

constexpr const char* members[Doors::nodes_max] = {"hamlet", "horatio", "ophelia"};
constexpr std::uint32_t page_posts = 200;
constexpr std::size_t posts_enough = 20;

long long ms_since(std::chrono::steady_clock::time_point moment) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - moment).count();
}

}  // namespace

void Storm::begin(std::vector<RunningServer*> nodes) {
  nodes_ = std::move(nodes);
  for (std::size_t node = 0; node < nodes_.size(); ++node) ASSERT_NO_FATAL_FAILURE(start(node));
  auto& first = *nodes_.front();
  reader_ = first.add_member("polonius", v1::MEMBER);
  v1::OpenThreadRequest request;
  request.set_topic_id(std::stoull(first.open_topic("The sea")));
  request.set_title("A storm");
  request.set_source("It comes.");
  cli::MemberLine line(cli::Address::of_url(first.url()), reader_);
  thread_ = line.command<v1::OpenThreadReply>("OpenThread", request).thread_id();
  std::vector<Writer::Member> writing;
  std::vector<std::size_t> all;
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    writing.push_back({members[node], first.add_member(members[node], v1::MEMBER), {node}});
    all.push_back(node);
  }
  writing.push_back({"laertes", first.add_member("laertes", v1::MEMBER), all});
  const auto tail = greatest_tail();
  ASSERT_TRUE(eventually([&] { return all_have(tail); })) << how_all_are();
  for (const auto& member : writing) writers_.push_back(std::make_unique<Writer>(member, thread_, doors_, journal_));
  ASSERT_TRUE(eventually([&] { return all_answer_since(std::vector<std::size_t>(nodes_.size())); })) << how_all_are();
}

// The gap counts from when the mending begins: what starts again has its start in it.
void Storm::suffer(const Fault& fault) {
  const ::testing::ScopedTrace trace(__FILE__, __LINE__, fault.name);
  answers_when_struck_ = answers();
  fault.strike();
  ASSERT_TRUE(eventually(fault.felt)) << "it was not felt. " << how_all_are();
  const auto mended = std::chrono::steady_clock::now();
  fault.mend();
  const auto before = answers();
  const auto goal = greatest_tail();
  ASSERT_TRUE(eventually([&] { return all_have(goal); })) << how_all_are();
  const auto closed_ms = ms_since(mended);
  ASSERT_TRUE(eventually([&] { return all_answer_since(before); })) << how_all_are();
  const auto written_ms = ms_since(mended);
  std::printf("%-50s gap closed after %5lld ms, every node writes after %5lld ms\n", fault.name, closed_ms, written_ms);
  std::fflush(stdout);
  gaps_ms_.push_back(closed_ms);
  pauses_ms_.push_back(written_ms);
}

void Storm::settle() {
  for (const auto& writer : writers_) writer->stop();
  for (const auto& writer : writers_) EXPECT_EQ(writer->strange(), "");
  const auto tail = greatest_tail();
  ASSERT_TRUE(eventually([&] { return all_have(tail); })) << how_all_are();
  const auto shown = words_on(0);
  Journal::Verdict sum;
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    const auto words = words_on(node);
    const auto verdict = journal_.judge(words);
    EXPECT_EQ(verdict.faults(), 0u) << members[node] << "'s node";
    EXPECT_TRUE(words == shown) << members[node] << "'s node shows another order";
    sum.acknowledged = verdict.acknowledged;
    sum.lost += verdict.lost;
    sum.doubled += verdict.doubled;
    sum.reordered += verdict.reordered;
  }
  say(sum);
  all_keep_the_same();
}

void Storm::say(const Journal::Verdict& verdict) {
  std::printf("%zu faults, %zu lost\n", gaps_ms_.size(), verdict.lost);
  std::printf("of %zu acknowledged posts on each of %zu nodes: %zu doubled, %zu reordered\n", verdict.acknowledged,
              nodes_.size(), verdict.doubled, verdict.reordered);
  std::ranges::sort(gaps_ms_);
  std::ranges::sort(pauses_ms_);
  std::printf("gaps were closed after %lld ms in the median, %lld at most; every node wrote after %lld, %lld at most\n",
              gaps_ms_[gaps_ms_.size() / 2], gaps_ms_.back(), pauses_ms_[pauses_ms_.size() / 2], pauses_ms_.back());
}

void Storm::all_keep_the_same() {
  for (auto* node : nodes_) EXPECT_EQ(node->stop(), 0);
  const auto first = verify(nodes_.front()->data());
  ASSERT_TRUE(first.contains("state_digest")) << first;
  for (auto* node : nodes_) EXPECT_EQ(verify(node->data())["state_digest"], first["state_digest"]);
}

void Storm::start(std::size_t node) {
  ASSERT_NO_FATAL_FAILURE(nodes_[node]->start());
  doors_.open(node, nodes_[node]->url());
}

v1::StatusReply Storm::status_of(std::size_t node) {
  return nodes_[node]->operate<v1::StatusReply>("Status", v1::StatusRequest());
}

v1::LogStatusReply Storm::log_of(std::size_t node) {
  return nodes_[node]->operate<v1::LogStatusReply>("LogStatus", v1::LogStatusRequest());
}

bool Storm::no_node_takes_writes() {
  return all_are_closed_because("");
}

bool Storm::all_are_closed_because(const std::string& words) {
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    const auto status = status_of(node);
    if (status.takes_writes() || status.halted_because().find(words) == std::string::npos) return false;
  }
  return true;
}

bool Storm::go_on(const std::vector<std::size_t>& nodes) const {
  return std::ranges::all_of(
      nodes, [&](auto node) { return doors_.answers(node) >= answers_when_struck_[node] + posts_enough; });
}

// Whoever is away is waited for with what it lacks, and with nothing else.
bool Storm::knows(std::size_t node, const std::string& id) {
  const auto status = log_of(node);
  return std::ranges::any_of(status.nodes(), [&](const auto& one) {
    return one.node() == id && one.stage() != "silent" && one.stage() != "away";
  });
}

std::vector<std::size_t> Storm::answers() const {
  std::vector<std::size_t> counts;
  for (std::size_t node = 0; node < nodes_.size(); ++node) counts.push_back(doors_.answers(node));
  return counts;
}

std::uint64_t Storm::greatest_tail() {
  std::uint64_t tail = 0;
  for (std::size_t node = 0; node < nodes_.size(); ++node) tail = std::max(tail, status_of(node).tail());
  return tail;
}

bool Storm::all_have(std::uint64_t tail) {
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    if (status_of(node).tail() < tail) return false;
  }
  return true;
}

bool Storm::all_answer_since(const std::vector<std::size_t>& before) const {
  const auto now = answers();
  return std::ranges::equal(now, before, std::ranges::greater());
}

std::string Storm::how_all_are() {
  std::string said;
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    const auto status = status_of(node);
    said += std::string("\n") + members[node] + "'s node at " + std::to_string(status.tail()) + ", " +
            std::to_string(doors_.answers(node)) + " posts: " + status.halted_because();
  }
  return said;
}

std::vector<std::string> Storm::words_on(std::size_t node) {
  cli::MemberLine line(cli::Address::of_url(nodes_[node]->url()), reader_);
  v1::ReadThreadRequest request;
  request.set_thread_id(thread_);
  request.set_from_start(true);
  request.set_limit(page_posts);
  std::vector<std::string> words;
  for (;;) {
    const auto page = line.call<v1::ReadThreadReply>("ReadThread", request);
    for (const auto& post : page.posts()) words.push_back(post.source());
    if (!page.more_after()) return words;
    request.set_after_place(page.posts().rbegin()->place());
  }
}

}  // namespace plenum::test
