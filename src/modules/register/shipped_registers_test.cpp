// Every register that ships, lived through from its file alone: records made from what the fields ask, every
// act taken from every state that can be reached, clocks against the calendar, numbers, rights, lists,
// filters, search.
#include <gmock/gmock.h>

#include <deque>

#include "kernel/calendar_file.h"
#include "kernel/due_day.h"
#include "kit/registers.h"
#include "kit/sample_record.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_figures.h"
#include "modules/register/record_list.h"
#include "modules/register/record_table.h"
#include "platform/files/embedded.h"

namespace sinergi::registers {
namespace {

using testkit::SampleRecord;
using Chosen = std::map<std::string, std::string>;

constexpr size_t kMostTries = 600;

std::string ToldError(const Error& error) {
  std::string told = error.code;
  for (const std::string& arg : error.args) told += " {" + arg + "}";
  for (const FieldError& fault : error.fields) told += " " + fault.field + "=" + fault.code;
  return told;
}

// A way through a register: acts one after the other, on a record with these values.
struct Way {
  std::vector<const Act*> acts;
  Chosen chosen;
};

class ShippedRegisters : public testkit::KernelTest {
 protected:
  ShippedRegisters() : KernelTest(testkit::ShippedRegisterTables()) {
    for (const std::string& id : ShippedRegisterIds()) definitions_.emplace(id, *ShippedRegister(id));
    using kernel::Role;
    for (const Role role : {Role::kOfficer, Role::kVerifier, Role::kPlanner, Role::kHead, Role::kEvaluator})
      inside_.push_back({role, diskominfo_});
    person_ = AddPerson("petugas", inside_);
    stranger_ = AddPerson("orang.lain",
                          {{Role::kOfficer, social_}, {Role::kVerifier, social_}, {Role::kHead, social_}});
  }

  // As somebody, at noon of a day.
  template <class Verb>
  auto As(const kernel::Account* account, const Date& day, Verb&& verb) {
    const kernel::UnitTree& units = units_ ? *units_ : units_.emplace(Units());
    kernel::Actor actor = kernel::CommandLineActor(government_);
    if (account != nullptr)
      actor = {government_, account->id, account->login, account->name, account->grants};
    return db_->Write([&](sql::Connection& c) {
      const RecordFields fields(c, government_, units, NumberStyle::kPoint);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const Instant noon = (day.Days() * 24 + 12 - 8) * 3600;
      const RecordContext context{actor, units, government, kernel::ShippedCalendar(), fields, {},
                                  noon,  day,   citizen_};
      return verb(c, context);
    });
  }

  SampleRecord Sample(const Definition& definition, Chosen chosen = {}) {
    const auto link = [this](const Field& field) { return LinkTo(field.of); };
    return SampleRecord(definition, {diskominfo_, person_.id, link, std::move(chosen)});
  }

  // A record of another register, made once; none where that would go round in a circle.
  std::string LinkTo(const std::string& id) {
    if (const auto found = links_.find(id); found != links_.end()) return found->second;
    links_[id] = "";
    const auto definition = definitions_.find(id);
    if (definition == definitions_.end()) return "";
    const Result<Record> made = Make(definition->second, Sample(definition->second).All());
    EXPECT_TRUE(made.ok()) << id << ": " << (made.ok() ? "" : ToldError(made.error()));
    return links_[id] = made.ok() ? std::to_string(made->id) : "";
  }

  Result<Record> Make(const Definition& definition, const Typed& typed) {
    return As(&person_, kFirstDay, [&](sql::Connection& c, const RecordContext& context) {
      return MakeRecord(c, context, definition, {diskominfo_, typed, ""});
    });
  }

  // As if one file had been attached to every field of files.
  void Attach(const Definition& definition, int64_t id) {
    std::string sets;
    for (const Field& field : definition.fields)
      if (field.type->name() == "files") sets += (sets.empty() ? "\"" : ", \"") + field.name + "\" = 1";
    if (sets.empty()) return;
    Write([&](sql::Connection& c) -> Status {
      c.Execute("UPDATE \"" + TableOf(definition) + "\" SET " + sets + " WHERE government_id = ? AND id = ?",
                {government_, id});
      return Ok();
    });
  }

  Result<Record> Take(const kernel::Account& by, const Definition& definition, const Record& record,
                      const Act& act, const Chosen& chosen, const Date& day) {
    const SampleRecord sample = Sample(definition, chosen);
    Typed typed = sample.Of(act.needs);
    typed.merge(sample.Of(act.asks));
    return As(&by, day, [&](sql::Connection& c, const RecordContext& context) {
      return ActOn(c, context, definition, record.id, {act.name, "Alasan contoh", record.version, typed, {}});
    });
  }

  Result<Record> Run(const Definition& definition, const Way& way) {
    Result<Record> record = Make(definition, Sample(definition, way.chosen).All());
    if (!record.ok()) return record;
    Attach(definition, record->id);
    Date day = kFirstDay;
    std::vector<RecordAct> done = {{1, "make", "", record->state, "", "", 0, 0}};
    std::vector<Date> days = {day};
    CheckClocks(definition, *record, done, days);
    for (const Act* act : way.acts) {
      day = Date::FromDays(day.Days() + 1);
      const std::string from = record->state;
      record = Take(person_, definition, *record, *act, way.chosen, day);
      if (!record.ok()) return record;
      EXPECT_EQ(record->state, act->to.empty() ? from : act->to);
      done.push_back({0, act->name, from, record->state, "", "", 0, 0});
      days.push_back(day);
      CheckClocks(definition, *record, done, days);
    }
    return record;
  }

  // The fields that a guard looks at, through what is computed.
  void Asked(const Definition& definition, const expression::Expression& when, std::set<std::string>& names) {
    for (const std::string& name : when.NamesUsed()) {
      const Field* field = definition.FieldNamed(name);
      if (field == nullptr || field->type->name() == "table") continue;
      if (field->computed) {
        Asked(definition, *field->computed, names);
      } else if (field->type->name() != "files") {
        names.insert(name);
      }
    }
  }

  // The first values of the guards' fields with which all acts can be taken; the last refusal if there are
  // none.
  Result<Way> Find(const Definition& definition, Way way) {
    const SampleRecord sample = Sample(definition);
    std::vector<std::pair<std::string, std::vector<std::string>>> tries;
    std::set<std::string> known;
    for (auto act = way.acts.rbegin(); act != way.acts.rend(); ++act) {  // the last act's fields change first
      std::set<std::string> names;
      if ((*act)->when) Asked(definition, *(*act)->when, names);
      for (const std::string& name : names) {
        if (!known.insert(name).second) continue;
        std::vector<std::string> values = sample.Tries(*definition.FieldNamed(name));
        const auto chosen = way.chosen.find(name);  // what led to the state before
        if (chosen != way.chosen.end()) values.insert(values.begin(), chosen->second);
        tries.emplace_back(name, std::move(values));
      }
    }
    std::vector<size_t> at(tries.size());
    Error last;
    for (size_t n = 0; n < kMostTries; ++n) {
      for (size_t i = 0; i < tries.size(); ++i) way.chosen[tries[i].first] = tries[i].second[at[i]];
      const Result<Record> run = Run(definition, way);
      if (run.ok()) return way;
      last = run.error();
      size_t i = 0;
      while (i < at.size() && ++at[i] == tries[i].second.size()) at[i++] = 0;
      if (i == at.size()) break;
    }
    return last;
  }

  void CheckClocks(const Definition& definition, const Record& record, const std::vector<RecordAct>& done,
                   const std::vector<Date>& days);
  // Every act from every state, breadth first.
  void Walk(const Definition& definition);
  int64_t Count(const Definition& definition, const ListQuery& query) {
    const Result<RecordPage> page = db_->Read([&](sql::Connection& c) {
      return ListRecords(c, government_, definition, query, Date{2024, 3, 25});
    });
    EXPECT_TRUE(page.ok()) << definition.id << " " << query.list << " " << query.sort << ": "
                           << (page.ok() ? "" : ToldError(page.error()));
    return page.ok() ? page->count : -1;
  }

  static constexpr Date kFirstDay{2024, 3, 6};
  std::map<std::string, Definition, std::less<>> definitions_;
  std::map<std::string, std::string> links_;
  std::optional<kernel::UnitTree> units_;
  std::vector<kernel::Grant> inside_;
  kernel::Account person_, stranger_;
  bool citizen_ = false;
};
INSTANTIATE_TEST_SUITE_P(On, ShippedRegisters, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

bool Has(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::count(words, word) > 0;
}

// A clock in days that was neither paused nor extended is due on the day the calendar says.
void ShippedRegisters::CheckClocks(const Definition& definition, const Record& record,
                                   const std::vector<RecordAct>& done, const std::vector<Date>& days) {
  for (size_t k = 0; k < definition.clocks.size(); ++k) {
    const RegisterClock& clock = definition.clocks[k];
    const kernel::ClockRule rule = RuleFor(definition, clock, record);
    std::optional<Date> start, end;
    bool plain = true, again = false;
    for (size_t i = 0; i < done.size(); ++i) {
      if (end && Has(clock.again_acts, done[i].act)) {
        start = days[i];
        end.reset();
        plain = again = true;
        continue;
      }
      if (end) continue;
      if (!start && Has(rule.from, done[i].to_state)) {
        start = days[i];
      } else if (start && (Has(rule.until, done[i].to_state) || Has(clock.until_acts, done[i].act))) {
        end = days[i];
      }
      plain &= !Has(rule.pause, done[i].to_state) && done[i].act != rule.extend_act;
    }
    SCOPED_TRACE(definition.id + "." + clock.name + " in " + record.state);
    ASSERT_EQ(record.clocks[k].started.has_value(), start.has_value());
    if (!start) continue;
    EXPECT_EQ(record.clocks[k].ended.has_value(), end.has_value());
    if (!clock.starts.empty() && !again) start = std::min(*start, Date{2024, 3, 5});  // the sample's date
    if (!plain || !kernel::InDays(rule.unit)) {
      EXPECT_GE(*record.clocks[k].due, *start);
      continue;
    }
    kernel::DayTerm term;
    term.from = *start;
    term.days = rule.length;
    if (rule.unit == kernel::ClockUnit::kCalendarDays) term.unit = kernel::DayUnit::kCalendarDays;
    term.move_to_working_day = rule.move_to_working_day;
    const Date due = kernel::DueDayOf(term, kernel::ShippedCalendar())->due;
    EXPECT_EQ(record.clocks[k].due->Iso(), due.Iso());
    if (end) {
      EXPECT_EQ(*record.clocks[k].met, *end <= due ? 1 : 0);
    }
  }
}

void ShippedRegisters::Walk(const Definition& definition) {
  std::map<std::string, Way> reached = {{definition.states[0].name, {}}};
  std::deque<std::string> open = {definition.states[0].name};
  std::set<std::string> taken;
  while (!open.empty()) {
    const std::string state = open.front();
    open.pop_front();
    for (const Act& act : definition.acts) {
      const bool from = act.from.empty() ? definition.StateNamed(state)->open : Has(act.from, state);
      if (!from) continue;
      Way way = reached.at(state);
      way.acts.push_back(&act);
      Result<Way> found = Find(definition, std::move(way));
      if (!found.ok()) {
        ADD_FAILURE() << definition.id << ": " << act.name << " from " << state << ": "
                      << ToldError(found.error());
        continue;
      }
      taken.insert(act.name);
      if (!act.to.empty() && reached.emplace(act.to, *found).second) open.push_back(act.to);
    }
  }
  for (const State& state : definition.states)
    EXPECT_TRUE(reached.contains(state.name)) << definition.id << ": state " << state.name;
  for (const Act& act : definition.acts)
    EXPECT_TRUE(taken.contains(act.name)) << definition.id << ": " << act.name;
}

TEST_P(ShippedRegisters, EveryActIsTakenFromEveryStateAndNumbersHaveNoGap) {
  for (const auto& [id, definition] : definitions_) {
    Walk(definition);
    db_->Read([&](sql::Connection& c) {
      const std::string table = "\"" + TableOf(definition) + "\"";
      c.Query("SELECT count(number), count(DISTINCT number) FROM " + table, {}, [&](const sql::Row& row) {
        const auto last =
            c.One("SELECT COALESCE(SUM(last), 0) FROM register_counter WHERE register = ?", {definition.id});
        EXPECT_GT(row.Int(0), 0) << definition.id;
        EXPECT_EQ(row.Int(0), row.Int(1)) << definition.id;
        EXPECT_EQ(row.Int(0), *last) << definition.id;
      });
      return 0;
    });
  }
}

// What is told to be missing, filled in until nothing is.
TEST_P(ShippedRegisters, WhatIsMissingIsToldUntilNothingIs) {
  for (const auto& [id, definition] : definitions_) {
    std::vector<std::string> filled;
    for (int round = 0; round < 6; ++round) {
      const Result<Record> made = Make(definition, Sample(definition).Of(filled));
      std::vector<FieldError> missing;
      if (!made.ok()) missing = made.error().fields;
      if (made.ok()) {
        Attach(definition, made->id);
        const Record record =
            *db_->Read([&](sql::Connection& c) { return FindRecord(c, government_, definition, made->id); });
        for (const Act& act : definition.acts)
          if (act.complete && missing.empty()) missing = FaultsOf(definition, record, act, kFirstDay);
      }
      if (missing.empty()) break;
      ASSERT_LT(round, 5) << id << ": " << missing[0].field << " " << missing[0].code;
      for (const FieldError& fault : missing) {
        EXPECT_EQ(fault.code, "register.field.missing") << id << "." << fault.field;
        ASSERT_NE(definition.FieldNamed(fault.field), nullptr) << id << "." << fault.field;
        filled.push_back(fault.field);
      }
    }
  }
}

TEST_P(ShippedRegisters, AStrangerMayDoNothingAndACitizenWhatThePublicPartSays) {
  for (const auto& [id, definition] : definitions_) {
    SCOPED_TRACE(id);
    const Record record = *Make(definition, Sample(definition).All());
    Attach(definition, record.id);
    const auto make = [&](sql::Connection& c, const RecordContext& context) {
      const std::vector<std::string> asks =
          definition.open ? definition.open->asks : std::vector<std::string>();
      return MakeRecord(c, context, definition, {diskominfo_, Sample(definition).Of(asks), ""});
    };
    EXPECT_EQ(As(&stranger_, kFirstDay, make).error().code, "kernel.forbidden");
    const auto change = [&](sql::Connection& c, const RecordContext& context) {
      return ChangeRecord(c, context, definition, record.id, {}, record.version);
    };
    EXPECT_EQ(As(&stranger_, kFirstDay, change).error().code, "kernel.forbidden");
    for (const Act& act : definition.acts)
      EXPECT_EQ(Take(stranger_, definition, record, act, {}, kFirstDay).error().code, "kernel.forbidden")
          << act.name;

    citizen_ = true;
    const Result<Record> sent = As(&stranger_, kFirstDay, make);
    const bool may_send = definition.open && definition.open->submit;
    EXPECT_EQ(sent.ok(), may_send) << (sent.ok() ? "" : ToldError(sent.error()));
    const auto make_all = [&](sql::Connection& c, const RecordContext& context) {
      return MakeRecord(c, context, definition, {diskominfo_, Sample(definition).All(), ""});
    };
    EXPECT_EQ(As(&stranger_, kFirstDay, make_all).error().code,
              may_send ? "register.record_invalid" : "kernel.forbidden");
    for (const Act& act : definition.acts) {
      const bool open = definition.open && Has(definition.open->acts, act.name);
      EXPECT_EQ(open, Has(act.by, std::string(kPublicRole))) << act.name;
      if (open) continue;
      EXPECT_EQ(Take(stranger_, definition, record, act, {}, kFirstDay).error().code, "kernel.forbidden")
          << act.name;
    }
    const Act* submit = may_send ? definition.ActNamed(definition.open->submit_act) : nullptr;
    if (submit != nullptr && sent.ok() && Has(submit->from, sent->state)) {
      Attach(definition, sent->id);
      const Result<Record> done = Take(stranger_, definition, *sent, *submit, {}, kFirstDay);
      EXPECT_TRUE(done.ok()) << ToldError(done.error());
    }
    citizen_ = false;
  }
}

TEST_P(ShippedRegisters, EveryListSortFilterAndSearchAnswers) {
  for (const auto& [id, definition] : definitions_) {
    SCOPED_TRACE(id);
    const Typed typed = Sample(definition).All();
    ASSERT_TRUE(Make(definition, typed).ok());
    const int64_t all = Count(definition, {.personal = true});
    EXPECT_GE(all, 1);
    for (const ListView& list : definition.lists) {
      Count(definition, {.list = list.name, .personal = true});
      for (const std::string& column : list.columns) {
        const Field* field = definition.FieldNamed(column);
        const std::string_view type = field == nullptr ? "" : field->type->name();
        if (type == "table" || type == "location") continue;  // of many columns, or none
        for (const std::string& sort : {column, "-" + column})
          Count(definition, {.list = list.name, .personal = true, .sort = sort});
      }
    }
    int64_t states = 0;
    for (const State& state : definition.states)
      states += Count(definition, {.filters = {{"state", state.name}}, .personal = true});
    EXPECT_EQ(states, all);
    for (const RegisterClock& clock : definition.clocks)
      Count(definition, {.filters = {{clock.name + ".due_to", "2024-04-01"}}});
    for (const Field& field : definition.fields) {
      for (const FieldOption& option : field.options) {
        if (field.type->name() != "choice") break;
        EXPECT_EQ(Count(definition, {.filters = {{field.name, option.name}}, .personal = true}) > 0,
                  option.name == typed.at(field.name)[0])
            << field.name << " " << option.name;
      }
      const bool secret = field.personal && typed.contains(field.name) && field.pattern.empty();
      if (!secret || (field.type->name() != "text" && field.type->name() != "long_text")) continue;
      EXPECT_EQ(Count(definition, {.search = typed.at(field.name)[0]}), 0) << field.name;
      EXPECT_GT(Count(definition, {.search = typed.at(field.name)[0], .personal = true}), 0) << field.name;
    }
  }
}

TEST_P(ShippedRegisters, EveryFigureIsCounted) {
  for (const auto& [id, definition] : definitions_) {
    ASSERT_TRUE(Make(definition, Sample(definition).All()).ok());
    db_->Read([&](sql::Connection& c) {
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      for (const FigureOf& figure : definition.figures) {
        SCOPED_TRACE(id + "." + figure.name);
        const FigureValue whole = ComputeFigure(c, government, definition, figure, DaysOfYear(2024), {});
        EXPECT_LE(whole.records.size(), 20u);
        for (const std::string& by : figure.group_by)
          GroupFigure(c, government, definition, figure, DaysOfYear(2024), {}, by);
      }
      return 0;
    });
  }
}

// Three connections of two agencies, one of them not yet served: one agency is; then both are.
TEST_P(ShippedRegisters, InternetServedIsCountedByAgency) {
  const Definition& definition = definitions_.at("ict-service");
  const auto served = [&] {
    return db_->Read([&](sql::Connection& c) {
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const FigureOf& figure = *definition.FigureNamed("agencies_served");
      return ComputeFigure(c, government, definition, figure, DaysOfYear(2024), {}).value;
    });
  };
  const auto serve = [&](const Record& record) {
    return Take(person_, definition, record, *definition.ActNamed("serve"), {}, kFirstDay).ok();
  };
  const Typed typed = Sample(definition).All();
  ASSERT_TRUE(serve(*Make(definition, typed)));
  ASSERT_TRUE(serve(*Make(definition, typed)));
  Typed other = typed;
  other["agency"] = {std::to_string(social_)};
  const Record wanted = *Make(definition, other);
  EXPECT_EQ(served(), Ratio::Of(1, 1));
  EXPECT_TRUE(Take(stranger_, definition, wanted, *definition.ActNamed("serve"), {}, kFirstDay).ok());
  EXPECT_EQ(served(), Ratio::Of(2, 1));
}

// Both languages; a role that stands for nobody would leave an act that nobody may take.
TEST(ShippedRegister, SpeaksBothLanguagesAndNobodyIsNeeded) {
  const auto spoken = [](const Label& label, const std::string& what) {
    EXPECT_FALSE(label.id.empty()) << what;
    EXPECT_FALSE(label.en.empty()) << what;
  };
  for (const std::string& id : ShippedRegisterIds()) {
    const Definition definition = *ShippedRegister(id);
    spoken(definition.title, id);
    EXPECT_FALSE(definition.basis.empty()) << id;
    EXPECT_FALSE(definition.area.empty()) << id;
    EXPECT_FALSE(definition.figures.empty()) << id;
    for (const Field& field : definition.fields) {
      spoken(field.title, id + "." + field.name);
      for (const Field& column : field.columns) spoken(column.title, id + "." + column.name);
    }
    for (const State& state : definition.states) spoken(state.title, id + "." + state.name);
    for (const Act& act : definition.acts) {
      spoken(act.title, id + "." + act.name);
      if (act.when) spoken(act.when_said, id + "." + act.name + ".when_said");
    }
    for (const RegisterClock& clock : definition.clocks) {
      spoken(clock.title, id + "." + clock.name);
      EXPECT_FALSE(clock.warns.empty()) << id << "." << clock.name;
    }
    for (const FigureOf& figure : definition.figures) spoken(figure.title, id + "." + figure.name);
    for (const Paper& paper : definition.papers) spoken(paper.title, id + "." + paper.name);
    for (const RegisterRole& role : definition.roles)
      EXPECT_FALSE(role.stands_for.empty()) << id << ": nobody is " << role.name;
  }
}

}  // namespace
}  // namespace sinergi::registers
