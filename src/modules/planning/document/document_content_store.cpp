// The content of a version: one statement a table to read, batches of rows to write.
#include "modules/planning/document/document_content_store.h"

#include "base/ensure.h"
#include "modules/planning/document/row_batch.h"

namespace sinergi::planning {
namespace {

bool HasBounds(const Quantity& q) {
  return q.kind == Quantity::Kind::kNumber || q.kind == Quantity::Kind::kRange;
}
sql::Value LowOf(const Quantity& q) {
  return HasBounds(q) ? sql::Value(q.low_micro) : sql::Value();
}
sql::Value HighOf(const Quantity& q) {
  return HasBounds(q) ? sql::Value(q.high_micro) : sql::Value();
}

Quantity QuantityAt(const sql::Row& row, int column) {
  Quantity quantity;
  quantity.text = row.String(column);
  if (quantity.text.empty()) return quantity;
  const std::optional<int64_t> low = row.MaybeInt(column + 1), high = row.MaybeInt(column + 2);
  quantity.kind = !low || !high   ? Quantity::Kind::kText
                  : *low == *high ? Quantity::Kind::kNumber
                                  : Quantity::Kind::kRange;
  quantity.low_micro = low.value_or(0);
  quantity.high_micro = high.value_or(0);
  return quantity;
}

DocumentNode NodeAt(const sql::Row& row) {
  DocumentNode node;
  node.parent = row.IsNull(0) ? -1 : static_cast<int>(row.Int(0));
  const std::optional<DocumentLevel> level = ParseDocumentLevel(row.Text(1));
  ENSURE(level.has_value());
  node.level = *level;
  node.code = row.String(2);
  node.name = row.String(3);
  node.serves = row.String(4);
  node.agency = row.String(5);
  node.location = row.String(6);
  node.funding = row.String(7);
  node.note = row.String(8);
  node.national_priority = row.String(9);
  node.regional_priority = row.String(10);
  node.target_group = row.String(11);
  return node;
}

}  // namespace

DocumentContent LoadContent(sql::Connection& c, int64_t government, int64_t version_id) {
  DocumentContent content;
  c.Query(
      "SELECT parent_position, level, code, name, serves, agency, location, funding, note, "
      "national_priority, "
      "regional_priority, target_group FROM document_node "
      "WHERE government_id = ? AND version_id = ? ORDER BY position",
      {government, version_id}, [&](const sql::Row& row) { content.nodes.push_back(NodeAt(row)); });
  c.Query(
      "SELECT position, year, amount_sen FROM document_amount WHERE government_id = ? AND version_id = ? "
      "ORDER BY position, year",
      {government, version_id}, [&](const sql::Row& row) {
        content.nodes.at(static_cast<size_t>(row.Int(0)))
            .amounts.push_back({static_cast<int>(row.Int(1)), Money::Sen(row.Int(2))});
      });
  c.Query(
      "SELECT node_position, name, unit, baseline_text, baseline_low, baseline_high, standard, key_indicator, "
      "source "
      "FROM document_indicator "
      "WHERE government_id = ? AND version_id = ? ORDER BY position",
      {government, version_id}, [&](const sql::Row& row) {
        content.indicators.push_back({static_cast<int>(row.Int(0)),
                                      row.String(1),
                                      row.String(2),
                                      QuantityAt(row, 3),
                                      {},
                                      row.String(6),
                                      row.String(7),
                                      row.String(8)});
      });
  c.Query(
      "SELECT position, year, target_text, target_low, target_high FROM document_target "
      "WHERE government_id = ? AND version_id = ? ORDER BY position, year",
      {government, version_id}, [&](const sql::Row& row) {
        content.indicators.at(static_cast<size_t>(row.Int(0)))
            .targets.push_back({static_cast<int>(row.Int(1)), QuantityAt(row, 2)});
      });
  return content;
}

void ClearContent(sql::Connection& c, int64_t government, int64_t version_id) {
  for (const char* statement : {"DELETE FROM document_target WHERE government_id = ? AND version_id = ?",
                                "DELETE FROM document_indicator WHERE government_id = ? AND version_id = ?",
                                "DELETE FROM document_amount WHERE government_id = ? AND version_id = ?",
                                "DELETE FROM document_node WHERE government_id = ? AND version_id = ?"})
    c.Execute(statement, {government, version_id});
}

void WriteContent(sql::Connection& c, int64_t government, int64_t version_id,
                  const DocumentContent& content) {
  RowBatch nodes(
      c,
      "INSERT INTO document_node (government_id, version_id, position, parent_position, level, code, name, "
      "serves, agency, location, funding, note, national_priority, regional_priority, target_group) VALUES ",
      15);
  RowBatch amounts(
      c, "INSERT INTO document_amount (government_id, version_id, position, year, amount_sen) VALUES ", 5);
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    const sql::Value parent = node.parent < 0 ? sql::Value() : sql::Value(node.parent);
    nodes.Add({government, version_id, i, parent, Name(node.level), node.code, node.name, node.serves,
               node.agency, node.location, node.funding, node.note, node.national_priority,
               node.regional_priority, node.target_group});
    for (const YearAmount& entry : node.amounts)
      amounts.Add({government, version_id, i, entry.year, entry.amount.sen()});
  }
  nodes.Flush();
  amounts.Flush();
  RowBatch indicators(
      c,
      "INSERT INTO document_indicator (government_id, version_id, position, node_position, name, unit, "
      "baseline_text, baseline_low, baseline_high, standard, key_indicator, source) VALUES ",
      12);
  RowBatch targets(
      c,
      "INSERT INTO document_target (government_id, version_id, position, year, target_text, target_low, "
      "target_high) VALUES ",
      7);
  for (size_t i = 0; i < content.indicators.size(); ++i) {
    const DocumentIndicator& indicator = content.indicators[i];
    const Quantity& base = indicator.baseline;
    indicators.Add({government, version_id, i, indicator.node, indicator.name, indicator.unit, base.text,
                    LowOf(base), HighOf(base), indicator.standard, indicator.key_indicator, indicator.source});
    for (const YearTarget& entry : indicator.targets)
      targets.Add({government, version_id, i, entry.year, entry.target.text, LowOf(entry.target),
                   HighOf(entry.target)});
  }
  indicators.Flush();
  targets.Flush();
}

}  // namespace sinergi::planning
