#include "modules/performance/import_kinds.h"

#include "modules/performance/sipd/rka_lines.h"
#include "modules/performance/sipd/sipd_realisation.h"
#include "modules/performance/sipd/sipd_renja.h"
#include "modules/performance/sipd/sipkd.h"
#include "modules/performance/template/template_import.h"
#include "modules/performance/workbook/dpa_import.h"
#include "modules/performance/workbook/e81_import.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {
namespace {

Result<ImportedPlan> ReadE81(std::string_view bytes, const ImportWish& wish) {
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  Result<E81Import> import = ImportE81(*book, {.year = wish.year});
  if (!import.ok()) return import.error();
  return ImportedPlan{std::move(import.value().plan), std::move(import.value().findings)};
}

// A file of one agency says itself whose it is; only one of several has to be told apart.
Result<ImportedPlan> ReadSipd(std::string_view bytes, const ImportWish& wish) {
  Result<sipd::SipdImport> import = sipd::ImportSipdRenja(bytes);
  if (!import.ok() && import.error().code == "sipd.several_agencies")
    import = sipd::ImportSipdRenja(bytes, {{}, wish.agency_code});
  if (!import.ok()) return import.error();
  return ImportedPlan{std::move(import.value().plan), std::move(import.value().findings)};
}

Result<ImportedPlan> ReadSipkd(std::string_view bytes, const ImportWish& wish) {
  Result<sipd::SipdImport> import = sipd::ImportSipkd(bytes);
  if (!import.ok() && import.error().code == "sipd.several_agencies")
    import = sipd::ImportSipkd(bytes, {{}, wish.agency_code});
  if (!import.ok()) return import.error();
  return ImportedPlan{std::move(import.value().plan), std::move(import.value().findings)};
}

Result<ImportedPlan> ReadSipdRealisation(std::string_view bytes, const ImportWish& wish) {
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  Result<sipd::SipdImport> import = sipd::ImportSipdRealisation(*book);
  if (!import.ok() && import.error().code == "sipd.several_agencies")
    import = sipd::ImportSipdRealisation(*book, {{}, wish.agency_code});
  if (!import.ok()) return import.error();
  return ImportedPlan{std::move(import.value().plan), std::move(import.value().findings)};
}

std::string KeptOfSipdRealisation(std::string_view bytes) {
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  return book.ok() ? sipd::OnlyColumnsRead(*book) : std::string();
}

Result<ImportedPlan> ReadRka(std::string_view bytes, const ImportWish& wish) {
  Result<sipd::SipdImport> import = sipd::ImportRkaLines(bytes, {{}, {}, wish.year});
  if (!import.ok() && import.error().code == "sipd.several_agencies")
    import = sipd::ImportRkaLines(bytes, {{}, wish.agency_code, wish.year});
  if (!import.ok()) return import.error();
  return ImportedPlan{std::move(import.value().plan), std::move(import.value().findings)};
}

Result<ImportedPlan> ReadDpa(std::string_view bytes, const ImportWish& wish) {
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  return ImportDpa(*book, wish.year);
}

std::string KeptOfDpa(std::string_view bytes) {
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  return book.ok() ? OnlyDpaColumns(*book) : std::string();
}

Result<ImportedPlan> ReadOwnWorkbook(std::string_view bytes, const ImportWish&) {
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  Result<templates::PlanImport> import = templates::ReadPlanTemplate(*book);
  if (!import.ok()) return import.error();
  return ImportedPlan{std::move(import.value().plan), std::move(import.value().findings)};
}

constexpr ImportKind kKinds[] = {
    {"e81", ".xlsx", ReadE81},
    {"sipd", ".txt", ReadSipd},
    {"realisation", ".xlsx", ReadSipdRealisation, KeptOfSipdRealisation},
    {"sipkd", ".txt", ReadSipkd},
    {"rka", ".txt", ReadRka, sipd::OnlyFieldsRead},
    {"dpa", ".xlsx", ReadDpa, KeptOfDpa},
    {"template", ".xlsx", ReadOwnWorkbook},
};

}  // namespace

std::span<const ImportKind> ImportKinds() {
  return kKinds;
}

const ImportKind* FindImportKind(std::string_view id) {
  for (const ImportKind& kind : kKinds)
    if (kind.id == id) return &kind;
  return nullptr;
}

}  // namespace sinergi::performance
