// Importing records: a file, what it would do, and only then the doing.
#include <algorithm>

#include "base/text.h"
#include "modules/register/register_import.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;
using RowKind = ImportRow::Kind;

constexpr size_t kFileBytesMost = 21u << 20;
constexpr size_t kRowsShown = 200, kNameBytes = 140;

struct ImportWish {
  std::string token, name, style;
  int64_t unit = 0;
  ImportFile file;
};

NumberStyle StyleOf(std::string_view style) {
  return style == "indonesian" ? NumberStyle::kIndonesian : NumberStyle::kPoint;
}

http::Response ShowUpload(Here& here) {
  Dict page("import");
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kPoint, [&](const RecordContext& context) -> Status {
      const auto units = UnitsToMakeIn(context, here.definition);
      if (units.empty()) return kernel::Forbidden();
      for (const kernel::Unit* unit : units) {
        Dict& option = *page.AddSectionDictionary("UNIT_OPTION");
        option.SetIntValue("UNIT", unit->id);
        option.SetValue("UNIT_NAME", unit->name);
      }
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("PATH", here.Path());
  for (const FileLayout& layout : here.definition.layouts)
    page.AddSectionDictionary("KNOWN_LAYOUT")->SetValue("LAYOUT_TITLE", In(here.v, layout.title));
  if (!here.definition.layouts.empty()) page.ShowSection("LAYOUTS");
  for (const Field& field : here.definition.fields) {
    const std::string_view type = field.type->name();
    if (field.retired || type == "files" || type == "computed") continue;
    for (const Field& column : field.columns) {
      Dict& part = *page.AddSectionDictionary("KNOWN_COLUMN");
      part.SetValue("FIELD_TITLE", In(here.v, field.title) + ": " + In(here.v, column.title));
      part.SetValue("FIELD_NAME", field.name + "." + column.name);
    }
    if (type == "table") continue;
    Dict& row = *page.AddSectionDictionary("KNOWN_COLUMN");
    row.SetValue("FIELD_TITLE", In(here.v, field.title));
    row.SetValue("FIELD_NAME", field.name);
  }
  return here.v.Show("register/register_import", page, "registers.import_title");
}

// Runs the file and keeps what it did only where nothing is wrong and `keep` asks for it.
Result<ImportReport> Run(const Here& here, const ImportWish& wish, bool keep) {
  ImportReport report;
  const Status done = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, StyleOf(wish.style), [&](const RecordContext& context) -> Status {
      if (UnitsToMakeIn(context, here.definition).empty()) return kernel::Forbidden();
      report = RunImport(c, here, context, wish.file, wish.unit);
      if (keep && report.Count(RowKind::kFaulty) == 0) return Ok();
      return Error{ErrorKind::kConflict, "register.import_not_kept"};
    });
  });
  if (!done.ok() && done.error().code != "register.import_not_kept") return done.error();
  return report;
}

// "C · Jenis", as the file has it; the field's title where the file has no column of it.
std::string ColumnSaid(const Here& here, const ImportFile& file, const std::string& name) {
  const Field* field = here.definition.FieldNamed(name);
  const std::string title = field != nullptr                     ? In(here.v, field->title)
                            : name == "unit" || name == "number" ? ColumnTitle(here.v, here.definition, name)
                                                                 : name;
  const std::string letter = ColumnOfField(file, name);
  return letter.empty() ? title : title.empty() ? letter : letter + " · " + title;
}

void FillRow(const Here& here, const ImportFile& file, const ImportRow& row, Dict& page) {
  struct Look {
    const char *key, *tag;
  };
  static constexpr Look kLooks[] = {{"registers.import_new", "good"},
                                    {"registers.import_changed", "warn"},
                                    {"registers.import_same", ""},
                                    {"registers.import_wrong", "bad"}};
  Dict& line = *page.AddSectionDictionary("ROW");
  const Look& look = kLooks[static_cast<size_t>(row.kind)];
  line.SetIntValue("LINE", row.line);
  line.SetValue("KIND", here.v.T(look.key));
  line.SetValue("TAG", look.tag);
  line.SetValue("NAME", Shorten(row.name, kNameBytes));
  for (const FieldError& fault : row.faults) {
    Dict& entry = *line.AddSectionDictionary("FAULT");
    entry.SetValue("COLUMN", ColumnSaid(here, file, fault.field));
    entry.SetValue("FAULT_TEXT", here.v.web.texts.Get(here.v.lang, "error." + fault.code, fault.args));
  }
  for (const ImportChange& change : row.changes) {
    Dict& entry = *line.AddSectionDictionary("CHANGE");
    entry.SetValue("COLUMN", ColumnSaid(here, file, change.field->name));
    entry.SetValue("FROM", change.from.empty() ? "–" : Shorten(change.from, kNameBytes));
    entry.SetValue("TO", change.to.empty() ? "–" : Shorten(change.to, kNameBytes));
  }
}

// What is wrong comes first; what stays the same is counted only.
void FillPreviewRows(const Here& here, const ImportWish& wish, const ImportReport& report, Dict& page) {
  size_t told = 0;
  for (const RowKind kind : {RowKind::kFaulty, RowKind::kChanged, RowKind::kNew})
    for (const ImportRow& row : report.rows)
      if (row.kind == kind && told++ < kRowsShown) FillRow(here, wish.file, row, page);
  if (told > 0) page.ShowSection("ROWS");
  if (told > kRowsShown)
    page.SetValueAndShowSection(
        "MORE", here.v.T("registers.import_more", {std::to_string(told - kRowsShown)}), "MORE_ROWS");
}

http::Response ShowReport(Here& here, const ImportWish& wish, const ImportReport& report) {
  Dict page("preview");
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("PATH", here.Path());
  page.SetValue("FILE_NAME", wish.name);
  page.SetValue("TOKEN", wish.token);
  page.SetValue("STYLE", wish.style);
  page.SetIntValue("UNIT", wish.unit);
  page.SetIntValue("COUNT_NEW", report.Count(RowKind::kNew));
  page.SetIntValue("COUNT_CHANGED", report.Count(RowKind::kChanged));
  page.SetIntValue("COUNT_SAME", report.Count(RowKind::kSame));
  page.SetIntValue("COUNT_FAULTY", report.Count(RowKind::kFaulty));
  if (wish.file.layout != nullptr)
    page.SetValueAndShowSection("LAYOUT_TITLE", In(here.v, wish.file.layout->title), "LAYOUT");
  for (const std::string& unknown : wish.file.unknown)
    page.AddSectionDictionary("UNKNOWN")->SetValue("COLUMN", unknown);
  FillPreviewRows(here, wish, report, page);
  const bool faulty = report.Count(RowKind::kFaulty) > 0,
             writes = report.Count(RowKind::kNew) + report.Count(RowKind::kChanged) > 0;
  page.ShowSection(faulty ? "FAULTY" : writes ? "CONFIRM" : "NOTHING");
  return here.v.Show("register/register_import_preview", page, "registers.import_title", faulty ? 422 : 200);
}

Result<ImportWish> ImportWishOf(const Here& here, const http::Form& form, std::string_view bytes) {
  ImportWish wish;
  wish.name = form.files.empty() ? std::string(form.Field("name")) : form.files[0].name;
  wish.style = form.Field("style");
  wish.unit = IdIn(form.Field("unit")).value_or(0);
  Result<ImportFile> file = ReadImportFile(bytes, wish.name, StyleOf(wish.style), here.definition);
  if (!file.ok()) return file.error();
  wish.file = std::move(*file);
  return wish;
}

http::Response Preview(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok || form.files.empty()) return here.v.Refuse({ErrorKind::kInvalid, "interface.no_file"});
  const std::string_view bytes = form.files[0].content;
  Result<ImportWish> wish = ImportWishOf(here, form, bytes);
  if (!wish.ok()) return here.v.Refuse(wish.error());
  const Result<ImportReport> report = Run(here, *wish, false);
  if (!report.ok()) return here.v.Refuse(report.error());
  const bool sheet = LowerAscii(wish->name).ends_with(".xlsx");
  const Result<files::StoredFile> kept = here.v.web.store.Put(bytes, sheet ? "impor.xlsx" : "impor.csv");
  if (!kept.ok()) return here.v.Refuse(kept.error());
  wish->token = kept->sha256;
  return ShowReport(here, *wish, *report);
}

http::Response ApplyImport(Here& here) {
  const http::Form form = http::ReadForm(here.v.request);
  const Result<std::string> bytes = here.v.web.store.Get(form.Field("token"));
  if (!bytes.ok()) return here.v.Refuse(bytes.error());
  Result<ImportWish> wish = ImportWishOf(here, form, *bytes);
  if (!wish.ok()) return here.v.Refuse(wish.error());
  wish->token = form.Field("token");
  const Result<ImportReport> report = Run(here, *wish, true);
  if (!report.ok()) return here.v.Refuse(report.error());
  if (report->Count(RowKind::kFaulty) > 0) return ShowReport(here, *wish, *report);
  return here.v.Back(here.Path(), "registers.imported");
}

}  // namespace

void AddRegisterImportPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/registers/{register}/import", AtRegister(registers, ShowUpload));
  web.Post(router, "/registers/{register}/import", AtRegister(registers, Preview),
           {.body_limit = kFileBytesMost});
  web.Post(router, "/registers/{register}/import/apply", AtRegister(registers, ApplyImport));
}

}  // namespace sinergi::registers
