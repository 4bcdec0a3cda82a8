#include "modules/performance/template/template_writer.h"

#include <fmt/format.h>

#include "modules/performance/template/template_columns.h"
#include "platform/files/texts.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance::templates {
namespace {

using sheets::CellFormat;
using sheets::Writer;

constexpr int kEmptyRows = 200;  // inputs of an empty plan

CellFormat Plain() {
  CellFormat format;
  format.border = format.wrap = true;
  return format;
}

CellFormat Input() {
  CellFormat format = Plain();
  format.input = true;
  return format;
}

CellFormat Heading() {
  CellFormat format = Plain();
  format.bold = format.centre = format.fill = true;
  return format;
}

// A title in B1, the mark in A1, headings in row 3.
void BeginSheet(Writer& writer, std::string_view name, std::string_view mark, std::string_view title,
                std::span<const TemplateColumn> columns) {
  writer.AddSheet(name);
  for (size_t i = 0; i < columns.size(); ++i) writer.SetColumn(static_cast<int>(i), columns[i].width);
  writer.Freeze({kHeadingRow + 1, 2});
  writer.Landscape(1, kHeadingRow, kHeadingRow);
  CellFormat bold;
  bold.bold = true;
  writer.WriteText({0, 0}, mark);
  writer.WriteText({0, 1}, title, bold);
  for (size_t i = 0; i < columns.size(); ++i)
    writer.WriteText({kHeadingRow, static_cast<int>(i)}, columns[i].heading, Heading());
}

void WriteQuantity(Writer& writer, sheets::CellRef at, const Quantity& quantity, const CellFormat& format) {
  if (quantity.empty()) {
    writer.WriteBlank(at, format);
  } else if (quantity.is_number() && quantity.unit.empty()) {
    writer.WriteNumber(at, PlainDecimal(quantity.low_micro, 6, Zeros::kTrim), format);
  } else {
    writer.WriteText(at, quantity.text, format);
  }
}

void WriteWords(Writer& writer, sheets::CellRef at, std::string_view text, const CellFormat& format) {
  if (text.empty())
    writer.WriteBlank(at, format);
  else
    writer.WriteText(at, text, format);
}

void WriteMoney(Writer& writer, sheets::CellRef at, Money money, CellFormat format) {
  format.number_format = money.sen() % 100 == 0 ? "#,##0" : "#,##0.00";
  if (money == Money())
    writer.WriteBlank(at, format);
  else
    writer.WriteNumber(at, money.Plain(), format);
}

void WriteHelp(Writer& writer, std::string_view key) {
  writer.AddSheet(kHelpSheet);
  writer.SetColumn(0, 100);
  const std::string text = Texts::Shipped().Get(Lang::kId, key);
  CellFormat wrap;
  wrap.wrap = true;
  int row = 0;
  for (size_t at = 0; at != std::string::npos;) {
    const size_t end = text.find('\n', at);
    writer.WriteText({row++, 0}, text.substr(at, end == std::string::npos ? end : end - at), wrap);
    at = end == std::string::npos ? end : end + 1;
  }
  writer.Protect();
}

void WriteEntry(Writer& writer, int row, const PlanYear& plan, const Indicator& indicator, Period period) {
  const Node& node = plan.nodes[static_cast<size_t>(indicator.node)];
  const size_t q = static_cast<size_t>(period.quarter - 1);
  const std::optional<Measurement>& measured = indicator.measured[q];
  const Measurement now = measured.value_or(Measurement());
  const int version = measured ? measured->version : 0;
  writer.WriteText({row, kKey}, fmt::format("{}:{}", indicator.id, version), Plain());
  WriteWords(writer, {row, kEntryCode}, node.code, Plain());
  WriteWords(writer, {row, kEntryNode}, node.name, Plain());
  WriteWords(writer, {row, kEntryIndicator}, indicator.name, Plain());
  WriteWords(writer, {row, kEntryUnit}, indicator.unit, Plain());
  WriteQuantity(writer, {row, kEntryTarget}, indicator.target[q], Plain());
  const bool before = q > 0 && indicator.measured[q - 1].has_value();
  WriteQuantity(writer, {row, kEntryLast}, before ? indicator.measured[q - 1]->realised : Quantity(),
                Plain());
  WriteQuantity(writer, {row, kRealised}, now.realised, Input());
  WriteWords(writer, {row, kObstacle}, now.obstacle, Input());
  WriteWords(writer, {row, kSolution}, now.solution, Input());
  WriteWords(writer, {row, kDriver}, now.driver, Input());
  WriteWords(writer, {row, kFollowUp}, now.follow_up, Input());
}

void WriteGeneral(Writer& writer, const PlanYear& plan) {
  writer.AddSheet(kGeneralSheet);
  writer.SetColumn(0, 30);
  writer.SetColumn(1, 60);
  const std::string year = plan.year ? fmt::format("{}", plan.year) : "";
  const std::string_view values[] = {year, plan.government, plan.agency, plan.agency_code};
  writer.WriteText({0, 0}, kPlanMark);
  for (int i = 0; i < kGeneralRows; ++i) {
    writer.WriteText({i + 1, 0}, kGeneralTitles[i], Plain());
    WriteWords(writer, {i + 1, 1}, values[i], Input());
  }
  writer.Protect();
}

void WriteNode(Writer& writer, int row, const PlanYear& plan, int index) {
  const Node& node = plan.nodes[static_cast<size_t>(index)];
  const NodeMoney& money = node.money;
  WriteWords(writer, {row, kLevel}, kLevelWords[static_cast<size_t>(node.level)], Input());
  WriteWords(writer, {row, kCode}, node.code, Input());
  WriteWords(writer, {row, kName}, node.name, Input());
  WriteWords(writer, {row, kUnit}, node.unit < 0 ? "" : plan.units[static_cast<size_t>(node.unit)].name,
             Input());
  WriteMoney(writer, {row, kRenstra}, money.renstra, Input());
  WriteMoney(writer, {row, kBefore}, money.realised_before, Input());
  WriteMoney(writer, {row, kCeiling}, money.ceiling_original, Input());
  if (money.ceiling_revised) {
    writer.WriteNumber({row, kRevised}, money.ceiling_revised->Plain(), Input());
  } else {
    writer.WriteBlank({row, kRevised}, Input());
  }
  WriteWords(writer, {row, kRevisedFrom}, money.revised_from ? money.revised_from->Iso() : "", Input());
  WriteMoney(writer, {row, kNextYear}, money.next_year, Input());
  for (int month = 0; month < 12; ++month)
    WriteMoney(writer, {row, kJanuary + month}, money.cash_plan[static_cast<size_t>(month)], Input());
  for (int month = 0; month < 12; ++month)
    WriteMoney(writer, {row, kRealisedJanuary + month}, money.realised[static_cast<size_t>(month)], Input());
  WriteWords(writer, {row, kNote}, node.note, Input());
}

void WriteIndicator(Writer& writer, int row, const PlanYear& plan, const Indicator& indicator) {
  const Node& node = plan.nodes[static_cast<size_t>(indicator.node)];
  const std::string cap = indicator.cap ? PlainDecimal(indicator.cap->micro(), 6, Zeros::kTrim) : "";
  WriteWords(writer, {row, kOwner}, node.code.empty() ? node.name : node.code, Input());
  WriteWords(writer, {row, kIndicator}, indicator.name, Input());
  WriteWords(writer, {row, kMeasure}, indicator.unit, Input());
  WriteWords(writer, {row, kDirection}, kDirectionWords[static_cast<size_t>(indicator.direction)], Input());
  WriteWords(writer, {row, kAggregation}, kAggregationWords[static_cast<size_t>(indicator.aggregation)],
             Input());
  writer.WriteNumber({row, kWeight}, PlainDecimal(indicator.weight_micro, 6, Zeros::kTrim), Input());
  if (cap.empty())
    writer.WriteText({row, kCap}, kNoCap, Input());
  else
    writer.WriteNumber({row, kCap}, cap, Input());
  for (int q = 0; q < 4; ++q)
    WriteQuantity(writer, {row, kQuarter1 + q}, indicator.target[static_cast<size_t>(q)], Input());
  WriteQuantity(writer, {row, kTargetYear}, indicator.target_year, Input());
  WriteQuantity(writer, {row, kTargetRenstra}, indicator.target_renstra, Input());
  WriteQuantity(writer, {row, kBaseline}, indicator.baseline, Input());
  WriteQuantity(writer, {row, kRealisedBefore}, indicator.realised_before, Input());
  WriteWords(writer, {row, kDefinition}, indicator.definition, Input());
  WriteWords(writer, {row, kFormula}, indicator.formula, Input());
  WriteWords(writer, {row, kDataSource}, indicator.data_source, Input());
}

void WriteEmptyRows(Writer& writer, int from, size_t columns) {
  for (int row = from; row < from + kEmptyRows; ++row)
    for (size_t column = 0; column < columns; ++column)
      writer.WriteBlank({row, static_cast<int>(column)}, Input());
}

}  // namespace

std::string WriteTemplate(const PlanYear& plan, Period period, int unit) {
  Writer writer;
  const std::string mark = fmt::format("{} {} {}", kEntryMark, plan.plan_id, period.Code());
  const std::string title =
      Texts::Shipped().Get(Lang::kId, "template.entry_title",
                           {plan.agency, QuarterRoman(period.quarter), std::to_string(period.year)});
  BeginSheet(writer, kEntrySheet, mark, title, kEntryColumns);
  writer.HideColumn(kKey);
  int row = kHeadingRow + 1;
  for (const Indicator& indicator : plan.indicators)
    if (unit < 0 || plan.IsUnitWithin(plan.UnitOf(indicator.node), unit))
      WriteEntry(writer, row++, plan, indicator, period);
  writer.Protect();
  WriteHelp(writer, "template.entry_help");
  return writer.Finish();
}

std::string WritePlanTemplate(const PlanYear* plan) {
  static const PlanYear kNone;
  const PlanYear& filled = plan ? *plan : kNone;
  Writer writer;
  WriteGeneral(writer, filled);
  BeginSheet(writer, kNodeSheet, kPlanMark, Texts::Shipped().Get(Lang::kId, "template.node_title"),
             kNodeColumns);
  int row = kHeadingRow + 1;
  for (int i = 0; i < static_cast<int>(filled.nodes.size()); ++i) WriteNode(writer, row++, filled, i);
  WriteEmptyRows(writer, row, std::size(kNodeColumns));
  BeginSheet(writer, kIndicatorSheet, kPlanMark, Texts::Shipped().Get(Lang::kId, "template.indicator_title"),
             kIndicatorColumns);
  row = kHeadingRow + 1;
  for (const Indicator& indicator : filled.indicators) WriteIndicator(writer, row++, filled, indicator);
  WriteEmptyRows(writer, row, std::size(kIndicatorColumns));
  WriteHelp(writer, "template.plan_help");
  return writer.Finish();
}

}  // namespace sinergi::performance::templates
