// A change in two plain sentences: how far the index moved, and why. For pages, command line and print.
//
//   ChangeSentences(texts, Lang::kId, change, spbe_2018, spbe_2020)
//   -> "Indeks turun 0,73, dari 3,17 menurut … menjadi 2,44 menurut …."
//      "Dari selisih itu −0,12 adalah perubahan pada indikator yang ada di kedua instrumen; −0,61 selebihnya
//      …"
//
// Parts are printed with as many decimals as it takes for the printed figures to add up (two to four). Pure
// but for the texts.
#pragma once

#include <string>
#include <vector>

#include "modules/assessment/change.h"
#include "modules/assessment/totals.h"
#include "platform/files/label_text.h"

namespace sinergi::assessment {

struct Wording {
  const Texts& texts;
  Lang lang = Lang::kId;
};

std::vector<std::string> ChangeSentences(const Wording& wording, const Change& change, const Instrument& from,
                                         const Instrument& to);
std::vector<std::string> TotalsSentences(const Wording& wording, const TotalsChange& change,
                                         const Instrument& from, const Instrument& to);
// What totals can tell, and what they cannot, one statement each.
struct Reach {
  std::vector<std::string> can, cannot;
};
Reach ReachOfTotals(const Wording& wording, const TotalsChange& change, const Instrument& from,
                    const Instrument& to);

// "+0,40", "−0,73", "0,00"; exactly `digits` decimals, rounded half-up.
std::string SignedText(const Ratio& value, int digits);
// Decimals (two to four) with which printed parts add up to the printed difference.
int DigitsOf(const Change& change, const Instrument& from, const Instrument& to);

}  // namespace sinergi::assessment
