// `sinergi due` from outside: dates, reasons, exit codes.
#include <gtest/gtest.h>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

boost::json::value Due(Words command) {
  command.insert(command.begin(), "due");
  command.push_back("--json");
  const Outcome outcome = Sinergi(command);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  return ParseJson(outcome.out);
}

std::string DueDate(const Words& command) {
  return std::string(Due(command).at("due").as_string());
}

TEST(Due, DatesOverTheHolidays) {
  const struct {
    Words command;
    const char* due;
  } table[] = {
      {{"--from", "2026-03-16", "--days", "10"}, "2026-04-07"},
      {{"--from", "2025-03-27", "--days", "1"}, "2025-04-08"},
      {{"--from", "2024-04-05", "--days", "10"}, "2024-04-29"},
      {{"--from", "2027-03-05", "--days", "10"}, "2027-03-31"},
      {{"--from", "2026-12-23", "--days", "5"}, "2027-01-04"},
      {{"--from", "2026-07-11", "--days", "0"}, "2026-07-11"},
      {{"--from", "2026-07-06", "--days", "5", "--kind", "calendar"}, "2026-07-11"},
      {{"--from", "2026-07-06", "--days", "5", "--kind", "calendar", "--move"}, "2026-07-13"},
      {{"--from", "2026-01-05", "--days", "10", "--extend", "7"}, "2026-01-29"},
      {{"--from", "2026-07-06", "--days", "5", "--pause", "2026-07-08..2026-07-09"}, "2026-07-15"},
      {{"--from", "2026-07-06", "--days", "10", "--pause", "2026-07-08..2026-07-09", "--pause",
        "2026-07-15..2026-07-16"},
       "2026-07-24"},
      {{"--from=2026-07-06", "--days=5", "--pause=2026-07-08"}, "2026-07-14"},
      {{"--from", "2030-01-01", "--days", "31", "--kind", "calendar"}, "2030-02-01"},
  };
  for (const auto& row : table) EXPECT_EQ(DueDate(row.command), row.due);
}

// The keys other programs rest on.
TEST(Due, JsonTellsEveryDay) {
  const boost::json::value body = Due({"--from", "2026-03-16", "--days", "3"});
  EXPECT_EQ(body.at("from").as_string(), "2026-03-16");
  EXPECT_EQ(body.at("days").as_int64(), 3);
  EXPECT_EQ(body.at("kind").as_string(), "working");
  EXPECT_EQ(body.at("due").as_string(), "2026-03-26");
  EXPECT_EQ(body.at("calendar").as_string(), "id");
  EXPECT_EQ(body.at("week").as_int64(), 5);
  EXPECT_FALSE(body.at("provisional").as_bool());
  const boost::json::array& skipped = body.at("skipped").as_array();
  ASSERT_EQ(skipped.size(), 7u);
  EXPECT_EQ(skipped[0].at("date").as_string(), "2026-03-18");
  EXPECT_EQ(skipped[0].at("kind").as_string(), "joint_leave");
  EXPECT_EQ(skipped[0].at("reason").as_string(), "cuti bersama: Hari Suci Nyepi Tahun Baru Saka 1948");
  EXPECT_EQ(skipped[1].at("kind").as_string(), "national");
  const boost::json::array& counted = body.at("days_counted").as_array();
  ASSERT_EQ(counted.size(), 3u);
  EXPECT_EQ(counted[0].at("date").as_string(), "2026-03-17");
  EXPECT_EQ(counted[0].at("n").as_int64(), 1);
  EXPECT_EQ(counted[2].at("date").as_string(), "2026-03-26");
  EXPECT_EQ(counted[2].at("n").as_int64(), 3);
  EXPECT_TRUE(Due({"--from", "2027-03-05", "--days", "1"}).at("provisional").as_bool());
  EXPECT_TRUE(Due({"--from", "2026-07-06", "--days", "0"}).at("days_counted").as_array().empty());
  const std::string weekend(Due({"--from", "2026-07-10", "--days", "1", "--lang", "en"})
                                .at("skipped")
                                .at(0)
                                .at("reason")
                                .as_string());
  EXPECT_EQ(weekend, "weekend (Saturday)");
}

TEST(Due, ExplainsToPeople) {
  const Outcome outcome = Sinergi({"due", "--from", "2027-03-05", "--days", "1"});
  EXPECT_EQ(outcome.exit, 0);
  for (const char* text :
       {"Tenggat: Selasa, 16 Maret 2027", "hari ke-0, diterima", "hari ke-1",
        "libur nasional: Idul Fitri 1448 Hijriah (sementara)", "2027: SKB", "masih sementara"})
    EXPECT_NE(outcome.out.find(text), std::string::npos) << text << "\n" << outcome.out;
}

TEST(Due, TakesTheRegionsCalendar) {
  Folder folder;
  const std::string file = folder / "kota.yaml";
  WriteWhole(file,
             "calendar: kota\ntitle: Kota\nbasis: Perwali 1/2026\nweek: 6\nyears: [2028]\n"
             "national: {2028-01-01: Tahun Baru}\nlocal: {2026-07-13: Hari jadi}\nremoved: {2026-12-24: "
             "Dialihkan}\n");
  EXPECT_EQ(DueDate({"--from", "2026-07-10", "--days", "1", "--calendar", file}), "2026-07-11");
  EXPECT_EQ(DueDate({"--from", "2026-07-10", "--days", "2", "--calendar", file}), "2026-07-14");
  EXPECT_EQ(DueDate({"--from", "2026-12-23", "--days", "1", "--calendar", file}), "2026-12-24");
  EXPECT_EQ(DueDate({"--from", "2027-12-31", "--days", "1", "--calendar", file}), "2028-01-03");
  const boost::json::value body = Due({"--from", "2026-07-10", "--days", "2", "--calendar", file});
  EXPECT_EQ(body.at("calendar").as_string(), "kota");
  EXPECT_EQ(body.at("week").as_int64(), 6);
  EXPECT_EQ(body.at("skipped").at(1).at("kind").as_string(), "local");

  WriteWhole(file, "calendar: kota\ntitle: Kota\nbasis: Perwali\nlocal:\n  2026-02-30: Kabisat\n");
  const Outcome bad = Sinergi({"due", "--from", "2026-07-10", "--days", "1", "--calendar", file});
  EXPECT_EQ(bad.exit, 1);
  EXPECT_EQ(bad.out, "");
  EXPECT_NE(bad.err.find(file + ":5:3: "), std::string::npos) << bad.err;
  const boost::json::value error =
      ParseJson(Sinergi({"due", "--from", "2026-07-10", "--days", "1", "--calendar", file, "--json"}).err)
          .at("error");
  EXPECT_EQ(error.at("code").as_string(), "data_file.bad_file");
  EXPECT_EQ(error.at("faults").at(0).at("code").as_string(), "calendar.bad_date");
}

TEST(Due, RefusesWhatItCannotTell) {
  const struct {
    Words command;
    int exit;
    const char* says;
  } table[] = {
      {{"--from", "2027-12-30", "--days", "10"}, 1, "2028"},
      {{"--from", "2023-12-01", "--days", "1"}, 1, "2023"},
      {{"--from", "2026-03-16", "--days", "99999999999999999999999999"}, 1, "2028"},
      {{"--from", "2026-03-16", "--days", "99999999999999999999999999", "--kind", "calendar"}, 1, "2200"},
      {{"--from", "2026-03-16", "--days", "5", "--calendar", "/tidak/ada.yaml"}, 1, "ada.yaml"},
      {{"--from", "2026-03-16"}, 2, "--days"},
      {{"--days", "5"}, 2, "--from"},
      {{"--from", "2026-02-30", "--days", "5"}, 2, "2026-02-30"},
      {{"--from", "16-03-2026", "--days", "5"}, 2, "16-03-2026"},
      {{"--from", "", "--days", "5"}, 2, "''"},
      {{"--from", "2026-3-16", "--days", "5"}, 2, "2026-3-16"},
      {{"--from", "2026-03-16", "--days", "-1"}, 2, "-1"},
      {{"--from", "2026-03-16", "--days", "1.5"}, 2, "1.5"},
      {{"--from", "2026-03-16", "--days", "lima"}, 2, "lima"},
      {{"--from", "2026-03-16", "--days", "5", "--kind", "lunar"}, 2, "--kind"},
      {{"--from", "2026-03-16", "--days", "5", "--extend", "x"}, 2, "x"},
      {{"--from", "2026-03-16", "--days", "5", "--pause", "2026-03-20..2026-03-18"}, 2, "2026-03-20"},
      {{"--from", "2026-03-16", "--days", "5", "--pause", "besok"}, 2, "besok"},
      {{"--from", "2026-03-16", "--days", "5", "--pause", "2026-03-01..2026-03-02"}, 2, "2026-03-16"},
      {{"--from", "2026-03-16", "--days", "5", "lebih"}, 2, "lebih"},
  };
  for (const auto& row : table) {
    Words command = {"due"};
    command.insert(command.end(), row.command.begin(), row.command.end());
    const Outcome outcome = Sinergi(command);
    EXPECT_EQ(outcome.exit, row.exit) << row.says << outcome.err;
    EXPECT_EQ(outcome.out, "") << row.says;
    EXPECT_NE(outcome.err.find(row.says), std::string::npos) << row.says << ": " << outcome.err;
  }
}

}  // namespace
}  // namespace sinergi::blackbox
