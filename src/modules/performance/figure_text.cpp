#include "modules/performance/figure_text.h"

#include <algorithm>

namespace sinergi::performance {

std::string PrintToDate(const ToDate& figure, int digits) {
  if (figure.empty()) return "";
  const std::optional<int64_t> micro = DivideHalfUp(figure.sum, figure.count);
  return micro ? PrintDecimal(*micro, 6, digits, Zeros::kTrim) : "";
}

std::string PrintPercent(const std::optional<Score>& score) {
  return score ? score->Print() + "\u00a0%" : "–";
}

std::string PrintWeight(int64_t micro) {
  return PrintDecimal(micro, 6, 6, Zeros::kTrim);
}

std::string PrintRate(const kernel::Visit& v, const Achievement& a) {
  if (a.state == Achievement::State::kNotReported) return v.T("common.not_reported");
  if (a.state == Achievement::State::kNoTarget) return v.T("interface.no_target");
  if (a.raw == kBeyondPercentages) return v.T("interface.beyond");
  return PrintPercent(a.raw);
}

std::string PrintTarget(const kernel::Visit& v, const Indicator& indicator, int quarter) {
  const Quantity& target = indicator.target[static_cast<size_t>(quarter - 1)];
  if (!target.empty()) return target.text;
  const bool year_only =
      std::ranges::all_of(indicator.target, &Quantity::empty) && !indicator.target_year.empty();
  return year_only ? v.T("interface.target_of_year", {indicator.target_year.text}) : "–";
}

std::string PrintAchievement(const kernel::Visit& v, const Achievement& a) {
  if (a.state != Achievement::State::kComputed || a.target.empty() || a.realised.empty())
    return PrintRate(v, a);
  return v.T("interface.of_target", {PrintToDate(a.realised), PrintToDate(a.target), PrintRate(v, a)});
}

std::string PrintPoints(const std::optional<int64_t>& micro) {
  if (!micro) return "–";
  const int64_t shown = RoundPlaces(*micro, 6, 2);
  const std::string_view sign = shown > 0 ? "+" : shown < 0 ? "\u2212" : "";
  return fmt::format("{}{}", sign, PrintDecimal(shown < 0 ? -shown : shown, 2, 2));
}

std::string_view TagOfPoints(const std::optional<int64_t>& micro) {
  const int64_t shown = micro ? RoundPlaces(*micro, 6, 2) : 0;
  return shown > 0 ? "good" : shown < 0 ? "bad" : "";
}

std::string_view TagOf(Predicate predicate) {
  switch (predicate) {
    case Predicate::kVeryHigh:
    case Predicate::kHigh:
      return "good";
    case Predicate::kMedium:
      return "warn";
    case Predicate::kLow:
    case Predicate::kVeryLow:
      break;
  }
  return "bad";
}

void FillPredicate(const kernel::Visit& v, const std::optional<Score>& score, const Settings& settings,
                   std::string_view name, ctemplate::TemplateDictionary& dict) {
  const std::string key(name);
  if (!score) {
    dict.SetValue(key + "_TEXT", "–");
    dict.SetValue(key + "_TAG", "");
    return;
  }
  const Predicate predicate = PredicateOf(*score, settings.predicate);
  dict.SetValue(key + "_TEXT", v.T(TextKey(predicate)));
  dict.SetValue(key + "_TAG", std::string(TagOf(predicate)));
}

pages::Tone ToneOf(const std::optional<Score>& score, const Settings& settings) {
  if (!score) return pages::Tone::kNeutral;
  const std::string_view tag = TagOf(PredicateOf(*score, settings.predicate));
  return tag == "good" ? pages::Tone::kGood : tag == "warn" ? pages::Tone::kWarning : pages::Tone::kBad;
}

std::string BarOf(const std::string& title, const std::optional<Score>& score, pages::Tone tone) {
  if (!score) return "";
  constexpr int64_t kScalePercent = 120;  // right end of the bar
  pages::Bullet bullet;
  bullet.title = title;
  bullet.value = score->micro();
  bullet.target = Score::Percent(100).micro();
  bullet.scale = Score::Percent(kScalePercent).micro();
  bullet.tone = tone;
  return pages::Draw(bullet);
}

}  // namespace sinergi::performance
