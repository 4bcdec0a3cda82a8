#include "modules/performance/workbook/header_words.h"

#include <initializer_list>
#include <string>

#include "base/text.h"

namespace sinergi::performance {
namespace {

bool HasAny(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text.find(word) != std::string_view::npos) return true;
  return false;
}

bool IsAny(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text == word) return true;
  return false;
}

int NumeralAt(std::string_view text) {
  static constexpr std::string_view kNumerals[][4] = {{"i", "1", "pertama", "satu"},
                                                      {"ii", "2", "kedua", "dua"},
                                                      {"iii", "3", "ketiga", "tiga"},
                                                      {"iv", "4", "keempat", "empat"}};
  while (!text.empty() &&
         (text[0] == ' ' || text[0] == '-' || text[0] == '.' || text[0] == ':' || text[0] == '('))
    text.remove_prefix(1);
  if (text.starts_with("ke-")) text.remove_prefix(3);
  const std::string_view word =
      text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"));
  for (int q = 0; q < 4; ++q)
    for (const std::string_view numeral : kNumerals[q])
      if (word == numeral) return q + 1;
  return 0;
}

bool BeginsWord(std::string_view text, size_t at) {
  return at == 0 || text[at - 1] < 'a' || text[at - 1] > 'z';
}

int ReadQuarter(std::string_view text) {
  if (IsAny(text, {"i", "ii", "iii", "iv"})) return NumeralAt(text);
  if (HasAny(text, {"sampai dengan", "s.d", "s/d", "dievaluasi", "tingkat", "target"})) return 0;
  for (const std::string_view word : {"triwulan", "tribulan", "tw"})
    for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
      if (BeginsWord(text, at))
        if (const int quarter = NumeralAt(text.substr(at + word.size()))) return quarter;
  return 0;
}

HeaderKind PlainKind(std::string_view text) {
  if (IsAny(text, {"no", "no.", "nomor", "no urut"})) return HeaderKind::kNumber;
  if (text == "kode" || text.starts_with("kode ") || text.starts_with("kode/")) return HeaderKind::kCode;
  if (text.starts_with("satuan")) return HeaderKind::kUnit;
  if (text.starts_with("keterangan") || IsAny(text, {"ket", "ket.", "catatan"})) return HeaderKind::kNote;
  if (HasAny(text, {"penanggung jawab", "penanggungjawab", "pelaksana"}) &&
      !HasAny(text, {"realisasi", "target"}))
    return HeaderKind::kResponsible;
  if (text.starts_with("indikator")) return HeaderKind::kIndicator;
  return HeaderKind::kNone;
}

HeaderKind FigureKind(std::string_view text) {
  if (HasAny(text, {"tingkat capaian", "tingkat realisasi", "rasio capaian", "persentase capaian",
                    "% capaian", "capaian (%)", "tingkat pencapaian"}))
    return HeaderKind::kRate;
  if (HasAny(text, {"realisasi", "capaian kinerja renstra"})) return HeaderKind::kRealised;
  if (text.find("target") != std::string_view::npos) return HeaderKind::kTarget;
  if (HasAny(text, {"indikator"})) return HeaderKind::kIndicator;
  const bool names = HasAny(text, {"kegiatan", "urusan", "program"}) && !HasAny(text, {"sasaran", "tujuan"});
  return names ? HeaderKind::kName : HeaderKind::kNone;
}

}  // namespace

HeaderWord ReadHeader(std::string_view folded) {
  HeaderWord word;
  if (folded.empty() || folded.size() > 400) return word;
  word.strategic = HasAny(folded, {"renstra", "rpjmd", "rencana strategis", "akhir periode"});
  word.yearly = HasAny(folded, {"renja", "rkpd", "rencana kerja", "berjalan"});
  word.kind = PlainKind(folded);
  if (word.kind != HeaderKind::kNone) return word;
  word.quarter = ReadQuarter(folded);
  word.kind = word.quarter > 0 ? HeaderKind::kQuarter : FigureKind(folded);
  return word;
}

SubHeader ReadSubHeader(std::string_view text) {
  while (!text.empty() && (text.front() == '(' || text.front() == ' ')) text.remove_prefix(1);
  if (text.starts_with("rp") || IsAny(text, {"anggaran", "keuangan", "pagu", "rupiah", "anggaran (rp)",
                                             "anggaran (rp.)", "keuangan (rp)", "pagu (rp)", "dana"}))
    return SubHeader::kMoney;
  if (IsAny(text, {"%", "%)", "persen", "persen (%)"})) return SubHeader::kShare;
  if (IsAny(text, {"k", "k.", "k)", "kinerja", "fisik", "target", "volume", "vol", "vol.", "kinerja (k)",
                   "k (kinerja)", "realisasi", "capaian"}))
    return SubHeader::kPerformance;
  return SubHeader::kNone;
}

int ReadColumnNumber(std::string_view text) {
  if (text.starts_with("(")) text.remove_prefix(1);
  size_t digits = 0;
  int number = 0;
  while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9')
    number = number * 10 + (text[digits++] - '0');
  if (digits == 0 || digits > 2 || number > 40) return 0;
  const bool only = text.find_first_not_of("0123456789=+-*x:/ ()%.,kr", digits) == std::string_view::npos;
  const bool bare = digits == text.size() || text[digits] == ')' || text.find('=') != std::string_view::npos;
  return only && bare ? number : 0;
}

}  // namespace sinergi::performance
