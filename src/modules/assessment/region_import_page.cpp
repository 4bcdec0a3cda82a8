// /region/import: a table of published results, what it would change, and only then the change.
#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/assessment/change_text.h"
#include "modules/assessment/published_file.h"
#include "modules/assessment/region_pages.h"
#include "modules/assessment/totals.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kFileBytesMost = 4u << 20, kShown = 200, kFileNameBytes = 100;

// What the form asks for.
struct Wanted {
  std::shared_ptr<const Instrument> instrument;
  PublishedWish wish;
};

int ReadYear(std::string_view text) {
  int year = 0;
  for (const char c : TrimBlanks(text).substr(0, 5))
    year = c >= '0' && c <= '9' ? year * 10 + (c - '0') : 1'000'000;
  return year >= 1990 && year <= 2200 ? year : 0;
}

Result<Wanted> ReadWanted(const Visit& v, const http::Form& form, InstrumentShelf& shelf) {
  if (!MayImport(v)) return kernel::Forbidden();
  if (!form.ok) return Error{ErrorKind::kInvalid, "http.bad_request"};
  auto instrument = shelf.Get(std::string(form.Field("instrument")), "");
  if (!instrument.ok()) return instrument.error();
  Wanted wanted{
      *instrument,
      {Shorten(kernel::Typed(form.Field("file_name")), kFileNameBytes), ReadYear(form.Field("year"))}};
  if (!TrimBlanks(form.Field("year")).empty() && wanted.wish.year == 0)
    return Error{ErrorKind::kInvalid, "published.year_unreadable", {Shorten(form.Field("year"), 20)}};
  return wanted;
}

// What cannot be read, by line.
void FillFaults(const Visit& v, const Error& error, Dict& page) {
  Dict& list = *page.AddSectionDictionary("FAULTS");
  list.SetValue("WHAT", v.web.texts.Get(v.lang, "error." + error.code, error.args));
  for (const FieldError& field : error.fields) {
    Dict& row = *list.AddSectionDictionary("FAULT");
    row.SetValue("LINE", field.field.substr(field.field.rfind(':') + 1));
    row.SetValue("TEXT", v.web.texts.Get(v.lang, "error." + field.code, field.args));
  }
}

http::Response ShowRegionImport(Visit& v, InstrumentShelf& shelf, const Error* error = nullptr) {
  if (!MayImport(v)) return v.Refuse(kernel::Forbidden());
  Dict page("import");
  if (error) FillFaults(v, *error, page);
  for (const std::string& id : shelf.ids()) {
    const auto instrument = shelf.Get(id, "");
    if (!instrument.ok() || !(*instrument)->weights_known || DomainsOf(**instrument).empty()) continue;
    Dict& option = *page.AddSectionDictionary("INSTRUMENT");
    option.SetValue("VALUE", id);
    option.SetValue("TEXT", InLanguage((*instrument)->title, v.lang));
    if (id == "spbe-2020") option.ShowSection("CHOSEN");
  }
  return v.Show("assessment/region_import", page, "region.import_title", error ? 400 : 200);
}

std::string FiguresText(const PublishedResult& result) {
  std::string text = MicroText(result.index_micro) + " " + result.predicate + " (";
  for (size_t i = 0; i < result.domains.size(); ++i)
    text += (i == 0 ? "" : " · ") + MicroText(result.domains[i]);
  return text + ")";
}

void FillChanges(const Visit& v, const std::vector<PublishedChange>& changes, Dict& page) {
  for (const bool is_new : {false, true}) {
    size_t count = 0;
    Dict* group = nullptr;
    for (const PublishedChange& change : changes) {
      if (change.before.has_value() == is_new) continue;
      if (!group) {
        group = page.AddSectionDictionary("GROUP");
        if (!is_new) group->ShowSection("OPEN");
      }
      if (++count > kShown) continue;
      Dict& row = *group->AddSectionDictionary("CHANGE");
      row.SetValue("NAME", change.after.institution);
      row.SetIntValue("YEAR", change.after.year);
      row.SetValue("BEFORE", change.before ? FiguresText(*change.before) : "–");
      row.SetValue("AFTER", FiguresText(change.after));
    }
    if (!group) continue;
    group->SetValue("GROUP_NAME", v.T(is_new ? "region.change_new" : "region.change_replaced"));
    group->SetIntValue("COUNT", static_cast<long>(count));
    if (count > kShown)
      group->SetValueAndShowSection("MORE_TEXT", v.T("region.more", {std::to_string(count - kShown)}),
                                    "MORE");
  }
}

void FillDoubts(const Visit& v, const std::vector<DoubtedLine>& doubts, Dict& page) {
  if (doubts.empty()) return page.ShowSection("NO_DOUBTS");
  Dict& list = *page.AddSectionDictionary("DOUBTS");
  list.SetIntValue("COUNT", static_cast<long>(doubts.size()));
  for (size_t i = 0; i < std::min(doubts.size(), kShown); ++i) {
    Dict& row = *list.AddSectionDictionary("DOUBT");
    row.SetIntValue("LINE", doubts[i].line);
    row.SetValue("NAME", doubts[i].institution);
    row.SetValue("WHAT", v.web.texts.Get(v.lang, "region." + doubts[i].doubt.code, doubts[i].doubt.args));
  }
  if (doubts.size() > kShown)
    list.SetValueAndShowSection("MORE_TEXT", v.T("region.more", {std::to_string(doubts.size() - kShown)}),
                                "MORE");
}

// Nothing is written: the file waits in the content store under its hash until it is confirmed.
http::Response Preview(Visit& v, InstrumentShelf& shelf) {
  const http::Form form = http::ReadForm(v.request);
  Result<Wanted> wanted = ReadWanted(v, form, shelf);
  if (!wanted.ok()) return v.Refuse(wanted.error());
  if (form.files.empty()) return v.Refuse({ErrorKind::kInvalid, "region.no_file"});
  wanted->wish.file_name = Shorten(kernel::Typed(form.files.front().name), kFileNameBytes);
  const Result<PublishedFile> file =
      ReadPublished(*wanted->instrument, form.files.front().content, wanted->wish);
  if (!file.ok()) return ShowRegionImport(v, shelf, &file.error());
  const auto kept = v.web.store.Put(form.files.front().content, "hasil.csv");
  if (!kept.ok()) return v.Refuse(kept.error());
  const std::vector<PublishedChange> changes = v.web.db.Read(
      [&](sql::Connection& c) { return ComparePublished(c, v.actor.government_id, file->results); });
  Dict page("preview");
  page.SetValue("FILE_NAME", wanted->wish.file_name);
  page.SetValue("INSTRUMENT", wanted->instrument->id);
  page.SetValue("INSTRUMENT_TITLE", InLanguage(wanted->instrument->title, v.lang));
  page.SetValue("YEAR", wanted->wish.year == 0 ? "" : std::to_string(wanted->wish.year));
  page.SetValue("TOKEN", kept->sha256);
  page.SetValue("READ", v.T("region.read", {std::to_string(file->results.size())}));
  std::string passed_over;
  for (const std::string& column : file->passed_over)
    passed_over += (passed_over.empty() ? "" : ", ") + column;
  if (!passed_over.empty()) page.SetValueAndShowSection("COLUMNS", Shorten(passed_over, 400), "PASSED_OVER");
  page.ShowSection(changes.empty() ? "NOTHING" : "CONFIRM");
  FillChanges(v, changes, page);
  FillDoubts(v, file->doubts, page);
  return v.Show("assessment/region_import_preview", page, "region.import_title");
}

http::Response Apply(Visit& v, InstrumentShelf& shelf) {
  const http::Form form = http::ReadForm(v.request);
  const Result<Wanted> wanted = ReadWanted(v, form, shelf);
  if (!wanted.ok()) return v.Refuse(wanted.error());
  const Result<std::string> bytes = v.web.store.Get(form.Field("token"));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  const Result<PublishedFile> file = ReadPublished(*wanted->instrument, *bytes, wanted->wish);
  if (!file.ok()) return v.Refuse(file.error());
  const PublishedImport import{v.actor, *v.Units(), v.now, wanted->wish.file_name};
  const Result<int> applied =
      v.web.db.Write([&](sql::Connection& c) { return ImportPublished(c, import, file->results); });
  if (!applied.ok()) return v.Refuse(applied.error());
  return v.Back(fmt::format("/region?set={}/{}&region=", file->results.front().year, wanted->instrument->id),
                *applied > 0 ? "region.imported" : "region.imported_nothing");
}

}  // namespace

void AddRegionImportPages(kernel::Web& web, http::Router& router, const Shelf& shelf) {
  web.Page(router, "/region/import", [shelf](Visit& v) { return ShowRegionImport(v, *shelf); });
  web.Post(router, "/region/import", [shelf](Visit& v) { return Preview(v, *shelf); },
           {.body_limit = kFileBytesMost + (64u << 10)});
  web.Post(router, "/region/import/apply", [shelf](Visit& v) { return Apply(v, *shelf); });
}

}  // namespace sinergi::assessment
