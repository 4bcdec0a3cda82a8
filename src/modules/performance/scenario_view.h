// What both halves of the scenario page show: the form of the government-wide rules, and rows of before and
// after.
#pragma once

#include "kernel/web.h"
#include "modules/performance/model/peers.h"
#include "modules/performance/model/supposition.h"

namespace sinergi::performance {

// The settings that hold, and the choice among them.
void FillRules(const kernel::Visit& v, const Settings& held, const Supposition& s,
               ctemplate::TemplateDictionary& page);

struct BeforeAfter {
  std::optional<Score> before, after;
  int rank_before = 0, rank_after = 0;  // 0: none
  bool Moves() const { return before != after || rank_before != rank_after; }
};
void FillBeforeAfter(const kernel::Visit& v, const BeforeAfter& figures, const Settings& settings,
                     ctemplate::TemplateDictionary& row);

}  // namespace sinergi::performance
