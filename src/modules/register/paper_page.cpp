// A paper of one record: seen before it is issued, issued with its code, read again as it was issued.
#include "modules/register/paper_page.h"

#include <fstream>

#include "base/text.h"
#include "modules/register/paper_record.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_pages.h"
#include "platform/files/data_file.h"
#include "platform/pdf/pdf.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;
using Folder = std::filesystem::path;

std::string ReadOwnText(const Folder& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(files::kLargestDataFile, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(stream.gcount()));
  return text;
}

Result<const Paper*> PaperHere(const Here& here) {
  const Paper* paper = here.definition.PaperNamed(here.v.request.Param("paper"));
  if (paper == nullptr || paper->of != PaperOf::kRecord) return Error{ErrorKind::kNotFound, "http.not_found"};
  return paper;
}

// Who holds a role of the register there sees what is personal, and the trail tells it; others see dots.
Result<Personal> TellPaperShown(const Here& here, const Paper& paper, const PaperText& text) {
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian,
                     [&](const RecordContext& context) -> Result<Personal> {
                       const Result<Record> record = RecordHere(here, c, context);
                       if (!record.ok()) return record.error();
                       if (!MaySeePersonal(context, here.definition, record->unit_id))
                         return Personal::kMasked;
                       const std::vector<std::string> names = PersonalIn(text, here.definition, *record);
                       if (!names.empty())
                         TellRead(c, here, std::to_string(record->id), names, "paper/" + paper.name);
                       return Personal::kShown;
                     });
  });
}

http::Response ShowRecordPaper(Here& here, const Folder& own_texts) {
  const Result<const Paper*> paper = PaperHere(here);
  if (!paper.ok()) return here.v.Refuse(paper.error());
  const TextInUse use = TextOf(here.v, own_texts, here.definition, **paper);
  const Result<Personal> personal = TellPaperShown(here, **paper, use.text);
  if (!personal.ok()) return here.v.Refuse(personal.error());
  Dict page("paper");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const Result<Record> record = RecordHere(here, c, context);
      if (!record.ok()) return record.error();
      const std::string path = here.Path(std::to_string(record->id));
      const PaperSheet sheet = RecordSheet({here, c, context, *record, *personal}, **paper, use.text);
      page.SetValue("PAPER", SheetMarkup(here.v, sheet));
      page.SetValue("BACK", path);
      page.SetValue("BACK_TITLE", RecordName({here.v, context, here.definition}, *record));
      page.SetValue("ACTION", path + "/papers/" + (*paper)->name);
      if (*personal == Personal::kShown) page.ShowSection("MAY_ISSUE");
      FillIssued(here, ListIssued(c, context.government.id, here.definition.id, record->id, (*paper)->name),
                 path, page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  for (const std::string& fault : use.faults)
    page.AddSectionDictionary("FAULT")->SetValue("FAULT_TEXT", fault);
  return here.v.Show("register/paper", page, "papers.title").Set("Cache-Control", "no-store");
}

http::Response IssueRecordPaper(Here& here, const Folder& own_texts) {
  const Result<const Paper*> paper = PaperHere(here);
  if (!paper.ok()) return here.v.Refuse(paper.error());
  const TextInUse use = TextOf(here.v, own_texts, here.definition, **paper);
  const Result<std::string> path = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian,
                     [&](const RecordContext& context) -> Result<std::string> {
                       const Result<Record> record = RecordHere(here, c, context);
                       if (!record.ok()) return record.error();
                       if (!MaySeePersonal(context, here.definition, record->unit_id))
                         return kernel::Forbidden();
                       IssuedPaper fresh;
                       fresh.register_id = here.definition.id;
                       fresh.paper = (*paper)->name;
                       fresh.title = (*paper)->title.id;
                       fresh.record_id = record->id;
                       fresh.record_version = record->version;
                       fresh.unit_id = record->unit_id;
                       fresh.number = record->number;
                       fresh.state = record->state;
                       const PaperScene scene{here, c, context, *record, Personal::kShown};
                       fresh.markup = SheetMarkup(here.v, RecordSheet(scene, **paper, use.text));
                       const IssuedPaper issued = IssuePaper(c, context, std::move(fresh));
                       return here.Path(std::to_string(record->id)) + "/issued/" + issued.code;
                     });
  });
  return path.ok() ? here.v.Back(*path, "papers.issued_now") : here.v.Refuse(path.error());
}

template <class Answer>
http::Response OfRecord(Here& here, Answer answer) {
  const int64_t record_id = IdIn(here.v.request.Param("id")).value_or(0);
  if (record_id == 0) return here.v.Refuse({ErrorKind::kNotFound, "http.not_found"});
  const Result<IssuedPaper> paper = IssuedHere(here, record_id);
  return paper.ok() ? answer(here, *paper) : here.v.Refuse(paper.error());
}

}  // namespace

TextInUse TextOf(const kernel::Visit& v, const Folder& own_texts, const Definition& definition,
                 const Paper& paper) {
  const std::string name = definition.id + "." + paper.name + ".txt";
  std::error_code none;
  if (own_texts.empty() || !std::filesystem::is_regular_file(own_texts / name, none)) return {paper.text, {}};
  const std::string text = ReadOwnText(own_texts / name);
  std::vector<PaperFault> found;
  if (!IsValidUtf8(text)) found.push_back({0, 0, "register.field.not_text", {}});
  TextInUse use;
  if (found.empty()) use.text = ReadPaperText(text, definition, paper.of, found);
  for (const PaperFault& fault : found)
    use.faults.push_back(fmt::format("{}:{}:{}: {}", name, fault.line + 1, fault.column + 1,
                                     v.web.texts.Get(v.lang, "error." + fault.code, fault.args)));
  if (!found.empty()) use.text = paper.text;
  return use;
}

Result<IssuedPaper> IssuedHere(Here& here, int64_t record_id) {
  return here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(
        here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Result<IssuedPaper> {
          auto paper = FindIssued(c, context.government.id, here.v.request.Param("code"));
          if (!paper || paper->register_id != here.definition.id || paper->record_id != record_id)
            return Error{ErrorKind::kNotFound, "http.not_found"};
          // A paper of a period holds what its issuer could read: whoever reads it may see all of that, or issued it.
          const bool own =
              record_id == 0 && paper->login == context.actor.login &&
              MaySeePersonalIn(context, here.definition, ReadableUnits(context, here.definition));
          const bool may = own || MaySeePersonal(context, here.definition, paper->unit_id);
          if (!may) return kernel::Forbidden();
          TellRead(c, here, std::to_string(record_id), {}, "issued/" + paper->paper);
          return std::move(*paper);
        });
  });
}

http::Response ShowIssued(Here& here, const IssuedPaper& paper) {
  Dict page("paper_issued");
  const std::string path = here.Path(paper.record_id == 0 ? "" : std::to_string(paper.record_id));
  page.SetValue("PAPER", paper.markup + SealMarkup(here.v, {paper.code, paper.hash}));
  page.SetValue("BACK", path);
  page.SetValue("BACK_TITLE", paper.number.empty() ? In(here.v, here.definition.title) : paper.number);
  page.SetValue("PDF_URL", path + "/issued/" + paper.code + "/pdf");
  page.SetValue("BY", paper.login);
  page.SetValue("AT", PrintMoment(here.v, paper.at));
  page.ShowSection(pdf::Available() ? "PDF" : "NO_PDF");
  return here.v.Show("register/paper_issued", page, "papers.title").Set("Cache-Control", "no-store");
}

http::Response SendIssued(Here& here, const IssuedPaper& paper) {
  Result<std::string> bytes =
      pdf::FromHtml(SheetDocument(paper.title, paper.markup + SealMarkup(here.v, {paper.code, paper.hash})));
  if (!bytes.ok()) return here.v.Refuse(bytes.error());
  const std::string of = paper.number.empty() ? paper.period : paper.number;
  return http::Response::Download(std::move(bytes).value(), "application/pdf",
                                  paper.title + (of.empty() ? "" : " " + of) + ".pdf")
      .Set("Cache-Control", "no-store");
}

void FillIssued(const Here& here, const std::vector<IssuedPaper>& issued, const std::string& path,
                Dict& page) {
  if (issued.empty()) return;
  Dict& section = *page.AddSectionDictionary("ISSUED");
  for (const IssuedPaper& paper : issued) {
    Dict& row = *section.AddSectionDictionary("ISSUED_ONE");
    row.SetValue("URL", path + "/issued/" + paper.code);
    row.SetValue("AT", PrintMoment(here.v, paper.at));
    row.SetValue("BY", paper.login);
  }
}

void AddPaperPages(kernel::Web& web, http::Router& router, const Registers& registers,
                   const Folder& own_texts) {
  const std::string one = "/registers/{register}/{id}/";
  web.Page(router, one + "papers/{paper}",
           AtRegister(registers, [own_texts](Here& here) { return ShowRecordPaper(here, own_texts); }));
  web.Post(router, one + "papers/{paper}",
           AtRegister(registers, [own_texts](Here& here) { return IssueRecordPaper(here, own_texts); }));
  web.Page(router, one + "issued/{code}",
           AtRegister(registers, [](Here& here) { return OfRecord(here, ShowIssued); }));
  web.Page(router, one + "issued/{code}/pdf",
           AtRegister(registers, [](Here& here) { return OfRecord(here, SendIssued); }));
}

}  // namespace sinergi::registers
