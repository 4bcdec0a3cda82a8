#include "modules/performance/sipd/sipd_renja.h"

#include <set>

#include "base/text.h"
#include "modules/performance/sipd/sipd_json.h"
#include "modules/performance/sipd/sipd_tree.h"

namespace sinergi::performance::sipd {
namespace {

std::string AgencyCode(const SipdRow& row) {
  const std::string code = row.Text("kode_sub_skpd");
  return code.empty() ? row.Text("kode_skpd") : code;
}

std::string Listed(const std::set<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return Shorten(text, 300);
}

// "Kab. Bengkulu Utara, Semua Kecamatan" says where; the file names its region nowhere else.
std::string RegionOf(const SipdRow& row) {
  const std::string named = FoldBlanks(row.Text("nama_daerah"));
  if (!named.empty()) return named;
  const std::string location = FoldBlanks(row.Text("lokasi_bl"));
  std::string region = location.substr(0, location.find(','));
  if (region.starts_with("Kab. ")) {
    region = "Kabupaten " + region.substr(5);
  } else if (region.starts_with("Prov. ")) {
    region = "Provinsi " + region.substr(6);
  } else if (!region.starts_with("Kota ") && !region.starts_with("Kabupaten ") &&
             !region.starts_with("Provinsi ")) {
    return "";
  }
  row.findings().Add("region_from_location", Severity::kNote, row.Place("lokasi_bl"), location, region);
  return region;
}

// One agency and one year: the plan's.
Status ChooseAgency(std::vector<SipdRow>& rows, const SipdOptions& options, PlanYear& plan) {
  std::set<std::string> agencies, years;
  std::vector<SipdRow> chosen;
  for (const SipdRow& row : rows) {
    const std::string code = AgencyCode(row);
    agencies.insert(code);
    if (options.agency_code.empty() || code == options.agency_code) chosen.push_back(row);
  }
  if (options.agency_code.empty() && agencies.size() > 1)
    return SipdRefusal("sipd.several_agencies", {Listed(agencies)});
  if (chosen.empty()) return SipdRefusal("sipd.not_rows");
  for (const SipdRow& row : chosen) {
    const std::optional<int64_t> year = row.Whole("tahun");
    if (!year) continue;
    years.insert(std::to_string(*year));
    if (*year >= 2000 && *year <= 2100) plan.year = static_cast<int>(*year);
  }
  if (years.size() != 1 || plan.year == 0) return SipdRefusal("sipd.several_years", {Listed(years)});
  rows = std::move(chosen);
  return Ok();
}

void FillAgency(const SipdRow& row, PlanYear& plan) {
  plan.agency_code = AgencyCode(row);
  const std::string name = row.Name("nama_sub_skpd");
  plan.agency = name.empty() ? row.Name("nama_skpd") : name;
  plan.government = RegionOf(row);
  plan.units = {{0, plan.agency_code, plan.agency, -1}};
}

}  // namespace

Result<SipdImport> ImportSipdRenja(std::string_view json, const SipdOptions& options) {
  const Result<boost::json::array> array = ParseSipdRows(json);
  if (!array.ok()) return array.error();
  Findings findings(options.file_name);
  SipdImport out;
  std::vector<SipdRow> rows = ReadSipdRows(*array, findings);
  if (const Status chosen = ChooseAgency(rows, options, out.plan); !chosen.ok()) return chosen.error();
  FillAgency(rows.front(), out.plan);
  findings.Add("aggregation_unknown", Severity::kNote, "");
  SipdTree tree;
  out.rows = static_cast<int>(rows.size());
  for (const SipdRow& row : rows) out.taken += tree.Add(row) ? 1 : 0;
  if (out.taken == 0) {
    for (const Finding& finding : findings.all())
      if (finding.severity == Severity::kFault) return SipdRefusal("sipd.nothing_taken", {finding.cell});
    return SipdRefusal("sipd.nothing_taken", {""});
  }
  tree.CheckTotals(rows);
  tree.MoveInto(out.plan);
  out.findings = findings.Take();
  return out;
}

}  // namespace sinergi::performance::sipd
