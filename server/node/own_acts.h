#pragma once

#include <functional>

#include "server/node/sequencer.h"
#include "storage/machine/checks_company.h"

namespace plenum {

/// What a company does for itself: decided on the sequencer's thread against the state of that moment, like any
/// command.
using OwnDecision = std::function<OwnCheck(Proposal&)>;

/// All of the log that the gallery's door can move: a company's own affairs, by one of its seats. Not a sequencer: a
/// wish that would become any other fact than those of `company_of_own_fact`, or another company's, ends the program
/// rather than the promise that nobody behind this door writes to the community.
///
/// Any thread. `done` is called once, on the sequencer's thread, after the fact is durable (or refused).
class OwnActs {
public:
  using Done = std::function<void(const v1::Outcome&, const OwnCheck& refused)>;

  explicit OwnActs(Sequencer& sequencer) : sequencer_(sequencer) {}

  /// Whether the seat still sits there is looked at first, each time.
  void wish(const Sitting& who, OwnDecision decide, Done done) const;

private:
  Sequencer& sequencer_;
};

/// The company of a fact that a company may bring about by itself; nothing: it is none of these.
std::optional<CompanyId> company_of_own_fact(const View&, const log::Event&);

}  // namespace plenum
