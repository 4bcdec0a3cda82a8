#include "modules/performance/sipd/sipd_tree.h"

#include "base/text.h"
#include "modules/performance/sipd/sipd_indicators.h"

namespace sinergi::performance::sipd {
namespace {

// A quadrillion rupiah in all: more than the state budget, and far from the end of 64 bits.
constexpr Money kMost = Money::Rupiah(9'000'000'000'000'000);

// Columns that every row of a programme or activity repeats.
constexpr std::string_view kProgrammeTexts[] = {"indikator_outcome", "target_akhir", "realisasi_capaian",
                                                "tolak_ukur_capaian", "target_teks_capaian"};
constexpr std::string_view kActivityTexts[] = {"urai_output", "tolok_ukur_sub", "target_sub_teks"};

std::string NoteOf(const SipdRow& row) {
  const std::string fund = row.Text("kode_dana"), fund_name = FoldBlanks(row.Text("nama_dana"));
  const std::string location = FoldBlanks(row.Text("lokasi_bl"));
  if (fund.empty() && fund_name.empty())
    row.findings().Add("no_fund", Severity::kNote, row.Place("kode_dana"));
  std::string note;
  if (!fund.empty() || !fund_name.empty()) note = "Sumber dana: " + FoldBlanks(fund + " " + fund_name);
  if (!location.empty()) note += (note.empty() ? "" : "; ") + std::string("Lokasi: ") + location;
  return note;
}

// The ceiling in force; both columns must say the same.
std::optional<Money> CeilingOf(const SipdRow& row) {
  const size_t before = row.findings().all().size();
  const std::optional<Money> ceiling = row.Amount("pagu");
  const std::optional<Money> indicative = row.Amount("pagu_indikatif");
  if (!ceiling) {
    if (row.findings().all().size() == before)
      row.findings().Add("no_ceiling", Severity::kFault, row.Place("pagu"));
    return {};
  }
  if (indicative && *indicative != *ceiling)
    row.findings().Add("ceiling_differs", Severity::kFault, row.Place("pagu_indikatif"), indicative->Plain(),
                       ceiling->Plain());
  return ceiling;
}

}  // namespace

bool SipdTree::Add(const SipdRow& row) {
  const std::optional<Codes> codes = CodesOf(row);
  if (!codes) return false;
  const std::string& code = codes->back();
  if (nodes_.contains(code)) {
    row.findings().Add("duplicate", Severity::kFault, row.Place("kode_sub_giat"), code);
    return false;
  }
  const std::optional<Money> ceiling = CeilingOf(row);
  if (!ceiling) return false;
  const Money next_year = row.Amount("pagu_n_depan").value_or(Money());
  if (ceiling_ + *ceiling > kMost || next_year_ + next_year > kMost) {
    row.findings().Add("amount_bad", Severity::kFault, row.Place("pagu"), ceiling->Plain());
    return false;
  }
  AddAbove(row, *codes);
  Draft leaf;
  leaf.level = planning::NodeLevel::kSubActivity;
  leaf.name = row.Name("nama_sub_giat");
  leaf.note = NoteOf(row);
  leaf.money.ceiling_original = *ceiling;
  leaf.money.next_year = next_year;
  if (const std::string fund = row.Text("kode_dana"); !fund.empty()) {
    leaf.budget = {{fund, "", *ceiling}};
    names_.funds.try_emplace(fund, FoldBlanks(row.Text("nama_dana")));
  }
  leaf.indicators = SubActivityIndicators(row);
  nodes_.emplace(code, std::move(leaf));
  AddSums(*codes, *ceiling, next_year);
  taken_.emplace(row.index(), *codes);
  return true;
}

void SipdTree::AddAbove(const SipdRow& row, const Codes& codes) {
  for (size_t i = 0; i + 1 < kLevels; ++i) {
    const auto [at, added] = nodes_.try_emplace(codes[i]);
    Draft& draft = at->second;
    if (added) {
      draft.level = kCodeLevels[i];
      draft.name = row.Name(kNameKeys[i]);
      if (draft.level == planning::NodeLevel::kProgramme) draft.indicators = OutcomeIndicators(row);
      if (draft.level == planning::NodeLevel::kActivity) draft.indicators = ActivityIndicators(row);
    }
    NoteDifferences(row, i, draft);
  }
}

// What rows repeat of the node above them must be the same; the first one counts.
void SipdTree::NoteDifferences(const SipdRow& row, size_t level, Draft& draft) {
  std::vector<std::string_view> keys = {kNameKeys[level]};
  if (draft.level == planning::NodeLevel::kProgramme)
    keys.insert(keys.end(), std::begin(kProgrammeTexts), std::end(kProgrammeTexts));
  if (draft.level == planning::NodeLevel::kActivity)
    keys.insert(keys.end(), std::begin(kActivityTexts), std::end(kActivityTexts));
  for (const std::string_view key : keys) {
    const std::string text = FoldBlanks(row.Text(key));
    const auto [at, first] = draft.said.try_emplace(std::string(key), text);
    if (!first && !SameText(at->second, text))
      row.findings().Add("repeated_differs", Severity::kNote, row.Place(key), text, at->second);
  }
}

void SipdTree::AddSums(const Codes& codes, Money ceiling, Money next_year) {
  ceiling_ += ceiling;
  next_year_ += next_year;
  for (size_t i = 0; i + 1 < kLevels; ++i) {
    Draft& draft = nodes_.at(codes[i]);
    draft.ceiling_sum += ceiling;
    draft.next_year_sum += next_year;
  }
}

void SipdTree::CheckTotal(const SipdRow& row, const std::string& key, Money expected) {
  const std::optional<Money> said = row.Amount(key);
  if (!said || *said == expected) return;
  row.findings().Add("total_differs", Severity::kFault, row.Place(key), said->Plain(), expected.Plain());
}

void SipdTree::CheckTotals(const std::vector<SipdRow>& rows) {
  // Keys of the file by level of code; the sub-activity has none.
  constexpr std::string_view kKeys[] = {"urusan", "bidang_urusan", "program", "kegiatan"};
  bool agency_done = false;
  for (const SipdRow& row : rows) {
    const auto codes = taken_.find(row.index());
    if (codes == taken_.end()) continue;
    for (size_t i = 0; i + 1 < kLevels; ++i) {
      if (!checked_.try_emplace(codes->second[i]).second) continue;
      const Draft& draft = nodes_.at(codes->second[i]);
      CheckTotal(row, "total_pagu_indikatif_" + std::string(kKeys[i]), draft.ceiling_sum);
      CheckTotal(row, "total_pagu_n_depan_" + std::string(kKeys[i]), draft.next_year_sum);
    }
    if (agency_done) continue;
    agency_done = true;
    for (const std::string_view end : {"", "_sub_skpd"}) {
      CheckTotal(row, "total_pagu_indikatif" + std::string(end), ceiling_);
      CheckTotal(row, "total_pagu_n_depan" + std::string(end), next_year_);
    }
  }
}

void SipdTree::MoveInto(PlanYear& plan) {
  plan.budget_names = std::move(names_);
  std::vector<int> above;  // open ancestors
  for (auto& [code, draft] : nodes_) {
    while (!above.empty() && plan.nodes[static_cast<size_t>(above.back())].level >= draft.level)
      above.pop_back();
    Node node;
    node.level = draft.level;
    node.code = code;
    node.name = std::move(draft.name);
    node.note = std::move(draft.note);
    node.money = draft.money;
    node.budget = std::move(draft.budget);
    node.parent = above.empty() ? -1 : above.back();
    const int index = static_cast<int>(plan.nodes.size());
    plan.nodes.push_back(std::move(node));
    above.push_back(index);
    for (Indicator& indicator : draft.indicators) {
      indicator.node = index;
      plan.indicators.push_back(std::move(indicator));
    }
  }
}

}  // namespace sinergi::performance::sipd
