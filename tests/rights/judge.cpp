#include "tests/rights/judge.h"

#include <iostream>

namespace plenum::test {

namespace {

Json ask(const Cell& cell, const Scene& scene) {
  const auto& method = find_method(method_of(cell.needs.method));
  return cell.door.call(method, request_of(method, cell.needs, scene, cell.ground, cell.harbour));
}

std::atomic<int> cells_of_all{0};
std::atomic<int> wrong_of_all{0};

/// The last line of the group.
class Total final : public ::testing::Environment {
public:
  void TearDown() override { std::cout << cells_of_all << " cells, " << wrong_of_all << " wrong" << std::endl; }
};
const auto* const total = ::testing::AddGlobalTestEnvironment(new Total);

std::string said(const std::string& code) {
  return code.empty() ? "done" : code;
}

}  // namespace

Json Judge::put(const Cell& cell) {
  const auto mark = secrets_.mark();
  auto answer = ask(cell, cell.scene);
  const auto fault = fault_of(cell, answer, mark);
  {
    const std::lock_guard lock(mutex_);
    ++of_surface_[cell.door.name()];
  }
  ++cells_;
  if (!fault.empty()) say(cell, fault, answer);
  return answer;
}

std::string Judge::fault_of(const Cell& cell, const Json& answer, std::uint64_t mark) {
  if (answer.is_null() || answer.is_discarded() || answer.contains("fault")) return "no answer";
  const auto wanted = expected(cell.actor, cell.needs, cell.scene, cell.ground);
  const auto got = answer.value("refused", "");
  if (got != wanted) return "answered " + said(got) + ", expected " + said(wanted);
  const bool may_know = cell.scene.is_absent() || sees(cell.actor, cell.needs, cell.scene);
  if (!may_know && cell.actor.role != v1::ROLE_UNSPECIFIED) {
    const auto twin = ask(cell, as_if_absent(cell.actor, cell.scene));
    if (answer != twin) return "answered otherwise than of what does not exist: " + twin.dump().substr(0, 300);
  }
  const auto told = secrets_.told(cell.actor, answer.dump(), mark);
  return told.empty() ? told : "it holds " + told;
}

void Judge::say(const Cell& cell, const std::string& fault, const Json& answer) {
  if (++wrong_ > shown_max) return;
  ADD_FAILURE() << cell.door.name() << ' ' << cell.needs.method << ", " << cell.actor.who() << ", " << cell.scene.state
                << ": " << fault << "\n"
                << answer.dump().substr(0, 300);
}

void Judge::count(const std::string& surface, const std::string& fault) {
  ++cells_;
  {
    const std::lock_guard lock(mutex_);
    ++of_surface_[surface];
  }
  if (!fault.empty() && ++wrong_ <= shown_max) ADD_FAILURE() << surface << ": " << fault;
}

void Judge::report() const {
  for (const auto& [surface, cells] : of_surface_) std::cout << cells << " by " << surface << '\n';
  std::cout << cells_ << " cells here, " << wrong_ << " wrong" << std::endl;
  cells_of_all += cells_;
  wrong_of_all += wrong_;
}

}  // namespace plenum::test
