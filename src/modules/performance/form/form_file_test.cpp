#include "modules/performance/form/form_file.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "modules/performance/form/form_sources.h"
#include "modules/performance/form/test_plan.h"
#include "platform/files/texts.h"

namespace sinergi::performance::form {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST(FormFile, ReadsTheShippedForms) {
  EXPECT_THAT(ShippedFormIds(), ElementsAre("e70", "e75", "e78", "e79", "e80", "e81-15", "e81-17", "t-c-27",
                                            "t-c-29", "t-c-30", "t-c-31", "t-c-32", "t-c-33", "tabel-4-1"));
  const Result<Form> form = ShippedForm("e81-17");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->columns.size(), 17u);
  EXPECT_EQ(form->slots.size(), 4u + 11u * 2u + 2u);
  EXPECT_EQ(form->slots[static_cast<size_t>(form->SlotOf(12, Side::kK))].role, Role::kYearFigure);
  EXPECT_EQ(form->slots[static_cast<size_t>(form->SlotOf(12, Side::kRp))].role, Role::kArithmetic);
  EXPECT_EQ(form->slots[static_cast<size_t>(form->SlotOf(13, Side::kK))].role, Role::kRate);
  EXPECT_EQ(form->slots[static_cast<size_t>(form->SlotOf(14, Side::kK))].role, Role::kAcrossYears);
  EXPECT_EQ(form->slots[static_cast<size_t>(form->SlotOf(15, Side::kK))].role, Role::kRate);
  EXPECT_EQ(form->columns[11].formula, "8+9+10+11");
  EXPECT_EQ(form->columns[12].formula, "12/7×100");
  EXPECT_EQ(ShippedForm("e81-99").error().code, "form.not_found");
}

TEST(FormFile, FifteenColumnsHaveTheirFormulas) {
  const Result<Form> form = ShippedForm("e81-15");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->columns[12].formula, "6+12");
  EXPECT_EQ(form->columns[13].formula, "13/5×100");
  EXPECT_EQ(form->columns.size(), 15u);
}

constexpr std::string_view kGood = R"(form: x
title: Judul
basis: Permendagri 86/2017
rows: {of: plan, levels: [programme, sub_activity], each: indicator}
columns:
  - {n: 1, title: No, value: row.number}
  - {n: 5, title: Target, K: target(year), Rp: ceiling(year)}
  - {n: 8, title: Realisasi, K: realised(q1), Rp: spent(q1)}
  - {n: 9, title: Capaian, K: "[8]/[5]*100", Rp: "[8]/[5]*100", format: percent}
footers:
  - {title: Rata-rata, over: [9], value: mean(rows)}
)";

std::string Replaced(std::string_view what, std::string_view by) {
  std::string text(kGood);
  const size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(FormFile, YearsRepeatColumns) {
  const Result<Form> form = ShippedForm("e80", {2025, 2026, 2027, 2028, 2029, 2030});
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->columns.size(), 6u + 3 * 6 + 1);
  EXPECT_EQ(form->columns.back().number, 25);
  EXPECT_EQ(form->columns[6].title, "2025");
  EXPECT_EQ(form->columns[5].formula, "");  // K is typed
  EXPECT_EQ(form->columns[18].formula, "13/7×100");
  EXPECT_EQ(form->columns[23].formula, "18/12×100");
  EXPECT_EQ(form->slots[static_cast<size_t>(form->SlotOf(24, Side::kK))].role, Role::kRate);
  EXPECT_EQ(form->footers[0].slots.size(), 12u);
  const Result<Form> rpjmd = ShippedForm("e78", {2025, 2026});
  EXPECT_EQ(rpjmd->columns[12].formula, "9+10");
  EXPECT_EQ(rpjmd->slots[static_cast<size_t>(rpjmd->SlotOf(13, Side::kK))].role, Role::kAcrossYears);
  EXPECT_EQ(rpjmd->slots[static_cast<size_t>(rpjmd->SlotOf(14, Side::kK))].role, Role::kRate);
}

constexpr std::string_view kYears = R"y(form: x
title: Judul
basis: Permendagri 86/2017
rows: {of: renstra, levels: [programme], each: indicator}
columns:
  - {n: 1, title: No, value: row.number}
  - {n: 2, title: "{year}", each: year, K: target(y), Rp: amount(y)}
  - {n: 3, title: Jumlah, K: target(end), Rp: "sum([2])"}
)y";

TEST(FormFile, WhatAYearMayNotDo) {
  ASSERT_TRUE(ReadForm(kYears, "x.yaml").ok());
  const auto code = [](std::string_view what, std::string_view by) {
    std::string text(kYears);
    text.replace(text.find(what), what.size(), by);
    const Result<Form> form = ReadForm(text, "x.yaml");
    return form.ok() ? "" : form.error().fields.at(0).field + " " + form.error().fields.at(0).code;
  };
  EXPECT_EQ(code("sum([2])", "[2]"), "x.yaml:8:48 form.column_by_year");
  EXPECT_EQ(code("sum([2])", "sum([9])"), "x.yaml:8:52 form.unknown_column");
  EXPECT_EQ(code("sum([2])", "most([2])"), "x.yaml:8:48 form.unknown_source");
  EXPECT_EQ(code(", each: year", ""), "x.yaml:7:32 form.word_not_here");
  EXPECT_EQ(code("each: year", "each: month"), "x.yaml:7:35 data_file.unknown_word");
  EXPECT_EQ(code("target(end)", "target(other.n)"), "x.yaml:8:30 form.word_not_here");
  EXPECT_EQ(code("target(end)", "realised(q1)"), "x.yaml:8:30 form.word_not_here");
  EXPECT_EQ(code("of: renstra", "of: bab"), "x.yaml:4:12 data_file.unknown_word");
}

constexpr std::string_view kItems = R"y(form: x
title: Judul
basis: Permendagri 86/2017
rows: {of: renja, each: item, list: [{title: Tim, item: team_decree}]}
columns:
  - {n: 1, title: Ada, value: item.there}
)y";

TEST(FormFile, ListedRowsAskForPapersOfTheDocument) {
  ASSERT_TRUE(ReadForm(kItems, "x.yaml").ok());
  EXPECT_EQ(ReadForm(kItems, "x.yaml")->list[0].item, "team_decree");
  const auto code = [](std::string_view what, std::string_view by) {
    std::string text(kItems);
    text.replace(text.find(what), what.size(), by);
    const Result<Form> form = ReadForm(text, "x.yaml");
    return form.ok() ? "" : form.error().fields.at(0).code;
  };
  EXPECT_EQ(code("item: team_decree", "item: bab"), "form.unknown_item");
  EXPECT_EQ(code(", list: [{title: Tim, item: team_decree}]", ""), "data_file.not_a_list");
  EXPECT_EQ(code("{title: Tim, item: team_decree}", "Tim"), "data_file.not_a_map");
  EXPECT_EQ(code("of: renja", "of: renstra"), "data_file.unknown_word");
}

TEST(FormFile, TheGoodOneIsGood) {
  EXPECT_TRUE(ReadForm(kGood, "x.yaml").ok());
}

struct Bad {
  std::string_view what, by, place, code;
};

// Each fault in an otherwise good file: where it is and what it is called.
constexpr Bad kBad[] = {
    {"title: Judul\n", "", "x.yaml:1:1", "data_file.missing_key"},
    {"title: Judul", "title: ''", "x.yaml:2:8", "data_file.empty_text"},
    {"basis: P", "dasar: P", "x.yaml:3:1", "data_file.unknown_key"},
    {"value: row.number", "value: row.nomor", "x.yaml:6:30", "form.unknown_source"},
    {"K: target(year)", "K: spent(q1)", "x.yaml:7:30", "form.wrong_side"},
    {"K: \"[8]/[5]*100\"", "K: \"[7]/[5]*100\"", "x.yaml:9:32", "form.unknown_column"},
    {"K: \"[8]/[5]*100\"", "K: \"[8]/[55]*100\"", "x.yaml:9:36", "form.unknown_column"},
    {"K: \"[8]/[5]*100\"", "K: \"[9]/[5]*100\"", "x.yaml:9:31", "form.circular"},
    {"K: \"[8]/[5]*100\"", "K: \"[8]/[1]*100\"", "x.yaml:9:36", "form.column_is_text"},
    {"K: \"[8]/[5]*100\"", "K: \"[8]/*100\"", "x.yaml:9:36", "form.expression_operand"},
    {"K: \"[8]/[5]*100\"", "K: \"[8]/[5*100\"", "x.yaml:9:38", "form.expression_expected"},
    {"{n: 8,", "{n: 4,", "x.yaml:8:9", "form.column_order"},
    {"{n: 8,", "{n: delapan,", "x.yaml:8:9", "data_file.bad_number"},
    {"{n: 8,", "{n: 8, n: 8,", "x.yaml:8:12", "data_file.doubled_key"},
    {"format: percent", "format: persen", "x.yaml:9:73", "form.unknown_format"},
    {"programme, sub", "sub_activity, sub", "x.yaml:4:41", "form.level_order"},
    {"programme, sub", "bab, sub", "x.yaml:4:27", "form.unknown_level"},
    {"over: [9]", "over: [8]", "x.yaml:11:31", "form.over_column"},
    {"over: [9], ", "", "x.yaml:11:5", "data_file.missing_key"},
    {"value: mean(rows)", "value: mean(columns)", "x.yaml:11:42", "form.unknown_source"},
    {"columns:", "columns: [", "x.yaml:6:3", "data_file.bad_yaml"},
};

TEST(FormFile, SaysWhatIsWrongAndWhere) {
  for (const Bad& bad : kBad) {
    const Result<Form> form = ReadForm(Replaced(bad.what, bad.by), "x.yaml");
    ASSERT_FALSE(form.ok()) << bad.by;
    EXPECT_EQ(form.error().code, "data_file.bad_file");
    std::vector<std::string> found;
    for (const FieldError& field : form.error().fields) found.push_back(field.field + " " + field.code);
    EXPECT_THAT(found, Contains(std::string(bad.place) + " " + std::string(bad.code))) << bad.by;
    for (const FieldError& field : form.error().fields)
      EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "error." + field.code)) << field.code;
  }
}

TEST(FormFile, TellsEverythingAtOnce) {
  const std::string text = Replaced("title: Judul\n", "") + "salah: 1\nlagi: 2\n";
  EXPECT_EQ(ReadForm(text, "x.yaml").error().fields.size(), 3u);
}

TEST(FormFile, HostileFilesAreRefused) {
  EXPECT_FALSE(ReadForm(Many(2 << 20, 'x'), "x.yaml").ok());
  EXPECT_FALSE(ReadForm(Many(5000, '['), "x.yaml").ok());
  for (const std::string_view text : {"&a [*a, *a]", "\xff\xfe", "", "- 1", "columns: {a: 1}\nrows: 3"})
    EXPECT_FALSE(ReadForm(text, "x.yaml").ok());
  EXPECT_FALSE(ReadForm(Replaced("[8]/[5]*100", Many(200, '(')), "x.yaml").ok());
}

TEST(FormFile, TheGuideNamesEveryWord) {
  std::ifstream file(SINERGI_SOURCE_DIR "/docs/reference/form.md");
  std::stringstream guide;
  guide << file.rdbuf();
  for (const SourceWord& word : AllSources())
    EXPECT_NE(guide.str().find("`" + std::string(word.text) + "`"), std::string::npos) << word.text;
}

}  // namespace
}  // namespace sinergi::performance::form
