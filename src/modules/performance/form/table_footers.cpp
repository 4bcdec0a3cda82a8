#include "modules/performance/form/table_footers.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/form/form_post.h"
#include "modules/performance/form/table_cells.h"
#include "platform/files/texts.h"

namespace sinergi::performance::form {
namespace {

std::string FooterText(std::string_view key, std::initializer_list<std::string_view> args = {}) {
  return Texts::Shipped().Get(Lang::kId, key, args);  // an official form is Indonesian
}

// The rows that a mean is taken over.
bool InMean(const Row& row, Settings::MeanRows rows) {
  if (row.indicator < 0) return false;
  return rows == Settings::MeanRows::kIndicators || row.level == planning::NodeLevel::kActivity;
}

std::vector<CellFormula> MeanRanges(const FormTable& table, Settings::MeanRows rows, int slot) {
  std::vector<CellFormula> ranges;
  for (int i = 0; i < static_cast<int>(table.rows.size()); ++i) {
    if (!InMean(table.rows[static_cast<size_t>(i)], rows)) continue;
    if (!ranges.empty() && ranges.back().last_row == i - 1) {
      ranges.back().last_row = i;
    } else {
      ranges.push_back(CellAt(i, slot));
    }
  }
  return ranges;
}

CellFormula MeanFormula(std::vector<CellFormula> ranges) {
  if (ranges.empty()) return TextOf("");
  if (ranges.size() <= 200) return Call("IFERROR", {Call("AVERAGE", std::move(ranges)), TextOf("")});
  CellFormula count = CallOverMany("COUNT", ranges);
  CellFormula sum = CallOverMany("SUM", std::move(ranges));
  return BlankIf(Binary(count, "=", Number("0")), Binary(std::move(sum), "/", count));
}

Cell MeanCell(const FormTable& table, Settings::MeanRows rows, int slot) {
  Mean mean;
  for (const Row& row : table.rows) {
    const std::optional<Decimal>& value = row.cells[static_cast<size_t>(slot)].value;
    if (InMean(row, rows) && value) mean.Add(Score::Micro(value->units), 1);
  }
  Cell cell = NothingCell();
  cell.formula = MeanFormula(MeanRanges(table, rows, slot));
  if (const std::optional<Score> score = mean.Value()) {
    cell.value = Decimal{score->micro(), 6};
    cell.text = PrintValue(*cell.value, Format::kPercent);
  }
  return cell;
}

// Nested IFs on the printed figure, as PredicateOf reads it.
CellFormula PredicateFormula(const CellFormula& mean, PredicateRule rule) {
  constexpr std::string_view kAbove[] = {"90", "75", "65", "50"};
  constexpr std::string_view kFrom[] = {"91", "76", "66", "51"};
  const bool above = rule == PredicateRule::kAbove;
  CellFormula formula = TextOf(FooterText(TextKey(Predicate::kVeryLow)));
  for (int i = 3; i >= 0; --i) {
    const CellFormula printed = Call("ROUND", {mean, Number("2")});
    const CellFormula reached = Binary(printed, above ? ">" : ">=", Number(above ? kAbove[i] : kFrom[i]));
    formula =
        Call("IF", {reached, TextOf(FooterText(TextKey(static_cast<Predicate>(i)))), std::move(formula)});
  }
  return BlankIf(Binary(mean, "=", TextOf("")), std::move(formula));
}

// Where a footer before it holds the mean, the predicate stands on that cell.
CellFormula MeanReference(const FormTable& table, int slot, CellFormula otherwise) {
  for (size_t i = 0; i < table.footers.size(); ++i) {
    if (table.form.footers[i].source != Source::kMeanRows) continue;
    const std::vector<int>& slots = table.form.footers[i].slots;
    if (std::find(slots.begin(), slots.end(), slot) != slots.end())
      return CellAt(static_cast<int>(table.rows.size() + i), slot);
  }
  return otherwise;
}

Cell PredicateCell(const FormTable& table, const Settings& settings, int slot) {
  Cell cell = MeanCell(table, settings.mean_rows, slot);
  cell.formula = PredicateFormula(MeanReference(table, slot, *cell.formula), settings.predicate);
  if (cell.value)
    cell.text = FooterText(TextKey(PredicateOf(Score::Micro(cell.value->units), settings.predicate)));
  cell.value.reset();
  return cell;
}

Cell TotalCell(const FormTable& table, const RowPlan& rows, int slot) {
  Cell cell;
  Int128 total = 0;
  std::vector<CellFormula> cells;
  for (const int root : rows.roots) {
    const std::optional<Decimal>& value =
        table.rows[static_cast<size_t>(root)].cells[static_cast<size_t>(slot)].value;
    if (value) total += value->units;
    cells.push_back(CellAt(root, slot));
  }
  if (const std::optional<Ratio> exact = Ratio::Of(total, 100)) cell.value = exact->Round(2);
  if (cell.value) cell.text = PrintValue(*cell.value, Format::kMoney);
  cell.formula = cells.empty() ? Number("0") : CallOverMany("SUM", std::move(cells));
  return cell;
}

using Texted = std::string Measurement::*;

// What officers wrote in the period's quarter, each once, with the code of its node.
std::vector<std::string> Lines(const PlanYear& plan, Period period, Texted text) {
  std::vector<std::string> lines;
  for (const Indicator& indicator : plan.indicators) {
    const std::optional<Measurement>& measured = indicator.measured[static_cast<size_t>(period.quarter - 1)];
    if (!measured || !Counts(measured->state)) continue;
    const std::string said = FoldBlanks((*measured).*text);
    if (said.empty()) continue;
    const std::string& code = plan.nodes[static_cast<size_t>(indicator.node)].code;
    std::string line = code.empty() ? said : code + ": " + said;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
  }
  return lines;
}

std::string ObjectivesText(const PlanYear& plan) {
  std::string text;
  for (const Indicator& indicator : plan.indicators) {
    if (plan.nodes[static_cast<size_t>(indicator.node)].level > planning::NodeLevel::kObjective) continue;
    if (!text.empty()) text += "; ";
    text += indicator.name;
    if (!indicator.target_year.empty()) text += ": " + indicator.target_year.text;
  }
  return text;
}

std::string HeaderText(const FormTable& table, const PlanYear& plan, Source source) {
  const std::string year = std::to_string(table.period.year);
  switch (source) {
    case Source::kAgency:
      return plan.agency;
    case Source::kGovernment:
      return plan.government;
    case Source::kYear:
      return year;
    case Source::kPeriod:
      return FooterText("form.period", {QuarterRoman(table.period.quarter), year});
    case Source::kObjectives:
      return ObjectivesText(plan);
    default:
      return "";
  }
}

}  // namespace

// What the last quarter leaves to do is for the next Renja.
std::vector<std::string> FooterLines(const PlanYear& plan, Period period, Source source) {
  const bool last = period.quarter == 4;
  switch (source) {
    case Source::kDrivers:
      return Lines(plan, period, &Measurement::driver);
    case Source::kObstacles:
      return Lines(plan, period, &Measurement::obstacle);
    case Source::kFollowUpsQuarter:
      return last ? std::vector<std::string>{} : Lines(plan, period, &Measurement::follow_up);
    case Source::kFollowUpsRenja:
      return last ? Lines(plan, period, &Measurement::follow_up) : std::vector<std::string>{};
    default:
      return {};
  }
}

void AddHeader(FormTable& table, const PlanYear& plan, const DocumentFacts* facts) {
  for (const HeaderLine& line : table.form.header) {
    const bool years = facts && (line.source == Source::kPeriod || line.source == Source::kYear);
    table.header.emplace_back(line.title, line.source == Source::kDocument ? (facts ? facts->title : "")
                                          : years                          ? facts->years
                                                  : HeaderText(table, plan, line.source));
  }
}

void AddFooters(FormTable& table, const PlanYear& plan, const Evaluation& evaluation, const RowPlan& rows,
                const DocumentFacts* facts) {
  const Settings& settings = evaluation.settings;
  for (const Footer& footer : table.form.footers) {
    FooterRow row;
    row.title = footer.title;
    if (facts == nullptr)
      row.lines = FooterLines(plan, table.period, footer.source);
    else if (const auto said = facts->lines.find(footer.source); said != facts->lines.end())
      row.lines = said->second;
    if (footer.source == Source::kMeanRows) {
      const bool indicators = settings.mean_rows == Settings::MeanRows::kIndicators;
      row.basis = Note{indicators ? "form.mean.indicators" : "form.mean.activities", {}};
    }
    for (const int slot : footer.slots) {
      if (footer.source == Source::kMeanRows)
        row.cells.emplace_back(slot, MeanCell(table, settings.mean_rows, slot));
      else if (footer.source == Source::kPredicateOfMean)
        row.cells.emplace_back(slot, PredicateCell(table, settings, slot));
      else
        row.cells.emplace_back(slot, TotalCell(table, rows, slot));
    }
    table.footers.push_back(std::move(row));
  }
}

void AddSignatures(FormTable& table, const PlanYear& plan) {
  for (const Signature& signature : table.form.signatures) {
    SignatureBlock block{signature.act, ""};
    if (signature.post == Post::kAgencyHead) block.post = HeadOfAgency(plan.agency);
    if (signature.post == Post::kPlanningAgencyHead)
      block.post = FooterText("form.planning_agency_head", {plan.government});
    if (signature.post == Post::kGovernmentHead) block.post = HeadOfGovernment(plan.government);
    table.signatures.push_back(std::move(block));
  }
}

void AddNotes(FormTable& table, const Evaluation& evaluation, const DocumentFacts* facts) {
  const Settings& settings = evaluation.settings;
  if (facts) table.notes = facts->notes;
  const bool mean =
      std::any_of(table.form.footers.begin(), table.form.footers.end(), [](const Footer& footer) {
        return footer.source == Source::kMeanRows || footer.source == Source::kPredicateOfMean;
      });
  if (facts && !mean) return;
  const std::string quarter(QuarterRoman(table.period.quarter));
  table.notes.push_back({"form.note.raw", {}});
  table.notes.push_back({settings.mean_rows == Settings::MeanRows::kIndicators ? "form.note.mean_indicators"
                                                                               : "form.note.mean_activities",
                         {}});
  table.notes.push_back(
      {settings.predicate == PredicateRule::kAbove ? "form.note.predicate_above" : "form.note.predicate_from",
       {}});
  if (facts) return;
  table.notes.push_back(
      {"form.note.reported",
       {std::to_string(evaluation.total.reported), std::to_string(evaluation.total.indicators)}});
  if (const std::optional<Score> to_date = evaluation.MeanK().Value(); to_date && table.period.quarter < 4)
    table.notes.push_back({"form.note.to_date", {quarter, to_date->Print()}});
}

}  // namespace sinergi::performance::form
