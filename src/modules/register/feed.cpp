#include "modules/register/feed.h"

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/register/register_visit.h"
#include "platform/sheets/csv.h"

namespace sinergi::registers {
namespace {

constexpr int kPlacesKept = 6;

void AuditFeed(sql::Connection& c, const RecordContext& context, std::string_view act,
               const Definition& definition, const FigureOf& figure, boost::json::object detail) {
  detail["figure"] = figure.name;
  kernel::Record(c, context.actor, context.now,
                 {"register." + std::string(act), definition.id + "/figures/" + figure.name,
                  boost::json::serialize(detail)});
}

// A draft with the figure; what others wrote beside it stays.
Result<performance::MeasurementRow> SaveDraft(sql::Connection& c, const RecordContext& context,
                                              const Feed& feed, Period period, const std::string& value) {
  const performance::ActContext act{context.actor, context.units, context.now, context.today};
  const auto before =
      performance::NewestMeasurement(c, context.government.id, feed.indicator_id, period.quarter);
  performance::Entry entry;
  if (before)
    entry = {"", before->obstacle, before->solution, before->driver, before->follow_up, before->jump_reason};
  entry.realised = value;
  return performance::SaveMeasurement(c, act, feed.indicator_id, period, entry,
                                      before ? before->row_version : 0);
}

}  // namespace

FigureScope ScopeOf(const kernel::UnitTree& units, int64_t unit_id) {
  FigureScope scope;
  if (unit_id == 0) return scope;
  for (const kernel::Unit& unit : units.units())
    if (units.IsWithin(unit.id, unit_id)) scope.units.push_back(unit.id);
  if (scope.units.empty()) scope.units.push_back(unit_id);  // an ended unit: its own records alone
  return scope;
}

FigureValue ValueFor(sql::Connection& c, const RecordContext& context, const Definition& definition,
                     const FigureOf& figure, const Feed& feed, Period period) {
  return ComputeFigure(c, context.government, definition, figure, DaysOf(period),
                       ScopeOf(context.units, feed.unit_id));
}

std::string FigureText(const FigureValue& value, int places) {
  const std::optional<Decimal> rounded = value.value ? value.value->Round(places) : std::nullopt;
  return rounded ? PrintDecimal(rounded->units, rounded->places, rounded->places, Zeros::kTrim) : "";
}

std::string FigureTable(sql::Connection& c, const RecordContext& context, const Definition& definition,
                        const FigureOf& figure, Period period, const FigureValue& value) {
  std::vector<std::vector<std::string>> rows = {{"register", definition.id},
                                                {"figure", figure.name},
                                                {"title", figure.title.id},
                                                {"period", period.Code()},
                                                {"value", FigureText(value, kPlacesKept)},
                                                {"fingerprint", Fingerprint(value)},
                                                {"id", "number"}};
  for (const int64_t id : value.records)
    if (const auto record = FindRecord(c, context.government.id, definition, id))
      rows.push_back({std::to_string(id), record->number});
  return sheets::WriteCsv(rows);
}

Result<kernel::Evidence> KeepFigure(const files::ContentStore& store, std::string_view table,
                                    const Definition& definition, const FigureOf& figure, Period period) {
  return kernel::KeepFile(store, table,
                          fmt::format("{} {} {}.csv", definition.id, figure.name, period.Code()));
}

Result<Feed> LinkFeed(sql::Connection& c, const RecordContext& context, const Definition& definition,
                      const FigureOf& figure, const Feed& wanted) {
  const auto place = performance::PlaceOf(c, context.government.id, wanted.indicator_id);
  if (!place) return Error{ErrorKind::kNotFound, "performance.indicator_unknown"};
  if (!context.actor.May(kernel::Right::kEnter, context.units, place->unit_id)) return kernel::Forbidden();
  if (!MayRead(context, definition, wanted.unit_id)) return kernel::Forbidden();
  for (const Feed& known : FeedsOf(c, context.government.id, definition, figure))
    if (known.indicator_id == wanted.indicator_id) return known;
  Feed feed = wanted;
  feed.id = kernel::NextId(c, context.government.id);
  c.Execute(
      "INSERT INTO register_feed (government_id, id, register, figure, indicator_id, unit_id, made_at, "
      "login) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {context.government.id, feed.id, definition.id, figure.name, feed.indicator_id, feed.unit_id,
       context.now, context.actor.login});
  AuditFeed(c, context, "feed", definition, figure,
            {{"indicator", feed.indicator_id}, {"unit", feed.unit_id}});
  return feed;
}

std::vector<Feed> FeedsOf(sql::Connection& c, int64_t government_id, const Definition& definition,
                          const FigureOf& figure) {
  std::vector<Feed> feeds;
  c.Query(
      "SELECT id, indicator_id, unit_id FROM register_feed WHERE government_id = ? AND register = ? AND "
      "figure = ? "
      "ORDER BY id",
      {government_id, definition.id, figure.name}, [&](const sql::Row& row) {
        feeds.push_back({row.Int(0), row.Int(1), row.Int(2)});
      });
  return feeds;
}

std::optional<Taken> TakenOf(sql::Connection& c, int64_t government_id, const Feed& feed, Period period) {
  std::optional<Taken> taken;
  c.Query(
      "SELECT value, fingerprint, login, at FROM register_taken WHERE government_id = ? AND feed_id = ? AND "
      "period = ?",
      {government_id, feed.id, period.Code()}, [&](const sql::Row& row) {
        taken = Taken{row.String(0), row.String(1), row.String(2), row.Int(3)};
      });
  return taken;
}

Result<Taken> TakeOver(sql::Connection& c, const RecordContext& context, const Definition& definition,
                       const FigureOf& figure, const Feed& feed, Period period, std::string_view seen,
                       kernel::Evidence evidence) {
  if (!MayRead(context, definition, feed.unit_id)) return kernel::Forbidden();
  const FigureValue value = ValueFor(c, context, definition, figure, feed, period);
  const std::string text = FigureText(value, kPlacesKept), fingerprint = Fingerprint(value);
  if (text.empty()) return Error{ErrorKind::kConflict, "register.figure_empty"};
  if (fingerprint != seen) return Error{ErrorKind::kConflict, "register.figure_moved"};
  const auto saved = SaveDraft(c, context, feed, period, text);
  if (!saved.ok()) return saved.error();
  evidence.subject = fmt::format("indicator/{}/{}", feed.indicator_id, period.Code());
  const Result<int64_t> added = kernel::AddEvidence(c, context.actor, context.now, evidence);
  if (!added.ok()) return added.error();
  c.Execute(
      "INSERT INTO register_taken (government_id, feed_id, period, value, fingerprint, evidence_id, at, "
      "login) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (government_id, feed_id, period) DO UPDATE SET value = "
      "excluded.value, fingerprint = excluded.fingerprint, evidence_id = excluded.evidence_id, at = "
      "excluded.at, "
      "login = excluded.login",
      {context.government.id, feed.id, period.Code(), text, fingerprint, *added, context.now,
       context.actor.login});
  AuditFeed(c, context, "take_over", definition, figure,
            {{"indicator", feed.indicator_id},
             {"period", period.Code()},
             {"value", text},
             {"fingerprint", fingerprint}});
  return Taken{text, fingerprint, context.actor.login, context.now};
}

}  // namespace sinergi::registers
