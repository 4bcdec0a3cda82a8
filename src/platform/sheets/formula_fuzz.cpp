// Any text as a formula, and as the shared formula of three cells: parsed, moved, computed.
#include <cstddef>
#include <cstdint>

#include "platform/sheets/formula.h"
#include "platform/sheets/shared_formula.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sinergi::sheets;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Workbook book;
  Sheet& sheet = book.sheets.emplace_back();
  sheet.name = "Isi";
  for (int row = 0; row < 3; ++row) {
    sheet.Put({row, 0}, {Cell::Kind::kNumber, "1.5"});
    sheet.Put({row, 1}, {Cell::Kind::kEmpty, "", ShiftFormula(text, row, -row)});
  }
  (void)ReferencesOf(ParseFormula(text));
  Recalculation recalculation(book);
  for (int row = 0; row < 3; ++row) (void)recalculation.Of(0, {row, 1});
  (void)recalculation.Evaluate(0, ParseFormula(text));
  return 0;
}
