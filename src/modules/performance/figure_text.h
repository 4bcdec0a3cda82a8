// How figures are written for people: "36 dari 34 (105,88 %)", "Rp 1.500.000", "belum dilaporkan". Pure but
// for the texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kernel/web.h"
#include "modules/performance/evaluation.h"
#include "platform/pages/chart.h"

namespace sinergi::performance {

std::string PrintToDate(const ToDate& figure, int digits = 2);  // "" when empty
std::string PrintPercent(const std::optional<Score>& score);    // "81,66 %", "–"
std::string PrintWeight(int64_t micro);                         // "1", "0,5"
std::string PrintTarget(const kernel::Visit& v, const Indicator& indicator,
                        int quarter);  // "34", "100 setahun", "–"
// The figure to date against its target, or the word for what is not there.
std::string PrintAchievement(const kernel::Visit& v, const Achievement& achievement);
std::string PrintRate(const kernel::Visit& v, const Achievement& achievement);  // "105,88 %" or that word

// A difference of percentages, in points: "+2,15", "−0,40", "0,00", "–"; and the class of its tag ("good",
// "bad", "").
std::string PrintPoints(const std::optional<int64_t>& micro);
std::string_view TagOfPoints(const std::optional<int64_t>& micro);

// Class of a tag: "good", "warn", "bad".
std::string_view TagOf(Predicate predicate);
// Sets <name>_TEXT and <name>_TAG to the predicate of a score; hides nothing, "–" without one.
void FillPredicate(const kernel::Visit& v, const std::optional<Score>& score, const Settings& settings,
                   std::string_view name, ctemplate::TemplateDictionary& dict);

// Tone of the predicate of a score; neutral without one.
pages::Tone ToneOf(const std::optional<Score>& score, const Settings& settings);
// A bar of a percentage with a mark at 100; "" without one.
std::string BarOf(const std::string& title, const std::optional<Score>& score, pages::Tone tone);

}  // namespace sinergi::performance
