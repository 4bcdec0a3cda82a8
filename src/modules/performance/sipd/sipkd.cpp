#include "modules/performance/sipd/sipkd.h"

#include <array>
#include <map>
#include <set>

#include "base/decimal.h"
#include "base/text.h"
#include "modules/performance/sipd/sipd_codes.h"
#include "modules/performance/sipd/sipd_json.h"
#include "modules/performance/sipd/sipkd_fields.h"

namespace sinergi::performance::sipd {
namespace {

const Money kSipkdMost = Money::Rupiah(100'000'000'000'000);
constexpr size_t kUnitParts = 7;  // of an agency's code: three fields of two parts each, and its number

// Without the dots, underscores and blanks that SIPKD's codes end in.
std::string Bare(std::string_view text) {
  const size_t end = text.find_last_not_of("._ ");
  return std::string(TrimBlanks(text.substr(0, end == std::string_view::npos ? 0 : end + 1)));
}

// "2.16", "2.20", "2.21" of "2.16.2.20.2.21.03"; "0.00" stands for none.
std::vector<std::string> FieldsOf(std::string_view unit_code) {
  const std::vector<std::string_view> parts = Split(unit_code, '.');
  std::vector<std::string> fields;
  for (size_t i = 0; i + 1 < std::min(parts.size(), kUnitParts); i += 2)
    if (parts[i] != "0") fields.push_back(std::string(parts[i]) + "." + std::string(parts[i + 1]));
  return fields;
}

struct SubActivity {
  const SipdRow* row = nullptr;
  std::string agency_code, key, code;
  std::vector<std::string> fields;
  Date day;
};

// "322837450.00", ".00" and numbers. Not negative.
std::optional<Money> ReadSipkdAmount(const SipdRow& row, std::string_view key) {
  std::string text = row.Scalar(key);
  if (text.starts_with('.')) text.insert(0, "0");
  const std::optional<int64_t> sen = ReadComputed(text, 2);
  if (sen && *sen >= 0 && Money::Sen(*sen) <= kSipkdMost) return Money::Sen(*sen);
  row.findings().Add("sipkd_amount", Severity::kFault, row.Place(key), text);
  return {};
}

class SipkdReader {
 public:
  SipkdReader(const std::vector<SipdRow>& rows, Findings& findings) : rows_(rows), findings_(findings) {}

  // All rows' agencies and keys: also those of other agencies tell what a key means.
  void Look() {
    for (const SipdRow& row : rows_) {
      SubActivity sub;
      sub.row = &row;
      const std::string unit = Bare(row.Text("KDUNIT"));
      sub.agency_code = SipkdAgencyCode(unit);
      sub.fields = FieldsOf(unit);
      sub.key = Bare(row.Scalar("IDURUSAN"));
      if (!sub.key.empty()) fields_.See(sub.fields, sub.key);
      all_.push_back(std::move(sub));
    }
    fields_.Settle();
  }

  Status Choose(const SipdOptions& options, PlanYear& plan) {
    std::set<std::string> agencies;
    const std::string wanted = SipkdAgencyCode(Bare(options.agency_code));
    std::erase_if(all_, [&](const SubActivity& sub) {
      agencies.insert(sub.agency_code);
      return !wanted.empty() && sub.agency_code != wanted;
    });
    if (wanted.empty() && agencies.size() > 1) {
      std::string listed;
      for (const std::string& code : agencies) listed += (listed.empty() ? "" : ", ") + code;
      return SipdRefusal("sipd.several_agencies", {Shorten(listed, 300)});
    }
    if (all_.empty()) return SipdRefusal("sipd.not_rows");
    if (const Status days = KeepLastDay(plan); !days.ok()) return days;
    plan.agency_code = all_[0].agency_code;
    plan.agency = all_[0].row->Name("SKPD");
    plan.units = {{0, plan.agency_code, plan.agency, -1}};
    return Ok();
  }

  int Fill(PlanYear& plan) {
    std::set<std::string> keys;
    for (const SubActivity& sub : all_)
      if (!sub.key.empty()) keys.insert(sub.key);
    int taken = 0;
    for (SubActivity& sub : all_) taken += Take(sub, keys, plan) ? 1 : 0;
    MoveInto(plan);
    return taken;
  }

  int rows() const { return static_cast<int>(all_.size()); }

 private:
  struct Draft {
    std::string name;
    NodeMoney money;
  };

  // `tahun` holds the day the amounts are of.
  Status KeepLastDay(PlanYear& plan) {
    Date last;
    for (SubActivity& sub : all_) {
      const std::string text = sub.row->Scalar("tahun");
      const std::optional<Date> day = Date::Parse(std::string_view(text).substr(0, 10));
      if (!day) return SipdRefusal("sipd.sipkd_no_date", {sub.row->Place("tahun"), Shorten(text, 40)});
      sub.day = *day;
      last = std::max(last, *day);
    }
    const size_t older = std::erase_if(all_, [&](const SubActivity& sub) { return sub.day != last; });
    if (older > 0) findings_.Add("sipkd_older", Severity::kNote, "", std::to_string(older), last.Iso());
    plan.year = last.year;
    plan.as_of = last;
    findings_.Add("sipkd_cumulative", Severity::kNote, "", last.Iso(), std::to_string(last.month));
    return Ok();
  }

  std::optional<std::string> FieldOf(const SubActivity& sub, const std::set<std::string>& keys) {
    if (sub.fields.empty()) return {};
    if (sub.fields.size() == 1 || Bare(sub.row->Text("KDPRGRM")) == "01") return sub.fields[0];
    const SipkdFields::Match match = fields_.Of(sub.key, sub.fields, keys);
    if (match.field.empty()) return {};
    if (match.by_order && told_.insert(sub.key).second)
      findings_.Add("sipkd_field_by_order", Severity::kNote, sub.row->Place("IDURUSAN"), sub.key,
                    match.field);
    return match.field;
  }

  bool Refuse(const SubActivity& sub, std::string_view kind, std::string_view key) {
    findings_.Add(kind, Severity::kFault, sub.row->Place(key), sub.row->Scalar(key));
    return false;
  }

  bool Take(SubActivity& sub, const std::set<std::string>& keys, PlanYear& plan) {
    const std::optional<std::string> field = FieldOf(sub, keys);
    if (!field) return Refuse(sub, "sipkd_field", sub.fields.empty() ? "KDUNIT" : "IDURUSAN");
    const std::string programme = *field + "." + Bare(sub.row->Text("KDPRGRM"));
    const std::string activity = programme + "." + Bare(sub.row->Text("NUKEG"));
    const std::string code = programme + "." + Bare(sub.row->Text("KDSUBKEG"));
    const bool whole = IsComplete(code) && planning::LevelOfCode(code) == planning::NodeLevel::kSubActivity &&
                       planning::LevelOfCode(activity) == planning::NodeLevel::kActivity &&
                       code.starts_with(activity + ".");
    if (!whole) return Refuse(sub, "sipkd_code", "KDSUBKEG");
    const std::optional<Money> ceiling = ReadSipkdAmount(*sub.row, "ANGGARAN");
    const std::optional<Money> realised = ReadSipkdAmount(*sub.row, "REALISASI");
    if (!ceiling || !realised) return false;
    if (drafts_.contains(code)) {
      findings_.Add("duplicate", Severity::kFault, sub.row->Place("KDSUBKEG"), code);
      return false;
    }
    if (*realised > *ceiling)
      findings_.Add("sipkd_over", Severity::kNote, code, realised->Print(), ceiling->Print());
    drafts_[programme].name = sub.row->Name("NMPRGRM");
    drafts_[activity].name = sub.row->Name("NMKEG");
    Draft& draft = drafts_[code];
    draft.money.ceiling_original = *ceiling;
    draft.money.realised[static_cast<size_t>(plan.as_of->month - 1)] = *realised;
    return true;
  }

  void MoveInto(PlanYear& plan) {
    std::vector<int> above;  // open ancestors
    for (auto& [code, draft] : drafts_) {
      Node node;
      node.level = *planning::LevelOfCode(code);
      while (!above.empty() && plan.nodes[static_cast<size_t>(above.back())].level >= node.level)
        above.pop_back();
      node.code = code;
      node.name = std::move(draft.name);
      node.money = draft.money;
      node.parent = above.empty() ? -1 : above.back();
      above.push_back(static_cast<int>(plan.nodes.size()));
      plan.nodes.push_back(std::move(node));
    }
  }

  const std::vector<SipdRow>& rows_;
  Findings& findings_;
  std::vector<SubActivity> all_;
  SipkdFields fields_;
  std::set<std::string> told_;
  std::map<std::string, Draft> drafts_;  // by code: a parent sorts before its children
};

}  // namespace

std::string SipkdAgencyCode(std::string_view unit_code) {
  const std::string code = Bare(unit_code);
  return Split(code, '.').size() == kUnitParts ? code + ".0000" : code;
}

Result<SipdImport> ImportSipkd(std::string_view json, const SipdOptions& options) {
  const Result<boost::json::array> array = ParseSipdRows(json);
  if (!array.ok()) return array.error();
  Findings findings(options.file_name);
  SipdImport out;
  const std::vector<SipdRow> rows = ReadSipdRows(*array, findings);
  SipkdReader reader(rows, findings);
  reader.Look();
  if (const Status chosen = reader.Choose(options, out.plan); !chosen.ok()) return chosen.error();
  out.rows = reader.rows();
  out.taken = reader.Fill(out.plan);
  if (out.taken == 0) {
    for (const Finding& finding : findings.all())
      if (finding.severity == Severity::kFault) return SipdRefusal("sipd.nothing_taken", {finding.cell});
    return SipdRefusal("sipd.nothing_taken", {""});
  }
  out.findings = findings.Take();
  return out;
}

}  // namespace sinergi::performance::sipd
