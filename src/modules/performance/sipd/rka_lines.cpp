#include "modules/performance/sipd/rka_lines.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <set>

#include "base/decimal.h"
#include "base/text.h"
#include "modules/performance/budget/budget_lines.h"
#include "modules/performance/sipd/sipd_codes.h"
#include "modules/performance/sipd/sipd_json.h"

namespace sinergi::performance::sipd {
namespace {

// All that is ever read of a row.
constexpr std::string_view kRkaFields[] = {
    "tahun",        "tahun_anggaran", "kode_skpd", "nama_skpd", "kode_sub_skpd", "nama_sub_skpd",
    "kode_program", "nama_program",   "kode_giat", "nama_giat", "kode_sub_giat", "nama_sub_giat",
    "kode_akun",    "nama_akun",      "kode_dana", "nama_dana", "volume",        "harga_satuan",
    "totalpajak",   "total_harga",    "rincian"};
const Money kLineMost = Money::Rupiah(100'000'000'000'000);

std::string EitherText(const SipdRow& row, std::string_view first, std::string_view second) {
  const std::string text = row.Scalar(first);
  return text.empty() ? row.Scalar(second) : text;
}

// A number or a text of one, in rupiah; 0 when nothing is said.
std::optional<Money> ReadLineAmount(const SipdRow& row, std::string_view key) {
  const std::string text = row.Scalar(key);
  if (text.empty()) return Money();
  const std::optional<int64_t> sen = ReadComputed(text, 2);
  if (sen && *sen >= 0 && Money::Sen(*sen) <= kLineMost) return Money::Sen(*sen);
  row.findings().Add("rka_amount", Severity::kFault, row.Place(key), text);
  return {};
}

// Rows of one agency and one year.
Status ChooseLines(std::vector<SipdRow>& rows, const SipdOptions& options, int wished_year, PlanYear& plan) {
  std::set<std::string> agencies, years;
  std::vector<SipdRow> chosen;
  for (const SipdRow& row : rows) {
    const std::string code = EitherText(row, "kode_sub_skpd", "kode_skpd");
    agencies.insert(code);
    if (options.agency_code.empty() || code.empty() || code == options.agency_code) chosen.push_back(row);
  }
  rows = std::move(chosen);
  std::string listed;
  for (const std::string& code : agencies) listed += (listed.empty() ? "" : ", ") + code;
  if (options.agency_code.empty() && agencies.size() > 1)
    return SipdRefusal("sipd.several_agencies", {Shorten(listed, 300)});
  if (rows.empty()) return SipdRefusal("sipd.not_rows");
  plan.year = wished_year;
  for (const SipdRow& row : rows) {
    const std::string text = EitherText(row, "tahun", "tahun_anggaran");
    if (text.empty()) continue;
    years.insert(text);
    const std::optional<int64_t> year = ReadComputed(text, 0);
    if (year && *year >= 2000 && *year <= 2100) plan.year = static_cast<int>(*year);
  }
  if (years.size() > 1 || plan.year == 0)
    return SipdRefusal("sipd.several_years", {years.empty() ? "–" : *years.begin()});
  plan.agency_code = EitherText(rows[0], "kode_sub_skpd", "kode_skpd");
  plan.agency = EitherText(rows[0], "nama_sub_skpd", "nama_skpd");
  plan.units = {{0, plan.agency_code, plan.agency, -1}};
  return Ok();
}

void CheckProduct(const SipdRow& row, Money price, Money tax, Money total) {
  const LineProduct product = ProductOf(row.Scalar("volume"), price);
  if (product.Agrees(total) || product.Agrees(total - tax)) return;
  row.findings().Add("rka_product", Severity::kFault, row.Place("rincian"), total.Print(),
                     (Money::Sen(static_cast<int64_t>(*product.sen)) + tax).Print(),
                     {row.Scalar("volume"), price.Print()});
}

bool TakeLine(const SipdRow& row, BudgetLines& lines, PlanYear& plan) {
  const std::string code = row.Text("kode_sub_giat"), account = row.Text("kode_akun");
  if (!IsComplete(code) || planning::LevelOfCode(code) != planning::NodeLevel::kSubActivity) {
    row.findings().Add("code_bad", Severity::kFault, row.Place("kode_sub_giat"), code);
    return false;
  }
  const std::optional<Money> detail = ReadLineAmount(row, "rincian"),
                             sum = ReadLineAmount(row, "total_harga"),
                             price = ReadLineAmount(row, "harga_satuan"),
                             tax = ReadLineAmount(row, "totalpajak");
  if (!detail || !sum || !price || !tax) return false;
  const Money total = *detail == Money() ? *sum : *detail;
  CheckProduct(row, *price, *tax, total);
  const std::string fund = row.Text("kode_dana");
  if (fund.empty()) row.findings().Add("no_fund", Severity::kNote, row.Place("kode_dana"));
  if (account.empty()) row.findings().Add("rka_no_account", Severity::kNote, row.Place("kode_akun"));
  lines.Name(row.Text("kode_program"), row.Name("nama_program"));
  lines.Name(row.Text("kode_giat"), row.Name("nama_giat"));
  lines.Add({code, row.Name("nama_sub_giat"), {fund, account, total}});
  if (!fund.empty()) plan.budget_names.funds.try_emplace(fund, row.Name("nama_dana"));
  if (!account.empty()) plan.budget_names.accounts.try_emplace(account, row.Name("nama_akun"));
  return true;
}

}  // namespace

Result<SipdImport> ImportRkaLines(std::string_view json, const SipdOptions& options) {
  const Result<boost::json::array> array = ParseSipdRows(json);
  if (!array.ok()) return array.error();
  Findings findings(options.file_name);
  SipdImport out;
  std::vector<SipdRow> rows = ReadSipdRows(*array, findings);
  if (const Status chosen = ChooseLines(rows, options, options.year, out.plan); !chosen.ok())
    return chosen.error();
  BudgetLines lines;
  out.rows = static_cast<int>(rows.size());
  for (const SipdRow& row : rows) out.taken += TakeLine(row, lines, out.plan) ? 1 : 0;
  if (out.taken == 0) {
    const std::string place = findings.all().empty() ? "" : findings.all()[0].cell;
    return SipdRefusal("sipd.nothing_taken", {place});
  }
  lines.MoveInto(out.plan);
  out.findings = findings.Take();
  return out;
}

std::string OnlyFieldsRead(std::string_view json) {
  const Result<boost::json::array> array = ParseSipdRows(json);
  boost::json::array kept;
  if (array.ok()) {
    for (const boost::json::value& value : *array) {
      boost::json::object& row = kept.emplace_back(boost::json::object()).get_object();
      const boost::json::object* whole = value.if_object();
      for (const std::string_view field : kRkaFields)
        if (const boost::json::value* cell = whole ? whole->if_contains(field) : nullptr)
          if (cell->is_primitive()) row.emplace(field, *cell);
    }
  }
  return boost::json::serialize(kept);
}

}  // namespace sinergi::performance::sipd
