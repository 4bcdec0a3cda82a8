// The outline's file: the shipped one is whole, and what is wrong with another is told by line.
#include "modules/report/outline.h"

#include <gmock/gmock.h>

namespace sinergi::report {
namespace {

constexpr std::string_view kFile = R"y(report: lain
title: Laporan
basis: Perpres 29/2014
chapters:
  - chapter: one
    title: Satu
    sections:
      - {section: a, title: "Tahun {year}", text: "Pagu {ceiling}", show: [budget, budget-chart]}
      - {section: b, hint: Tulis, show: [signature]}
)y";

std::string FaultOf(std::string_view what, std::string_view by) {
  std::string text(kFile);
  text.replace(text.find(what), what.size(), by);
  const Result<Outline> outline = ReadOutline(text, "x.yaml");
  return outline.ok() ? "" : outline.error().fields.at(0).field + " " + outline.error().fields.at(0).code;
}

TEST(Outline, ShippedHasTheChaptersOfTheRegulation) {
  std::string numbers;
  for (const Chapter& chapter : ShippedOutline().chapters) numbers += chapter.number;
  EXPECT_EQ(numbers, "IIIIIIIV");
  for (const char* id :
       {"target", "years", "renstra", "standard", "causes", "efficiency", "support", "budget"})
    EXPECT_NE(ShippedOutline().FindSection(id), nullptr) << id;
  EXPECT_EQ(ShippedOutline().FindChapter("tidak"), nullptr);
}

TEST(Outline, FaultsAreNamedByPlace) {
  EXPECT_EQ(FaultOf("Satu", "Satu"), "");
  EXPECT_EQ(FaultOf("budget-chart", "pie-chart"), "x.yaml:8:84 report.unknown_exhibit");
  EXPECT_EQ(FaultOf("{ceiling}", "{pagu}"), "x.yaml:8:51 report.unknown_blank");
  EXPECT_EQ(FaultOf("{year}", "{year"), "x.yaml:8:29 report.unknown_blank");
  EXPECT_EQ(FaultOf("section: b", "section: a"), "x.yaml:9:19 report.id_twice");
  EXPECT_EQ(FaultOf("    title: Satu\n", ""), "x.yaml:5:5 data_file.missing_key");
  EXPECT_EQ(FaultOf("hint:", "saran:"), "x.yaml:9:22 data_file.unknown_key");
  EXPECT_EQ(FaultOf("show: [signature]", "show: signature"), "x.yaml:9:41 data_file.not_a_list");
  EXPECT_EQ(FaultOf("basis: Perpres 29/2014\n", ""), "x.yaml:1:1 data_file.missing_key");
}

}  // namespace
}  // namespace sinergi::report
