// The store of reports: read with their texts, changed by verbs inside the caller's Write, each with its row of the story and
// its audit entry in the same transaction.
//
// Errors of all: report.unknown, kernel.forbidden, report.changed (the row version seen is no longer the newest).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "modules/report/facts.h"
#include "modules/report/outline.h"
#include "modules/report/report.h"
#include "platform/sql/database.h"

namespace sinergi::report {

using performance::ActContext;
using performance::PlanHead;

// Who writes and hands in: planners and verifiers of the agency; who reviews: evaluators (APIP).
bool MayWrite(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id);
bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, int64_t unit_id);
bool MayMove(const kernel::Actor& actor, const kernel::UnitTree& units, const ReportHead& head,
             ReportAct act);

// Fields: unit (report.unit_missing), year (report.plan_missing). report.exists: the agency has one of that year. The one
// who signs is taken from the agency's agreement.
Result<int64_t> DraftReport(sql::Connection& c, const ActContext& context, int64_t unit_id, int year);

struct ReportWish {
  int64_t id = 0;
  Signer signer;
  std::string place;
  int64_t row_version = 0;
};
// Who signs and where; also of a reviewed one, but no more of a final one (report.is_final).
Status ChangeReport(sql::Connection& c, const ActContext& context, const ReportWish& wish);

struct SectionText {
  std::string body, login;
  Instant at = 0;
  int64_t row_version = 0;
};
using SectionTexts = std::map<std::string, SectionText, std::less<>>;
// One's own words where there are any, else the outline's; blanks unfilled.
const std::string& BodyOf(const Section& section, const SectionTexts& own);

struct TextWish {
  int64_t report_id = 0;
  std::string section, body;  // "" or the outline's own: nothing of one's own
  int64_t row_version = 0;    // of the text that was seen; 0: none
};
constexpr size_t kSectionBytesMost = 20'000;
// Of a draft only (report.not_drafted). Errors: report.section_unknown, report.text_changed; field body
// (report.unknown_blank, kernel.text_long, kernel.text_unreadable). Answers the row version of the text.
Result<int64_t> SaveText(sql::Connection& c, const ActContext& context, const TextWish& wish);

struct ReportMove {
  int64_t id = 0;
  ReportAct act = ReportAct::kReview;
  std::string words;
  std::optional<Date> day;
  Signer reviewer;
  int64_t row_version = 0;
};
// Answers the report that stands afterwards: the new version of a revision, 0 where a draft was thrown away. Errors:
// report.step_refused, report.nothing_promised (no indicator), report.revision_open, report.signer_missing; fields words
// (report.reason_missing), day (report.day_missing), reviewer_name, reviewer_position (report.reviewer_missing).
Result<int64_t> MoveReport(sql::Connection& c, const ActContext& context, const ReportMove& move);

std::optional<ReportHead> FindReport(sql::Connection& c, int64_t government_id, int64_t id);
std::vector<ReportHead> ListReports(sql::Connection& c, int64_t government_id);  // newest year first
SectionTexts TextsOf(sql::Connection& c, int64_t government_id, int64_t report_id);

struct FrozenReport {
  std::string facts, outline, texts;  // JSON, the outline's file, JSON by section; "" of a draft
};
FrozenReport FrozenOf(sql::Connection& c, int64_t government_id, int64_t report_id);

struct ReportStory {
  std::string act, words, login;
  Instant at = 0;
};
std::vector<ReportStory> StoryOf(sql::Connection& c, int64_t government_id, int64_t id);  // newest first

// Where the plan of a head comes from: the database, or a cache of plans.
using PlanSource = std::function<std::shared_ptr<const PlanYear>(const PlanHead&)>;
// The figures as they are now: up to the last quarter that somebody reported, with up to four earlier years.
ReportFacts FactsNow(sql::Connection& c, const kernel::Government& government, const PlanHead& plan,
                     const PlanSource& plans, const Date& today);

}  // namespace sinergi::report
