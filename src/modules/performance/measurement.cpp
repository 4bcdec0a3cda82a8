#include "modules/performance/measurement.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::performance {
namespace {

using enum MeasurementState;
using kernel::Right;
using Act = MeasurementAct;

constexpr std::string_view kActs[] = {"save", "submit", "withdraw", "return", "verify", "lock", "revise"};

const Step kSteps[] = {
    // from, act, right, to, needs a reason, only while the quarter is open
    {{}, Act::kSave, Right::kEnter, kDraft, false, true},
    {kDraft, Act::kSave, Right::kEnter, kDraft, false, true},
    {kReturned, Act::kSave, Right::kEnter, kDraft, false, true},
    {kDraft, Act::kSubmit, Right::kEnter, kSubmitted, false, true},
    {kSubmitted, Act::kWithdraw, Right::kEnter, kDraft, false, true},
    {kSubmitted, Act::kReturn, Right::kVerify, kReturned, true, false},
    {kSubmitted, Act::kVerify, Right::kVerify, kVerified, false, false},
    {kVerified, Act::kReturn, Right::kVerify, kReturned, true, false},
    {kVerified, Act::kLock, Right::kVerify, kLocked, false, false},
    {kLocked, Act::kRevise, Right::kVerify, kDraft, true, false},
};

constexpr size_t kEntryTextBytesMost = 4000;

bool LooksNumeric(std::string_view text) {
  const size_t digit = text.find_first_of("0123456789");
  return digit != std::string_view::npos && text.find_first_not_of("0123456789., +-") == std::string_view::npos;
}

// A whole number, written rightly, that six decimals more do not leave room for.
bool TooLarge(std::string_view text) {
  const bool digits_only = text.find_first_not_of("0123456789") == std::string_view::npos;
  return digits_only || ReadDecimal(text, 0, NumberStyle::kIndonesian).has_value();
}

// The latest number reported before this quarter, if any.
std::optional<int64_t> Previous(const Indicator& indicator, int quarter) {
  for (int q = quarter - 1; q >= 1; --q) {
    const auto& m = indicator.measured[static_cast<size_t>(q - 1)];
    if (m && m->realised.is_number()) return m->realised.low_micro;
  }
  return {};
}

bool IsPercentage(const Indicator& indicator) {
  const std::string unit = FoldText(indicator.unit);
  return unit == "%" || unit == "persen";
}

// More than half away from the previous figure.
bool Jumps(int64_t before, int64_t now) {
  const Int128 distance = static_cast<Int128>(now) - before;
  return 2 * (distance < 0 ? -distance : distance) > (before < 0 ? -static_cast<Int128>(before) : before);
}

void CheckEntryText(std::string_view field, const std::string& text, Error& error) {
  if (!IsValidUtf8(text) || text.find('\0') != std::string::npos)
    error.fields.push_back({std::string(field), "performance.text_unreadable", {}});
  else if (text.size() > kEntryTextBytesMost)
    error.fields.push_back(
        {std::string(field), "performance.text_too_long", {std::to_string(kEntryTextBytesMost)}});
}

}  // namespace

std::string_view Name(MeasurementAct act) { return kActs[static_cast<size_t>(act)]; }

std::optional<MeasurementAct> ParseMeasurementAct(std::string_view name) {
  for (size_t i = 0; i < std::size(kActs); ++i)
    if (kActs[i] == name) return static_cast<MeasurementAct>(i);
  return {};
}

std::span<const Step> Steps() { return kSteps; }

const Step* FindStep(std::optional<MeasurementState> from, MeasurementAct act) {
  for (const Step& step : kSteps)
    if (step.from == from && step.act == act) return &step;
  return nullptr;
}

std::vector<std::string> WarningsOf(const Indicator& indicator, int quarter, const Quantity& realised) {
  std::vector<std::string> warnings;
  if (realised.empty()) return warnings;
  if (!realised.is_number()) {
    if (indicator.direction != Direction::kText && indicator.target_year.is_number())
      warnings.push_back("not_a_number");
    return warnings;
  }
  const std::optional<int64_t> before = Previous(indicator, quarter);
  if (before && *before != 0 && Jumps(*before, realised.low_micro)) warnings.push_back("jump");
  const bool cumulative = indicator.aggregation == Aggregation::kLast && indicator.direction == Direction::kHigher;
  if (before && cumulative && realised.low_micro < *before) warnings.push_back("falls");
  if (IsPercentage(indicator) && realised.low_micro > 100 * kMicro) warnings.push_back("over_100");
  return warnings;
}

Status CheckEntry(Direction direction, const Entry& entry) {
  Error error{ErrorKind::kInvalid, "performance.entry_invalid"};
  CheckEntryText("realised", entry.realised, error);
  CheckEntryText("obstacle", entry.obstacle, error);
  CheckEntryText("solution", entry.solution, error);
  CheckEntryText("driver", entry.driver, error);
  CheckEntryText("follow_up", entry.follow_up, error);
  CheckEntryText("jump_reason", entry.jump_reason, error);
  if (error.fields.empty() && direction != Direction::kText) {
    const Quantity realised = Quantity::Read(entry.realised, NumberStyle::kIndonesian);
    if (realised.kind == Quantity::Kind::kText && LooksNumeric(realised.text))
      error.fields.push_back({"realised", TooLarge(realised.text) ? "performance.number_too_large" : "performance.number_ambiguous",
                              {realised.text}});
  }
  if (!error.fields.empty()) return error;
  return Ok();
}

}  // namespace sinergi::performance
