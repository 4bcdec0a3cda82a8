// /agreements/{id}: what is promised and achieved, its acts, its signed scan, its versions and story.
#include <algorithm>

#include "kernel/evidence_files.h"
#include "kernel/form_view.h"
#include "modules/agreement/action_view.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_scope.h"
#include "modules/agreement/signing_store.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::vector<kernel::Evidence> FilesOf(const Visit& v, const AgreementHead& head) {
  return v.web.db.Read([&](sql::Connection& c) {
    return kernel::ListEvidence(c, v.actor.government_id, EvidenceSubject(head.id));
  });
}

// A scan of what was signed, so not before.
bool MayAttach(const Visit& v, const AgreementHead& head) {
  return head.state == AgreementState::kSigned && MayPrepare(v.actor, *v.Units(), head.unit_id);
}

void FillPeriodChoice(const Visit& v, const PlanYear& plan, Period chosen, Dict& page) {
  kernel::FormView form(v, page);
  for (int quarter = 4; quarter >= 1; --quarter) {
    const Period period{plan.year, quarter};
    form.Choice("period", period.Code(), performance::PrintPeriod(v, period), period == chosen);
  }
}

std::string CarriersOf(const AgreementView& view, int64_t indicator_id) {
  std::string carriers;
  for (const Agreement* below : InForce(view.all)) {
    if (below->head.superior_id != view.one.head.series_id) continue;
    if (CarriedBy(*view.plan, indicator_id, *below) == Carrying::kNone) continue;
    carriers += (carriers.empty() ? "" : ", ") + below->head.first.position;
  }
  return carriers;
}

void FillLines(const Visit& v, const AgreementView& view, Period period, Dict& page) {
  const Evaluation evaluation = EvaluationOf(v, view, view.one, period);
  page.SetValue("K", performance::PrintPercent(evaluation.nodes[0].score));
  performance::FillPredicate(v, evaluation.nodes[0].score, evaluation.settings, "PREDICATE", page);
  page.SetValue("REPORTED",
                fmt::format("{}/{}", evaluation.nodes[0].reported, evaluation.nodes[0].indicators));
  page.ShowSection(view.one.lines.empty() ? "NO_LINES" : "LINES");
  for (size_t i = 0; i < view.one.lines.size(); ++i) {
    const AgreementLine& line = view.one.lines[i];
    Dict& row = *page.AddSectionDictionary("LINE");
    row.SetIntValue("NUMBER", static_cast<long>(i + 1));
    row.SetValue("NODE", line.node);
    row.SetValue("NAME", line.name);
    row.SetValue("LINK", fmt::format("/explain/indicator/{}?period={}", line.indicator_id, period.Code()));
    row.SetValue("TARGET", line.target.empty() ? "–" : line.target);
    row.SetValue("MEASURE", line.measure);
    row.SetValue("REACHED", performance::PrintAchievement(v, evaluation.indicators[i]));
    if (const std::string carriers = CarriersOf(view, line.indicator_id); !carriers.empty())
      row.SetValueAndShowSection("CARRIERS", carriers, "CARRIED");
  }
}

void FillAmounts(const Agreement& one, Dict& page) {
  page.ShowSection(one.amounts.empty() ? "NO_AMOUNTS" : "AMOUNTS");
  for (const AmountLine& amount : one.amounts) {
    Dict& row = *page.AddSectionDictionary("AMOUNT");
    row.SetValue("CODE", amount.code);
    row.SetValue("NAME", amount.name);
    row.SetValue("RUPIAH", amount.amount.Print());
  }
  page.SetValue("TOTAL", one.Total().Print());
}

void FillActs(const Visit& v, const AgreementHead& head, const http::Form& typed, Dict& page) {
  for (const AgreementAct act : kAgreementActs) {
    if (!MayMove(v.actor, *v.Units(), head, act)) continue;
    Dict& row = *page.AddSectionDictionary("ACT");
    row.SetValue("ACT_NAME", std::string(Name(act)));
    row.SetValue("ACT_TEXT", v.T(fmt::format("agreement.act_{}", Name(act))));
    row.SetValue("CLASS", act == AgreementAct::kDiscard                                  ? "danger"
                          : act == AgreementAct::kReopen || act == AgreementAct::kRevise ? "secondary"
                                                                                         : "");
    if (NeedsReason(act)) {
      row.ShowSection("WITH_REASON");
      row.SetValue("WORDS", kernel::Typed(typed.Field("words")));
    }
    if (act == AgreementAct::kSign) {
      const std::string day = kernel::Typed(typed.Field("day"));
      row.SetValueAndShowSection("DAY", day.empty() ? v.Today().Iso() : day, "WITH_DAY");
    }
  }
  if (head.state == AgreementState::kDrafted && MayPrepare(v.actor, *v.Units(), head.unit_id))
    page.ShowSection("MAY_EDIT");
}

// The way to the electronic signatures: where they can be given, or were tried.
void FillSigning(const Visit& v, const AgreementHead& head, bool offered, Dict& page) {
  const bool tried =
      v.web.db.Read([&](sql::Connection& c) { return HasSignings(c, v.actor.government_id, head.id); });
  if (tried || (offered && head.state == AgreementState::kAgreed)) page.ShowSection("SIGNING");
}

void FillVersions(const Visit& v, const AgreementView& view, Dict& page) {
  Dict* list = nullptr;
  for (const Agreement& other : view.all) {
    if (other.head.series_id != view.one.head.series_id || other.head.id == view.one.head.id) continue;
    if (!list) list = page.AddSectionDictionary("VERSIONS");
    FillHead(v, other.head, *list->AddSectionDictionary("OTHER"));
  }
  const auto above = std::ranges::find_if(
      view.all, [&](const Agreement& one) { return one.head.id == view.one.head.superior_id; });
  if (above == view.all.end()) return;
  Dict& superior = *page.AddSectionDictionary("SUPERIOR");
  superior.SetValue("SUPERIOR_PATH", PathOf(above->head));
  superior.SetValue("SUPERIOR_POSITION", above->head.first.position);
}

void FillStory(const Visit& v, const AgreementHead& head, Dict& page) {
  const auto story =
      v.web.db.Read([&](sql::Connection& c) { return StoryOf(c, v.actor.government_id, head.id); });
  for (const AgreementStory& told : story) {
    Dict& row = *page.AddSectionDictionary("STORY");
    row.SetValue("TOLD", v.T(fmt::format("agreement.told_{}", told.act)));
    if (!told.words.empty()) row.SetValueAndShowSection("TOLD_WORDS", told.words, "HAS_WORDS");
    row.SetValue("BY", told.login);
    row.SetValue("AT", performance::PrintInstant(v, told.at));
  }
}

void FillFiles(const Visit& v, const AgreementHead& head, Dict& page) {
  if (!head.Frozen()) return;
  const auto files = FilesOf(v, head);
  Dict& part = *page.AddSectionDictionary("SCAN");
  part.ShowSection(files.empty() ? "NO_FILES" : "FILES");
  if (MayAttach(v, head)) part.ShowSection("MAY_ATTACH");
  for (const kernel::Evidence& file : files) {
    Dict& row = *part.AddSectionDictionary("FILE");
    row.SetIntValue("FILE_ID", file.id);
    row.SetValue("FILE_NAME", file.file_name);
    row.SetValue("FILE_AT", performance::PrintInstant(v, file.at));
    row.SetValue("FILE_BY", file.by);
  }
}

// What the page shows beside the agreement itself.
struct AgreementShown {
  bool signing_offered = false;
  http::Form typed = {};
  const Error* error = nullptr;
};

http::Response ShowAgreement(Visit& v, const AgreementView& view, const AgreementShown& shown) {
  const AgreementHead& head = view.one.head;
  const Period period = QuarterOf(v, *view.plan);
  Dict page("agreement");
  FillHead(v, head, page);
  page.SetIntValue("PLAN_ID", head.plan_id);
  page.SetValue("PERIOD", performance::PrintPeriod(v, period));
  FillPeriodChoice(v, *view.plan, period, page);
  FillLines(v, view, period, page);
  FillAmounts(view.one, page);
  FillSteps(v, view, {}, page);
  FillActs(v, head, shown.typed, page);
  FillSigning(v, head, shown.signing_offered, page);
  FillVersions(v, view, page);
  FillFiles(v, head, page);
  FillStory(v, head, page);
  kernel::FormView form(v, page);
  if (shown.error) form.Faults(*shown.error);
  return v.Show("agreement/agreement", page, "agreement.title", shown.error ? 422 : 200);
}

http::Response Move(Visit& v, PerformanceServices& services, bool signing_offered) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  const auto act = ParseAgreementAct(form.Field("act"));
  if (!form.ok || !act) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const AgreementMove move{view->one.head.id, *act, std::string(form.Field("words")),
                           Date::Parse(form.Field("day")), ReadId(form.Field("row_version")).value_or(0)};
  const auto units = v.Units();
  const Result<int64_t> moved =
      v.web.db.Write([&](sql::Connection& c) { return MoveAgreement(c, ContextOf(v, *units), move); });
  if (moved.ok())
    return v.Back(*moved == 0 ? std::string("/agreements") : fmt::format("/agreements/{}", *moved),
                  fmt::format("agreement.did_{}", Name(*act)));
  const ErrorKind kind = moved.error().kind;
  const bool here = kind == ErrorKind::kInvalid || kind == ErrorKind::kConflict;
  return here ? ShowAgreement(v, *view, {signing_offered, form, &moved.error()}) : v.Refuse(moved.error());
}

http::Response AttachScan(Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  if (!MayAttach(v, view->one.head)) return v.Refuse(kernel::Forbidden());
  const Status added = kernel::AddFiles(v, EvidenceSubject(view->one.head.id));
  if (!added.ok()) return v.Refuse(added.error());
  return v.Back(PathOf(view->one.head), "interface.evidence_added");
}

http::Response OpenScan(Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const auto files = FilesOf(v, view->one.head);
  const auto file =
      std::ranges::find(files, ReadId(v.request.Param("file")).value_or(0), &kernel::Evidence::id);
  if (file == files.end()) return v.Refuse({ErrorKind::kNotFound, "files.not_found"});
  Result<http::Response> opened = kernel::OpenFile(v, *file);
  return opened.ok() ? std::move(opened).value() : v.Refuse(opened.error());
}

}  // namespace

void AddAgreementPage(kernel::Web& web, http::Router& router, PerformanceServices& services,
                      const SigningDesk& desk) {
  const bool offered = desk.signer != nullptr;
  web.Page(router, "/agreements/{id}", [&services, offered](Visit& v) {
    const Result<AgreementView> view = FindAgreementOf(v, services);
    return view.ok() ? ShowAgreement(v, *view, {offered}) : v.Refuse(view.error());
  });
  web.Post(router, "/agreements/{id}", [&services, offered](Visit& v) { return Move(v, services, offered); });
  web.Post(router, "/agreements/{id}/evidence", [&services](Visit& v) { return AttachScan(v, services); },
           {.body_limit = kernel::kEvidenceBytesMost + (1u << 20)});
  web.Page(router, "/agreements/{id}/evidence/{file}",
           [&services](Visit& v) { return OpenScan(v, services); });
}

}  // namespace sinergi::agreement
