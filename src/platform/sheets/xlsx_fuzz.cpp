// Any bytes at all as a workbook: read, and computed when it could be read.
#include <cstddef>
#include <cstdint>

#include "platform/sheets/csv.h"
#include "platform/sheets/formula.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sinergi::sheets;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ReadLimits limits;
  limits.unpacked_bytes = 8 << 20;
  limits.cells = 20'000;
  (void)ReadCsv(bytes);
  const auto book = ReadXlsx(bytes, limits);
  if (!book.ok()) return 0;
  Recalculation recalculation(*book);
  for (size_t i = 0; i < book->sheets.size(); ++i)
    book->sheets[i].Each([&](CellRef ref, const Cell&) {
      (void)recalculation.Of(i, ref);
      (void)book->sheets[i].MergeAt(ref);
    });
  return 0;
}
