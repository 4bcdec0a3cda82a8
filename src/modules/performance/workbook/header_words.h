// HeaderWords: what the text of a header cell of an evaluation table means, whatever its exact wording.
//
//   "Realisasi Kinerja Pada Triwulan II"                      quarter 2
//   "Realisasi Capaian Kinerja Renstra PD s.d. Renja lalu"    realised (of the Renstra)
//   "Tingkat Capaian … Renstra s/d Tahun 2025 (%)"            rate (of the Renstra)
//
// Wordings after form E.81 of Permendagri 86/2017 and its variants. Pure; texts are folded (see base/text.h).
#pragma once

#include <string_view>

namespace sinergi::performance {

enum class HeaderKind {
  kNone,
  kNumber,
  kCode,
  kName,
  kIndicator,
  kUnit,
  kTarget,
  kRealised,
  kQuarter,
  kRate,
  kResponsible,
  kNote
};

struct HeaderWord {
  HeaderKind kind = HeaderKind::kNone;
  int quarter = 0;         // of kQuarter
  bool strategic = false;  // speaks of the Renstra (or RPJMD)
  bool yearly = false;     // speaks of the Renja (or RKPD) of the year
};

HeaderWord ReadHeader(std::string_view folded);

// The small words under a column: performance (K), money (Rp), share (%).
enum class SubHeader { kNone, kPerformance, kMoney, kShare };
SubHeader ReadSubHeader(std::string_view folded);

// "8", "13 = 9 + 10 + 11 + 12", "(5)": the number that a numbering row gives a column; 0 when it is none.
int ReadColumnNumber(std::string_view folded);

}  // namespace sinergi::performance
