#include "modules/performance/entry_page.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/quarter_rows.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kEntryBytesMost = 4u << 20;

struct Column {
  std::string_view field;
  std::string Entry::*member;
  std::string MeasurementRow::*stored;  // null: the realised quantity
};
constexpr Column kColumns[] = {
    {"realised", &Entry::realised, nullptr},
    {"obstacle", &Entry::obstacle, &MeasurementRow::obstacle},
    {"solution", &Entry::solution, &MeasurementRow::solution},
    {"driver", &Entry::driver, &MeasurementRow::driver},
    {"follow_up", &Entry::follow_up, &MeasurementRow::follow_up},
    {"jump_reason", &Entry::jump_reason, &MeasurementRow::jump_reason},
};

std::string Stored(const QuarterRow& row, const Column& column) {
  if (!row.newest) return "";
  return column.stored ? (*row.newest).*column.stored : row.newest->realised.text;
}

std::string UpperName(std::string_view field) {
  std::string name(field);
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return name;
}

std::string LastQuarter(const Indicator& indicator, int quarter) {
  if (quarter == 1) return indicator.realised_before.text;
  const auto& m = indicator.measured[static_cast<size_t>(quarter - 2)];
  return m && Counts(m->state) ? m->realised.text : "";
}

void FillAbout(const Visit& v, const Scope& scope, const Indicator& indicator, Dict& dict) {
  const int q = scope.period.quarter;
  dict.SetIntValue("ID", indicator.id);
  dict.SetValue("NAME", indicator.name);
  dict.SetValue("MEASURE", indicator.unit);
  dict.SetValue("TARGET", PrintTarget(v, indicator, q));
  dict.SetValue("TARGET_YEAR", indicator.target_year.empty() ? "–" : indicator.target_year.text);
  const std::string last = LastQuarter(indicator, q);
  dict.SetValue("LAST", last.empty() ? "–" : last);
  dict.SetValue("COUNTING", v.T(fmt::format("interface.aggregation_{}", Name(indicator.aggregation))));
  dict.SetValueAndShowSection("DEFINITION", indicator.definition, "HAS_DEFINITION");
  dict.SetValueAndShowSection("FORMULA", indicator.formula, "HAS_FORMULA");
  dict.SetValueAndShowSection("DATA_SOURCE", indicator.data_source, "HAS_SOURCE");
}

// What the row's own figure gives to date, as it will count once submitted.
std::string OwnRate(const Visit& v, Indicator indicator, const QuarterRow& row, int quarter) {
  if (!row.Filled()) return "";
  Measurement counted = *row.newest;
  counted.state = MeasurementState::kSubmitted;
  indicator.measured[static_cast<size_t>(quarter - 1)] = counted;
  return PrintRate(v, Achieve(indicator.Figures(), quarter));
}

void FillRow(const Visit& v, const Scope& scope, const QuarterRow& row, bool open, Dict& dict) {
  const Indicator& indicator = scope.plan->indicators[static_cast<size_t>(row.indicator)];
  FillAbout(v, scope, indicator, dict);
  FillState(v, row, dict);
  FillWarnings(v, row, dict);
  if (row.source) FillSource(v, *row.source, dict);
  dict.SetIntValue("ROW_VERSION", row.RowVersion());
  dict.SetValue("PERIOD", scope.period.Code());
  dict.SetIntValue("FILES", row.evidence);
  dict.SetValue("RATE", OwnRate(v, indicator, row, scope.period.quarter));
  const bool editable = open && row.Editable();
  if (editable) dict.ShowSection("EDITABLE");
  dict.ShowSection(editable ? "OPEN_CELLS" : "SHUT_CELLS");
  if (!row.warnings.empty() || !row.JumpReason().empty())
    dict.ShowSection("REASON_SHOWN");
  else
    dict.ShowSection("REASON_HIDDEN");
  for (const Column& column : kColumns) dict.SetValue(UpperName(column.field), Stored(row, column));
  const bool can_pick = open && ((editable && row.newest) || row.In(MeasurementState::kSubmitted));
  if (can_pick) dict.ShowSection("PICK");
}

// Counts for the head of the page.
void FillSummary(const Visit& v, const std::vector<QuarterRow>& rows, Dict& dict) {
  int filled = 0, submitted = 0, returned = 0;
  for (const QuarterRow& row : rows) {
    filled += row.Filled() ? 1 : 0;
    submitted += row.newest && Counts(row.newest->state) ? 1 : 0;
    returned += row.In(MeasurementState::kReturned) ? 1 : 0;
  }
  const std::string all = std::to_string(rows.size());
  dict.SetValue("SUMMARY",
                v.T("interface.entry_summary",
                    {all, std::to_string(filled), std::to_string(submitted), std::to_string(returned)}));
}

void FillWindow(const Visit& v, const Scope& scope, bool open, Dict& dict) {
  std::string text = v.T("interface.window_unset");
  if (scope.window) {
    const std::string from = PrintDate(v, scope.window->opens), to = PrintDate(v, scope.window->closes);
    const int64_t left = scope.window->closes.Days() - v.Today().Days();
    text = open ? v.T("interface.window_open", {to, std::to_string(left)})
                : v.T("interface.window_shut", {from, to});
  }
  dict.SetValue("WINDOW", text);
  dict.SetValue("WINDOW_TAG", open ? "good" : "warn");
}

void FillTable(const Visit& v, const Scope& scope, const std::vector<QuarterRow>& rows, bool open,
               Dict& page) {
  int node = -1;
  for (const QuarterRow& row : rows) {
    Dict& dict = *page.AddSectionDictionary("ROW");
    const int own = scope.plan->indicators[static_cast<size_t>(row.indicator)].node;
    if (own != node) {
      Dict& group = *dict.AddSectionDictionary("GROUP");
      group.SetValue("GROUP_CODE", scope.plan->nodes[static_cast<size_t>(own)].code);
      group.SetValue("GROUP_NAME", scope.plan->nodes[static_cast<size_t>(own)].name);
      node = own;
    }
    FillRow(v, scope, row, open, dict);
  }
}

http::Response ShowEntry(Visit& v, const Scope& scope, const std::vector<Problem>& problems = {},
                         int status = 200) {
  Dict page("entry");
  FillScopeBar(v, scope, Right::kEnter, "/entry", page);
  FillProblems(problems, page);
  page.SetValue("QUERY", scope.Query());
  page.SetValue("PERIOD", scope.period.Code());
  page.SetIntValue("ACCOUNT", v.actor.account_id);
  page.SetValue("HEADING", fmt::format("{} – {}", PrintPeriod(v, scope.period), scope.unit->name));
  const bool open = scope.window && scope.window->IsOpen(v.Today());
  FillWindow(v, scope, open, page);
  std::vector<QuarterRow> rows;
  if (scope.plan)
    rows = v.web.db.Read([&](sql::Connection& c) {
      std::vector<QuarterRow> read = ReadQuarterRows(c, scope);
      AddSources(v, c, scope, read);
      return read;
    });
  page.ShowSection(rows.empty() ? "EMPTY" : "GRID");
  FillSummary(v, rows, page);
  if (open) page.ShowSection("OPEN");
  FillTable(v, scope, rows, open, page);
  http::Response response = v.Show("performance/entry", page, "interface.entry_title", status);
  if (problems.empty()) response.Set("X-Sinergi-Keep", std::to_string(v.actor.account_id));
  return response;
}

http::Response Entries(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kEnter);
  return scope.ok() ? ShowEntry(v, *scope) : v.Refuse(scope.error());
}

// The form's cells of one row over what is stored; empty when the form changes nothing of it.
std::optional<Entry> EntryFrom(const http::Form& form, const QuarterRow& row, int64_t id) {
  Entry entry;
  bool changed = false;
  for (const Column& column : kColumns) {
    entry.*column.member = Stored(row, column);
    const std::string name = fmt::format("r{}.{}", id, column.field);
    const auto field = std::ranges::find(form.fields, name, &http::Pairs::value_type::first);
    if (field == form.fields.end() || TrimBlanks(field->second) == TrimBlanks(entry.*column.member)) continue;
    entry.*column.member = field->second;
    changed = true;
  }
  return changed ? std::optional(std::move(entry)) : std::nullopt;
}

Problem ProblemOf(const Visit& v, const Indicator& indicator, const Error& error) {
  return {indicator.name, v.web.texts.Of(v.lang, error), fmt::format("i{}", indicator.id)};
}

// Saves what the form changes; every row stands for itself.
std::vector<Problem> SaveForm(Visit& v, const Scope& scope, const http::Form& form) {
  std::vector<Problem> problems;
  const ActContext context{v.actor, *scope.units, v.now, v.Today()};
  const auto rows = v.web.db.Read([&](sql::Connection& c) { return ReadQuarterRows(c, scope); });
  for (const QuarterRow& row : rows) {
    const Indicator& indicator = scope.plan->indicators[static_cast<size_t>(row.indicator)];
    const std::optional<Entry> entry = EntryFrom(form, row, indicator.id);
    if (!entry) continue;
    const auto seen = ReadId(form.Field(fmt::format("r{}.rv", indicator.id)));
    const auto saved = v.web.db.Write([&](sql::Connection& c) {
      return SaveMeasurement(c, context, indicator.id, scope.period, *entry, seen.value_or(0));
    });
    if (!saved.ok()) problems.push_back(ProblemOf(v, indicator, saved.error()));
  }
  return problems;
}

std::vector<int64_t> Picked(const http::Form& form) {
  std::vector<int64_t> ids;
  for (const auto& [name, value] : form.fields)
    if (name == "pick")
      if (const auto id = ReadId(value)) ids.push_back(*id);
  return ids;
}

// Before a submission counts: what goes, and what cannot go yet and why.
http::Response ShowConfirm(Visit& v, const Scope& scope, const std::vector<int64_t>& picked, bool all) {
  Dict page("confirm");
  page.SetValue("QUERY", scope.Query());
  page.SetValue("HEADING", fmt::format("{} – {}", PrintPeriod(v, scope.period), scope.unit->name));
  const auto rows = v.web.db.Read([&](sql::Connection& c) { return ReadQuarterRows(c, scope); });
  int going = 0;
  Dict* stays = nullptr;
  for (const QuarterRow& row : rows) {
    const Indicator& indicator = scope.plan->indicators[static_cast<size_t>(row.indicator)];
    if (!row.Editable() || (!all && std::ranges::find(picked, indicator.id) == picked.end())) continue;
    const char* hindrance = !row.Filled()                         ? "interface.submit_empty"
                            : row.In(MeasurementState::kReturned) ? "interface.submit_returned"
                            : row.LacksReason()                   ? "interface.submit_reason"
                                                                  : nullptr;
    going += hindrance ? 0 : 1;
    if (hindrance && !stays) stays = page.AddSectionDictionary("HAS_STAYS");
    Dict& dict = hindrance ? *stays->AddSectionDictionary("STAYS") : *page.AddSectionDictionary("GOES");
    dict.SetValue("NAME", indicator.name);
    dict.SetValue("REALISED", row.newest ? row.newest->realised.text : "");
    dict.SetValue("MEASURE", indicator.unit);
    dict.SetValue("ITEM", fmt::format("{}:{}", indicator.id, row.RowVersion()));
    if (hindrance) dict.SetValue("WHY", v.T(hindrance));
  }
  page.ShowSection(going > 0 ? "SOME" : "NONE");
  page.SetValue("QUESTION", v.T("interface.submit_question", {std::to_string(going)}));
  return v.Show("performance/entry_confirm", page, "interface.submit_title");
}

std::vector<Problem> ActOn(Visit& v, const Scope& scope, MeasurementAct act,
                           const std::vector<std::pair<int64_t, int64_t>>& items) {
  std::vector<Problem> problems;
  const ActContext context{v.actor, *scope.units, v.now, v.Today()};
  for (const auto& [id, row_version] : items) {
    const auto done = v.web.db.Write([&](sql::Connection& c) {
      return ActOnMeasurement(c, context, id, scope.period, act, "", row_version);
    });
    if (done.ok()) continue;
    const auto named = std::ranges::find(scope.plan->indicators, id, &Indicator::id);
    if (named == scope.plan->indicators.end())
      problems.push_back({std::to_string(id), v.web.texts.Of(v.lang, done.error()), "isi"});
    else
      problems.push_back(ProblemOf(v, *named, done.error()));
  }
  return problems;
}

http::Response Withdraw(Visit& v, const Scope& scope, const http::Form& form) {
  std::vector<std::pair<int64_t, int64_t>> items;
  for (const int64_t id : Picked(form))
    items.emplace_back(id, ReadId(form.Field(fmt::format("r{}.rv", id))).value_or(0));
  const std::vector<Problem> problems = ActOn(v, scope, MeasurementAct::kWithdraw, items);
  if (!problems.empty()) return ShowEntry(v, scope, problems, 409);
  return v.Back("/entry?" + scope.Query(), "interface.withdrawn");
}

// The form of all cells: saved first, whatever its button asks for next.
http::Response PostEntries(Visit& v, PerformanceServices& services) {
  Result<Scope> scope = FindScope(v, services, Right::kEnter);
  if (!scope.ok()) return v.Refuse(scope.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  if (!scope->plan) return ShowEntry(v, *scope);
  const std::string_view act = form.Field("do");
  if (act == "withdraw") return Withdraw(v, *scope, form);
  const std::vector<Problem> problems = SaveForm(v, *scope, form);
  if (!problems.empty()) return ShowEntry(v, *scope, problems, 422);
  if (act == "submit") return ShowConfirm(v, *scope, Picked(form), false);
  if (act == "submit_all") return ShowConfirm(v, *scope, {}, true);
  return v.Back("/entry?" + scope->Query(), "interface.saved");
}

http::Response PostSubmit(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kEnter);
  if (!scope.ok()) return v.Refuse(scope.error());
  const http::Form form = http::ReadForm(v.request);
  std::vector<std::pair<int64_t, int64_t>> items;
  for (const auto& [name, value] : form.fields) {
    const size_t colon = value.find(':');
    if (name != "item" || colon == value.npos) continue;
    const auto id = ReadId(std::string_view(value).substr(0, colon));
    const auto row_version = ReadId(std::string_view(value).substr(colon + 1));
    if (id && row_version) items.emplace_back(*id, *row_version);
  }
  if (!form.ok || items.empty() || !scope->plan) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::vector<Problem> problems = ActOn(v, *scope, MeasurementAct::kSubmit, items);
  if (!problems.empty()) return ShowEntry(v, *scope, problems, 409);
  return v.Back("/entry?" + scope->Query(), "interface.submitted");
}

}  // namespace

void AddEntryPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/entry", [&services](Visit& v) { return Entries(v, services); });
  web.Post(router, "/entry", [&services](Visit& v) { return PostEntries(v, services); },
           {.body_limit = kEntryBytesMost});
  web.Post(router, "/entry/submit", [&services](Visit& v) { return PostSubmit(v, services); },
           {.body_limit = kEntryBytesMost});
}

}  // namespace sinergi::performance
