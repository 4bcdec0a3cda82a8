#include "modules/performance/form/test_document.h"

#include <gtest/gtest.h>

#include "modules/performance/form/form_file.h"
#include "modules/performance/form/listed_rows.h"
#include "modules/performance/plans_together.h"

namespace sinergi::performance::form {
namespace {

using planning::DocumentContent;
using planning::DocumentIndicator;
using planning::DocumentLevel;
using planning::DocumentNode;

Money Rupiah(int64_t rupiah) {
  return Money::Rupiah(rupiah);
}

Quantity AsTyped(const char* text) {
  return Quantity::Read(text, NumberStyle::kIndonesian);
}

int AddDocumentNode(DocumentContent& content, DocumentLevel level, const char* code, const char* name,
                    int parent, std::vector<planning::YearAmount> amounts = {}) {
  DocumentNode node;
  node.level = level;
  node.code = code;
  node.name = name;
  node.parent = parent;
  node.location = "Kota";
  node.funding = "PAD";
  node.note = "=catatan";
  node.national_priority = "PN 2";
  node.regional_priority = "PD 5";
  node.target_group = "Warga";
  node.amounts = std::move(amounts);
  content.nodes.push_back(std::move(node));
  return static_cast<int>(content.nodes.size()) - 1;
}

void AddDocumentIndicator(DocumentContent& content, int node, const char* name, const char* unit,
                          const char* baseline, std::vector<std::pair<int, const char*>> targets) {
  DocumentIndicator indicator;
  indicator.node = node;
  indicator.name = name;
  indicator.unit = unit;
  indicator.baseline = AsTyped(baseline);
  indicator.standard = "SPM";
  indicator.key_indicator = "IKK 3";
  for (const auto& [year, target] : targets) indicator.targets.push_back({year, AsTyped(target)});
  content.indicators.push_back(std::move(indicator));
}

DocumentContent MakeRenstra() {
  DocumentContent c;
  const int goal = AddDocumentNode(c, DocumentLevel::kGoal, "", "Layanan digital", -1);
  AddDocumentIndicator(c, goal, "Indeks Pemdi", "Indeks", "2,4",
                       {{2025, "2,5"}, {2026, "2,6"}, {2030, "3,1"}});
  const int objective = AddDocumentNode(c, DocumentLevel::kObjective, "", "Informasi merata", goal);
  AddDocumentIndicator(c, objective, "Kepuasan", "%", "60",
                       {{2025, "65"}, {2026, "70-75"}, {2027, "75"}, {2030, "90"}});
  const int programme =
      AddDocumentNode(c, DocumentLevel::kProgramme, "2.16.02", "Informasi publik", objective);
  AddDocumentIndicator(c, programme, "Layanan", "Layanan", "2",
                       {{2025, "4"}, {2026, "5"}, {2027, "6"}, {2030, "30"}});
  AddDocumentNode(c, DocumentLevel::kSubActivity, "2.16.02.2.01.0014", "Relasi media", programme,
                  {{2025, Rupiah(1'000)}, {2026, Rupiah(1'100)}, {2027, Rupiah(1'200)}, {2028, Rupiah(0)}});
  AddDocumentNode(c, DocumentLevel::kSubActivity, "2.16.02.2.01.0032", "Konten", programme,
                  {{2026, Rupiah(500)}});
  const int empty = AddDocumentNode(c, DocumentLevel::kProgramme, "2.16.03", "Aplikasi", objective);
  AddDocumentIndicator(c, empty, "Aplikasi terpadu", "Aplikasi", "", {});
  return c;
}

DocumentContent MakeRenja(bool budget) {
  DocumentContent c;
  const int programme = AddDocumentNode(c, DocumentLevel::kProgramme, "2.16.02", "Informasi publik", -1);
  AddDocumentIndicator(c, programme, "Layanan", "Layanan", "2", {{2027, "6"}, {2028, "7"}});
  if (!budget) AddDocumentIndicator(c, programme, "Mutu", "", "", {{2027, "Baik"}});
  AddDocumentNode(c, DocumentLevel::kSubActivity, "2.16.02.2.01.0014", "Relasi media", programme,
                  {{2027, Rupiah(budget ? 1'150 : 1'200)}, {2028, Rupiah(1'250)}});
  AddDocumentIndicator(c, programme + 1, "Laporan", "Laporan", "1",
                       {{2027, budget ? "11" : "12"}, {2028, "12"}});
  if (budget)
    AddDocumentNode(c, DocumentLevel::kSubActivity, "2.16.02.2.01.0040", "Hanya di RKA", programme,
                    {{2027, Rupiah(70)}});
  else
    AddDocumentNode(c, DocumentLevel::kSubActivity, "2.16.02.2.01.0032", "Konten", programme,
                    {{2027, Rupiah(500)}});
  return c;
}

void AddMeasuredNode(PlanYear& plan, planning::NodeLevel level, const char* code, int parent, int64_t spent) {
  Node node;
  node.level = level;
  node.code = code;
  node.name = code;
  node.parent = parent;
  node.money.realised[5] = Rupiah(spent);
  plan.nodes.push_back(std::move(node));
}

void AddMeasuredIndicator(PlanYear& plan, int node, const char* name, Aggregation aggregation,
                          const char* target, const char* realised, const char* before) {
  Indicator indicator;
  indicator.node = node;
  indicator.name = name;
  indicator.aggregation = aggregation;
  indicator.target_year = AsTyped(target);
  indicator.realised_before = AsTyped(before);
  Measurement measurement;
  measurement.realised = AsTyped(realised);
  measurement.obstacle = before[0] == '2' ? "Sinyal lemah" : "";
  indicator.measured[3] = measurement;
  plan.indicators.push_back(std::move(indicator));
}

std::shared_ptr<const PlanYear> MakeMeasured(int year) {
  auto plan = std::make_shared<PlanYear>();
  plan->year = year;
  plan->agency_code = "KOMINFO";
  plan->agency = "Dinas Kominfo";
  plan->units.push_back({1, "KOMINFO", "Dinas Kominfo", -1});
  AddMeasuredNode(*plan, planning::NodeLevel::kProgramme, "2.16.02", -1, 0);
  AddMeasuredNode(*plan, planning::NodeLevel::kSubActivity, "2.16.02.2.01.0014", 0,
                  year == 2025 ? 900 : 1'000);
  AddMeasuredNode(*plan, planning::NodeLevel::kSubActivity, "2.16.02.2.01.0099", 0, 33);
  AddMeasuredIndicator(*plan, 0, "Layanan", Aggregation::kSum, year == 2025 ? "4" : "5",
                       year == 2025 ? "3" : "5", "2");
  AddMeasuredIndicator(*plan, 1, "Laporan", Aggregation::kSum, "10", year == 2025 ? "8" : "", "20");
  return plan;
}

std::vector<planning::PlannedProposal> MakeProposals() {
  planning::PlannedProposal taken, later;
  taken.number = "0001/USUL/2026";
  taken.work = "Wifi <b>balai";
  taken.place = "Dusun Dua";
  taken.volume = "3 titik";
  taken.proposed_by = "Desa";
  taken.accepted = true;
  taken.node_text = "2.16.02.2.01.0014 Relasi media";
  taken.node_key = "2.16.02.2.01.0014";
  taken.amount = Rupiah(140);
  later.number = "0002/USUL/2026";
  later.work = "Jembatan";
  later.proposed_by = "Warga";
  later.ground = "Pagu tidak cukup";
  return {taken, later};
}

}  // namespace

TestDocuments MakeTestDocuments() {
  TestDocuments documents;
  documents.renstra = documents.rpjmd = MakeRenstra();
  documents.rkpd = documents.renja = MakeRenja(false);
  documents.dpa = MakeRenja(true);
  documents.rkpd.nodes[1].location = "Provinsi";
  for (planning::DocumentNode& node : documents.rkpd.nodes) node.agency = "KOMINFO";
  documents.measured = {MakeMeasured(2026), MakeMeasured(2025)};
  documents.proposals = MakeProposals();
  documents.items = {{"team_decree", planning::ItemState::kPresent},
                     {"orientation", planning::ItemState::kMissing},
                     {"tc32", planning::ItemState::kNil}};
  return documents;
}

DocumentSource TestDocuments::Renja() const {
  DocumentSource source;
  source.document = {&renja, "KOMINFO"};
  source.renstra = {&renstra, "KOMINFO"};
  source.year = source.year_from = source.year_to = 2027;
  source.title = "Renja 2027";
  source.government = "Kota Kupang";
  source.agency = "Dinas Kominfo";
  source.agency_code = "KOMINFO";
  source.agencies = {{"KOMINFO", "Dinas Kominfo"}};
  source.measured = measured;
  return source;
}

DocumentSource TestDocuments::Renstra() const {
  DocumentSource source = Renja();
  source.document = {&renstra, "KOMINFO"};
  source.renstra = {};
  source.year = source.year_from = 2025;
  source.year_to = 2030;
  return source;
}

FormTable FilledForm(const TestDocuments& documents, const std::string& id) {
  const Result<Form> any = ShippedForm(id);
  if (any->rows_of == RowsOf::kPlans) {
    PlanYear plan = PlansTogether({documents.measured[0]});
    plan.year = documents.measured[0]->year;
    return MakeTable(*any, plan, Evaluate(plan, {plan.year, 4}, {}));
  }
  const bool yearly = any->kind == planning::DocumentKind::kRenja;
  DocumentSource source = yearly ? documents.Renja() : documents.Renstra();
  if (any->other == planning::DocumentKind::kRkpd) source.other = {&documents.rkpd, ""};
  if (any->other == planning::DocumentKind::kDpa) source.other = {&documents.dpa, "KOMINFO"};
  source.spent_wanted = any->Has(Source::kSpentYear);
  const Result<Form> form = yearly ? any : ShippedForm(id, {2025, 2026, 2027, 2028, 2029, 2030});
  const DocumentContent listed = any->each == RowsEach::kItem
                                     ? ContentOfList(*any)
                                     : ContentOfProposals(documents.proposals, documents.renja, 2027);
  if (any->each != RowsEach::kIndicator) source.document.content = &listed;
  DocumentRows rows = RowsOfDocument(source);
  for (size_t i = 0; i < any->list.size(); ++i)
    rows.facts.nodes[i].item = StateOfItem(any->list[i], documents.items, {});
  return MakeTable(*form, rows.plan, Evaluate(rows.plan, {rows.facts.year, 4}, {}), &rows.facts);
}

}  // namespace sinergi::performance::form
