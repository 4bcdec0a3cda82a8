#include "modules/performance/verify_page.h"

#include <algorithm>

#include "modules/performance/figure_text.h"
#include "modules/performance/quarter_rows.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kVerifyBytesMost = 1u << 20;

const Indicator& IndicatorOf(const Scope& scope, const QuarterRow& row) {
  return scope.plan->indicators[static_cast<size_t>(row.indicator)];
}

bool Allows(const QuarterRow& row, MeasurementAct act) {
  return row.newest && FindStep(row.newest->state, act) != nullptr;
}

// The achievement with this row's figure, whether it counts already or not.
Achievement Reached(Indicator indicator, const QuarterRow& row, int quarter) {
  if (row.newest) indicator.measured[static_cast<size_t>(quarter - 1)] = *row.newest;
  return Achieve(indicator.Figures(), quarter);
}

void FillRow(const Visit& v, const Scope& scope, const QuarterRow& row, Dict& dict) {
  const Indicator& indicator = IndicatorOf(scope, row);
  const int q = scope.period.quarter;
  dict.SetIntValue("ID", indicator.id);
  dict.SetValue("NAME", indicator.name);
  dict.SetValue("MEASURE", indicator.unit);
  dict.SetValue("PERIOD", scope.period.Code());
  dict.SetValue("TARGET", PrintTarget(v, indicator, q));
  const auto& last = q > 1 ? indicator.measured[static_cast<size_t>(q - 2)] : std::nullopt;
  dict.SetValue("LAST", last && Counts(last->state) ? last->realised.text : "–");
  dict.SetIntValue("ROW_VERSION", row.RowVersion());
  dict.SetValue("REALISED", row.Filled() ? row.newest->realised.text : v.T("common.not_reported"));
  if (row.Filled()) dict.SetValue("RATE", PrintRate(v, Reached(indicator, row, q)));
  dict.SetIntValue("FILES", row.evidence);
  FillState(v, row, dict);
  FillWarnings(v, row, dict);
  if (row.source) FillSource(v, *row.source, dict);
  if (!row.newest) return;
  dict.SetValueAndShowSection("JUMP_REASON", row.newest->jump_reason, "HAS_REASON");
  dict.SetValueAndShowSection("OBSTACLE", row.newest->obstacle, "HAS_OBSTACLE");
  dict.SetValueAndShowSection("SOLUTION", row.newest->solution, "HAS_SOLUTION");
  dict.SetValueAndShowSection("DRIVER", row.newest->driver, "HAS_DRIVER");
  dict.SetValueAndShowSection("FOLLOW_UP", row.newest->follow_up, "HAS_FOLLOW_UP");
  if (Allows(row, MeasurementAct::kVerify) || Allows(row, MeasurementAct::kLock)) dict.ShowSection("PICK");
  if (Allows(row, MeasurementAct::kReturn)) dict.ShowSection("MAY_RETURN");
  if (Allows(row, MeasurementAct::kRevise)) dict.ShowSection("MAY_REVISE");
}

// Rows of a division with something to look at come first within it; divisions in the order of the units.
void FillGroups(const Visit& v, const Scope& scope, const std::vector<QuarterRow>& rows, Dict& page) {
  for (const kernel::Unit& unit : scope.units->units()) {
    Dict* group = nullptr;
    int waiting = 0, all = 0;
    for (const QuarterRow& row : rows) {
      if (scope.UnitIdOf(IndicatorOf(scope, row).node) != unit.id) continue;
      if (!v.actor.May(Right::kVerify, *scope.units, unit.id)) continue;
      if (!group) group = page.AddSectionDictionary("DIVISION");
      ++all;
      waiting += row.In(MeasurementState::kSubmitted) ? 1 : 0;
      FillRow(v, scope, row, *group->AddSectionDictionary("ROW"));
    }
    if (!group) continue;
    group->SetValue("DIVISION_NAME", unit.name);
    group->SetIntValue("DIVISION_ID", unit.id);
    group->SetValue("DIVISION_SUM",
                    v.T("interface.verify_sum", {std::to_string(waiting), std::to_string(all)}));
  }
}

http::Response ShowVerify(Visit& v, const Scope& scope, const std::vector<Problem>& problems = {},
                          int status = 200) {
  Dict page("verify");
  FillScopeBar(v, scope, Right::kVerify, "/verify", page);
  FillProblems(problems, page);
  page.SetValue("QUERY", scope.Query());
  page.SetValue("HEADING", fmt::format("{} – {}", PrintPeriod(v, scope.period), scope.unit->name));
  std::vector<QuarterRow> rows;
  if (scope.plan)
    rows = v.web.db.Read([&](sql::Connection& c) {
      std::vector<QuarterRow> read = ReadQuarterRows(c, scope);
      AddSources(v, c, scope, read);
      return read;
    });
  page.ShowSection(rows.empty() ? "EMPTY" : "LIST");
  FillGroups(v, scope, rows, page);
  return v.Show("performance/verify", page, "interface.verify_title", status);
}

http::Response ShowVerifyPage(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kVerify);
  return scope.ok() ? ShowVerify(v, *scope) : v.Refuse(scope.error());
}

// What a button of the form means.
struct Wish {
  MeasurementAct act = MeasurementAct::kVerify;
  enum class Whom { kPicked, kCalm, kOne } whom = Whom::kPicked;  // kCalm: all without warnings
  int64_t one = 0;
  std::string_view notice = "interface.verified";
};

// "verify", "verify_calm", "lock", "return:12", "revise:12", "verify:12".
std::optional<Wish> ReadWish(std::string_view text) {
  if (text == "verify_calm") return Wish{MeasurementAct::kVerify, Wish::Whom::kCalm};
  const size_t colon = text.find(':');
  const auto act = ParseMeasurementAct(text.substr(0, colon));
  if (!act) return {};
  Wish wish{*act};
  if (*act == MeasurementAct::kLock) wish.notice = "interface.locked";
  if (*act == MeasurementAct::kReturn) wish.notice = "interface.returned";
  if (*act == MeasurementAct::kRevise) wish.notice = "interface.revised";
  if (colon == text.npos)
    return *act == MeasurementAct::kVerify || *act == MeasurementAct::kLock ? std::optional(wish)
                                                                            : std::nullopt;
  const auto id = ReadId(text.substr(colon + 1));
  if (!id) return {};
  wish.whom = Wish::Whom::kOne;
  wish.one = *id;
  return wish;
}

bool Meant(const Wish& wish, const QuarterRow& row, int64_t id, const http::Form& form) {
  if (wish.whom == Wish::Whom::kOne) return id == wish.one;
  if (!Allows(row, wish.act)) return false;
  if (wish.whom == Wish::Whom::kCalm) return row.warnings.empty();
  const std::string text = std::to_string(id);
  return std::ranges::any_of(
      form.fields, [&](const auto& field) { return field.first == "pick" && field.second == text; });
}

// The version that the verifier saw decides: a figure that changed meanwhile is refused, not accepted unseen.
std::vector<Problem> ActOnRows(Visit& v, const Scope& scope, const Wish& wish, const http::Form& form) {
  std::vector<Problem> problems;
  const ActContext context{v.actor, *scope.units, v.now, v.Today()};
  const auto rows = v.web.db.Read([&](sql::Connection& c) { return ReadQuarterRows(c, scope); });
  for (const QuarterRow& row : rows) {
    const Indicator& indicator = IndicatorOf(scope, row);
    if (!Meant(wish, row, indicator.id, form)) continue;
    const std::string reason(form.Field(fmt::format("reason{}", indicator.id)));
    const auto seen = ReadId(form.Field(fmt::format("rv{}", indicator.id)));
    const auto done = v.web.db.Write([&](sql::Connection& c) {
      return ActOnMeasurement(c, context, indicator.id, scope.period, wish.act, reason, seen.value_or(-1));
    });
    if (!done.ok())
      problems.push_back(
          {indicator.name, v.web.texts.Of(v.lang, done.error()), fmt::format("i{}", indicator.id)});
  }
  return problems;
}

http::Response PostVerify(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kVerify);
  if (!scope.ok()) return v.Refuse(scope.error());
  const http::Form form = http::ReadForm(v.request);
  const std::optional<Wish> wish = form.ok ? ReadWish(form.Field("do")) : std::nullopt;
  if (!wish || !scope->plan) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::vector<Problem> problems = ActOnRows(v, *scope, *wish, form);
  if (!problems.empty()) return ShowVerify(v, *scope, problems, 422);
  return v.Back("/verify?" + scope->Query(), wish->notice);
}

}  // namespace

void AddVerifyPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/verify", [&services](Visit& v) { return ShowVerifyPage(v, services); });
  web.Post(router, "/verify", [&services](Visit& v) { return PostVerify(v, services); },
           {.body_limit = kVerifyBytesMost});
}

}  // namespace sinergi::performance
