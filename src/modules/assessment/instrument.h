// Instrument: what an evaluation asks, how it is scored and what the score is called: SPBE, Pemdi, SAKIP,
// EPSS, KAMI, KIP. A plain value read from a file of data/instruments (instrument_file.h); it knows no SQL,
// HTTP, YAML or clock.
//
//   Result<Instrument> spbe = ShippedInstrument("spbe-2020");
//   spbe->items[20].weight            // 3/2 (percent of the index)
//
// Invariants: groups stand in depth-first order (a domain before its aspects, an aspect before the next
// domain); items are in the order of their groups; item and group codes are unique; the weights of all items
// sum to exactly 100. Source: house of each file (basis:), for SPBE PermenPANRB 59/2020.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ratio.h"

namespace sinergi::assessment {

// A text in both languages; en is empty where the regulation has no English.
struct Label {
  std::string id, en;
};

struct Level {
  Ratio value;  // 0, 1 … 5; a share for SAKIP's grades
  Label name;   // "Terdefinisi"
};

// Names of the levels an item of some capability kind can have: process, service, grade …
struct LevelScale {
  std::string id;             // "process"
  std::vector<Level> levels;  // lowest first
  bool decimals = false;      // values between the lowest and the highest are allowed (Pemdi 1,00–5,00)
};

// What is asked at one level of an item, and the evidence expected.
struct Criterion {
  Ratio level;
  std::string text, evidence;
};

struct Group {
  enum class Kind { kDomain, kAspect };
  Kind kind = Kind::kAspect;
  std::string code;
  Label name;
  int parent = -1;  // index of the domain; -1: stands alone
  Ratio weight;     // percent of the index: the sum of its items
};

struct Item {
  std::string code;  // "1", "35-2", "I5"
  Label name;
  int group = -1;                      // index of the innermost group
  int scale = 0;                       // index into scales
  Ratio weight;                        // percent of the index, exact
  std::vector<std::string> functions;  // who usually answers: "tik", "organisasi" …
  std::vector<Criterion> criteria;     // by level, lowest first
};

struct PredicateBound {
  Ratio from;  // lowest index of this predicate
  Label name;
};

enum class PredicateOf { kExact, kRounded };  // which index the bounds are compared with

struct Instrument {
  std::string id, basis;
  Label title;
  std::optional<Date> valid_from, valid_to;
  bool draft = false;  // the regulation's text was not seen: shown as such
  std::vector<LevelScale> scales;
  std::vector<Group> groups;
  std::vector<Item> items;
  int places = 2;  // of the printed index; rounded half-up once, from the levels
  PredicateOf predicate_of = PredicateOf::kExact;    // of years not named below
  std::vector<std::pair<int, PredicateOf>> by_year;  // 2023: rounded
  std::vector<PredicateBound> predicates;            // highest first; the last one has no lower bound

  PredicateOf PredicateRuleOf(int year) const;
  int FindItem(std::string_view code) const;  // -1 when there is none
};

}  // namespace sinergi::assessment
