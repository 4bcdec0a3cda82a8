// The tables of a report.
#include <algorithm>

#include "base/ensure.h"
#include "modules/report/exhibit.h"

namespace sinergi::report {
namespace {

using performance::PrintPercent;
using Cells = std::vector<PaperCell>;

class TableMaker {
 public:
  TableMaker(const ReportFacts& facts, const ReportWords& words) : facts_(facts), words_(words) {}

  PaperTable Promises() const {
    PaperTable table = Begin("promises", {"objective", "indicator", "measure", "target"}, 3);
    std::string last;
    for (const ReportIndicator& one : facts_.indicators)
      table.rows.push_back({Node(one, last), Name(one), {one.measure}, {Or(one.target)}});
    return table;
  }

  PaperTable Amounts() const {
    PaperTable table = Begin("amounts", {"programme", "ceiling"}, 1);
    for (const SupportRow& row : facts_.programmes)
      table.rows.push_back({Name(row), {row.money.ceiling.Print()}});
    table.total = {{Word("total")}, {facts_.total.ceiling.Print()}};
    return table;
  }

  PaperTable Achievement() const {
    PaperTable table =
        Begin("achievement", {"objective", "indicator", "measure", "target", "realised", "rate"}, 3);
    std::string last;
    for (const ReportIndicator& one : facts_.indicators)
      table.rows.push_back({Node(one, last),
                            Name(one),
                            {one.measure},
                            {Or(one.target)},
                            {Or(one.realised)},
                            {words_.Rate(one.outcome), LinkOf(one)}});
    table.total = {{Word("mean")}, {}, {}, {}, {}, {PrintPercent(facts_.achievement)}};
    return table;
  }

  PaperTable Years() const {
    const std::vector<int> years = YearsBefore();
    PaperTable table = Begin("years", {"indicator", "measure"}, 2);
    for (const int year : years) AddYearColumns(std::to_string(year), table);
    AddYearColumns(std::to_string(facts_.year), table);
    table.columns.push_back({Word("change"), true});
    if (years.empty()) return table;
    for (const ReportIndicator& one : facts_.indicators) table.rows.push_back(YearRow(one, years));
    return table;
  }

  PaperTable Renstra() const {
    PaperTable table =
        Begin("renstra", {"indicator", "measure", "renstra_target", "renstra_reached", "renstra_rate"}, 2);
    for (const ReportIndicator& one : facts_.indicators)
      if (!one.renstra_target.empty())
        table.rows.push_back({Name(one),
                              {one.measure},
                              {one.renstra_target},
                              {Or(one.renstra_reached)},
                              {PrintPercent(one.renstra_rate), LinkOf(one)}});
    return table;
  }

  PaperTable Standard() const {
    PaperTable table = Begin("standard", {"indicator", "measure", "standard", "realised"}, 3);
    for (const ReportIndicator& one : facts_.indicators)
      if (!one.standard.empty())
        table.rows.push_back({Name(one), {one.measure}, {one.standard}, {Or(one.realised)}});
    return table;
  }

  PaperTable Causes() const {
    PaperTable table = Begin("causes", {"indicator", "rate", "driver", "obstacle", "solution"}, 9);
    for (const ReportIndicator& one : facts_.indicators)
      for (const Cause& cause : one.causes)
        if (!cause.driver.empty() || !cause.obstacle.empty() || !cause.solution.empty())
          table.rows.push_back({Name(one),
                                {words_.Rate(one.outcome), LinkOf(one)},
                                {Or(cause.driver)},
                                {Or(cause.obstacle)},
                                {Or(cause.solution)}});
    return table;
  }

  PaperTable FollowUps() const {
    PaperTable table = Begin("follow_ups", {"indicator", "follow_up"}, 9);
    for (const ReportIndicator& one : facts_.indicators)
      for (const Cause& cause : one.causes)
        if (!cause.follow_up.empty()) table.rows.push_back({Name(one), {cause.follow_up}});
    return table;
  }

  PaperTable Efficiencies() const {
    PaperTable table =
        Begin("efficiency",
              {"indicator", "rate", "ceiling", "spent", "absorption", "saved", "points", "verdict"}, 1);
    table.columns.back().number = false;
    table.note = words_.Said("report.efficiency_formula");
    for (const ReportIndicator& one : facts_.indicators) {
      const bool rated = one.outcome.kind == Outcome::Kind::kRate;
      table.rows.push_back(EfficiencyRow(Name(one), {words_.Rate(one.outcome), LinkOf(one)},
                                         rated ? std::optional(one.outcome.rate) : std::nullopt, one.money));
    }
    table.total =
        EfficiencyRow({Word("agency")}, {PrintPercent(facts_.achievement)}, facts_.achievement, facts_.total);
    return table;
  }

  PaperTable Support() const {
    PaperTable table =
        Begin("support", {"indicator", "programme", "rate", "ceiling", "spent", "absorption"}, 2);
    for (const ReportIndicator& one : facts_.indicators) {
      bool first = true;
      for (const SupportRow& row : one.support) {
        Cells cells = MoneyRow(row);
        cells.insert(cells.begin(), first ? Name(one) : PaperCell());
        table.rows.push_back(std::move(cells));
        first = false;
      }
    }
    return table;
  }

  PaperTable BudgetRows() const {
    PaperTable table = Begin("budget", {"programme", "rate", "ceiling", "spent", "absorption"}, 1);
    for (const SupportRow& row : facts_.programmes) table.rows.push_back(MoneyRow(row));
    table.total = {{Word("total")},
                   {},
                   {facts_.total.ceiling.Print()},
                   {facts_.total.realised.Print()},
                   {PrintPercent(facts_.total.Absorption())}};
    return table;
  }

  PaperTable Measurement() const {
    PaperTable table = Begin("measurement", {"indicator", "measure", "target"}, 2);
    for (const char* quarter : {"I", "II", "III", "IV"}) table.columns.push_back({quarter, true});
    for (const char* column : {"realised", "rate"}) table.columns.push_back({Word(column), true});
    for (const ReportIndicator& one : facts_.indicators) {
      Cells row = {Name(one), {one.measure}, {Or(one.target)}};
      for (size_t q = 0; q < 4; ++q) row.push_back({QuarterText(one, q)});
      row.push_back({Or(one.realised)});
      row.push_back({words_.Rate(one.outcome), LinkOf(one)});
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  std::string Word(std::string_view name) const { return words_.Said(fmt::format("report.col_{}", name)); }
  static std::string Or(const std::string& text) { return text.empty() ? "–" : text; }
  // Columns from `numbers` on stand to the right.
  PaperTable Begin(std::string_view name, std::initializer_list<const char*> columns, size_t numbers) const {
    PaperTable table;
    table.title = words_.Said(fmt::format("report.table_{}", name), {std::to_string(facts_.year)});
    table.empty = words_.Said(fmt::format("report.empty_{}", name));
    for (const char* column : columns)
      table.columns.push_back({Word(column), table.columns.size() >= numbers});
    return table;
  }
  std::string LinkOf(const ReportIndicator& one) const {
    return fmt::format("/explain/indicator/{}?period={}", one.id, Period{facts_.year, facts_.quarter}.Code());
  }
  PaperCell Name(const ReportIndicator& one) const { return {one.name, LinkOf(one)}; }
  PaperCell Name(const SupportRow& row) const {
    return {
        row.code.empty() ? row.name : row.code + " " + row.name,
        fmt::format("/explain/node/{}?period={}", row.node_id, Period{facts_.year, facts_.quarter}.Code())};
  }
  // A node stands once, beside the first of its indicators.
  static PaperCell Node(const ReportIndicator& one, std::string& last) {
    if (one.node == last) return {};
    last = one.node;
    return {one.node};
  }
  std::vector<int> YearsBefore() const {
    std::vector<int> years;
    for (const YearMean& mean : facts_.years)
      if (mean.year < facts_.year) years.push_back(mean.year);
    return years;
  }
  void AddYearColumns(const std::string& year, PaperTable& table) const {
    table.columns.push_back({words_.Said("report.realised_of", {year}), true});
    table.columns.push_back({words_.Said("report.rate_of", {year}), true});
  }
  Cells YearRow(const ReportIndicator& one, const std::vector<int>& years) const {
    Cells row = {Name(one), {one.measure}};
    const YearResult* last = nullptr;
    for (const int year : years) {
      const auto found = std::ranges::find(one.before, year, &YearResult::year);
      const bool known = found != one.before.end();
      row.push_back({known ? Or(found->realised) : "–"});
      row.push_back({known ? words_.Rate(found->outcome) : "–"});
      last = known ? &*found : nullptr;
    }
    row.push_back({Or(one.realised)});
    row.push_back({words_.Rate(one.outcome), LinkOf(one)});
    const bool both =
        last && last->outcome.kind == Outcome::Kind::kRate && one.outcome.kind == Outcome::Kind::kRate;
    row.push_back({performance::PrintPoints(
        both ? std::optional(one.outcome.rate.micro() - last->outcome.rate.micro()) : std::nullopt)});
    return row;
  }
  Cells EfficiencyRow(PaperCell name, PaperCell rate, const std::optional<Score>& achievement,
                      const Spending& money) const {
    const auto absorption = money.Absorption();
    return {std::move(name),
            std::move(rate),
            {money.ceiling.Print()},
            {money.realised.Print()},
            {PrintPercent(absorption)},
            {PrintPercent(money.Saved())},
            {performance::PrintPoints(EfficiencyPoints(achievement, absorption))},
            {words_.Said(
                fmt::format("report.efficiency_{}", report::Name(EfficiencyOf(achievement, absorption))))}};
  }
  Cells MoneyRow(const SupportRow& row) const {
    return {Name(row),
            {PrintPercent(row.score)},
            {row.money.ceiling.Print()},
            {row.money.realised.Print()},
            {PrintPercent(row.money.Absorption())}};
  }
  static std::string QuarterText(const ReportIndicator& one, size_t q) {
    if (one.quarter_target[q].empty()) return Or(one.quarter_realised[q]);
    return fmt::format("{} / {}", Or(one.quarter_realised[q]), one.quarter_target[q]);
  }

  const ReportFacts& facts_;
  const ReportWords& words_;
};

struct TableKind {
  Exhibit exhibit;
  PaperTable (TableMaker::*make)() const;
};
constexpr TableKind kTables[] = {
    {Exhibit::kPromises, &TableMaker::Promises},       {Exhibit::kAmounts, &TableMaker::Amounts},
    {Exhibit::kAchievement, &TableMaker::Achievement}, {Exhibit::kYears, &TableMaker::Years},
    {Exhibit::kRenstra, &TableMaker::Renstra},         {Exhibit::kStandard, &TableMaker::Standard},
    {Exhibit::kCauses, &TableMaker::Causes},           {Exhibit::kEfficiency, &TableMaker::Efficiencies},
    {Exhibit::kSupport, &TableMaker::Support},         {Exhibit::kBudget, &TableMaker::BudgetRows},
    {Exhibit::kFollowUps, &TableMaker::FollowUps},     {Exhibit::kMeasurement, &TableMaker::Measurement},
};

}  // namespace

bool IsTable(Exhibit exhibit) {
  return std::ranges::find(kTables, exhibit, &TableKind::exhibit) != std::end(kTables);
}

PaperTable TableOf(Exhibit exhibit, const ReportFacts& facts, const ReportWords& words) {
  const auto found = std::ranges::find(kTables, exhibit, &TableKind::exhibit);
  ENSURE(found != std::end(kTables));
  const TableMaker maker(facts, words);
  return (maker.*(found->make))();
}

}  // namespace sinergi::report
