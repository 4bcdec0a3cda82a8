// /region/{id}: one institution against its level, and over the years.
#include <algorithm>

#include "kernel/kernel_pages.h"
#include "modules/assessment/change_text.h"
#include "modules/assessment/region_pages.h"
#include "modules/assessment/target_store.h"
#include "platform/pages/chart.h"
#include "platform/pages/radar.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// All that the page tells about.
struct Portrait {
  PublishedResult result;
  std::vector<PublishedResult> peers;    // its year and instrument
  std::vector<PublishedResult> history;  // all its years, one instrument a year
  std::vector<YearTarget> targets;       // of our own government only
};

std::optional<Portrait> Load(sql::Connection& c, const Visit& v, int64_t id) {
  const int64_t government = v.actor.government_id;
  std::optional<PublishedResult> result = FindPublished(c, government, id);
  if (!result) return {};
  Portrait portrait{*result,
                    ListPublished(c, government, result->year, result->instrument),
                    PublishedHistory(c, government, result->institution),
                    {}};
  if (InstitutionKey(result->institution) == InstitutionKey(v.Gov()->name))
    portrait.targets = ListTargets(c, government, SeriesOf(result->instrument), 0);
  return portrait;
}

std::string Weakest(const Visit& v, const Portrait& portrait, const std::vector<std::string>& names) {
  size_t weakest = names.size();
  for (size_t i = 0; i < std::min(names.size(), portrait.result.domains.size()); ++i) {
    const auto& value = portrait.result.domains[i];
    if (value && (weakest == names.size() || *value < *portrait.result.domains[weakest])) weakest = i;
  }
  return weakest == names.size() ? v.T("region.radar") : v.T("region.weakest", {names[weakest]});
}

int64_t TopOf(const Instrument& instrument) {
  int64_t top = 1;
  for (const LevelScale& scale : instrument.scales)
    if (const auto micro = scale.levels.back().value.Round(6)) top = std::max(top, micro->units);
  return top;
}

void FillDomains(const Visit& v, const Portrait& portrait, const LevelFigures& figures,
                 const Instrument& instrument, Dict& page) {
  const std::vector<std::string> names = DomainNames(instrument, v.lang);
  const std::string own(ShortName(portrait.result.institution));
  Dict& domains = *page.AddSectionDictionary("DOMAINS");
  for (size_t i = 0; i < names.size(); ++i) {
    const auto at = [&](const std::vector<std::optional<int64_t>>& values) {
      return i < values.size() ? values[i] : std::nullopt;
    };
    const auto value = at(portrait.result.domains), mean = at(figures.domain_means);
    Dict& row = *domains.AddSectionDictionary("DOMAIN");
    row.SetValue("NAME", names[i]);
    row.SetValue("VALUE", MicroText(value));
    row.SetValue("MEAN", MicroText(mean));
    row.SetValue("BEST", MicroText(at(figures.best->domains)));
    row.SetValue("APART", MicroChangeText(value && mean ? std::optional(*value - *mean) : std::nullopt));
  }
  domains.SetValue("BEST_NAME", std::string(ShortName(figures.best->institution)));
  if (names.size() < 3) return;
  pages::Radar radar{
      .title = Weakest(v, portrait, names), .axes = names, .series = {}, .scale = TopOf(instrument)};
  radar.series = {{own, portrait.result.domains},
                  {v.T("region.mean"), figures.domain_means},
                  {v.T("region.best_of", {ShortName(figures.best->institution)}), figures.best->domains}};
  domains.AddSectionDictionary("RADAR")->SetValue("CHART", pages::Draw(radar));
}

void FillBars(const Visit& v, const Portrait& portrait, const LevelFigures& figures, Dict& page) {
  pages::BarList bars;
  const auto add = [&](std::string label, int64_t micro, pages::Tone tone) {
    bars.bars.push_back({std::move(label), MicroText(micro), micro, tone});
  };
  add(v.T("region.best_of", {ShortName(figures.best->institution)}), figures.best->index_micro,
      pages::Tone::kNeutral);
  add(std::string(ShortName(portrait.result.institution)), portrait.result.index_micro,
      portrait.result.index_micro >= figures.mean_micro ? pages::Tone::kGood : pages::Tone::kWarning);
  add(v.T("region.mean"), figures.mean_micro, pages::Tone::kNeutral);
  add(v.T("region.last_of", {ShortName(figures.last->institution)}), figures.last->index_micro,
      pages::Tone::kNeutral);
  std::ranges::stable_sort(bars.bars, std::ranges::greater(), [](const auto& bar) { return *bar.value; });
  bars.title = v.T("region.bars");
  for (const auto& bar : bars.bars)
    bars.description += fmt::format("{}{} {}", bars.description.empty() ? "" : "; ", bar.label, bar.number);
  page.SetValue("BARS", pages::Draw(bars));
}

// Years that have a result or a target, rising.
void FillResultYears(const Visit& v, const Portrait& portrait, InstrumentShelf& shelf, Dict& page) {
  std::map<int, std::pair<const PublishedResult*, const YearTarget*>> years;
  for (const PublishedResult& result : portrait.history) years[result.year].first = &result;
  for (const YearTarget& target : portrait.targets) years[target.year].second = &target;
  pages::Line line{.title = v.T("region.years_of", {ShortName(portrait.result.institution)}),
                   .points = {},
                   .target_label = v.T("region.target")};
  const PublishedResult* before = nullptr;
  for (const auto& [year, known] : years) {
    const auto& [result, target] = known;
    const bool apart = result && before && before->instrument != result->instrument;
    const std::optional<int64_t> index = result ? std::optional(result->index_micro) : std::nullopt;
    const std::optional<int64_t> goal = target ? std::optional(target->target_micro) : std::nullopt;
    line.points.push_back({std::to_string(year), MicroText(index), index, apart, goal, MicroText(goal)});
    Dict& row = *page.AddSectionDictionary("YEAR");
    row.SetIntValue("NUMBER", year);
    row.SetValue("INDEX", MicroText(index));
    row.SetValue("TARGET", MicroText(goal));
    row.SetValue("PREDICATE", result ? result->predicate : "–");
    row.SetValue("CHANGE", MicroChangeText(result && before && before->year == year - 1
                                               ? std::optional(result->index_micro - before->index_micro)
                                               : std::nullopt));
    const auto instrument = result ? shelf.Get(result->instrument, "") : Error{};
    row.SetValue("INSTRUMENT", instrument.ok() ? InLanguage((*instrument)->title, v.lang) : "–");
    if (apart) row.ShowSection("BREAK");
    if (result) before = result;
  }
  if (line.points.size() > 1) page.AddSectionDictionary("LINE")->SetValue("CHART", pages::Draw(line));
}

http::Response ShowRegionResult(Visit& v, InstrumentShelf& shelf) {
  if (!v.actor.MayAnywhere(kernel::Right::kRead)) return v.Refuse(kernel::Forbidden());
  const std::optional<int64_t> id = kernel::IdOf(v.request.Param("id"));
  const std::optional<Portrait> portrait =
      id ? v.web.db.Read([&](sql::Connection& c) { return Load(c, v, *id); }) : std::nullopt;
  if (!portrait) return v.Refuse({ErrorKind::kNotFound, "region.result_unknown"});
  const auto instrument = shelf.Get(portrait->result.instrument, "");
  if (!instrument.ok()) return v.Refuse(instrument.error());
  const LevelFigures figures = FiguresOf(portrait->peers, portrait->result.level);
  if (!figures.best) return v.Refuse({ErrorKind::kNotFound, "region.result_unknown"});  // all replaced
  const PublishedResult& result = portrait->result;
  Dict page("result");
  page.SetValue("NAME", std::string(ShortName(result.institution)));
  page.SetValue("ABOUT", fmt::format("{} · {}", InLanguage((*instrument)->title, v.lang), result.year));
  page.SetValue("SOURCE", result.source);
  page.SetValue("LIST_URL",
                fmt::format("/region?set={}/{}&level={}&region={}", result.year, result.instrument,
                            Name(result.level), http::PercentEncode(result.region)));
  page.SetValue("SENTENCE",
                v.T("region.standing",
                    {ShortName(result.institution), MicroText(result.index_micro), result.predicate,
                     std::to_string(RankOf(portrait->peers, result)), std::to_string(figures.count),
                     v.T(fmt::format("region.level_{}", Name(result.level))), MicroText(figures.mean_micro),
                     MicroText(figures.best->index_micro), ShortName(figures.best->institution)}));
  FillDomains(v, *portrait, figures, **instrument, page);
  FillBars(v, *portrait, figures, page);
  FillResultYears(v, *portrait, shelf, page);
  return v.Show("assessment/region_result", page, "region.title");
}

}  // namespace

void AddRegionResultPage(kernel::Web& web, http::Router& router, const Shelf& shelf) {
  web.Page(router, "/region/{id}", [shelf](Visit& v) { return ShowRegionResult(v, *shelf); });
}

}  // namespace sinergi::assessment
