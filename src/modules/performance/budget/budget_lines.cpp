#include "modules/performance/budget/budget_lines.h"

#include "base/decimal.h"
#include "base/text.h"

namespace sinergi::performance {
namespace {

// The first `count` parts of a code.
std::string FirstPartsOf(std::string_view code, int count) {
  size_t at = 0;
  for (int i = 0; i < count && at != std::string_view::npos; ++i) at = code.find('.', i == 0 ? 0 : at + 1);
  return std::string(code.substr(0, at));
}

constexpr Int128 kProductMost = static_cast<Int128>(1) << 62;

}  // namespace

bool BudgetLines::Add(const BudgetLine& line) {
  if (planning::LevelOfCode(line.code) != planning::NodeLevel::kSubActivity) return false;
  parts_[line.code][{line.part.fund, line.part.account}] += line.part.amount;
  Name(line.code, line.name);
  return true;
}

void BudgetLines::Name(const std::string& code, const std::string& name) {
  std::string& known = names_[code];
  if (known.empty()) known = name;
}

void BudgetLines::MoveInto(PlanYear& plan) {
  std::string programme, activity;
  int programme_at = -1, activity_at = -1;
  const auto add = [&](planning::NodeLevel level, const std::string& code, int parent) {
    Node node;
    node.level = level;
    node.code = code;
    node.name = names_[code];
    node.parent = parent;
    plan.nodes.push_back(std::move(node));
    return static_cast<int>(plan.nodes.size()) - 1;
  };
  for (const auto& [code, parts] : parts_) {
    if (FirstPartsOf(code, 3) != programme) {
      programme = FirstPartsOf(code, 3);
      programme_at = add(planning::NodeLevel::kProgramme, programme, -1);
    }
    if (FirstPartsOf(code, 5) != activity) {
      activity = FirstPartsOf(code, 5);
      activity_at = add(planning::NodeLevel::kActivity, activity, programme_at);
    }
    Node& node = plan.nodes[static_cast<size_t>(add(planning::NodeLevel::kSubActivity, code, activity_at))];
    for (const auto& [key, amount] : parts) node.budget.push_back({key.first, key.second, amount});
    node.money.ceiling_original = SumOf(node.budget);
  }
}

LineProduct ProductOf(std::string_view volumes, Money price) {
  std::string text(volumes);
  for (char& c : text)
    if (c == 'x' || c == 'X' || c == '*') c = ';';
  Int128 product = price.sen();
  bool any = false;
  for (const std::string_view factor : Split(text, ';')) {
    if (TrimBlanks(factor).empty()) continue;
    const std::string_view clean = TrimBlanks(factor);
    std::optional<int64_t> micro = ReadDecimal(clean, 6, NumberStyle::kPoint);
    if (!micro) micro = ReadDecimal(clean, 6, NumberStyle::kIndonesian);
    if (!micro || *micro < 0) return {};
    if (product > kProductMost) return {};  // times 63 bits still fits
    product = (product * *micro + kMicro / 2) / kMicro;
    any = true;
  }
  if (!any) return {};
  return {product};
}

}  // namespace sinergi::performance
