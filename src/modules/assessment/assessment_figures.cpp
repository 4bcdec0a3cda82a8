#include "modules/assessment/assessment_figures.h"

#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/totals.h"
#include "platform/pages/chart.h"
#include "platform/pages/radar.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// Upper end of the index: the heaviest answer everywhere.
int64_t MostMicro(const Instrument& instrument) {
  int64_t most = 0;
  for (const LevelScale& scale : instrument.scales)
    if (!scale.levels.empty())
      if (const auto top = scale.levels.back().value.Round(6)) most = std::max(most, top->units);
  return std::max<int64_t>(most, 1);
}

pages::Tone ToneOf(int64_t micro, int64_t most) {
  if (micro * 4 >= most * 3) return pages::Tone::kGood;
  return micro * 2 < most ? pages::Tone::kBad : pages::Tone::kNeutral;
}

std::vector<size_t> Aspects(const Instrument& instrument) {
  std::vector<size_t> aspects;
  for (size_t g = 0; g < instrument.groups.size(); ++g)
    if (instrument.groups[g].kind == Group::Kind::kAspect) aspects.push_back(g);
  return aspects;
}

// The aspects, or the domains of an instrument without; fewer than three have no area.
void FillRadar(const Visit& v, const Sheet& sheet, const Index& index, int64_t most, Dict& page) {
  const Instrument& instrument = *sheet.instrument;
  std::vector<size_t> axes = Aspects(instrument);
  if (axes.size() < 3) axes = DomainsOf(instrument);
  if (axes.size() < 3) return;
  pages::Radar radar;
  radar.series.push_back({TitleOf(v, sheet), {}});
  radar.scale = most;
  size_t weakest = axes[0];
  for (const size_t g : axes) {
    radar.axes.emplace_back(InLanguage(instrument.groups[g].name, v.lang));
    radar.series[0].values.push_back(MicroOf(index.groups[g].printed));
    if (!AtLeast(index.groups[g].exact, index.groups[weakest].exact)) weakest = g;
  }
  radar.title = v.T("assessment.radar_title", {InLanguage(instrument.groups[weakest].name, v.lang),
                                               PrintIndex(index.groups[weakest].printed)});
  page.SetValue("RADAR", pages::Draw(radar));
}

std::string InstrumentTitle(const Visit& v, AssessmentServices& services, const std::string& id) {
  const auto instrument = services.instruments.Get(id, "");
  return instrument.ok() ? std::string(InLanguage((*instrument)->title, v.lang)) : id;
}

}  // namespace

void FillAspects(const Visit& v, const Sheet& sheet, const Index& index, Dict& page) {
  const Instrument& instrument = *sheet.instrument;
  const int64_t most = MostMicro(instrument);
  FillRadar(v, sheet, index, most, page);
  for (size_t g = 0; g < instrument.groups.size(); ++g) {
    const Group& group = instrument.groups[g];
    const GroupIndex& figure = index.groups[g];
    Dict& row = *page.AddSectionDictionary("GROUP");
    const bool domain = group.kind == Group::Kind::kDomain;
    row.SetValue("CLASS", domain ? "group" : "");
    row.SetValue("GROUP_NAME", std::string(InLanguage(group.name, v.lang)));
    row.SetValue("WEIGHT", PrintValue(group.weight));
    row.SetValue("GROUP_INDEX", PrintIndex(figure.printed));
    row.SetIntValue("GROUP_ANSWERED", figure.answered);
    row.SetIntValue("GROUP_ITEMS", figure.items);
    const int64_t micro = MicroOf(figure.printed);
    row.SetValue(
        "BAR", pages::Draw(pages::Bullet{
                   .title = fmt::format("{}: {}", InLanguage(group.name, v.lang), PrintIndex(figure.printed)),
                   .value = micro,
                   .scale = most,
                   .tone = ToneOf(micro, most)}));
  }
}

void FillTrend(const Visit& v, AssessmentServices& services, const std::vector<TrendYear>& trend,
               Dict& page) {
  if (trend.empty()) return;
  Dict& part = *page.AddSectionDictionary("TREND");
  pages::Line line;
  line.target_label = v.T("assessment.target");
  std::string first, last;
  for (const TrendYear& year : trend) {
    Dict& row = *part.AddSectionDictionary("YEAR_ROW");
    row.SetIntValue("YEAR", year.year);
    row.SetValue("YEAR_INDEX", year.index_micro ? year.printed : "–");
    row.SetValue("YEAR_PREDICATE", year.predicate);
    row.SetValue("YEAR_TARGET", year.target_micro ? PrintDecimal(*year.target_micro, 6, 2) : "–");
    row.SetValue("YEAR_INSTRUMENT", year.index_micro ? InstrumentTitle(v, services, year.instrument) : "");
    if (year.break_before) row.ShowSection("BREAK");
    if (year.assessment_id != 0)
      row.SetValueAndShowSection("YEAR_ID", std::to_string(year.assessment_id), "MEASURED");
    line.points.push_back({std::to_string(year.year), year.printed, year.index_micro, year.break_before,
                           year.target_micro,
                           year.target_micro ? PrintDecimal(*year.target_micro, 6, 2) : ""});
    if (!year.index_micro) continue;
    if (first.empty()) first = fmt::format("{} ({})", year.printed, year.year);
    last = fmt::format("{} ({})", year.printed, year.year);
  }
  line.title = first.empty() ? v.T("assessment.trend_none") : v.T("assessment.trend_title", {first, last});
  part.SetValue("LINE", pages::Draw(line));
}

}  // namespace sinergi::assessment
