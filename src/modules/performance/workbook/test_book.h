// Small E.81 workbooks for tests, written row by row as a person would fill them in.
//
//   TestBook book(Layout::kFifteen);
//   book.Parent("Program A", "", {"=SUM(F8:F9)", …});
#pragma once

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "modules/performance/workbook/doctor.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {

class TestSheet {
 public:
  explicit TestSheet(sheets::Sheet& sheet) : sheet_(sheet) {}

  // "=SUM(A1)" a formula without a stored result; "12.5" a number; "'12" a text; "" nothing; all else a text.
  void Put(const std::string& a1, const std::string& text) {
    if (text.empty()) return;
    sheets::Cell cell;
    if (text[0] == '=') {
      cell.formula = text.substr(1);
    } else if (text[0] == '\'') {
      cell.kind = sheets::Cell::Kind::kText;
      cell.text = text.substr(1);
    } else {
      const bool number = text.find_first_not_of("0123456789.-") == std::string::npos && text != "-";
      cell.kind = number ? sheets::Cell::Kind::kNumber : sheets::Cell::Kind::kText;
      cell.text = text;
    }
    sheet_.Put(*sheets::CellRef::Parse(a1), std::move(cell));
  }
  void Row(int row, const std::vector<std::string>& cells) {
    for (size_t i = 0; i < cells.size(); ++i)
      Put(sheets::ColumnName(static_cast<int>(i)) + std::to_string(row), cells[i]);
  }
  void Merge(const std::string& from, const std::string& to) {
    sheet_.merges.push_back({*sheets::CellRef::Parse(from), *sheets::CellRef::Parse(to)});
  }
  void Hide(int row) { sheet_.hidden_rows.push_back(row - 1); }

 private:
  sheets::Sheet& sheet_;
};

// Header of the 15-column form in rows 1 to 6: A No, B Sasaran, C Program, D Indikator, E Satuan, F G
// Renstra, H I before, J K target, L M N O P Q R S quarters, T U year, V W to date, X Y rate, Z unit. Data
// begins in row 7.
inline void Fifteen(TestSheet& sheet) {
  sheet.Put("A1", "EVALUASI TERHADAP HASIL RENJA DINAS KOMUNIKASI DAN INFORMATIKA");
  sheet.Put("A2", "Kota Contoh Tahun 2025");
  sheet.Row(3, {"No",
                "Sasaran",
                "Program/\nKegiatan",
                "INDIKATOR KINERJA PROGRAM (OUTCOME)/KEGIATAN (OUTPUT)",
                "Satuan",
                "Target Renstra Perangkat Daerah pada Tahun 2026 (Akhir Periode Renstra)",
                "",
                "Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Tahun Lalu (n-2)",
                "",
                "Target Kinerja dan Anggaran Renja Tahun Berjalan (2025) yang Dievaluasi",
                "",
                "Realisasi Kinerja Pada Triwulan",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "Realisasi Capaian Kinerja dan Anggaran Renja yang Dievaluasi",
                "",
                "Realisasi Kinerja dan Anggaran Renstra s/d Tahun 2025 (Akhir Tahun Pelaksanaan Renja)",
                "",
                "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra s/d Tahun 2025 (%)",
                "",
                "Unit Perangkat Daerah Penanggung Jawab"});
  sheet.Row(4, {"", "", "", "", "", "", "", "", "", "", "", "I", "", "II", "", "III", "", "IV"});
  sheet.Row(5, {"1", "2",         "3", "4",
                "",  "5",         "",  "6",
                "",  "7",         "",  "8",
                "",  "9",         "",  "10",
                "",  "11",        "",  "12 = 8+9+10+11",
                "",  "13 = 6+12", "",  "14 = 13/5 x 100",
                "",  "15"});
  sheet.Row(6, {"",  "",   "",  "",   "",  "K",  "Rp", "K",  "Rp", "K",  "Rp", "K", "Rp",
                "K", "Rp", "K", "Rp", "K", "Rp", "K",  "Rp", "K",  "Rp", "K",  "Rp"});
}

// Figures of one leaf: Renstra, before, target, four quarters, each K and Rp; the rest is computed.
inline void Leaf(TestSheet& sheet, int row, const std::string& name, const std::string& unit,
                 const std::vector<std::string>& f) {
  const std::string n = std::to_string(row);
  std::vector<std::string> cells = {n, "", name, "Jumlah " + name, unit};
  cells.insert(cells.end(), f.begin(), f.end());
  cells.resize(19);
  for (const char* text : {"=L#+N#+P#+R#", "=M#+O#+Q#+S#", "=H#+T#", "=I#+U#", "=V#/F#*100", "=W#/G#*100"}) {
    std::string formula(text);
    for (size_t at = formula.find('#'); at != std::string::npos; at = formula.find('#'))
      formula.replace(at, 1, n);
    cells.push_back(formula);
  }
  sheet.Row(row, cells);
}

// A row that adds `rows` ("8:9", "8,11") in every column of money.
inline void Parent(TestSheet& sheet, int row, const std::string& name, const std::string& rows) {
  const std::string n = std::to_string(row);
  sheet.Put("C" + n, name);
  for (const char* column : {"G", "I", "K", "M", "O", "Q", "S", "U"}) {
    std::string formula = std::string("=SUM(") + column;
    for (const char c : rows)
      formula += c == ':' || c == ',' ? std::string(1, c) + column : std::string(1, c);
    sheet.Put(column + n, formula + ")");
  }
  sheet.Put("W" + n, "=I" + n + "+U" + n);
  sheet.Put("Y" + n, "=W" + n + "/G" + n + "*100");
}

// Two activities of two sub-activities each below one programme, all right: rows 7 to 13.
inline sheets::Workbook GoodBook() {
  sheets::Workbook book;
  book.styles.emplace_back();
  book.sheets.emplace_back().name = "TW IV";
  TestSheet sheet(book.sheets[0]);
  Fifteen(sheet);
  Parent(sheet, 7, "Program Aplikasi Informatika", "8,11");
  Parent(sheet, 8, "Pengelolaan Nama Domain", "9:10");
  Leaf(sheet, 9, "Domain", "Dokumen",
       {"4", "4000", "1", "1000", "2", "2000", "0", "100", "1", "200", "0", "300", "1", "400"});
  Leaf(sheet, 10, "Subdomain", "Dokumen",
       {"8", "800", "2", "200", "3", "300", "1", "10", "1", "20", "0", "30", "1", "40"});
  Parent(sheet, 11, "Pengelolaan e-Government", "12:13");
  Leaf(sheet, 12, "Aplikasi", "Aplikasi",
       {"9", "9000", "3", "3000", "5", "5000", "1", "500", "1", "600", "1", "700", "2", "800"});
  Leaf(sheet, 13, "Jaringan", "Titik",
       {"7", "7000", "2", "2000", "6", "6000", "2", "900", "1", "800", "1", "700", "2", "600"});
  return book;
}

inline const Finding* FindingAt(const DoctorReport& report, const std::string& cell) {
  for (const Finding& finding : report.findings)
    if (finding.cell == cell) return &finding;
  return nullptr;
}

// The real workbook, outside of the repository; empty, and said so, where it is not there.
inline std::string RealWorkbook() {
  const std::string path = SINERGI_SOURCE_DIR "/../shared/cases/e81/evaluasi-renja-2025-tw4.xlsx";
  if (!std::filesystem::exists(path)) {
    std::cout << "real workbook not there, left out: " << path << "\n";
    return {};
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace sinergi::performance
