// What a report says in words, always in Indonesian: blanks in braces filled from the figures, achievements as people read
// them. Made for one request.
#pragma once

#include "modules/report/facts.h"
#include "platform/files/texts.h"

namespace sinergi::report {

class ReportWords {
 public:
  explicit ReportWords(const Texts& texts) : texts_(texts) {}

  std::string Said(std::string_view key, std::initializer_list<std::string_view> args = {}) const {
    return texts_.Get(Lang::kId, key, args);
  }
  std::string Rate(const Outcome& outcome) const;  // "105,88 %", "belum dilaporkan"
  std::string Predicate(const ReportFacts& facts) const;
  std::string PeriodOf(const ReportFacts& facts) const;   // "Triwulan III 2024", "akhir tahun 2024"
  std::string Day(const std::optional<Date>& day) const;  // "18 September 2024", room to fill in without one
  // Blanks that it does not know stay as they are.
  std::string Fill(const std::string& text, const ReportFacts& facts) const;

 private:
  std::string Blank(std::string_view name, const ReportFacts& facts) const;
  const Texts& texts_;
};

}  // namespace sinergi::report
