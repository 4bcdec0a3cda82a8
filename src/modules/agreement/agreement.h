// Agreement (perjanjian kinerja): what a head of agency promises the governor or regent for a year, a head of division the
// head of agency, a member of staff the head of division (Perpres 29/2014, PermenPANRB 53/2014).
//
//   drafted --agree--> agreed --sign--> signed --revise(reason)--> version 2, drafted
//      ^--reopen(reason)-- agreed         signed --(version 2 is signed)--> revised
//
// Invariants: what was signed is never changed; a revision is a new version with a reason, and the signed one counts until
// the revision is signed. Of people it knows name, position and rank only. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/money.h"
#include "modules/agreement/action_plan.h"

namespace sinergi::agreement {

enum class AgreementLevel { kAgency, kDivision, kStaff };
constexpr AgreementLevel kAgreementLevels[] = {AgreementLevel::kAgency, AgreementLevel::kDivision,
                                               AgreementLevel::kStaff};
std::string_view Name(AgreementLevel level);  // "agency", "division", "staff"
std::optional<AgreementLevel> ParseAgreementLevel(std::string_view name);

enum class AgreementState { kDrafted, kAgreed, kSigned, kRevised };
std::string_view Name(AgreementState state);  // "drafted", "agreed", "signed", "revised"
std::optional<AgreementState> ParseAgreementState(std::string_view name);

enum class AgreementAct { kAgree, kReopen, kSign, kRevise, kDiscard };
constexpr AgreementAct kAgreementActs[] = {AgreementAct::kAgree, AgreementAct::kSign, AgreementAct::kRevise,
                                           AgreementAct::kReopen, AgreementAct::kDiscard};
std::string_view Name(AgreementAct act);  // "agree", "reopen", "sign", "revise", "discard"
std::optional<AgreementAct> ParseAgreementAct(std::string_view name);
// What the act needs to find; revising leaves the signed version as it is.
AgreementState FromState(AgreementAct act);
bool NeedsReason(AgreementAct act);

struct Party {
  std::string name, position, rank;
  int64_t account_id = 0;  // 0: none
};

struct AgreementHead {
  int64_t id = 0, series_id = 0, version = 1;
  int64_t plan_id = 0, unit_id = 0;
  int year = 0;
  AgreementLevel level = AgreementLevel::kAgency;
  int64_t superior_id = 0;  // series of the agreement above; 0: none
  AgreementState state = AgreementState::kDrafted;
  std::string reason;  // why it was revised
  Party first, second;
  std::string unit_name;  // as it was at signing
  std::string place;
  std::optional<Date> signed_on;
  int64_t row_version = 1;

  bool Frozen() const { return signed_on.has_value(); }
};

// One indicator. Of a frozen agreement everything is set; before that the indicator and its own target alone.
struct AgreementLine {
  int64_t indicator_id = 0;
  std::string own_target;  // "": the plan's
  std::string node, name, measure, target;
  std::array<std::string, 4> quarters;
};

struct AmountLine {
  std::string code, name;
  Money amount;
};

struct Agreement {
  AgreementHead head;
  std::vector<AgreementLine> lines;  // in the order of the plan
  std::vector<AmountLine> amounts;
  std::vector<ActionStep> steps;  // as they were put
  const AgreementLine* Line(int64_t indicator_id) const;
  Money Total() const;
};

// Of each series the version in force: the signed one, else the newest.
std::vector<const Agreement*> InForce(const std::vector<Agreement>& all);

}  // namespace sinergi::agreement
