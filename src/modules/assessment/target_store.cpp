#include "modules/assessment/target_store.h"

#include <set>

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::assessment {
namespace {

namespace json = boost::json;
using kernel::Right;

constexpr int64_t kTargetMost = 1000 * kMicro;
constexpr size_t kTargetsMost = 60;

Status CheckTargets(const std::vector<YearTarget>& targets) {
  Error error{ErrorKind::kInvalid, "assessment.target_invalid"};
  std::set<int> years;
  for (size_t i = 0; i < targets.size(); ++i) {
    const YearTarget& target = targets[i];
    const auto field = [&](std::string_view name) { return fmt::format("{}{}", name, i + 1); };
    if (target.year < 2000 || target.year > 2100)
      error.fields.push_back({field("year"), "assessment.year_range", {"2000", "2100"}});
    else if (!years.insert(target.year).second)
      error.fields.push_back({field("year"), "assessment.year_twice", {std::to_string(target.year)}});
    if (target.target_micro < 0 || target.target_micro > kTargetMost)
      error.fields.push_back({field("target"), "assessment.target_range", {}});
    if (target.source.size() > 200 || !IsValidUtf8(target.source) ||
        target.source.find('\0') != target.source.npos)
      error.fields.push_back({field("source"), "assessment.text_too_long", {"200"}});
  }
  if (targets.size() > kTargetsMost) error.fields.push_back({"year", "assessment.target_range", {}});
  if (!error.fields.empty()) return error;
  return Ok();
}

void Note(sql::Connection& c, const ActContext& context, std::string act, std::string subject,
          const json::object& detail) {
  kernel::Record(c, context.actor, context.now,
                 {std::move(act), std::move(subject), json::serialize(detail)});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

std::optional<performance::IndicatorPlace> MayPlan(sql::Connection& c, const ActContext& context,
                                                   int64_t indicator_id, Status& status) {
  const auto place = performance::PlaceOf(c, context.actor.government_id, indicator_id);
  if (!place)
    status = Error{ErrorKind::kNotFound, "performance.indicator_unknown"};
  else if (!context.actor.May(Right::kPlan, context.units, place->unit_id))
    status = kernel::Forbidden();
  return status.ok() ? place : std::nullopt;
}

bool IsLinked(sql::Connection& c, int64_t government, const AssessmentHead& head, int64_t indicator_id) {
  const auto links = ListLinks(c, government, SeriesOf(head.instrument), head.unit_id);
  return std::any_of(links.begin(), links.end(), [&](const LinkedIndicator& link) {
    return link.indicator_id == indicator_id && link.year == head.year;
  });
}

}  // namespace

std::vector<YearTarget> ListTargets(sql::Connection& c, int64_t government_id, std::string_view series,
                                    int64_t unit_id) {
  std::vector<YearTarget> targets;
  c.Query(
      "SELECT year, target_micro, source FROM assessment_target WHERE government_id = ? AND series = ? AND "
      "unit_id = ? ORDER BY year",
      {government_id, series, unit_id}, [&](const sql::Row& row) {
        targets.push_back({static_cast<int>(row.Int(0)), row.Int(1), row.String(2)});
      });
  return targets;
}

Status SetTargets(sql::Connection& c, const ActContext& context, const std::string& series, int64_t unit_id,
                  const std::vector<YearTarget>& targets) {
  const int64_t government = context.actor.government_id;
  if (!context.actor.May(Right::kPlan, context.units, unit_id)) return kernel::Forbidden();
  if (const Status fine = CheckTargets(targets); !fine.ok()) return fine;
  c.Execute("DELETE FROM assessment_target WHERE government_id = ? AND series = ? AND unit_id = ?",
            {government, series, unit_id});
  json::object detail;
  for (const YearTarget& target : targets) {
    c.Execute(
        "INSERT INTO assessment_target (government_id, series, unit_id, year, target_micro, source) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        {government, series, unit_id, target.year, target.target_micro, TrimBlanks(target.source)});
    detail[std::to_string(target.year)] = PlainDecimal(target.target_micro, 6, Zeros::kTrim);
  }
  Note(c, context, "assessment.target", fmt::format("target/{}/{}", series, unit_id), detail);
  return Ok();
}

std::vector<LinkedIndicator> ListLinks(sql::Connection& c, int64_t government_id, std::string_view series,
                                       int64_t unit_id) {
  std::vector<LinkedIndicator> links;
  c.Query(
      "SELECT l.indicator_id, i.name FROM assessment_link l JOIN indicator i ON i.government_id = "
      "l.government_id "
      "AND i.id = l.indicator_id WHERE l.government_id = ? AND l.series = ? AND l.unit_id = ? ORDER BY "
      "l.indicator_id",
      {government_id, series, unit_id}, [&](const sql::Row& row) {
        links.push_back({row.Int(0), 0, 0, row.String(1)});
      });
  for (LinkedIndicator& link : links) {
    const auto place = performance::PlaceOf(c, government_id, link.indicator_id);
    if (!place) continue;
    link.unit_id = place->unit_id;
    link.year = place->year;
  }
  return links;
}

Status LinkIndicator(sql::Connection& c, const ActContext& context, const std::string& series,
                     int64_t unit_id, int64_t indicator_id) {
  Status status = Ok();
  if (!MayPlan(c, context, indicator_id, status)) return status;
  c.Execute(
      "INSERT INTO assessment_link (government_id, indicator_id, series, unit_id) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (government_id, indicator_id) DO UPDATE SET series = excluded.series, unit_id = "
      "excluded.unit_id",
      {context.actor.government_id, indicator_id, series, unit_id});
  Note(c, context, "assessment.link", fmt::format("indicator/{}", indicator_id),
       {{"series", series}, {"unit", std::to_string(unit_id)}});
  return Ok();
}

Status UnlinkIndicator(sql::Connection& c, const ActContext& context, int64_t indicator_id) {
  Status status = Ok();
  if (!MayPlan(c, context, indicator_id, status)) return status;
  c.Execute("DELETE FROM assessment_link WHERE government_id = ? AND indicator_id = ?",
            {context.actor.government_id, indicator_id});
  Note(c, context, "assessment.unlink", fmt::format("indicator/{}", indicator_id), {});
  return Ok();
}

Result<performance::MeasurementRow> TakeRealisation(sql::Connection& c, const ActContext& context,
                                                    const AssessmentHead& head, const TakeWish& wish) {
  const int64_t government = context.actor.government_id;
  if (!head.at.closed || !head.index) return Error{ErrorKind::kConflict, "assessment.not_closed"};
  if (!IsLinked(c, government, head, wish.indicator_id))
    return Error{ErrorKind::kNotFound, "assessment.not_linked"};
  const Period period{head.year, wish.quarter};
  const auto before = performance::NewestMeasurement(c, government, wish.indicator_id, wish.quarter);
  performance::Entry entry;
  if (before)
    entry = {"", before->obstacle, before->solution, before->driver, before->follow_up, before->jump_reason};
  entry.realised = PrintIndex(*head.index);
  const auto saved =
      performance::SaveMeasurement(c, context, wish.indicator_id, period, entry, wish.row_version);
  if (!saved.ok()) return saved;
  kernel::Evidence evidence = wish.evidence;
  evidence.subject = fmt::format("indicator/{}/{}", wish.indicator_id, period.Code());
  const auto added = kernel::AddEvidence(c, context.actor, context.now, evidence);
  if (!added.ok()) return added.error();
  Tell(c, context, {head.id, "take", "closed", "", "", PrintIndex(*head.index), evidence.subject});
  return saved;
}

}  // namespace sinergi::assessment
