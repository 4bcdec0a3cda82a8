#include "kernel/calendar_file.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/files/data_file.h"
#include "platform/files/embedded.h"

namespace sinergi::kernel {
namespace {

constexpr std::string_view kCalendarFolder = "data/calendars/";
constexpr const char* kWeekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                     "friday", "saturday", "sunday"};

// "08:00" in minutes; "24:00" is the end of the day.
std::optional<int> Minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return {};
  int digits[4] = {};
  for (const size_t i : {0, 1, 3, 4}) {
    if (text[i] < '0' || text[i] > '9') return {};
    digits[i < 2 ? i : i - 1] = text[i] - '0';
  }
  const int hour = digits[0] * 10 + digits[1], minute = digits[2] * 10 + digits[3];
  if (minute > 59 || hour * 60 + minute > 24 * 60) return {};
  return hour * 60 + minute;
}

// "08:00-12:00, 13:00-16:00".
std::optional<std::vector<OfficeSpan>> ParseHours(std::string_view text) {
  std::vector<OfficeSpan> spans;
  for (const std::string_view part : Split(text, ',')) {
    const std::string_view span = TrimBlanks(part);
    if (span.size() != 11 || span[5] != '-') return {};
    const auto from = Minutes(span.substr(0, 5)), until = Minutes(span.substr(6));
    if (!from || !until || *from >= *until) return {};
    if (!spans.empty() && *from < spans.back().until) return {};
    spans.push_back({*from, *until});
  }
  return spans;
}

// Nothing that a terminal would obey; line ends and tabs become blanks.
bool IsPlain(std::string_view text) {
  return std::ranges::all_of(FoldBlanks(text), [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
}

bool IsText(const files::Node& node) {
  return node.IsScalar() && IsValidUtf8(node.Scalar()) && IsPlain(node.Scalar()) &&
         !TrimBlanks(node.Scalar()).empty();
}

class Reader {
 public:
  Reader(Calendar calendar, files::Faults& faults) : calendar_(std::move(calendar)), faults_(faults) {}

  Calendar Read(const files::Node& root) {
    files::CheckKeys(root,
                     {"calendar", "title", "basis", "week", "hours", "years", "status", "national",
                      "joint_leave", "local", "removed"},
                     faults_);
    calendar_.id = Line(root, "calendar");
    calendar_.title = Line(root, "title");
    calendar_.basis = Line(root, "basis");
    provisional_ = IsProvisional(root);
    ReadWeek(root);
    ReadYears(root["years"]);
    ReadRemoved(root["removed"]);
    ReadDays(root["national"], "national", DayOffKind::kNational);
    ReadDays(root["joint_leave"], "joint_leave", DayOffKind::kJointLeave);
    ReadDays(root["local"], "local", DayOffKind::kLocal);
    return std::move(calendar_);
  }

 private:
  // A text that is printed in one line.
  std::string Line(const files::Node& map, const char* key) {
    const std::string text = files::RequiredText(map, key, faults_);
    if (!IsPlain(text)) faults_.Add(map[key].Mark(), "data_file.not_a_text", {key});
    return FoldBlanks(text);
  }

  bool IsProvisional(const files::Node& map) {
    if (!map["status"]) return false;
    const std::string word = files::RequiredText(map, "status", faults_);
    if (word != "decreed" && word != "provisional")
      faults_.Add(map["status"].Mark(), "data_file.unknown_word", {word, "decreed, provisional"});
    return word == "provisional";
  }

  void ReadWeek(const files::Node& root) {
    if (root["week"]) {
      const std::string word = files::RequiredText(root, "week", faults_);
      if (word != "5" && word != "6")
        faults_.Add(root["week"].Mark(), "data_file.unknown_word", {word, "5, 6"});
      calendar_.week = word == "6" ? WorkWeek::kSixDays : WorkWeek::kFiveDays;
    }
    ReadHours(root["hours"]);
    if (!root["week"] && !root["hours"]) return;
    for (int day = 0; day < static_cast<int>(calendar_.week); ++day)
      if (calendar_.hours[static_cast<size_t>(day)].empty())
        faults_.Add((root["hours"] ? root["hours"] : root["week"]).Mark(), "calendar.hours_missing",
                    {kWeekdays[day]});
  }

  void ReadHours(const files::Node& hours) {
    if (!hours) return;
    if (!hours.IsMap()) return faults_.Add(hours.Mark(), "data_file.not_a_map", {"hours"});
    files::CheckKeys(hours, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
                     faults_);
    for (size_t day = 0; day < 7; ++day) {
      if (!hours[kWeekdays[day]]) continue;
      const std::string text = files::RequiredText(hours, kWeekdays[day], faults_);
      const auto spans = ParseHours(text);
      if (spans) calendar_.hours[day] = *spans;
      if (!spans && !text.empty()) faults_.Add(hours[kWeekdays[day]].Mark(), "calendar.bad_hours", {text});
    }
  }

  void ReadYears(const files::Node& years) {
    if (!years) return;
    if (!years.IsSequence() || years.size() == 0)
      return faults_.Add(years.Mark(), "data_file.not_a_list", {"years"});
    for (const files::Node& node : years) {
      const std::string text = node.IsScalar() ? node.Scalar() : "";
      const std::optional<Date> first = Date::Parse(text + "-01-01");
      if (!first) {
        faults_.Add(node.Mark(), "data_file.bad_number", {"years"});
        continue;
      }
      calendar_.years[first->year] = {calendar_.basis, provisional_};
      std::erase_if(calendar_.days_off, [&](const auto& entry) {
        return entry.first.year == first->year && entry.second.kind != DayOffKind::kLocal;
      });
    }
  }

  // The date of an entry; a fault when it is none or stands twice in the file.
  std::optional<Date> DateOf(const files::Node& key) {
    const std::string text = key.IsScalar() ? key.Scalar() : "?";
    const std::optional<Date> date = Date::Parse(text);
    if (!date) faults_.Add(key.Mark(), "calendar.bad_date", {Shorten(text, 40)});
    if (!date || seen_.insert(*date).second) return date;
    faults_.Add(key.Mark(), "calendar.doubled_day", {text});
    return {};
  }

  void ReadRemoved(const files::Node& removed) {
    if (!removed) return;
    if (!removed.IsMap()) return faults_.Add(removed.Mark(), "data_file.not_a_map", {"removed"});
    for (const auto& entry : removed.entries()) {
      const std::optional<Date> date = DateOf(entry.first);
      if (!date) continue;
      if (!IsText(entry.second)) faults_.Add(entry.second.Mark(), "data_file.empty_text", {date->Iso()});
      if (calendar_.days_off.erase(*date) == 0)
        faults_.Add(entry.first.Mark(), "calendar.not_off", {date->Iso()});
    }
  }

  void ReadDays(const files::Node& days, const char* section, DayOffKind kind) {
    if (!days) return;
    if (!days.IsMap()) return faults_.Add(days.Mark(), "data_file.not_a_map", {section});
    for (const auto& entry : days.entries()) {
      const std::optional<Date> date = DateOf(entry.first);
      if (!date) continue;
      if (kind != DayOffKind::kLocal && !calendar_.Covers(date->year))
        faults_.Add(entry.first.Mark(), "calendar.year_not_named", {std::to_string(date->year)});
      if (!entry.second.IsMap() && !IsText(entry.second))
        faults_.Add(entry.second.Mark(), "data_file.empty_text", {date->Iso()});
      calendar_.days_off[*date] = ReadDay(entry.second, kind);
    }
  }

  // "Name" or {name: …, basis: …, status: …}.
  DayOff ReadDay(const files::Node& node, DayOffKind kind) {
    DayOff day{kind, "", calendar_.basis, provisional_};
    if (node.IsMap()) {
      files::CheckKeys(node, {"name", "basis", "status"}, faults_);
      day.name = Line(node, "name");
      if (node["basis"]) day.basis = Line(node, "basis");
      if (node["status"]) day.provisional = IsProvisional(node);
    } else if (IsText(node)) {
      day.name = FoldBlanks(node.Scalar());
    }
    return day;
  }

  Calendar calendar_;
  files::Faults& faults_;
  std::set<Date> seen_;
  bool provisional_ = false;
};

}  // namespace

Result<Calendar> ReadCalendar(std::string_view yaml, std::string_view file_name, const Calendar& below) {
  Calendar calendar;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { calendar = Reader(below, faults).Read(root); });
  if (!read.ok()) return read.error();
  return calendar;
}

const Calendar& ShippedCalendar() {
  static const Calendar shipped = [] {
    // By path, so that id.yaml comes behind id-2024.yaml and gives the whole its name.
    Calendar calendar;
    for (const files::EmbeddedFile& file : files::AllEmbedded()) {
      if (!file.path.starts_with(kCalendarFolder)) continue;
      Result<Calendar> read = ReadCalendar(file.plain, file.path, calendar);
      ENSURE(read.ok());
      calendar = std::move(read).value();
    }
    return calendar;
  }();
  return shipped;
}

}  // namespace sinergi::kernel
