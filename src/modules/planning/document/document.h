// Document (dokumen perencanaan): RPJMD, Renstra, RKPD, Renja or DPA as a tree of nodes, each with
// indicators, targets and amounts for any number of years. A plain value; knows no SQL, HTTP or clock.
//
//   Renja 2027 of Dinas Kominfo: programme 2.16.02 (serves "Terakselerasinya …" of the Renstra)
//     └ 2.16.02.2.01.0014 Relasi Media, target 2027 "4 Laporan", Rp 120.000.000, 2028 Rp 125.000.000
//
// A leaf's amount is what is planned; an amount of an inner node is its indicative ceiling (pagu indikatif)
// and never part of a sum. Codes are text. Invariants of a DocumentContent: nodes depth first (a parent
// before its children), indicators in order of their nodes, years of targets and amounts ascending and once
// each. Source: Permendagri 86/2017; Permendagri 14/2026 (Renja 2027); six yearly columns of an RPJMD:
// Inmendagri 2/2025.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/quantity.h"
#include "base/result.h"
#include "modules/planning/node_level.h"

namespace sinergi::planning {

// Stored by name, in this order of the chain.
enum class DocumentKind { kRpjmd, kRenstra, kRkpd, kRenja, kDpa };
constexpr int kDocumentKinds = 5;
std::string_view Name(DocumentKind kind);  // "rpjmd", "renstra", "rkpd", "renja", "dpa"
std::optional<DocumentKind> ParseDocumentKind(std::string_view name);
bool IsOfAgency(
    DocumentKind kind);  // Renstra, Renja and DPA are an agency's; the others the whole government's
// Whether a document of kind `below` may name one of kind `above` as what it serves.
bool MayServe(DocumentKind below, DocumentKind above);

// Rancangan awal, rancangan, after forum or Musrenbang, final, revised (perubahan). Stored by name.
enum class Stage { kInitial, kDraft, kAfterForum, kFinal, kRevised };
constexpr int kStages = 5;
std::string_view Name(Stage stage);  // "initial", "draft", "after_forum", "final", "revised"
std::optional<Stage> ParseStage(std::string_view name);
Stage NextStage(Stage stage);  // revised is followed by revised again

// As NodeLevel, with vision and mission above. Order from the top of the tree down.
enum class DocumentLevel {
  kVision,
  kMission,
  kGoal,
  kObjective,
  kAffair,
  kField,
  kProgramme,
  kActivity,
  kSubActivity
};
constexpr int kDocumentLevels = 9;
std::string_view Name(DocumentLevel level);
std::optional<DocumentLevel> ParseDocumentLevel(std::string_view name);
std::optional<NodeLevel> AsPlanLevel(DocumentLevel level);  // empty for vision and mission
std::optional<DocumentLevel> DocumentLevelOfCode(std::string_view code);

struct YearAmount {
  int year = 0;
  Money amount;
  friend bool operator==(const YearAmount&, const YearAmount&) = default;
};
struct YearTarget {
  int year = 0;
  Quantity target;
};

struct DocumentIndicator {
  int node = -1;
  std::string name, unit;
  Quantity baseline;
  std::vector<YearTarget> targets;
  std::string standard = {};                 // SPM or national standard it answers to
  std::string key_indicator = {};            // IKK it answers to
  std::string source = {};                   // where a file had it: "IKK!C7"; empty: it was typed here
  const Quantity* TargetOf(int year) const;  // null: none stated
};

struct DocumentNode {
  DocumentLevel level = DocumentLevel::kProgramme;
  int parent = -1;
  std::string code, name;
  std::string serves;  // code or name of a node of the document above; empty: the node of the same code
  std::string agency;  // code of the responsible agency, in documents of the whole government
  std::string location, funding, note;
  std::vector<YearAmount> amounts;
  // Tabel 4.1 of Permendagri 14/2026.
  std::string national_priority = {}, regional_priority = {}, target_group = {};
  std::optional<Money> AmountOf(int year) const;
};

struct DocumentContent {
  std::vector<DocumentNode> nodes;
  std::vector<DocumentIndicator> indicators;

  std::vector<int> Years() const;  // of targets and amounts, ascending
  bool IsLeaf(int node) const;
  int EndOf(int node) const;  // [node, EndOf(node)) is the subtree
};

// What a node is called in lists: "2.16.02 Program …", shortened.
std::string PlaceOf(const DocumentNode& node);
// By what a node is known again in another version of its document: its code, or its name where it has none.
const std::string& KeyOf(const DocumentNode& node);
// Equal as promises: numbers by value, texts by their words.
bool SameQuantity(const Quantity& a, const Quantity& b);
// Amount of each node as planned: a leaf's own, above it the sum of its leaves.
std::vector<Money> PlannedOf(const DocumentContent& content, int year);

// What no document may break, whatever it was read from: planning.document_too_large (over 30,000 nodes or
// 100,000 indicators, 30 years), planning.amounts_too_large (an amount below 0 or the leaves of a year beyond
// Rp 10 quadrillion together), planning.text_too_long, planning.name_missing, planning.not_depth_first.
Status CheckContent(const DocumentContent& content);

}  // namespace sinergi::planning
