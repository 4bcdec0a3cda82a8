#include "modules/proposal/place_store.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::proposal {
namespace {

using planning::DocumentContent;
using planning::DocumentHead;
using planning::PlanningContext;

constexpr std::string_view kPlaceColumns = "record_id, document_id, node, decided_by";
constexpr size_t kNodeTextBytes = 300, kDocumentTextBytes = 200;

Place PlaceAt(const sql::Row& row) {
  return {row.Int(0), row.Int(1), row.String(2), row.String(3)};
}

void TellPlace(sql::Connection& c, const PlanningContext& context, const char* act, const Place& place) {
  kernel::Record(
      c, context.actor, context.now,
      {fmt::format("proposal.{}", act), fmt::format("proposals/{}", place.record_id),
       boost::json::serialize(boost::json::object{{"document", place.document_id}, {"node", place.node}})});
  kernel::BumpDataVersion(c, context.actor.government_id);
}

DocumentContent NewestContent(sql::Connection& c, int64_t government_id, int64_t document_id) {
  return planning::LoadContent(c, government_id,
                               planning::VersionsOf(c, government_id, document_id).front().id);
}

Status MayPlace(sql::Connection& c, const PlanningContext& context, const Proposal& proposal,
                int64_t document_id, bool placed) {
  const auto head = planning::FindDocument(c, context.actor.government_id, document_id);
  if (!head || !planning::MayRead(context, *head))
    return Error{ErrorKind::kNotFound, "planning.document_unknown"};
  if (!planning::MayPlan(context, *head)) return kernel::Forbidden();
  const kernel::Unit* agency = context.units.AgencyOf(proposal.record.unit_id);
  const bool fits = head->kind == planning::DocumentKind::kRenja && agency != nullptr &&
                    head->unit_id == agency->id && head->year_from <= proposal.year &&
                    proposal.year <= head->year_to;
  if (!fits) return Error{ErrorKind::kInvalid, "proposal.place_wrong"};
  const bool open = proposal.IsDiscussed() || (proposal.IsAccepted() && !placed);
  return open ? Ok() : Status(Error{ErrorKind::kConflict, "proposal.not_open"});
}

}  // namespace

std::vector<Place> ListPlaces(sql::Connection& c, int64_t government_id) {
  std::vector<Place> places;
  c.Query(
      fmt::format("SELECT {} FROM proposal_place WHERE government_id = ? ORDER BY record_id", kPlaceColumns),
      {government_id}, [&](const sql::Row& row) { places.push_back(PlaceAt(row)); });
  return places;
}

std::optional<Place> FindPlace(sql::Connection& c, int64_t government_id, int64_t record_id) {
  std::optional<Place> place;
  c.Query(
      fmt::format("SELECT {} FROM proposal_place WHERE government_id = ? AND record_id = ?", kPlaceColumns),
      {government_id, record_id}, [&](const sql::Row& row) { place = PlaceAt(row); });
  return place;
}

int LeafOf(const DocumentContent& content, std::string_view key) {
  for (size_t i = 0; i < content.nodes.size(); ++i)
    if (planning::KeyOf(content.nodes[i]) == key && content.IsLeaf(static_cast<int>(i)))
      return static_cast<int>(i);
  return -1;
}

std::string NodeText(const planning::DocumentNode& node) {
  return Shorten(node.code.empty() ? node.name : node.code + " " + node.name, kNodeTextBytes);
}

Status PlaceProposal(sql::Connection& c, const PlanningContext& context, const Proposal& proposal,
                     const Place& place) {
  const int64_t government = context.actor.government_id, id = proposal.record.id;
  const bool placed = FindPlace(c, government, id).has_value();
  if (const Status may = MayPlace(c, context, proposal, place.document_id, placed); !may.ok()) return may;
  if (LeafOf(NewestContent(c, government, place.document_id), place.node) < 0)
    return Error{ErrorKind::kNotFound, "planning.node_unknown"};
  c.Execute("DELETE FROM proposal_place WHERE government_id = ? AND record_id = ?", {government, id});
  c.Execute(
      "INSERT INTO proposal_place (government_id, record_id, document_id, node, decided_by, decided_at) "
      "VALUES "
      "(?, ?, ?, ?, ?, ?)",
      {government, id, place.document_id, place.node, context.actor.login, context.now});
  TellPlace(c, context, "place", {id, place.document_id, place.node, {}});
  return Ok();
}

Status DisplaceProposal(sql::Connection& c, const PlanningContext& context, const Proposal& proposal) {
  const int64_t government = context.actor.government_id;
  const std::optional<Place> place = FindPlace(c, government, proposal.record.id);
  if (!place) return Error{ErrorKind::kConflict, "proposal.not_placed"};
  if (const Status may = MayPlace(c, context, proposal, place->document_id, true); !may.ok()) return may;
  c.Execute("DELETE FROM proposal_place WHERE government_id = ? AND record_id = ?",
            {government, proposal.record.id});
  TellPlace(c, context, "displace", *place);
  return Ok();
}

Status AcceptProposal(sql::Connection& c, const registers::RecordContext& context,
                      const registers::Definition& definition, const Proposal& proposal,
                      const Acceptance& acceptance) {
  const int64_t government = context.actor.government_id;
  const std::optional<Place> place = FindPlace(c, government, proposal.record.id);
  if (!place) return Error{ErrorKind::kConflict, "proposal.not_placed"};
  const auto head = planning::FindDocument(c, government, place->document_id);
  const DocumentContent content = NewestContent(c, government, place->document_id);
  const int leaf = LeafOf(content, place->node);
  if (!head || leaf < 0) return Error{ErrorKind::kNotFound, "planning.node_unknown"};
  registers::ActRequest request;
  request.act = "accept";
  request.version = acceptance.version;
  request.typed["document"] = {Shorten(head->title, kDocumentTextBytes)};
  request.typed["node"] = {NodeText(content.nodes[static_cast<size_t>(leaf)])};
  request.typed["accepted_amount"] = {acceptance.amount};
  const Result<registers::Record> done =
      registers::ActOn(c, context, definition, proposal.record.id, request);
  return done.ok() ? Ok() : Status(done.error());
}

}  // namespace sinergi::proposal
