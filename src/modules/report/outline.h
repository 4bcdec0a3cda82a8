// Outline (susunan laporan): chapters and sections of a report, read from data/reports/*.yaml: which text stands by itself where
// nobody has written another, and which tables and charts are shown.
//
//   const Outline& outline = ShippedOutline();
//   outline.chapters[3].sections[0].shows    // {kAchievement}
//
// A section's id names its text in the database and never changes its meaning. Texts and titles may hold blanks in braces
// ("{unit}") that are filled from the figures. How a file is written and its error codes: docs/reference/report.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sinergi::report {

enum class Exhibit {
  kSignature,
  kReview,
  kPromises,
  kAmounts,
  kAchievement,
  kAchievementChart,
  kYears,
  kTrendChart,
  kRenstra,
  kStandard,
  kCauses,
  kEfficiency,
  kSupport,
  kBudget,
  kBudgetChart,
  kFollowUps,
  kMeasurement,
};
std::string_view Name(Exhibit exhibit);  // "signature", "achievement-chart" …

struct Section {
  std::string id, title, hint, text;
  bool has_text = false;  // people may write here
  std::vector<Exhibit> shows;
};

struct Chapter {
  std::string id, number, title;
  std::vector<Section> sections;
};

struct Outline {
  std::string id, title, basis;
  std::vector<Chapter> chapters;

  const Chapter* FindChapter(std::string_view id) const;
  const Section* FindSection(std::string_view id) const;
};

// Errors: data_file.bad_file with report.unknown_exhibit, report.unknown_blank, report.id_twice and data_file.*.
Result<Outline> ReadOutline(std::string_view yaml, std::string_view file_name);

constexpr std::string_view kOutlineFile = "data/reports/lkjip.yaml";
const std::string& ShippedOutlineText();
const Outline& ShippedOutline();

// The words that may stand in braces, sorted.
std::span<const std::string_view> BlankNames();
// Words in braces that are none of them.
std::vector<std::string> UnknownBlanks(std::string_view text);

}  // namespace sinergi::report
