#include "modules/report/report_words.h"

#include "modules/report/outline.h"

namespace sinergi::report {

using performance::PrintPercent;

std::string ReportWords::Rate(const Outcome& outcome) const {
  switch (outcome.kind) {
    case Outcome::Kind::kNotReported:
      return Said("common.not_reported");
    case Outcome::Kind::kNoTarget:
      return Said("interface.no_target");
    case Outcome::Kind::kBeyond:
      return Said("interface.beyond");
    case Outcome::Kind::kRate:
      break;
  }
  return PrintPercent(outcome.rate);
}

std::string ReportWords::Predicate(const ReportFacts& facts) const {
  return facts.predicate.empty() ? std::string("–") : Said("predicate." + facts.predicate);
}

std::string ReportWords::PeriodOf(const ReportFacts& facts) const {
  const std::string year = std::to_string(facts.year);
  if (facts.quarter == 4) return Said("report.end_of_year", {year});
  return Said("interface.period", {QuarterRoman(facts.quarter), year});
}

std::string ReportWords::Day(const std::optional<Date>& day) const {
  if (!day) return "........................";
  return fmt::format("{} {} {}", day->day, Said(fmt::format("interface.month_{}", day->month)), day->year);
}

std::string ReportWords::Blank(std::string_view name, const ReportFacts& facts) const {
  const auto count = [](size_t number) { return std::to_string(number); };
  if (name == "unit") return facts.unit;
  if (name == "government") return facts.government;
  if (name == "year") return std::to_string(facts.year);
  if (name == "last_year") return std::to_string(facts.year - 1);
  if (name == "period") return PeriodOf(facts);
  if (name == "indicators") return count(facts.indicators.size());
  if (name == "programmes") return count(facts.programmes.size());
  if (name == "reached") return std::to_string(facts.Reached());
  if (name == "reported") return std::to_string(facts.Reported());
  if (name == "below") return std::to_string(static_cast<int>(facts.indicators.size()) - facts.Reached());
  if (name == "achievement") return PrintPercent(facts.achievement);
  if (name == "predicate") return Predicate(facts);
  if (name == "ceiling") return facts.total.ceiling.Print();
  if (name == "realised") return facts.total.realised.Print();
  if (name == "absorption") return PrintPercent(facts.total.Absorption());
  if (name == "saved") return PrintPercent(facts.total.Saved());
  return fmt::format("{{{}}}", name);
}

std::string ReportWords::Fill(const std::string& text, const ReportFacts& facts) const {
  std::string filled;
  size_t from = 0;
  for (size_t at = text.find('{'); at != text.npos; at = text.find('{', from)) {
    const size_t end = text.find('}', at);
    if (end == text.npos) break;
    filled +=
        text.substr(from, at - from) + Blank(std::string_view(text).substr(at + 1, end - at - 1), facts);
    from = end + 1;
  }
  return filled + text.substr(from);
}

}  // namespace sinergi::report
