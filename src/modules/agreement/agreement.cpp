#include "modules/agreement/agreement.h"

#include <algorithm>

#include "base/enum_names.h"

namespace sinergi::agreement {
namespace {

constexpr std::array<std::string_view, 3> kLevels{"agency", "division", "staff"};
constexpr std::array<std::string_view, 4> kAgreementStates{"drafted", "agreed", "signed", "revised"};
constexpr std::array<std::string_view, 5> kActs{"agree", "reopen", "sign", "revise", "discard"};

bool Outweighs(const AgreementHead& a, const AgreementHead& b) {
  if ((a.state == AgreementState::kSigned) != (b.state == AgreementState::kSigned))
    return a.state == AgreementState::kSigned;
  return a.version > b.version;
}

}  // namespace

std::string_view Name(AgreementLevel level) {
  return kLevels[static_cast<size_t>(level)];
}
std::optional<AgreementLevel> ParseAgreementLevel(std::string_view name) {
  return EnumOf<AgreementLevel>(kLevels, name);
}
std::string_view Name(AgreementState state) {
  return kAgreementStates[static_cast<size_t>(state)];
}
std::optional<AgreementState> ParseAgreementState(std::string_view name) {
  return EnumOf<AgreementState>(kAgreementStates, name);
}
std::string_view Name(AgreementAct act) {
  return kActs[static_cast<size_t>(act)];
}
std::optional<AgreementAct> ParseAgreementAct(std::string_view name) {
  return EnumOf<AgreementAct>(kActs, name);
}

AgreementState FromState(AgreementAct act) {
  switch (act) {
    case AgreementAct::kReopen:
    case AgreementAct::kSign:
      return AgreementState::kAgreed;
    case AgreementAct::kRevise:
      return AgreementState::kSigned;
    default:
      return AgreementState::kDrafted;
  }
}

bool NeedsReason(AgreementAct act) {
  return act == AgreementAct::kRevise || act == AgreementAct::kReopen;
}

const AgreementLine* Agreement::Line(int64_t indicator_id) const {
  const auto found = std::ranges::find(lines, indicator_id, &AgreementLine::indicator_id);
  return found == lines.end() ? nullptr : &*found;
}

Money Agreement::Total() const {
  Money total;
  for (const AmountLine& amount : amounts) total += amount.amount;
  return total;
}

std::vector<const Agreement*> InForce(const std::vector<Agreement>& all) {
  std::vector<const Agreement*> chosen;
  for (const Agreement& one : all) {
    const auto same = std::ranges::find_if(
        chosen, [&](const Agreement* other) { return other->head.series_id == one.head.series_id; });
    if (same == chosen.end())
      chosen.push_back(&one);
    else if (Outweighs(one.head, (*same)->head))
      *same = &one;
  }
  return chosen;
}

}  // namespace sinergi::agreement
