#pragma once

#include "clients/cli/plenumctl/context.h"

namespace plenum::cli {

void add_verbatim(CLI::App& app, Context& context);

}  // namespace plenum::cli
