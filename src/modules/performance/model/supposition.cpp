#include "modules/performance/model/supposition.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"

namespace sinergi::performance {
namespace {

constexpr size_t kUnreadBytesMost = 60;

std::optional<int64_t> IdOf(std::string_view text) {
  int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || id <= 0) return {};
  return id;
}

void ReadRule(std::string_view name, std::string_view value, Supposition& s) {
  if (name == "missing" && value == "zero") s.missing = Settings::Missing::kZero;
  if (name == "missing" && value == "leave_out") s.missing = Settings::Missing::kLeaveOut;
  if (name == "weights" && value == "typed") s.weights = Settings::Weights::kTyped;
  if (name == "weights" && value == "by_ceiling") s.weights = Settings::Weights::kByCeiling;
  if (name != "cap" || value.empty()) return;
  const std::optional<int64_t> cap = value == "none" ? 0 : ReadDecimal(value, 6, NumberStyle::kIndonesian);
  if (!cap || *cap < 0 || *cap > kUncapped.micro())
    return s.unread.push_back(Shorten(value, kUnreadBytesMost));
  s.change_caps = true;
  if (value != "none") s.cap = Score::Micro(*cap);
}

// "w17=2", "t17=40" and "add=17".
void ReadIndicator(std::string_view name, std::string_view value, std::map<int64_t, SupposedIndicator>& all,
                   Supposition& s) {
  const bool add = name == "add";
  const std::optional<int64_t> id = IdOf(add ? value : name.substr(1));
  if (!id || (all.size() >= kSupposedIndicatorsMost && !all.contains(*id))) return;
  SupposedIndicator& indicator = all[*id];
  indicator.id = *id;
  if (add || TrimBlanks(value).empty()) return;
  if (name[0] == 't') {
    indicator.target = Quantity::Read(TrimBlanks(value), NumberStyle::kIndonesian);
    if (indicator.target.is_number()) return;
    indicator.target = Quantity();
    return s.unread.push_back(Shorten(value, kUnreadBytesMost));
  }
  const std::optional<int64_t> weight = ReadDecimal(value, 6, NumberStyle::kIndonesian);
  if (weight && *weight >= 0 && *weight <= kWeightMost)
    indicator.weight_micro = weight;
  else
    s.unread.push_back(Shorten(value, kUnreadBytesMost));
}

// The target to date becomes this figure; what comes later stays.
void Promise(IndicatorFigures& figures, const Quantity& target, int quarter) {
  const bool by_year = std::ranges::all_of(figures.target, &Quantity::empty);
  if (by_year) {
    figures.target_year = target;
    return;
  }
  for (int q = 1; q < quarter; ++q) figures.target[static_cast<size_t>(q - 1)] = Quantity();
  figures.target[static_cast<size_t>(quarter - 1)] = target;
}

void SupposeOne(PlanColumns& plan, int index, const SupposedIndicator& indicator, int quarter) {
  const int64_t weight = indicator.weight_micro.value_or(plan.IndicatorWeight(index));
  if (indicator.target.empty()) return plan.SetIndicatorWeight(index, weight);
  IndicatorFigures figures = plan.FiguresOf(index);
  Promise(figures, indicator.target, quarter);
  plan.SetIndicator(index, figures, weight);
}

}  // namespace

Supposition ReadSupposition(const std::vector<std::pair<std::string, std::string>>& query) {
  Supposition s;
  std::map<int64_t, SupposedIndicator> indicators;
  for (const auto& [name, value] : query) {
    ReadRule(name, TrimBlanks(value), s);
    const bool of_indicator =
        name.size() > 1 && (name[0] == 'w' || name[0] == 't') && name[1] >= '0' && name[1] <= '9';
    if (of_indicator || name == "add") ReadIndicator(name, value, indicators, s);
  }
  for (auto& [id, indicator] : indicators) s.indicators.push_back(std::move(indicator));
  return s;
}

std::string WriteSupposition(const Supposition& s) {
  std::string text;
  const auto number = [](int64_t micro) { return PrintDecimal(micro, 6, 6, Zeros::kTrim); };
  if (s.missing) text += *s.missing == Settings::Missing::kZero ? "&missing=zero" : "&missing=leave_out";
  if (s.weights) text += *s.weights == Settings::Weights::kTyped ? "&weights=typed" : "&weights=by_ceiling";
  if (s.change_caps) text += "&cap=" + (s.cap ? number(s.cap->micro()) : "none");
  for (const SupposedIndicator& indicator : s.indicators) {
    if (indicator.weight_micro) text += fmt::format("&w{}={}", indicator.id, number(*indicator.weight_micro));
    if (!indicator.target.empty())
      text += fmt::format("&t{}={}", indicator.id, number(indicator.target.low_micro));
  }
  return text;
}

Settings Suppose(Settings settings, const Supposition& s) {
  settings.missing = s.missing.value_or(settings.missing);
  settings.weights = s.weights.value_or(settings.weights);
  return settings;
}

std::shared_ptr<const PlanColumns> Suppose(const AgencyPlan& agency, const Supposition& s, int quarter) {
  std::shared_ptr<PlanColumns> own;
  const auto change = [&]() -> PlanColumns& {
    if (!own) own = std::make_shared<PlanColumns>(*agency.columns);
    return *own;
  };
  const Settings settings = Suppose(agency.columns->settings(), s);
  if (!SameSettings(settings, agency.columns->settings())) change().SetSettings(settings);
  for (int i = 0; s.change_caps && i < agency.columns->indicators(); ++i)
    if (agency.columns->FiguresOf(i).cap != s.cap) change().SetCap(i, s.cap);
  for (const SupposedIndicator& indicator : s.indicators) {
    const int index = agency.ids->IndexOf(indicator.id);
    if (index >= 0) SupposeOne(change(), index, indicator, quarter);
  }
  return own ? std::shared_ptr<const PlanColumns>(std::move(own)) : agency.columns;
}

GovernmentYear Suppose(const GovernmentYear& year, const Supposition& s, int quarter) {
  GovernmentYear after = year;
  after.settings = Suppose(year.settings, s);
  for (AgencyPlan& agency : after.agencies) agency.columns = Suppose(agency, s, quarter);
  return after;
}

}  // namespace sinergi::performance
