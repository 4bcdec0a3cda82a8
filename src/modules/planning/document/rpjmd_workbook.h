// For tests only: tables of planning documents as workbooks.
#pragma once

#include <string>
#include <vector>

#include "platform/sheets/writer.h"

namespace sinergi::testkit {

// Rows of texts; what reads as a plain number is written as one.
class Table {
 public:
  explicit Table(const std::string& name) { Sheet(name); }
  Table& Sheet(const std::string& name) {
    parts_.push_back({name, {}, {}});
    return *this;
  }
  Table& Row(std::vector<std::string> cells) {
    parts_.back().rows.push_back(std::move(cells));
    return *this;
  }
  Table& Merge(const std::string& range) {
    const size_t colon = range.find(':');
    parts_.back().merges.push_back(
        {*sheets::CellRef::Parse(range.substr(0, colon)), *sheets::CellRef::Parse(range.substr(colon + 1))});
    return *this;
  }
  std::string File() const {
    sheets::Writer writer;
    for (const Part& part : parts_) Write(part, writer);
    return writer.Finish();
  }

 private:
  struct Part {
    std::string name;
    std::vector<std::vector<std::string>> rows;
    std::vector<sheets::CellRange> merges;
  };
  static bool IsNumber(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789.") == text.npos &&
           text.find('.') == text.rfind('.');
  }
  static void Write(const Part& part, sheets::Writer& writer) {
    writer.AddSheet(part.name);
    for (int row = 0; row < static_cast<int>(part.rows.size()); ++row) {
      const auto& cells = part.rows[static_cast<size_t>(row)];
      for (int column = 0; column < static_cast<int>(cells.size()); ++column) {
        const std::string& text = cells[static_cast<size_t>(column)];
        const auto* merge = MergeFrom(part, {row, column});
        if (merge)
          writer.Merge(*merge, text, {});
        else if (IsNumber(text))
          writer.WriteNumber({row, column}, text);
        else if (!text.empty())
          writer.WriteText({row, column}, text);
      }
    }
  }
  static const sheets::CellRange* MergeFrom(const Part& part, sheets::CellRef at) {
    for (const sheets::CellRange& range : part.merges)
      if (range.from == at) return &range;
    return nullptr;
  }
  std::vector<Part> parts_;
};

struct KeyIndicator {
  std::string name, unit, baseline;
  std::vector<std::string> targets;  // 2025 …
};

// The programme table of an RPJMD with six years of target and money, and a sheet of key indicators (IKK) beside it.
inline std::string RpjmdWorkbook(
    const std::vector<KeyIndicator>& key_indicators = {
        {"Indeks SPBE", "Nilai", "2.69", {"2.89", "", "", "", "", "3.8"}},
        {"Kepuasan informasi publik", "%", "90", {"65", "66", "67", "68", "69", "70"}},
        {"Persentase data statistik sektoral yang lengkap",
         "%",
         "40",
         {"50", "55", "60", "65", "70", "75"}}}) {
  Table book("Program");
  book.Row({"PROGRAM PERANGKAT DAERAH, INDIKATOR, TARGET DAN PAGU 2025-2030"}).Row({}).Row({"Tabel 4.2"});
  std::vector<std::string> top = {"NO",        "KODE",   "URUSAN/BIDANG/PROGRAM",
                                  "INDIKATOR", "SATUAN", "BASELINE 2024"};
  std::vector<std::string> years(6), kinds(6);
  top.insert(top.end(), {"TARGET DAN KERANGKA PENDANAAN", "", "", "", "", "", "", "", "", "", "", "",
                         "PERANGKAT DAERAH PENANGGUNG JAWAB"});
  for (int year = 2025; year <= 2030; ++year) {
    years.insert(years.end(), {std::to_string(year), ""});
    kinds.insert(kinds.end(), {"KINERJA", "RUPIAH"});
  }
  book.Row(top).Row(years).Row(kinds).Merge("G4:R4").Merge("S4:S6");
  for (const char* column : {"A", "B", "C", "D", "E", "F"})
    book.Merge(std::string(column) + "4:" + column + "6");
  for (const char* pair : {"G5:H5", "I5:J5", "K5:L5", "M5:N5", "O5:P5", "Q5:R5"}) book.Merge(pair);
  const std::string agency = "Dinas Kominfo";
  book.Row({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18",
            "19"});
  book.Row({"1", "2.16 ", "URUSAN KOMUNIKASI DAN INFORMATIKA"});
  book.Row({"", "2.16.02", "Program Informasi Publik", "Kepuasan informasi publik", "%", "65", "65", "1000",
            "66", "1100", "67", "1200", "68", "1300", "69", "1400", "70", "1500", agency});
  book.Row({"", "2.16.03", "Program Aplikasi", "Indeks SPBE", "Indeks", "2.69", "3", "5000000000", "3",
            "5100000000", "3.2", "5200000000", "3.3", "5300000000", "3.4", "5400000000", "3.5",
            "6250000000.50", agency});
  book.Row({"", "", "", "Layanan terpadu", "Layanan", "10", "12", "", "14", "", "16", "", "18", "", "20", "",
            "22", "", ""});
  book.Row({"2", "2.2", "URUSAN STATISTIK"});
  book.Row({"", "2.20.02", "Program Statistik", "Persentase data statistik sektoral lengkap", "%", "40", "50",
            "10", "55", "10", "60", "10", "65", "10", "70", "10", "75", "10", agency});
  book.Row({"", "", "JUMLAH", "", "", "", "", "5000001010"});
  book.Sheet("IKK").Row({"Indikator Kinerja Kunci"}).Row({});
  book.Row({"No", "Indikator", "Satuan", "Baseline 2024", "Target", "", "", "", "", ""});
  book.Row({"", "", "", "", "2025", "2026", "2027", "2028", "2029", "2030"}).Merge("E3:J3");
  for (const char* column : {"A", "B", "C", "D"}) book.Merge(std::string(column) + "3:" + column + "4");
  int number = 0;
  for (const KeyIndicator& key : key_indicators) {
    std::vector<std::string> row = {std::to_string(++number), key.name, key.unit, key.baseline};
    row.insert(row.end(), key.targets.begin(), key.targets.end());
    book.Row(row);
  }
  return book.File();
}

}  // namespace sinergi::testkit
