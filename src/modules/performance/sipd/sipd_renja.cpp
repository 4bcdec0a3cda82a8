#include "modules/performance/sipd/sipd_renja.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <set>

#include "base/text.h"
#include "modules/performance/sipd/sipd_tree.h"

namespace sinergi::performance::sipd {
namespace {

constexpr size_t kMostBytes = 32 << 20;
constexpr size_t kMostRows = 20'000;
constexpr size_t kDepth = 16;

Error Refusal(std::string_view code, std::vector<std::string> args = {}) {
  const bool size = code == "sipd.too_large" || code == "sipd.too_many_rows";
  return {size ? ErrorKind::kTooLarge : ErrorKind::kInvalid, std::string(code), std::move(args), {}, {}};
}

Result<boost::json::value> Parse(std::string_view json) {
  if (json.size() > kMostBytes) return Refusal("sipd.too_large", {std::to_string(kMostBytes >> 20)});
  if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
  // A NUL is no character of a name, however it is written: PostgreSQL cannot keep it.
  const bool nul =
      json.find('\0') != std::string_view::npos || json.find("\\u0000") != std::string_view::npos;
  if (nul || !IsValidUtf8(json)) return Refusal("sipd.bad_encoding");
  boost::json::parse_options options;
  options.max_depth = kDepth;
  boost::json::error_code error;
  boost::json::value value =
      boost::json::parse(boost::json::string_view(json.data(), json.size()), error, {}, options);
  if (error) return Refusal("sipd.bad_json", {error.message()});
  return value;
}

// The rows: the file itself, or what stands under "data".
const boost::json::array* RowsOf(const boost::json::value& value) {
  if (const boost::json::array* rows = value.if_array()) return rows;
  const boost::json::object* object = value.if_object();
  const boost::json::value* data = object ? object->if_contains("data") : nullptr;
  return data ? data->if_array() : nullptr;
}

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

std::vector<SipdRow> ReadRows(const boost::json::array& array, Findings& findings) {
  std::vector<SipdRow> rows;
  for (size_t i = 0; i < array.size(); ++i) {
    const int index = static_cast<int>(i);
    if (const boost::json::object* object = array[i].if_object())
      rows.emplace_back(*object, index, findings);
    else
      findings.Add("not_a_row", Severity::kFault, "[" + std::to_string(index) + "]");
  }
  return rows;
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
    return Refusal("sipd.several_agencies", {Listed(agencies)});
  if (chosen.empty()) return Refusal("sipd.not_rows");
  for (const SipdRow& row : chosen) {
    const std::optional<int64_t> year = row.Whole("tahun");
    if (!year) continue;
    years.insert(std::to_string(*year));
    if (*year >= 2000 && *year <= 2100) plan.year = static_cast<int>(*year);
  }
  if (years.size() != 1 || plan.year == 0) return Refusal("sipd.several_years", {Listed(years)});
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
  const Result<boost::json::value> value = Parse(json);
  if (!value.ok()) return value.error();
  const boost::json::array* array = RowsOf(*value);
  if (array == nullptr || array->empty()) return Refusal("sipd.not_rows");
  if (array->size() > kMostRows) return Refusal("sipd.too_many_rows", {std::to_string(kMostRows)});

  Findings findings(options.file_name);
  SipdImport out;
  std::vector<SipdRow> rows = ReadRows(*array, findings);
  if (const Status chosen = ChooseAgency(rows, options, out.plan); !chosen.ok()) return chosen.error();
  FillAgency(rows.front(), out.plan);
  findings.Add("aggregation_unknown", Severity::kNote, "");
  SipdTree tree;
  out.rows = static_cast<int>(rows.size());
  for (const SipdRow& row : rows) out.taken += tree.Add(row) ? 1 : 0;
  if (out.taken == 0) {
    for (const Finding& finding : findings.all())
      if (finding.severity == Severity::kFault) return Refusal("sipd.nothing_taken", {finding.cell});
    return Refusal("sipd.nothing_taken", {""});
  }
  tree.CheckTotals(rows);
  tree.MoveInto(out.plan);
  out.findings = findings.Take();
  return out;
}

}  // namespace sinergi::performance::sipd
