// Thresholds and classes that a regulation lays down, row by row, as the shipped registers compute them.
#include <gmock/gmock.h>

#include "kernel/calendar_file.h"
#include "kernel/due_day.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

// Knows everything that is asked for.
class Believer : public FieldContext {
 public:
  NumberStyle Style() const override { return NumberStyle::kPoint; }
  bool CodeExists(std::string_view, std::string_view) const override { return true; }
  std::string CodeTitle(std::string_view, std::string_view, Lang) const override { return ""; }
  bool UnitExists(int64_t) const override { return true; }
  std::string UnitName(int64_t) const override { return ""; }
  bool PersonExists(int64_t) const override { return true; }
  std::string PersonName(int64_t) const override { return ""; }
  bool RecordExists(std::string_view, int64_t) const override { return true; }
  std::string RecordTitle(std::string_view, int64_t) const override { return ""; }
};

Record Filled(const Definition& definition, const Typed& typed) {
  Record record;
  record.state = definition.states[0].name;
  record.values.resize(definition.fields.size());
  const Result<std::vector<std::string>> taken = TakeTyped(definition, typed, Believer(), record);
  EXPECT_TRUE(taken.ok()) << (taken.ok() ? "" : taken.error().fields[0].field + taken.error().fields[0].code);
  Compute(definition, Date{2024, 12, 1}, record);
  return record;
}

std::string Plain(const Definition& definition, const Record& record, std::string_view name) {
  const Field* field = definition.FieldNamed(name);
  return field->type->Plain(*field, record.values[static_cast<size_t>(field - definition.fields.data())]);
}

struct Penalty {
  int days, minutes, run;  // days absent, minutes late or early, longest run
  int counted;
  const char *level, *penalty, *who;
  int to_next;
};
constexpr const char* kNobody = "Belum ada";
constexpr const char* kSuperior = "Atasan langsung";
constexpr const char* kMiddle = "Pejabat yang berwenang menghukum, atas usul atasan langsung";
constexpr const char* kBoard = "Pejabat Pembina Kepegawaian, dengan tim pemeriksa";
constexpr const char* kDismissed = "Pemberhentian dengan hormat tidak atas permintaan sendiri";
// PP 94/2021 ps. 9-11: cumulative unexcused days of one year; 7 h 30 min are a day (Peraturan BKN 6/2022).
constexpr Penalty kPenalties[] = {
    {0, 0, 0, 0, "Belum", "Belum mencapai ambang", kNobody, 3},
    {2, 449, 0, 2, "Belum", "Belum mencapai ambang", kNobody, 1},
    {2, 450, 0, 3, "Ringan", "Teguran lisan", kSuperior, 1},
    {3, 0, 0, 3, "Ringan", "Teguran lisan", kSuperior, 1},
    {4, 0, 0, 4, "Ringan", "Teguran tertulis", kSuperior, 3},
    {6, 0, 0, 6, "Ringan", "Teguran tertulis", kSuperior, 1},
    {7, 0, 0, 7, "Ringan", "Pernyataan tidak puas secara tertulis", kSuperior, 4},
    {10, 0, 9, 10, "Ringan", "Pernyataan tidak puas secara tertulis", kSuperior, 1},
    {11, 0, 0, 11, "Sedang", "Pemotongan tukin 25% selama 6 bulan", kMiddle, 3},
    {13, 0, 0, 13, "Sedang", "Pemotongan tukin 25% selama 6 bulan", kMiddle, 1},
    {14, 0, 0, 14, "Sedang", "Pemotongan tukin 25% selama 9 bulan", kMiddle, 3},
    {16, 0, 0, 16, "Sedang", "Pemotongan tukin 25% selama 9 bulan", kMiddle, 1},
    {17, 0, 0, 17, "Sedang", "Pemotongan tukin 25% selama 12 bulan", kMiddle, 4},
    {20, 0, 0, 20, "Sedang", "Pemotongan tukin 25% selama 12 bulan", kMiddle, 1},
    {21, 0, 0, 21, "Berat", "Penurunan jabatan setingkat 12 bulan", kBoard, 4},
    {24, 0, 0, 24, "Berat", "Penurunan jabatan setingkat 12 bulan", kBoard, 1},
    {25, 0, 0, 25, "Berat", "Pembebasan dari jabatan menjadi pelaksana 12 bulan", kBoard, 3},
    {27, 0, 0, 27, "Berat", "Pembebasan dari jabatan menjadi pelaksana 12 bulan", kBoard, 1},
    {28, 0, 0, 28, "Berat", kDismissed, kBoard, 0},
    {40, 900, 0, 42, "Berat", kDismissed, kBoard, 0},
    {10, 0, 10, 10, "Berat", kDismissed, kBoard, 1},
};

TEST(RegisterThresholds, DisciplineRowByRow) {
  const Definition definition = *ShippedRegister("discipline");
  for (const Penalty& row : kPenalties) {
    SCOPED_TRACE(std::to_string(row.days) + " days, " + std::to_string(row.minutes) + " minutes");
    const std::string days = "2024-05-02\t" + std::to_string(row.days) + "\t\t";
    const std::string minutes = "2024-06-03\t\t" + std::to_string(row.minutes) + "\t";
    const Record record =
        Filled(definition, {{"absences", {days, minutes}}, {"longest_run", {std::to_string(row.run)}}});
    EXPECT_EQ(Plain(definition, record, "unexcused_days"), std::to_string(row.counted));
    EXPECT_EQ(Plain(definition, record, "level_due"), row.level);
    EXPECT_EQ(Plain(definition, record, "penalty_due"), row.penalty);
    EXPECT_EQ(Plain(definition, record, "who_acts"), row.who);
    EXPECT_EQ(Plain(definition, record, "days_to_next"), std::to_string(row.to_next));
    EXPECT_EQ(Plain(definition, record, "stop_pay"), row.run >= 10 ? "yes" : "no");
  }
}

struct Class {
  const char* kind;
  int days;
  const char* due;  // of a complaint forwarded on 6 March 2024, counted by hand over the holidays of 2024
};
constexpr Class kClasses[] = {
    {"information", 5, "2024-03-15"},
    {"complaint", 14, "2024-03-28"},
    {"aspiration", 14, "2024-03-28"},
    {"supervision", 60, "2024-06-20"},
};

TEST(RegisterThresholds, ComplaintsByClass) {
  const Definition definition = *ShippedRegister("complaints");
  const RegisterClock* finish = definition.ClockNamed("finish");
  EXPECT_EQ(definition.ClockNamed("verify")->rule.length, 3);
  EXPECT_EQ(definition.ClockNamed("respond")->rule.length, 5);
  for (const Class& row : kClasses) {
    const kernel::ClockRule rule = RuleFor(definition, *finish, Filled(definition, {{"kind", {row.kind}}}));
    EXPECT_EQ(rule.length, row.days) << row.kind;
    kernel::DayTerm term;
    term.from = {2024, 3, 6};
    term.days = rule.length;
    EXPECT_EQ(kernel::DueDayOf(term, kernel::ShippedCalendar())->due.Iso(), row.due) << row.kind;
  }
}

struct Late {
  const char *status, *came, *left;
  const char *late, *early, *lost;
};
constexpr Late kLate[] = {
    {"present", "07:30", "16:00", "0", "0", "0"},   {"present", "07:31", "16:00", "1", "0", "1"},
    {"present", "06:55", "15:20", "0", "40", "40"}, {"present", "09:05", "15:59", "95", "1", "96"},
    {"present", "08:00", "", "30", "0", "30"},      {"duty", "", "", "0", "0", "0"},
    {"unexcused", "", "", "0", "0", "0"},
};

TEST(RegisterThresholds, MinutesLateAndEarly) {
  const Definition definition = *ShippedRegister("attendance");
  for (const Late& row : kLate) {
    SCOPED_TRACE(std::string(row.status) + " " + row.came + " " + row.left);
    const Record record = Filled(definition, {{"status", {row.status}},
                                              {"begins", {"07:30"}},
                                              {"ends", {"16:00"}},
                                              {"came", {row.came}},
                                              {"left", {row.left}}});
    EXPECT_EQ(Plain(definition, record, "late_minutes"), row.late);
    EXPECT_EQ(Plain(definition, record, "early_minutes"), row.early);
    EXPECT_EQ(Plain(definition, record, "lost_minutes"), row.lost);
  }
}

}  // namespace
}  // namespace sinergi::registers
