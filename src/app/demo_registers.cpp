#include "app/demo_registers.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/demo_files.h"
#include "base/ensure.h"
#include "kernel/calendar_file.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_fields.h"

namespace sinergi::app {
namespace {

using registers::Definition;
using registers::Typed;

constexpr int64_t kNoonUtc = 4;  // noon in Kupang

int Number(const files::Node& node, const char* key, int otherwise) {
  return node[key] ? IntOf(node[key]) : otherwise;
}

// What stands in braces: {n}, {n:2} with zeros, {day}, {day+5}.
std::string Place(const std::string& name, int n, const Date& day) {
  int number = 0;
  if (name.starts_with("n")) {
    if (name.size() > 2) number = name[2] - '0';
    return fmt::format("{:0{}}", n, number);
  }
  if (name.size() > 3) {
    const char* begin = name.data() + (name[3] == '+' ? 4 : 3);
    std::from_chars(begin, name.data() + name.size(), number);
  }
  return Date::FromDays(day.Days() + number).Iso();
}

std::string Filled(const std::string& text, int n, const Date& day) {
  std::string filled;
  for (size_t at = 0; at < text.size();) {
    const size_t open = text.find('{', at), close = text.find('}', open);
    if (open == text.npos || close == text.npos) return filled + text.substr(at);
    filled += text.substr(at, open - at) + Place(text.substr(open + 1, close - open - 1), n, day);
    at = close + 1;
  }
  return filled;
}

struct ExampleRecord {
  files::Node yaml;
  int n = 1;
  Date on;
  int64_t id = 0, version = 0;
};
struct Step {
  Date day;
  size_t record = 0;
  int act = -1;  // of the row's acts; -1: it is made
};

class RegisterLoader {
 public:
  RegisterLoader(sql::Connection& c, const performance::ActContext& context, const ExampleRegisters& example)
      : c_(c),
        context_(context),
        example_(example),
        fields_(c, example.government.id, context.units, NumberStyle::kPoint),
        plan_(performance::LoadPlanYear(c, example.government.id, example.plan)) {}

  // Once; records that others link to come first.
  void Load(const std::string& id) {
    if (!begun_.insert(id).second) return;
    const registers::InForce* found = example_.registers.Find(id);
    ENSURE(found != nullptr);
    const files::Tree file = ExampleYaml("registers/" + id + ".yaml");
    const files::Node yaml = file.root();
    std::vector<ExampleRecord> records = ReadRecords(yaml);
    for (const Step& step : StepsOf(records)) Take(found->definition, yaml, step, records[step.record]);
    for (const files::Node& feed : yaml["feeds"]) TakeOver(found->definition, feed);
  }

 private:
  static std::vector<ExampleRecord> ReadRecords(const files::Node& yaml) {
    std::vector<ExampleRecord> records;
    for (const files::Node& row : yaml["rows"]) {
      const Date on = Date::Parse(row["on"].Scalar()).value();
      for (int i = 0; i < Number(row, "times", 1); ++i)
        records.push_back(
            {row, Number(row, "first", 1) + i, Date::FromDays(on.Days() + i * Number(row, "every", 0))});
    }
    return records;
  }

  // In the order of their days, as an office would have done them.
  static std::vector<Step> StepsOf(const std::vector<ExampleRecord>& records) {
    std::vector<Step> steps;
    for (size_t i = 0; i < records.size(); ++i) {
      steps.push_back({records[i].on, i, -1});
      int at = 0;
      for (const files::Node& act : records[i].yaml["acts"])
        steps.push_back({Date::FromDays(records[i].on.Days() + Number(act, "after", 0)), i, at++});
    }
    std::stable_sort(steps.begin(), steps.end(),
                     [](const Step& a, const Step& b) { return a.day.Days() < b.day.Days(); });
    return steps;
  }

  registers::RecordContext On(const Date& day) const {
    return {context_.actor,
            context_.units,
            example_.government,
            kernel::ShippedCalendar(),
            fields_,
            {},
            (day.Days() * 24 + kNoonUtc) * 3600,
            day,
            false};
  }

  void Take(const Definition& definition, const files::Node& yaml, const Step& step, ExampleRecord& record) {
    const std::string where = definition.id + " " + step.day.Iso();
    Typed typed;
    const registers::RecordContext context = On(step.day);
    if (step.act < 0) {
      AddTyped(definition, yaml["shared"], record, step.day, typed);
      AddTyped(definition, record.yaml["fields"], record, step.day, typed);
      const std::string unit = record.yaml["unit"] ? record.yaml["unit"].Scalar() : yaml["unit"].Scalar();
      const auto made = Need(MakeRecord(c_, context, definition, {UnitCalled(unit), typed, ""}), where);
      record.id = made.id;
      record.version = made.version;
      if (record.yaml["key"])
        keys_[definition.id + "/" + Filled(record.yaml["key"].Scalar(), record.n, step.day)] = made.id;
      return;
    }
    const files::Node act = record.yaml["acts"][step.act];
    AddTyped(definition, act["fields"], record, step.day, typed);
    const registers::ActRequest request{act["act"].Scalar(), act["note"].Scalar(), record.version, typed, {}};
    record.version =
        Need(ActOn(c_, context, definition, record.id, request), where + " " + request.act).version;
  }

  void AddTyped(const Definition& definition, const files::Node& yaml, const ExampleRecord& record,
                const Date& day, Typed& typed) {
    for (const auto& entry : yaml.entries()) {
      const std::string name = entry.first.Scalar();
      const registers::Field* field = definition.FieldNamed(name);
      std::vector<std::string> texts;
      if (entry.second.IsScalar()) texts.push_back(entry.second.Scalar());
      for (const files::Node& one : entry.second) texts.push_back(RowTextIn(one));
      for (std::string& text : texts) text = Meant(field, Filled(text, record.n, day));
      typed[name] = std::move(texts);
    }
  }

  // An option, or a row of a table: its cells side by side.
  static std::string RowTextIn(const files::Node& yaml) {
    if (yaml.IsScalar()) return yaml.Scalar();
    std::string text;
    for (size_t i = 0; i < yaml.size(); ++i) text += (i > 0 ? "\t" : "") + yaml[i].Scalar();
    return text;
  }

  // Units are written by their code, links by the key of a row.
  std::string Meant(const registers::Field* field, const std::string& text) {
    const std::string_view type = field == nullptr ? "" : field->type->name();
    if (type == "unit") return std::to_string(UnitCalled(text));
    if (type != "link") return text;
    Load(text.substr(0, text.find('/')));
    return std::to_string(keys_[text]);
  }

  int64_t UnitCalled(const std::string& code) const {
    const kernel::Unit* unit = context_.units.FindCode(code);
    return unit == nullptr ? 0 : unit->id;
  }

  void TakeOver(const Definition& definition, const files::Node& yaml) {
    const registers::FigureOf* figure = definition.FigureNamed(yaml["figure"].Scalar());
    const std::string name = yaml["indicator"].Scalar();
    const auto fed = std::find_if(plan_.indicators.begin(), plan_.indicators.end(),
                                  [&](const performance::Indicator& one) { return one.name == name; });
    ENSURE(figure != nullptr && fed != plan_.indicators.end());
    registers::RecordContext context = On(context_.today);
    context.now = context_.now;
    SaveTexts(fed->id, yaml["texts"]);
    const registers::Feed feed =
        Need(LinkFeed(c_, context, definition, *figure, {0, fed->id, 0}), definition.id + " feed");
    const registers::FigureValue value = ValueFor(c_, context, definition, *figure, feed, example_.fed);
    const kernel::Evidence evidence =
        Need(KeepFigure(example_.store, FigureTable(c_, context, definition, *figure, example_.fed, value),
                        definition, *figure, example_.fed),
             definition.id + " evidence");
    (void)Need(registers::TakeOver(c_, context, definition, *figure, feed, example_.fed, Fingerprint(value),
                                   evidence),
               definition.id + " " + figure->name);
    for (const auto act : {performance::MeasurementAct::kSubmit, performance::MeasurementAct::kVerify}) {
      const auto row =
          performance::NewestMeasurement(c_, example_.government.id, fed->id, example_.fed.quarter);
      (void)Need(ActOnMeasurement(c_, context_, fed->id, example_.fed, act, "", row->row_version),
                 definition.id + " " + name);
    }
  }

  void SaveTexts(int64_t indicator, const files::Node& yaml) {
    if (!yaml) return;
    const performance::Entry entry{"",
                                   yaml["obstacle"].Scalar(),
                                   yaml["solution"].Scalar(),
                                   yaml["driver"].Scalar(),
                                   yaml["follow_up"].Scalar(),
                                   ""};
    (void)Need(SaveMeasurement(c_, context_, indicator, example_.fed, entry, 0), "texts");
  }

  sql::Connection& c_;
  const performance::ActContext& context_;
  const ExampleRegisters& example_;
  const registers::RecordFields fields_;
  const performance::PlanYear plan_;
  std::set<std::string> begun_;
  std::map<std::string, int64_t> keys_;
};

}  // namespace

void LoadExampleRegisters(sql::Connection& c, const performance::ActContext& context,
                          const ExampleRegisters& example) {
  RegisterLoader loader(c, context, example);
  for (const std::string& id : registers::ShippedRegisterIds()) loader.Load(id);
}

}  // namespace sinergi::app
