// Definition: what one register is: its fields, states, acts, clocks, figures, lists, papers and public part,
// as read from a file of data/registers (or a region's own). A plain value; it knows no SQL, HTTP or YAML.
//
//   Result<Definition> ppid = ShippedRegister("ppid-request");
//   ppid->FieldNamed("wanted")->kind           // FieldKind::kLongText
//   ppid->clocks[0].rule.length                // 10
//
// Invariants (kept by definition_file.h): every name that an act, clock, figure, list or paper uses exists;
// expressions have been read and typed against the register's names; states, fields, acts, clocks, figures
// have unique names [a-z][a-z0-9_]*. Source: design of data files; the legal basis of a register stands in
// its file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/label.h"
#include "kernel/clock_rule.h"
#include "modules/register/field.h"
#include "modules/register/paper_text.h"
#include "platform/expression/expression.h"

namespace sinergi::registers {

// "{seq:4}/PPID/{month:roman}/{year}": how a number is made, what it counts per, and which act gives it.
struct Numbering {
  struct Part {
    enum class Kind { kText, kSequence, kYear, kMonth, kMonthRoman, kUnitCode, kField };
    Kind kind = Kind::kText;
    std::string text;  // of kText; the field's name of kField
    int width = 0;     // of kSequence: at least so many digits
  };
  std::vector<Part> parts;
  bool per_unit = false, per_year = true, per_month = false;  // always per government
  bool imported = false;  // a file may bring numbers that were given before
  std::string given_at;   // the act that gives it; "" when a record is made
};

struct State {
  std::string name;
  Label title;
  bool open = true;  // work is left to do: an ended state is shown under "selesai"
};

// What a citizen acts as, in `by:` of an act.
constexpr std::string_view kPublicRole = "public";
// Whose wish it is, in `tells:`; told on the page behind the secret link.
constexpr std::string_view kApplicant = "applicant";

// Who may act: a role word of this register or of the kernel ("officer"); see Definition::roles.
struct RegisterRole {
  std::string name;
  Label title;
  std::vector<std::string> stands_for;  // kernel roles that hold it where nobody was named
};

enum class Need { kNo, kAllowed, kRequired };

struct Act {
  std::string name;
  Label title;
  std::vector<std::string> from;               // states; empty: any open one
  std::string to;                              // "" stays where it is
  std::vector<std::string> by;                 // roles; "public": the citizen with the secret link
  std::optional<expression::Expression> when;  // guard over the record; must be true
  Label when_said;                             // what is missing when it is not
  bool complete = false;                       // every field that is required must be filled
  std::vector<std::string> needs;              // fields that must be filled at this act, if they apply
  std::vector<std::string> asks;               // fields shown in the act's form, besides those of `needs`
  Need note = Need::kAllowed, files = Need::kNo;
  bool once = false;
  std::vector<std::string> tells;  // "applicant", roles, person fields: who gets a notice
  std::string prints;              // a paper made at this act
  std::vector<std::pair<std::string, expression::Expression>> sets;  // fields computed at this act
};

// A statutory clock: starts on entering one of rule.from, ends on entering one of rule.until, stands still in
// rule.pause.
struct RegisterClock {
  std::string name;
  Label title;
  kernel::ClockRule rule;
  std::string by;                                    // choice field that decides the length …
  std::vector<std::pair<std::string, int>> lengths;  // … by option, in days or hours; others: rule.length
  std::vector<std::string> until_acts;               // acts that end it, where the state stays what it is
  std::vector<std::string> again_acts;               // acts that begin it anew once it has ended
  std::string starts;                                // date field: day 0, where it is earlier than the act
  std::vector<std::string> warns;                    // roles, person fields
};

// What is counted. One of count, sum, mean, median, percentile, distinct, latest; share = counted / among.
struct FigureOf {
  enum class Kind { kCount, kSum, kMean, kMedian, kPercentile, kDistinct, kLatest, kShare, kMet, kLate };
  Kind kind = Kind::kCount;
  std::string name;
  Label title, unit;
  std::string field;  // of sum, mean, median, percentile, distinct, latest
  std::string clock;  // of met, late, and of mean/median/percentile of a clock's days
  int percentile = 0;
  std::string
      entered;  // the period is that of entering this state; "" of being made; "@date_field" of a date field
  std::string dated_by;
  bool standing = false;  // counts what is there at the period's end, whenever it came
  std::optional<expression::Expression> where, share,
      among;                          // selectable; share is counted among `among`, or all
  std::vector<std::string> group_by;  // "unit", a choice, a region
};

struct ListView {
  std::string name;
  Label title;
  std::vector<std::string> columns;             // fields, "number", "state", "unit", "<clock>.due"
  std::optional<expression::Expression> where;  // selectable
  std::string sort;                             // column, "-column" downwards
};

// A column of a register book: what stands in it, or a tick where `mark` holds.
struct PaperColumn {
  Label title, under;           // "" the column's own title; the heading over several columns
  std::vector<std::string> of;  // columns as of a list; several stand below each other
  std::optional<expression::Expression> mark;
};

struct Paper {
  std::string name;
  Label title;
  PaperOf of = PaperOf::kRecord;
  PaperText text;                    // of a record, and of a year where it has one
  std::vector<PaperColumn> columns;  // of a register book
  std::string dated_by;              // of a book: the date field its period goes by; "" the day of making
  std::optional<expression::Expression> where;  // of a book: what it holds
  std::vector<std::string> figures;             // of a yearly report
};

struct PublicPart {
  bool submit = false, follow = false;
  std::vector<std::string> asks;   // fields of the intake form
  std::vector<std::string> shows;  // what the page behind the secret link shows
  std::string submit_act;          // the act that follows intake, when the record is complete
  std::vector<std::string> acts;   // acts the citizen may take
  // The act of the office that an incomplete request goes through by itself, told what is missing; "": none.
  std::string incomplete_act;
  // Registers whose records link here: those open to the public may be begun from the ticket ("keberatan"),
  // and what there is of them stands on its page.
  std::vector<std::string> linked;
  std::string list;  // list view that everybody may read; no personal column
  Label intro;
};

// One of the criteria that a ranking weighs: a score from 0 to 100 by a formula.
struct Criterion {
  std::string name;
  Label title, help;
  int64_t weight_micro = 0;  // percent; those of a ranking add up to 100
  expression::Expression score;
};
struct Tie {
  std::string column;
  bool downwards = false;
};

// The order of records by stated criteria; see ranking.h.
struct Ranking {
  std::string name;
  Label title, basis;
  std::optional<expression::Expression> where;  // selectable; what is ranked
  std::string within;                           // a field: records with another value do not compete
  std::vector<Criterion> criteria;
  std::vector<Tie> ties;             // tell equal totals apart, one after the other
  std::vector<std::string> columns;  // shown besides rank and total
};

// What records of another register add up to, by person and year, as a proposal for a record here; see gather.h.
struct Gather {
  struct Column {
    std::string into;  // of the table
    std::string of;    // field of the other register; "" its record, in a link
  };
  std::string name;
  Label title, help;
  std::string from;                             // the other register
  std::string dated_by;                         // its date field: the year a record counts in
  std::optional<expression::Expression> where;  // over its records, selectable: what counts
  std::vector<std::string> by;                  // fields of both: the first that is filled says whose it is
  std::string year;                             // text or number field here
  std::string table;                            // table field here: a row for each record that counts
  std::vector<Column> columns;
  std::string run;  // number field here; "" none
  std::optional<expression::Expression>
      run_when;  // over its records, selectable: days whose longest run is kept
  std::optional<expression::Expression> reached;  // over a record here: somebody has to act
  std::vector<std::string> shows;                 // columns here
};

// How files of another program say what this register keeps: exports of LAPOR!, RUP, time clocks. Headings and
// words are folded (FoldText).
struct FileLayout {
  // One record a person and day from a time clock's log: the first and the last moment of all its lines.
  struct Moments {
    std::vector<std::string> heads;
    std::string day, first, last;  // fields
  };
  // Lines of a day off that say nothing in these fields are left out.
  struct DaysOff {
    std::string day;
    std::vector<std::string> without;
  };
  std::string name;
  Label title;
  std::map<std::string, std::vector<std::string>, std::less<>> heads;  // by field
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>
      words;                                                          // by field: said -> typed
  std::vector<std::pair<std::string, expression::Expression>> fills;  // fields that the file leaves empty
  std::vector<std::string> key;  // fields that together say which record a line is of
  std::optional<Moments> moments;
  std::optional<DaysOff> days_off;
};

struct Definition {
  std::string id;    // "ppid-request"
  Label title, one;  // of the register, of one record
  std::vector<std::string> basis;
  std::string area;  // group in the navigation: "ppid", "letters" …
  Numbering numbering;
  std::vector<Field> fields;
  std::vector<State> states;  // the first is where a new record begins
  std::vector<RegisterRole> roles;
  std::vector<Act> acts;
  std::vector<RegisterClock> clocks;
  std::vector<FigureOf> figures;
  std::vector<ListView> lists;  // "default" first
  std::vector<Ranking> rankings;
  std::vector<Gather> gathers;
  std::vector<Paper> papers;
  std::vector<FileLayout> layouts;
  std::optional<PublicPart> open;
  bool drafts =
      false;  // a record may be made with required fields missing; an act with `complete` asks for them
  std::vector<std::string> makers, editors;  // roles; empty: every role that may take an act
  std::vector<std::string> make_tells;       // who gets a notice of a new record
  std::vector<std::string> edited_in;        // states in which fields may be changed; empty: the open ones
  std::string title_field;                   // what a record is called in lists and links
  std::string unit_from;  // "" the maker's unit; else a unit field that tells whose record it is

  const Field* FieldNamed(std::string_view name) const;
  const State* StateNamed(std::string_view name) const;
  const Act* ActNamed(std::string_view name) const;
  const RegisterClock* ClockNamed(std::string_view name) const;
  const FigureOf* FigureNamed(std::string_view name) const;
  const Ranking* RankingNamed(std::string_view name) const;
  const Gather* GatherNamed(std::string_view name) const;
  const Paper* PaperNamed(std::string_view name) const;
  expression::Names Names() const;  // fields, state, number, "<clock>.due" …
};

}  // namespace sinergi::registers
