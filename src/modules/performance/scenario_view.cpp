#include "modules/performance/scenario_view.h"

#include "modules/performance/figure_text.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

void FillChoice(Dict& page, const char* section, std::string_view value, const std::string& text,
                bool chosen) {
  Dict& option = *page.AddSectionDictionary(section);
  option.SetValue("VALUE", std::string(value));
  option.SetValue("TEXT", text);
  if (chosen) option.ShowSection("CHOSEN");
}

}  // namespace

void FillRules(const Visit& v, const Settings& held, const Supposition& s, Dict& page) {
  using Missing = Settings::Missing;
  using Weights = Settings::Weights;
  const auto missing = [&](Missing rule) {
    return v.T(rule == Missing::kZero ? "scenario.missing_zero" : "scenario.missing_leave_out");
  };
  const auto weights = [&](Weights rule) {
    return v.T(rule == Weights::kTyped ? "scenario.weights_typed" : "scenario.weights_by_ceiling");
  };
  FillChoice(page, "MISSING", "", v.T("scenario.as_it_is", {missing(held.missing)}), !s.missing);
  FillChoice(page, "MISSING", "zero", missing(Missing::kZero), s.missing == Missing::kZero);
  FillChoice(page, "MISSING", "leave_out", missing(Missing::kLeaveOut), s.missing == Missing::kLeaveOut);
  FillChoice(page, "WEIGHTS", "", v.T("scenario.as_it_is", {weights(held.weights)}), !s.weights);
  FillChoice(page, "WEIGHTS", "typed", weights(Weights::kTyped), s.weights == Weights::kTyped);
  FillChoice(page, "WEIGHTS", "by_ceiling", weights(Weights::kByCeiling), s.weights == Weights::kByCeiling);
  FillChoice(page, "CAP", "", v.T("scenario.caps_kept"), !s.change_caps);
  for (const int64_t percent : {100, 120, 150})
    FillChoice(page, "CAP", std::to_string(percent), fmt::format("{}\u00a0%", percent),
               s.change_caps && s.cap == Score::Percent(percent));
  FillChoice(page, "CAP", "none", v.T("scenario.caps_none"), s.change_caps && !s.cap);
  for (const std::string& text : s.unread) page.AddSectionDictionary("UNREAD")->SetValue("UNREAD_TEXT", text);
}

void FillBeforeAfter(const Visit& v, const BeforeAfter& figures, const Settings& settings, Dict& row) {
  row.SetValue("BEFORE", PrintPercent(figures.before));
  row.SetValue("AFTER", PrintPercent(figures.after));
  FillPredicate(v, figures.before, settings, "OLD", row);
  FillPredicate(v, figures.after, settings, "NEW", row);
  if (figures.rank_before > 0 && figures.rank_after > 0)
    row.SetValue("RANKS", fmt::format("{} → {}", figures.rank_before, figures.rank_after));
  const std::optional<int64_t> change = figures.before && figures.after
                                            ? std::optional(figures.after->micro() - figures.before->micro())
                                            : std::nullopt;
  row.SetValue("DIFFERENCE", PrintPoints(change));
  row.SetValue("DIFFERENCE_TAG", std::string(TagOfPoints(change)));
}

}  // namespace sinergi::performance
