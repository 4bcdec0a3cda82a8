// /agreements/{id}/paper: the statement and its annex, to print and to sign, on the page and as PDF; always in Indonesian.
#include "base/ensure.h"
#include "modules/agreement/action_view.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_paper.h"
#include "modules/agreement/agreement_scope.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"
#include "platform/pdf/pdf.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string Said(const Visit& v, std::string_view key, std::initializer_list<std::string_view> args = {}) {
  return v.web.texts.Get(Lang::kId, key, args);
}

std::string PaperTitle(const Visit& v, const AgreementHead& head) {
  return Said(v, head.version > 1 ? "agreement.paper_revised" : "agreement.paper_title");
}

void FillSigner(const std::string& which, const Party& party, Dict& dict) {
  dict.SetValue(which + "_NAME", party.name);
  dict.SetValue(which + "_POSITION", party.position);
  if (!party.rank.empty()) dict.SetValueAndShowSection(which + "_RANK", party.rank, which + "_HAS_RANK");
}

// "Kupang, 15 Januari 2024", with room to fill in what is not known yet.
std::string PlaceAndDay(const Visit& v, const AgreementHead& head) {
  std::string day = "........................";
  if (head.signed_on)
    day =
        fmt::format("{} {} {}", head.signed_on->day,
                    Said(v, fmt::format("interface.month_{}", head.signed_on->month)), head.signed_on->year);
  return fmt::format("{}, {}", head.place.empty() ? "................" : head.place, day);
}

// A node stands once, beside the first of its indicators.
void FillPaperLines(const Agreement& one, Dict& dict) {
  int number = 0;
  std::string last;
  for (const AgreementLine& line : one.lines) {
    Dict& row = *dict.AddSectionDictionary("LINE");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("NODE", line.node == last ? "" : line.node);
    row.SetValue("NAME", line.name);
    row.SetValue("TARGET", line.measure.empty() ? line.target : line.target + " " + line.measure);
    for (const std::string& quarter : line.quarters)
      row.AddSectionDictionary("QUARTER")->SetValue("QUARTER_TARGET", quarter);
    last = line.node;
  }
}

// "Jan, Mar"
std::string MonthsOf(const Visit& v, const ActionStep& step, int quarter) {
  std::string text;
  for (const int month : step.months)
    if ((month + 2) / 3 == quarter)
      text += (text.empty() ? "" : ", ") + ShortMonth(v.web.texts, Lang::kId, month);
  return text;
}

void FillPaperSteps(const Visit& v, const Agreement& one, Dict& dict) {
  if (one.steps.empty()) return;
  Dict& part = *dict.AddSectionDictionary("STEPS");
  int number = 0;
  for (const AgreementLine& line : one.lines) {
    Dict* group = nullptr;
    for (const ActionStep& step : one.steps) {
      if (step.indicator_id != line.indicator_id) continue;
      if (!group) {
        group = part.AddSectionDictionary("STEP_GROUP");
        group->SetValue("STEP_INDICATOR", line.name);
      }
      Dict& row = *group->AddSectionDictionary("STEP");
      row.SetIntValue("NUMBER", ++number);
      row.SetValue("ACTION", step.action);
      row.SetValue("OUTPUT", step.output);
      row.SetValue("CARRIER", step.carrier);
      for (int quarter = 1; quarter <= 4; ++quarter)
        row.AddSectionDictionary("QUARTER_MONTHS")->SetValue("MONTHS", MonthsOf(v, step, quarter));
    }
  }
}

void FillPaperAmounts(const Agreement& one, Dict& dict) {
  int number = 0;
  for (const AmountLine& amount : one.amounts) {
    Dict& row = *dict.AddSectionDictionary("AMOUNT");
    row.SetIntValue("NUMBER", ++number);
    row.SetValue("CODE", amount.code);
    row.SetValue("NAME", amount.name);
    row.SetValue("RUPIAH", amount.amount.Print());
  }
  dict.SetValue("TOTAL", one.Total().Print());
}

std::string PaperMarkup(const Visit& v, const Agreement& one, SignedBy signed_by) {
  const AgreementHead& head = one.head;
  Dict dict("paper");
  dict.SetValue("PAPER_TITLE", PaperTitle(v, head));
  dict.SetIntValue("YEAR", head.year);
  dict.SetValue("GOVERNMENT", v.Gov()->name);
  dict.SetValue("UNIT", UnitText(v, head));
  FillSigner("FIRST", head.first, dict);
  FillSigner("SECOND", head.second, dict);
  dict.SetValue("PLACE_AND_DAY", PlaceAndDay(v, head));
  dict.SetValue("ROWS_TITLE", Said(v, fmt::format("agreement.rows_{}", Name(head.level))));
  FillPaperLines(one, dict);
  FillPaperAmounts(one, dict);
  FillPaperSteps(v, one, dict);
  if (signed_by == SignedBy::kService) dict.ShowSection("ELECTRONIC");
  return v.web.templates.Render("agreement/paper_agreement", Lang::kId, dict);
}

http::Response ShowPaper(Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  Dict page("paper");
  FillHead(v, view->one.head, page);
  page.SetValue("PAPER", PaperMarkup(v, view->one, SignedBy::kPen));
  if (!view->one.head.Frozen()) page.ShowSection("DRAFT");
  if (pdf::Available()) page.ShowSection("PDF");
  return v.Show("agreement/paper", page, "agreement.paper");
}

http::Response PaperPdf(Visit& v, PerformanceServices& services) {
  const Result<AgreementView> view = FindAgreementOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  Result<std::string> bytes = pdf::FromHtml(PaperDocument(v, view->one, SignedBy::kPen));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  return http::Response::Download(std::move(bytes).value(), "application/pdf",
                                  PaperFileName(v, view->one.head));
}

}  // namespace

std::string PaperFileName(const Visit& v, const AgreementHead& head) {
  return fmt::format("{} {} {}.pdf", PaperTitle(v, head), head.year, UnitText(v, head));
}

std::string PaperDocument(const Visit& v, const Agreement& one, SignedBy signed_by) {
  const files::EmbeddedFile* css = files::FindEmbedded("web/css/paper.css");
  ENSURE(css != nullptr);
  return fmt::format(
      "<!doctype html>\n<html lang=\"id\"><head><meta "
      "charset=\"utf-8\"><title>{}</title><style>{}</style></head>"
      "<body>{}</body></html>",
      pages::EscapeHtml(PaperTitle(v, one.head)), css->plain, PaperMarkup(v, one, signed_by));
}

void AddAgreementPaperPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/agreements/{id}/paper", [&services](Visit& v) { return ShowPaper(v, services); });
  web.Page(router, "/agreements/{id}/paper.pdf", [&services](Visit& v) { return PaperPdf(v, services); });
}

}  // namespace sinergi::agreement
