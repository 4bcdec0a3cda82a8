// Any bytes as the XML of a worksheet in an otherwise sound package: past the checksums that stop xlsx_fuzz.
#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "platform/sheets/formula.h"

namespace {

void Add(zip_t* archive, const char* name, std::string_view content) {
  zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
  const zip_int64_t index = zip_file_add(archive, name, source, 0);
  zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

std::string Package(std::string_view worksheet) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  Add(archive, "xl/workbook.xml", R"(<workbook><sheets><sheet name="Isi" id="s"/></sheets></workbook>)");
  Add(archive, "xl/_rels/workbook.xml.rels",
      R"(<R><Relationship Id="s" Type="/worksheet" Target="s.xml"/><Relationship Id="t" Type="/sharedStrings" Target="t.xml"/>)"
      R"(<Relationship Id="f" Type="/styles" Target="f.xml"/></R>)");
  // The same bytes for all three: each takes what it knows.
  for (const char* part : {"xl/s.xml", "xl/t.xml", "xl/f.xml"}) Add(archive, part, worksheet);
  zip_close(archive);
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  zip_source_open(target);
  std::string bytes(stat.size, '\0');
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sinergi::sheets;
  const auto book = ReadXlsx(Package({reinterpret_cast<const char*>(data), size}));
  if (!book.ok()) return 0;
  Recalculation recalculation(*book);
  book->sheets[0].Each([&](CellRef ref, const Cell&) {
    (void)recalculation.Of(0, ref);
    (void)book->sheets[0].MergeAt(ref);
  });
  return 0;
}
