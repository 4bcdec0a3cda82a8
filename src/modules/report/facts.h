// ReportFacts: every figure of a performance report, taken from evaluations of the plan and of what was promised, so that
// the report says what form E.81, the agreement and the explanation of an indicator say. A value; pure.
//
//   ReportFacts facts = MakeFacts({plan, evaluation, promise, past, standards});
//   facts.indicators[0].outcome.rate    // 105.882353 %
//   facts.total.Saved()                 // (ceiling − realised) / ceiling
//
// Efficiency (efisiensi): the share of the ceiling that was not needed, and, as the law asks what was reached with it, the
// points between achievement and absorption; it counts as efficient only where the target was reached in full.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "modules/agreement/annex.h"

namespace sinergi::report {

using performance::Evaluation;
using performance::PlanYear;

// An achievement as it is printed.
struct Outcome {
  enum class Kind { kRate, kNotReported, kNoTarget, kBeyond };
  Kind kind = Kind::kNotReported;
  Score rate;  // before any cap
  bool Reached() const {
    return kind == Kind::kBeyond || (kind == Kind::kRate && rate >= Score::Percent(100));
  }
};
std::string_view Name(Outcome::Kind kind);  // "rate", "not_reported", "no_target", "beyond"

struct Spending {
  Money ceiling, realised;
  std::optional<Score> Absorption() const { return Score::OfRatio(realised.sen(), ceiling.sen()); }
  std::optional<Score> Saved() const { return Score::OfRatio((ceiling - realised).sen(), ceiling.sen()); }
};

enum class Efficiency { kUnknown, kEfficient, kEven, kInefficient, kNotReached };
std::string_view Name(Efficiency efficiency);  // "unknown", "efficient", "even", "inefficient", "not_reached"
Efficiency EfficiencyOf(const std::optional<Score>& achievement, const std::optional<Score>& absorption);
// Achievement less absorption, in millionths of a point.
std::optional<int64_t> EfficiencyPoints(const std::optional<Score>& achievement,
                                        const std::optional<Score>& absorption);

struct YearResult {
  int year = 0;
  std::string target, realised;
  Outcome outcome;
};

// What an officer wrote beside a figure.
struct Cause {
  int quarter = 0;
  std::string obstacle, solution, driver, follow_up;
};

struct SupportRow {  // a programme or activity behind a promise
  int64_t node_id = 0;
  std::string code, name;
  std::optional<Score> score;
  Spending money;
};

struct ReportIndicator {
  int64_t id = 0, node_id = 0;
  std::string node, name, measure, target, realised;
  Outcome outcome;
  std::array<std::string, 4> quarter_target, quarter_realised;
  std::vector<YearResult> before;  // earlier years, ascending
  std::string renstra_target, renstra_reached;
  std::optional<Score> renstra_rate;
  std::string standard;
  std::vector<Cause> causes;
  Spending money;  // of the node it hangs at
  std::vector<SupportRow> support;
};

struct YearMean {
  int year = 0;
  std::optional<Score> achievement, absorption;
};

struct ReportFacts {
  int year = 0, quarter = 4;
  std::string government, unit;
  bool promised = false;             // an agreement stands behind it; else the plan's own indicators
  std::optional<Score> achievement;  // mean of what was promised
  std::string predicate;             // "very_high" …, "" without an achievement
  std::vector<ReportIndicator> indicators;
  std::vector<SupportRow> programmes;
  Spending total;
  std::vector<YearMean> years;  // ascending, this one last

  int Reached() const;
  int Reported() const;
};

// A plan with what was promised of it and both evaluations, at the same quarter.
struct MeasuredPlan {
  std::shared_ptr<const PlanYear> plan;
  agreement::Agreement promise;  // of the head of agency, filled from the plan where nothing is signed
  bool promised = false;
};

struct FactSources {
  MeasuredPlan now;
  int quarter = 4;
  std::vector<MeasuredPlan> before;                   // earlier years
  std::map<std::string, std::string> standards = {};  // national standard by folded name of indicator
  performance::Settings settings = {};
};
ReportFacts MakeFacts(const FactSources& sources);

// The indicators that the plan proposes for the head of its agency, as if they had been promised.
agreement::Agreement PromiseOfPlan(const PlanYear& plan, const Date& day);

}  // namespace sinergi::report
