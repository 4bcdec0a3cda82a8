#include <unordered_set>

#include "base/text.h"
#include "platform/sheets/book_part.h"
#include "platform/sheets/sheet_part.h"
#include "platform/sheets/styles_part.h"

namespace sinergi::sheets {
namespace {

Error NotXlsx(std::string detail) {
  return {ErrorKind::kInvalid, "sheets.not_xlsx", {}, {}, std::move(detail)};
}

class Reader {
 public:
  Reader(ZipPackage& package, const ReadLimits& limits)
      : package_(package), limits_(limits), budget_(limits), strings_(limits) {}

  Result<Workbook> Read() {
    if (Status found = FindBook(); !found.ok()) return found.error();
    BookPart book(limits_);
    if (Status read = ReadXmlPart(package_, book_name_, book); !read.ok()) return read.error();
    if (!book.is_workbook || book.sheets.empty()) return NotXlsx("no workbook in " + book_name_);
    Relationships relationships(book_name_);
    if (Status read = ReadIfThere(RelationshipsOf(book_name_), relationships); !read.ok())
      return read.error();
    StylesPart styles;
    if (Status read = ReadIfThere(relationships.FirstOfType("styles"), styles); !read.ok())
      return read.error();
    if (Status read = ReadIfThere(relationships.FirstOfType("sharedStrings"), strings_); !read.ok())
      return read.error();
    Workbook workbook;
    workbook.styles = styles.Take();
    workbook.defined_names = std::move(book.defined_names);
    for (const BookPart::SheetEntry& entry : book.sheets)
      if (Status read = ReadSheet(entry, relationships, workbook); !read.ok()) return read.error();
    return workbook;
  }

 private:
  Status ReadIfThere(const std::string& part, XmlHandler& handler) {
    return part.empty() || !package_.Has(part) ? Ok() : ReadXmlPart(package_, part, handler);
  }

  Status FindBook() {
    Relationships top("");
    if (Status read = ReadIfThere("_rels/.rels", top); !read.ok()) return read;
    book_name_ = top.FirstOfType("officeDocument");
    if (book_name_.empty()) book_name_ = "xl/workbook.xml";
    if (!package_.Has(book_name_)) return NotXlsx("no part " + book_name_);
    if (book_name_.ends_with(".bin")) return NotXlsx("binary workbook");
    return Ok();
  }

  Status ReadSheet(const BookPart::SheetEntry& entry, const Relationships& relationships,
                   Workbook& workbook) {
    const Relationships::Entry* target = relationships.ById(entry.relationship);
    if (target == nullptr) return NotXlsx("sheet without part: " + entry.name);
    if (target->type != "worksheet") return Ok();  // a sheet that is only a chart
    if (!read_.insert(LowerAscii(target->part)).second)
      return NotXlsx("one part for two sheets: " + target->part);
    Sheet& sheet = workbook.sheets.emplace_back();
    sheet.name = entry.name;
    sheet.hidden = entry.hidden;
    SheetPart handler(sheet, strings_, workbook.styles.size(), budget_);
    if (Status read = ReadXmlPart(package_, target->part, handler); !read.ok()) return read;
    handler.Finish();
    return Ok();
  }

  ZipPackage& package_;
  const ReadLimits& limits_;
  ReadBudget budget_;
  SharedStrings strings_;
  std::string book_name_;
  std::unordered_set<std::string> read_;
};

}  // namespace

Result<Workbook> ReadXlsx(std::string_view bytes, const ReadLimits& limits) {
  Result<ZipPackage> package = ZipPackage::Open(bytes, limits);
  if (!package.ok()) return package.error();
  return Reader(*package, limits).Read();
}

}  // namespace sinergi::sheets
