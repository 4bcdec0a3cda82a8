// The store of agreements: read as an Agreement, changed by verbs inside the caller's Write, each with its row of the story
// and its audit entry in the same transaction.
//
// Errors of all: agreement.unknown, kernel.forbidden, agreement.changed (the row version seen is no longer the newest).
#pragma once

#include "modules/agreement/annex.h"
#include "platform/sql/database.h"

namespace sinergi::agreement {

using performance::ActContext;

// Who drafts, changes, signs and revises: planners and verifiers of the unit.
bool MayPrepare(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id);
// Readers of the unit, and the two parties.
bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head);
// The second party agrees; where it has no account, whoever prepares.
bool MayAgree(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head);
bool MayMove(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head,
             AgreementAct act);

struct NewAgreement {
  int64_t unit_id = 0;
  int year = 0;
  AgreementLevel level = AgreementLevel::kAgency;
  Party first, second;
};
// Drafts an agreement with the indicators that the plan proposes. Fields: unit (agreement.unit_missing), level
// (agreement.level_unfit), year (agreement.plan_missing), first_name, first_position … (agreement.name_missing,
// agreement.position_missing). agreement.exists: the unit has one of that level and year.
Result<int64_t> DraftAgreement(sql::Connection& c, const ActContext& context, const NewAgreement& wish);

struct ChosenLine {
  int64_t indicator_id = 0;
  std::string own_target;
};
struct AgreementWish {
  int64_t id = 0;
  Party first, second;
  std::string place;
  int64_t superior_id = 0;  // series; 0: none
  std::vector<ChosenLine> lines;
  int64_t row_version = 0;
};
// Of a draft only (agreement.not_drafted). Fields also: superior (agreement.superior_unfit), lines
// (agreement.indicator_unknown), target_<indicator> (kernel.text_long …), first_account, second_account
// (agreement.account_unknown). Steps of an indicator that is no longer promised go with it.
Status ChangeAgreement(sql::Connection& c, const ActContext& context, const AgreementWish& wish);

struct AgreementMove {
  int64_t id = 0;
  AgreementAct act = AgreementAct::kAgree;
  std::string words;
  std::optional<Date> day;  // of signing
  int64_t row_version = 0;
};
// Answers the agreement that stands afterwards: the new version of a revision, 0 where a draft was thrown away.
// Errors: agreement.step_refused, agreement.nothing_promised (no indicator), agreement.revision_open, agreement.sign_open (an
// electronic signature's outcome is unknown);
// fields words (agreement.reason_missing), day (agreement.day_missing: empty, to come, or in another year's reach).
Result<int64_t> MoveAgreement(sql::Connection& c, const ActContext& context, const AgreementMove& move);

// As it would be frozen on `day`; a frozen one as it was.
Agreement AgreementOn(sql::Connection& c, int64_t government_id, const AgreementHead& head, const Date& day);
// What recording the signing does, without asking who: both parties have signed electronically.
// agreement.nothing_promised.
Status FreezeAgreement(sql::Connection& c, const ActContext& context, const AgreementHead& head,
                       const Date& day, std::string_view words = {});

std::optional<AgreementHead> FindAgreement(sql::Connection& c, int64_t government_id, int64_t id);
// All versions of a plan's agreements, by series and version; unsigned ones filled from the plan as of `day`.
std::vector<Agreement> LoadAgreements(sql::Connection& c, const PlanYear& plan, const Date& day);
// Heads of all versions, by year, series and version.
std::vector<AgreementHead> AgreementsOfYears(sql::Connection& c, int64_t government_id, int first_year,
                                             int last_year);
// Those that wait for the agreement of an account.
std::vector<AgreementHead> AwaitingAgreement(sql::Connection& c, int64_t government_id, int64_t account_id);
// Agreed ones, not signed yet, in which an account is one party and another account the other.
std::vector<AgreementHead> AgreedWith(sql::Connection& c, int64_t government_id, int64_t account_id);
// The plan that an agreement rests on.
std::optional<performance::PlanHead> PlanHeadOf(sql::Connection& c, int64_t government_id, int64_t plan_id);

struct AgreementStory {
  std::string act, words, login;
  Instant at = 0;
};
std::vector<AgreementStory> StoryOf(sql::Connection& c, int64_t government_id, int64_t id);  // newest first

std::string EvidenceSubject(int64_t agreement_id);  // "agreement/12"

}  // namespace sinergi::agreement
