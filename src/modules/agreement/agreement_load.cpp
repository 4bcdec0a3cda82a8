// Reading agreements.
#include <algorithm>

#include "modules/agreement/action_store.h"
#include "modules/agreement/signing_store.h"

namespace sinergi::agreement {
namespace {

constexpr std::string_view kAgreementHead =
    "SELECT a.id, a.series_id, a.version, a.plan_id, a.unit_id, p.year, a.level, a.superior_id, a.state, "
    "a.reason, "
    "a.first_name, a.first_position, a.first_rank, a.first_account_id, a.second_name, a.second_position, "
    "a.second_rank, "
    "a.second_account_id, a.unit_name, a.place, a.signed_on, a.row_version FROM agreement a JOIN plan p ON "
    "p.government_id = a.government_id AND p.id = a.plan_id WHERE a.government_id = ? ";

Party PartyFrom(const sql::Row& row, int first) {
  return {row.String(first), row.String(first + 1), row.String(first + 2), row.Int(first + 3)};
}

AgreementHead AgreementHeadFrom(const sql::Row& row) {
  AgreementHead head;
  head.id = row.Int(0);
  head.series_id = row.Int(1);
  head.version = row.Int(2);
  head.plan_id = row.Int(3);
  head.unit_id = row.Int(4);
  head.year = static_cast<int>(row.Int(5));
  head.level = ParseAgreementLevel(row.Text(6)).value();
  head.superior_id = row.Int(7);
  head.state = ParseAgreementState(row.Text(8)).value();
  head.reason = row.String(9);
  head.first = PartyFrom(row, 10);
  head.second = PartyFrom(row, 14);
  head.unit_name = row.String(18);
  head.place = row.String(19);
  head.signed_on = Date::Parse(row.Text(20));
  head.row_version = row.Int(21);
  return head;
}

Agreement* WithId(std::vector<Agreement>& all, int64_t id) {
  const auto found = std::ranges::find_if(all, [&](const Agreement& one) { return one.head.id == id; });
  return found == all.end() ? nullptr : &*found;
}

void ReadLines(sql::Connection& c, const PlanYear& plan, std::vector<Agreement>& all) {
  c.Query(
      "SELECT l.agreement_id, l.indicator_id, l.own_target, l.node, l.name, l.measure, l.target, l.target_1, "
      "l.target_2, "
      "l.target_3, l.target_4 FROM agreement_line l JOIN agreement a ON a.government_id = l.government_id "
      "AND a.id = "
      "l.agreement_id WHERE a.government_id = ? AND a.plan_id = ? ORDER BY l.agreement_id, l.indicator_id",
      {plan.government_id, plan.plan_id}, [&](const sql::Row& row) {
        if (Agreement* one = WithId(all, row.Int(0)))
          one->lines.push_back({row.Int(1),
                                row.String(2),
                                row.String(3),
                                row.String(4),
                                row.String(5),
                                row.String(6),
                                {row.String(7), row.String(8), row.String(9), row.String(10)}});
      });
}

void ReadAmounts(sql::Connection& c, const PlanYear& plan, std::vector<Agreement>& all) {
  c.Query(
      "SELECT m.agreement_id, m.code, m.name, m.amount_sen FROM agreement_amount m JOIN agreement a ON "
      "a.government_id = "
      "m.government_id AND a.id = m.agreement_id WHERE a.government_id = ? AND a.plan_id = ? ORDER BY "
      "m.agreement_id, "
      "m.position",
      {plan.government_id, plan.plan_id}, [&](const sql::Row& row) {
        if (Agreement* one = WithId(all, row.Int(0)))
          one->amounts.push_back({row.String(1), row.String(2), Money::Sen(row.Int(3))});
      });
}

}  // namespace

std::optional<AgreementHead> FindAgreement(sql::Connection& c, int64_t government_id, int64_t id) {
  std::optional<AgreementHead> found;
  c.Query(std::string(kAgreementHead) + "AND a.id = ?", {government_id, id},
          [&](const sql::Row& row) { found = AgreementHeadFrom(row); });
  return found;
}

std::vector<Agreement> LoadAgreements(sql::Connection& c, const PlanYear& plan, const Date& day) {
  std::vector<Agreement> all;
  c.Query(std::string(kAgreementHead) + "AND a.plan_id = ? ORDER BY a.series_id, a.version",
          {plan.government_id, plan.plan_id}, [&](const sql::Row& row) {
            all.emplace_back();
            all.back().head = AgreementHeadFrom(row);
          });
  ReadLines(c, plan, all);
  ReadAmounts(c, plan, all);
  ReadActions(c, plan.government_id, plan.plan_id, all);
  for (Agreement& one : all) FillFromPlan(plan, day, one);
  return all;
}

std::vector<AgreementHead> AgreementsOfYears(sql::Connection& c, int64_t government_id, int first_year,
                                             int last_year) {
  std::vector<AgreementHead> heads;
  c.Query(std::string(kAgreementHead) + "AND p.year BETWEEN ? AND ? ORDER BY p.year, a.series_id, a.version",
          {government_id, first_year, last_year},
          [&](const sql::Row& row) { heads.push_back(AgreementHeadFrom(row)); });
  return heads;
}

std::vector<AgreementHead> AwaitingAgreement(sql::Connection& c, int64_t government_id, int64_t account_id) {
  std::vector<AgreementHead> heads;
  c.Query(std::string(kAgreementHead) + "AND a.second_account_id = ? AND a.state = 'drafted' ORDER BY a.id",
          {government_id, account_id}, [&](const sql::Row& row) { heads.push_back(AgreementHeadFrom(row)); });
  return heads;
}

std::vector<AgreementHead> AgreedWith(sql::Connection& c, int64_t government_id, int64_t account_id) {
  std::vector<AgreementHead> heads;
  c.Query(std::string(kAgreementHead) +
              "AND a.state = 'agreed' AND a.first_account_id <> a.second_account_id AND "
              "(a.first_account_id = ? OR a.second_account_id = ?) ORDER BY a.id",
          {government_id, account_id, account_id},
          [&](const sql::Row& row) { heads.push_back(AgreementHeadFrom(row)); });
  return heads;
}

std::optional<performance::PlanHead> PlanHeadOf(sql::Connection& c, int64_t government_id, int64_t plan_id) {
  for (const performance::PlanHead& head : performance::ListPlans(c, government_id))
    if (head.id == plan_id) return head;
  return {};
}

std::vector<AgreementStory> StoryOf(sql::Connection& c, int64_t government_id, int64_t id) {
  std::vector<AgreementStory> story;
  c.Query(
      "SELECT act, words, login, at FROM agreement_act WHERE government_id = ? AND agreement_id = ? ORDER BY "
      "id DESC",
      {government_id, id}, [&](const sql::Row& row) {
        story.push_back({row.String(0), row.String(1), row.String(2), row.Int(3)});
      });
  return story;
}

std::string EvidenceSubject(int64_t agreement_id) {
  return fmt::format("agreement/{}", agreement_id);
}

}  // namespace sinergi::agreement
