// Reading reports.
#include "modules/report/report_store.h"

namespace sinergi::report {
namespace {

constexpr std::string_view kReportHead =
    "SELECT r.id, r.series_id, r.version, r.plan_id, r.unit_id, p.year, r.state, r.reason, r.signer_name, "
    "r.signer_position, r.signer_rank, r.reviewer_name, r.reviewer_position, r.reviewer_rank, r.place, "
    "r.reviewed_on, r.finished_on, r.row_version FROM report r JOIN plan p ON p.government_id = "
    "r.government_id AND p.id = r.plan_id WHERE r.government_id = ? ";

ReportHead ReportHeadFrom(const sql::Row& row) {
  ReportHead head;
  head.id = row.Int(0);
  head.series_id = row.Int(1);
  head.version = row.Int(2);
  head.plan_id = row.Int(3);
  head.unit_id = row.Int(4);
  head.year = static_cast<int>(row.Int(5));
  head.state = ParseReportState(row.Text(6)).value();
  head.reason = row.String(7);
  head.signer = {row.String(8), row.String(9), row.String(10)};
  head.reviewer = {row.String(11), row.String(12), row.String(13)};
  head.place = row.String(14);
  head.reviewed_on = Date::Parse(row.Text(15));
  head.finished_on = Date::Parse(row.Text(16));
  head.row_version = row.Int(17);
  return head;
}

}  // namespace

std::optional<ReportHead> FindReport(sql::Connection& c, int64_t government_id, int64_t id) {
  std::optional<ReportHead> found;
  c.Query(std::string(kReportHead) + "AND r.id = ?", {government_id, id},
          [&](const sql::Row& row) { found = ReportHeadFrom(row); });
  return found;
}

std::vector<ReportHead> ListReports(sql::Connection& c, int64_t government_id) {
  std::vector<ReportHead> heads;
  c.Query(std::string(kReportHead) + "ORDER BY p.year DESC, r.series_id, r.version DESC", {government_id},
          [&](const sql::Row& row) { heads.push_back(ReportHeadFrom(row)); });
  return heads;
}

SectionTexts TextsOf(sql::Connection& c, int64_t government_id, int64_t report_id) {
  SectionTexts texts;
  c.Query(
      "SELECT section, body, login, at, row_version FROM report_text WHERE government_id = ? AND report_id = "
      "?",
      {government_id, report_id}, [&](const sql::Row& row) {
        texts[row.String(0)] = {row.String(1), row.String(2), row.Int(3), row.Int(4)};
      });
  return texts;
}

const std::string& BodyOf(const Section& section, const SectionTexts& own) {
  const auto found = own.find(section.id);
  return found == own.end() || found->second.body.empty() ? section.text : found->second.body;
}

FrozenReport FrozenOf(sql::Connection& c, int64_t government_id, int64_t report_id) {
  FrozenReport frozen;
  c.Query("SELECT facts, outline, texts FROM report WHERE government_id = ? AND id = ?",
          {government_id, report_id}, [&](const sql::Row& row) {
            frozen = {row.String(0), row.String(1), row.String(2)};
          });
  return frozen;
}

std::vector<ReportStory> StoryOf(sql::Connection& c, int64_t government_id, int64_t id) {
  std::vector<ReportStory> story;
  c.Query(
      "SELECT act, words, login, at FROM report_act WHERE government_id = ? AND report_id = ? ORDER BY id "
      "DESC",
      {government_id, id}, [&](const sql::Row& row) {
        story.push_back({row.String(0), row.String(1), row.String(2), row.Int(3)});
      });
  return story;
}

}  // namespace sinergi::report
