#include "modules/performance/workbook/e81_titles.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::performance {
namespace {

// "Tahun 2025" anywhere: the first whole number from 2000 to 2099.
int YearIn(std::string_view text) {
  for (size_t at = 0; at + 4 <= text.size(); ++at) {
    const auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (!digit(at) || (at > 0 && digit(at - 1)) || digit(at + 4) || !digit(at + 1) || !digit(at + 2) ||
        !digit(at + 3))
      continue;
    const int year =
        (text[at] - '0') * 1000 + (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + text[at + 3] - '0';
    if (year >= 2000 && year <= 2099) return year;
  }
  return 0;
}

std::string_view AfterColon(std::string_view text) {
  const size_t colon = text.find(':');
  return colon == std::string_view::npos ? std::string_view() : TrimBlanks(text.substr(colon + 1));
}

size_t FindWord(const std::string& folded, std::string_view word) {
  for (size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1))
    if (at == 0 || folded[at - 1] == ' ') return at;
  return std::string::npos;
}

// "Kabupaten X" to the end of the line or to a comma; "kabupaten/kota" names nobody.
std::string GovernmentIn(const std::string& text) {
  const std::string folded = LowerAscii(text);
  for (const std::string_view word : {"kabupaten ", "kota ", "provinsi ", "pemerintah daerah "}) {
    const size_t at = FindWord(folded, word);
    if (at == std::string::npos) continue;
    std::string_view rest = std::string_view(text).substr(at);
    for (const std::string_view end :
         {" Tahun", " TAHUN", " tahun", ",", ";", " Provinsi", " PROVINSI", " Periode"})
      rest = rest.substr(0, std::max(rest.find(end, 1), word.size()));
    const std::string name(TrimBlanks(rest));
    if (name.size() > word.size() && name.size() < 80) return name;
  }
  return {};
}

std::string AgencyIn(const std::string& text) {
  const std::string folded = LowerAscii(text);
  for (const std::string_view word : {"dinas ", "badan ", "inspektorat", "sekretariat ", "kecamatan ",
                                      "satuan polisi", "rumah sakit", "rsud "}) {
    const size_t at = FindWord(folded, word);
    if (at == std::string::npos) continue;
    std::string_view rest = std::string_view(text).substr(at);
    for (const std::string_view end :
         {" Kabupaten ", " KABUPATEN ", " Kota ", " KOTA ", " Provinsi ", " PROVINSI ", " Tahun ", " TAHUN "})
      rest = rest.substr(0, rest.find(end));
    return std::string(TrimBlanks(rest));
  }
  return {};
}

bool NamesAgency(const std::string& folded) {
  for (const std::string_view word :
       {"perangkat daerah", "nama skpd", "skpd", "opd", "nama opd", "nama perangkat daerah",
        "renja perangkat daerah", "unit kerja", "organisasi"})
    if (folded.starts_with(word)) return true;
  return false;
}

void ReadLine(const std::string& text, bool title, E81Titles& titles) {
  const std::string folded = FoldText(text);
  if (titles.agency.empty() && NamesAgency(folded)) {
    std::string_view name = AfterColon(text);
    if (!name.empty() && name.size() < 200) titles.agency = std::string(name);
  }
  if (!title || text.size() > 300) return;
  if (titles.agency.empty()) titles.agency = AgencyIn(text);
  if (titles.government.empty()) titles.government = GovernmentIn(text);
  const bool of_years =
      folded.find("renstra") != std::string::npos || folded.find("rpjm") != std::string::npos;
  const bool of_law =
      folded.find("permendagri") != std::string::npos || folded.find("peraturan") != std::string::npos;
  if (titles.year == 0 && !of_years && !of_law) titles.year = YearIn(text);
}

}  // namespace

E81Titles ReadTitles(const SheetView& view, const E81Layout& layout) {
  E81Titles titles;
  const auto& rows = view.sheet().rows;
  const int end = std::min(static_cast<int>(rows.size()), layout.first_row + 3);
  for (int row = 0; row < end; ++row) {
    const bool title = row < layout.header_first;
    if (!title && row < layout.first_row) continue;
    for (const auto& [column, cell] : rows[static_cast<size_t>(row)].cells)
      if (cell.kind == sheets::Cell::Kind::kText || title) ReadLine(FoldBlanks(cell.text), title, titles);
  }
  if (titles.year == 0) titles.year = YearIn(layout.year_header);
  return titles;
}

}  // namespace sinergi::performance
