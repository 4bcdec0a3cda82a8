#include "modules/register/register_export.h"

#include "platform/sheets/csv.h"
#include "platform/sheets/writer.h"

namespace sinergi::registers {
namespace {

constexpr int kExportRowsAtOnce = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // Excel takes CSV for UTF-8 by it

// Where the rows go.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void Head(const std::vector<std::string>& columns) = 0;
  virtual void Row(const Record& record, const std::vector<std::string>& columns) = 0;
  virtual std::string Finish() = 0;
};

class CsvSink : public Sink {
 public:
  CsvSink(const Printing& how, Personal personal) : how_(how), personal_(personal) { how_.plain = true; }
  void Head(const std::vector<std::string>& columns) override { text_ += sheets::WriteCsv({columns}); }
  void Row(const Record& record, const std::vector<std::string>& columns) override {
    std::vector<std::string> cells;
    for (const std::string& column : columns) cells.push_back(PrintCell(how_, record, column, personal_));
    text_ += sheets::WriteCsv({cells});
  }
  std::string Finish() override { return std::move(text_); }

 private:
  Printing how_;
  Personal personal_;
  std::string text_{kByteOrderMark};
};

class XlsxSink : public Sink {
 public:
  XlsxSink(const Printing& how, Personal personal) : how_(how), personal_(personal) {
    writer_.AddSheet(In(how.v, how.definition.title));
  }
  void Head(const std::vector<std::string>& columns) override {
    for (size_t i = 0; i < columns.size(); ++i) {
      const int column = static_cast<int>(i);
      writer_.SetColumn(column, 20);
      writer_.WriteText({0, column}, ColumnTitle(how_.v, how_.definition, columns[i]),
                        {.bold = true, .border = true, .fill = true});
    }
    writer_.Freeze({1, 1});
  }
  void Row(const Record& record, const std::vector<std::string>& columns) override {
    ++row_;
    for (size_t i = 0; i < columns.size(); ++i) Write({row_, static_cast<int>(i)}, record, columns[i]);
  }
  std::string Finish() override { return writer_.Finish(); }

 private:
  void Write(sheets::CellRef at, const Record& record, const std::string& column) {
    const Field* field = how_.definition.FieldNamed(column);
    const bool number = field != nullptr && field->type->Places() >= 0;
    Printing how = how_;
    how.plain = number;
    const std::string text = PrintCell(how, record, column, personal_);
    if (text.empty() || text == kDots) return;
    if (number && ReadComputed(text, 6))  // what is computed may be a day
      writer_.WriteNumber(at, text);
    else
      writer_.WriteText(at, text);
  }

  Printing how_;
  Personal personal_;
  sheets::Writer writer_;
  int row_ = 0;
};

}  // namespace

std::vector<std::string> ExportColumns(const Definition& definition, Personal personal) {
  std::vector<std::string> columns = {"number", "state", "unit", "made"};
  for (const Field& field : definition.fields) {
    if (field.retired || field.type->name() == "table") continue;
    if (!field.personal || personal == Personal::kShown) columns.push_back(field.name);
  }
  for (const RegisterClock& clock : definition.clocks) columns.push_back(clock.name + ".due");
  return columns;
}

Result<std::string> ExportRecords(sql::Connection& c, const Printing& how, ListQuery query,
                                  ExportFormat format, Personal personal) {
  std::unique_ptr<Sink> sink;
  if (format == ExportFormat::kCsv)
    sink = std::make_unique<CsvSink>(how, personal);
  else
    sink = std::make_unique<XlsxSink>(how, personal);
  const std::vector<std::string> columns = ExportColumns(how.definition, personal);
  sink->Head(columns);
  query.limit = kExportRowsAtOnce;
  for (query.offset = 0;; query.offset += kExportRowsAtOnce) {
    const Result<RecordPage> page =
        ListRecords(c, how.context.government.id, how.definition, query, how.context.today);
    if (!page.ok()) return page.error();
    if (query.offset + static_cast<int64_t>(page->rows.size()) > kExportMost)
      return Error{ErrorKind::kTooLarge, "register.export_too_large", {std::to_string(kExportMost)}};
    for (const Record& record : page->rows) sink->Row(record, columns);
    if (static_cast<int>(page->rows.size()) < kExportRowsAtOnce) return sink->Finish();
  }
}

}  // namespace sinergi::registers
