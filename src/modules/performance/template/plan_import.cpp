#include <algorithm>

#include "base/text.h"
#include "modules/performance/template/sheet_reader.h"
#include "modules/performance/template/template_import.h"

namespace sinergi::performance::templates {
namespace {

// Position of a word; empty when it is none of them.
std::optional<size_t> WordAt(std::span<const std::string_view> words, std::string_view text) {
  for (size_t i = 0; i < words.size(); ++i)
    if (SameText(words[i], text)) return i;
  return {};
}

std::string Joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

Status ReadGeneral(const sheets::Workbook& book, PlanYear& plan) {
  const sheets::Sheet* sheet = FindSheet(book, kGeneralSheet);
  const auto refused = [](std::string_view code, std::vector<std::string> args) {
    return Error{ErrorKind::kInvalid, "template." + std::string(code), std::move(args), {}, {}};
  };
  if (sheet == nullptr) return refused("sheet_missing", {std::string(kGeneralSheet)});
  const auto text = [&](int row, int column) {
    const sheets::Cell* cell = sheet->At({row, column});
    return cell ? std::string(TrimBlanks(cell->text)) : std::string();
  };
  if (text(0, 0) != kPlanMark) return refused("not_ours", {std::string(kGeneralSheet)});
  for (int i = 0; i < kGeneralRows; ++i)
    if (text(i + 1, 0) != kGeneralTitles[i])
      return refused("heading_changed", {std::string(kGeneralSheet), sheets::CellRef{i + 1, 0}.A1(),
                                         std::string(kGeneralTitles[i]), text(i + 1, 0)});
  const std::optional<int64_t> year = ReadComputed(text(kYear + 1, 1), 0);
  if (!year || *year < 2000 || *year > 2100)
    return refused("year_unreadable", {sheets::CellRef{kYear + 1, 1}.A1()});
  plan.year = static_cast<int>(*year);
  plan.government = text(kGovernment + 1, 1);
  plan.agency = text(kAgency + 1, 1);
  plan.agency_code = text(kAgencyCode + 1, 1);
  plan.units = {{0, plan.agency_code, plan.agency, -1}};
  return Ok();
}

int UnitNamed(PlanYear& plan, const std::string& name) {
  if (name.empty()) return -1;
  for (size_t i = 0; i < plan.units.size(); ++i)
    if (SameText(plan.units[i].name, name)) return static_cast<int>(i);
  plan.units.push_back({0, "", name, 0});
  return static_cast<int>(plan.units.size()) - 1;
}

// A cell left empty says nothing; a nought is an amount.
void ReadMonths(const SheetReader& sheet, int row, Node& node) {
  const auto read = [&](int column, Money& amount, bool& nothing) {
    const std::optional<Money> typed = sheet.ReadMoney(row, column);
    amount = typed.value_or(Money());
    nothing = typed == Money();
  };
  for (size_t month = 0; month < 12; ++month) {
    const int column = static_cast<int>(month);
    read(kJanuary + column, node.money.cash_plan[month], node.no_cash_plan[month]);
    read(kRealisedJanuary + column, node.money.realised[month], node.no_realised[month]);
  }
}

NodeMoney ReadNodeMoney(const SheetReader& sheet, int row) {
  const auto amount = [&](int column) { return sheet.ReadMoney(row, column).value_or(Money()); };
  NodeMoney money;
  money.renstra = amount(kRenstra);
  money.realised_before = amount(kBefore);
  money.ceiling_original = amount(kCeiling);
  money.ceiling_revised = sheet.ReadMoney(row, kRevised);
  money.next_year = amount(kNextYear);
  const std::string from = sheet.Text(row, kRevisedFrom);
  money.revised_from = Date::Parse(from);
  if (!from.empty() && !money.revised_from) sheet.Report("not_date", row, kRevisedFrom, from);
  return money;
}

bool HasMoney(const NodeMoney& money) {
  NodeMoney amounts = money;
  amounts.revised_from.reset();
  return amounts != NodeMoney();
}

void CheckCode(const SheetReader& sheet, int row, const PlanYear& plan, const Node& node) {
  if (node.code.empty()) return;
  if (node.level > planning::NodeLevel::kObjective && planning::LevelOfCode(node.code) != node.level)
    sheet.Report("code_level", row, kCode, node.code,
                 std::string(kLevelWords[static_cast<size_t>(node.level)]), Severity::kNote);
  for (const Node& other : plan.nodes)
    if (other.code == node.code) return sheet.Report("code_doubled", row, kCode, node.code);
}

void ReadNodes(const SheetReader& sheet, PlanYear& plan) {
  std::vector<int> above, rows;
  for (int row = kHeadingRow + 1; row < sheet.rows(); ++row) {
    if (sheet.EmptyRow(row)) continue;
    Node node;
    const std::string word = sheet.Text(row, kLevel);
    const std::optional<size_t> level = WordAt(kLevelWords, word);
    node.code = sheet.Text(row, kCode);
    node.name = FoldBlanks(sheet.Text(row, kName));
    if (!level) {
      sheet.Report("unknown_word", row, kLevel, word, Joined(kLevelWords));
      continue;
    }
    if (node.name.empty()) {
      sheet.Report("name_missing", row, kName, "");
      continue;
    }
    node.level = static_cast<planning::NodeLevel>(*level);
    CheckCode(sheet, row, plan, node);
    while (!above.empty() && plan.nodes[static_cast<size_t>(above.back())].level >= node.level)
      above.pop_back();
    node.parent = above.empty() ? -1 : above.back();
    node.unit = UnitNamed(plan, FoldBlanks(sheet.Text(row, kUnit)));
    node.money = ReadNodeMoney(sheet, row);
    ReadMonths(sheet, row, node);
    node.note = sheet.Text(row, kNote);
    above.push_back(static_cast<int>(plan.nodes.size()));
    rows.push_back(row);
    plan.nodes.push_back(std::move(node));
  }
  // A parent's amount is the sum of its leaves, never what was typed.
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    Node& node = plan.nodes[i];
    if (plan.IsLeaf(static_cast<int>(i)) || !HasMoney(node.money)) continue;
    sheet.Report("parent_money", rows[i], kCeiling, node.money.ceiling_original.Plain(), "", Severity::kNote);
    node.money = NodeMoney();
  }
}

// The node of that code, else the only one of that name; -1 when there is none or there are several.
int NodeNamed(const PlanYear& plan, const std::string& text) {
  int found = -1, count = 0;
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    if (!text.empty() && plan.nodes[i].code == text) return static_cast<int>(i);
    if (!SameText(plan.nodes[i].name, text)) continue;
    found = static_cast<int>(i);
    ++count;
  }
  return count == 1 ? found : -1;
}

void ReadRules(const SheetReader& sheet, int row, Indicator& indicator) {
  const std::string direction = sheet.Text(row, kDirection), aggregation = sheet.Text(row, kAggregation);
  const std::optional<size_t> d = WordAt(kDirectionWords, direction),
                              a = WordAt(kAggregationWords, aggregation);
  if (d) indicator.direction = static_cast<Direction>(*d);
  if (a) indicator.aggregation = static_cast<Aggregation>(*a);
  if (!d && !direction.empty())
    sheet.Report("unknown_word", row, kDirection, direction, Joined(kDirectionWords));
  if (!a && !aggregation.empty())
    sheet.Report("unknown_word", row, kAggregation, aggregation, Joined(kAggregationWords));
  const std::optional<int64_t> weight = sheet.ReadNumber(row, kWeight, 6);
  if (weight && *weight >= 0 && *weight <= 1000 * kMicro) indicator.weight_micro = *weight;
  if (weight && (*weight < 0 || *weight > 1000 * kMicro))
    sheet.Report("not_number", row, kWeight, sheet.Text(row, kWeight));
  const std::string cap = sheet.Text(row, kCap);
  if (SameText(cap, kNoCap)) {
    indicator.cap.reset();
  } else if (const std::optional<int64_t> percent = sheet.ReadNumber(row, kCap, 6)) {
    if (*percent > 0 && *percent <= kUncapped.micro())
      indicator.cap = Score::Micro(*percent);
    else
      sheet.Report("not_number", row, kCap, cap);
  }
}

void ReadIndicators(const SheetReader& sheet, PlanYear& plan) {
  for (int row = kHeadingRow + 1; row < sheet.rows(); ++row) {
    if (sheet.EmptyRow(row)) continue;
    Indicator indicator;
    const std::string owner = FoldBlanks(sheet.Text(row, kOwner));
    indicator.node = NodeNamed(plan, owner);
    indicator.name = FoldBlanks(sheet.Text(row, kIndicator));
    if (indicator.node < 0) {
      sheet.Report("node_unknown", row, kOwner, owner);
      continue;
    }
    if (indicator.name.empty()) {
      sheet.Report("name_missing", row, kIndicator, "");
      continue;
    }
    indicator.unit = FoldBlanks(sheet.Text(row, kMeasure));
    ReadRules(sheet, row, indicator);
    for (int q = 0; q < 4; ++q)
      indicator.target[static_cast<size_t>(q)] = sheet.ReadQuantity(row, kQuarter1 + q);
    indicator.target_year = sheet.ReadQuantity(row, kTargetYear);
    indicator.target_renstra = sheet.ReadQuantity(row, kTargetRenstra);
    indicator.baseline = sheet.ReadQuantity(row, kBaseline);
    indicator.realised_before = sheet.ReadQuantity(row, kRealisedBefore);
    indicator.definition = sheet.Text(row, kDefinition);
    indicator.formula = sheet.Text(row, kFormula);
    indicator.data_source = sheet.Text(row, kDataSource);
    plan.indicators.push_back(std::move(indicator));
  }
  std::stable_sort(plan.indicators.begin(), plan.indicators.end(),
                   [](const Indicator& a, const Indicator& b) { return a.node < b.node; });
}

}  // namespace

Result<PlanImport> ReadPlanTemplate(const sheets::Workbook& book) {
  PlanImport out;
  if (const Status general = ReadGeneral(book, out.plan); !general.ok()) return general.error();
  const Result<SheetReader> nodes =
      SheetReader::Open(book, kNodeSheet, kPlanMark, kNodeColumns, out.findings);
  if (!nodes.ok()) return nodes.error();
  const Result<SheetReader> indicators =
      SheetReader::Open(book, kIndicatorSheet, kPlanMark, kIndicatorColumns, out.findings);
  if (!indicators.ok()) return indicators.error();
  ReadNodes(*nodes, out.plan);
  ReadIndicators(*indicators, out.plan);
  return out;
}

}  // namespace sinergi::performance::templates
