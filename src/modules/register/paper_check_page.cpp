// /verifikasi: everybody may check a paper by its code, without an account. It tells which paper it is,
// whether
// its text is the one that was issued, and where the matter stands now; nothing personal.
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/request_facts.h"
#include "modules/register/paper_page.h"
#include "modules/register/paper_record.h"
#include "modules/register/record_rows.h"
#include "platform/files/label_text.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

struct PaperStanding {
  std::string state;     // of the record now
  bool changed = false;  // the record is another than when the paper was issued
};

PaperStanding PaperStandingOf(sql::Connection& c, const PaperCheck& check, const Definition& definition,
                              Lang lang) {
  const auto record = ReadRecord(c, check.government_id, definition, check.paper.record_id);
  if (!record) return {};
  const State* state = definition.StateNamed(record->state);
  return {state == nullptr ? record->state : InLanguage(state->title, lang),
          record->version != check.paper.record_version};
}

void FillCheck(sql::Connection& c, const Registers& registers, const PaperCheck& check, Lang lang,
               Dict& page) {
  Dict& found = *page.AddSectionDictionary("FOUND");
  const InForce* one = registers.Find(check.paper.register_id);
  found.ShowSection(!check.whole ? "BROKEN" : check.superseded ? "SUPERSEDED" : "WHOLE");
  found.SetValue("PAPER_TITLE", check.paper.title);
  found.SetValue("REGISTER",
                 one == nullptr ? check.paper.register_id : InLanguage(one->definition.title, lang));
  found.SetValue("GOVERNMENT", check.government);
  if (!check.paper.number.empty()) found.SetValueAndShowSection("NUMBER", check.paper.number, "HAS_NUMBER");
  if (!check.paper.period.empty()) found.SetValueAndShowSection("PERIOD", check.paper.period, "HAS_PERIOD");
  found.SetValue("ON", PrintDate(check.paper.on));
  found.SetValue("HASH", ShortHash(check.paper.hash));
  if (one == nullptr || check.paper.record_id == 0) return;
  const PaperStanding standing = PaperStandingOf(c, check, one->definition, lang);
  if (!standing.state.empty()) found.SetValueAndShowSection("STATE", standing.state, "HAS_STATE");
  if (standing.changed) found.ShowSection("CHANGED");
}

http::Response ShowPaperCheck(const kernel::Web& web, const http::Request& request,
                              const Registers& registers, std::string_view typed) {
  const Lang lang = kernel::LangOf(request);
  Dict page("paper_check");
  const std::string code = CodeFrom(typed);
  page.SetValue("TYPED", kernel::Typed(typed.substr(0, 64)));
  bool found = false;
  if (!code.empty())
    web.db.Read([&](sql::Connection& c) {
      if (const std::optional<PaperCheck> check = CheckPaper(c, code)) {
        FillCheck(c, registers, *check, lang, page);
        found = true;
      }
      return Unit{};
    });
  const bool missing = !typed.empty() && !found;
  if (missing) page.ShowSection("MISSING");
  return kernel::Frame{web, request, lang}
      .Show("register/paper_check", page, "papers.check", missing ? 404 : 200)
      .Set("Cache-Control", "no-store");
}

}  // namespace

void AddPaperCheckPage(kernel::Web& web, http::Router& router, const Registers& registers) {
  router.Get("/verifikasi", [&web, &registers](const http::Request& request) {
    return ShowPaperCheck(web, request, registers, request.Query("kode"));
  });
  router.Get("/verifikasi/{code}", [&web, &registers](const http::Request& request) {
    return ShowPaperCheck(web, request, registers, request.Param("code"));
  });
}

}  // namespace sinergi::registers
