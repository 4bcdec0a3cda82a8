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
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/label.h"
#include "base/ratio.h"

namespace sinergi::assessment {

constexpr Ratio kWhole{100, 1};  // percent: what the weights of an instrument sum to

struct Level {
  Ratio value;                         // 0, 1 … 5; for SAKIP's grades percent: AA is 100
  Label name;                          // "Terdefinisi"
  std::vector<std::string> also = {};  // other ways to write it in a file of levels: "Ya", "0.75"
};

// Names of the levels an item of some capability kind can have: process, service, grade …
struct LevelScale {
  std::string id;             // "process"
  std::vector<Level> levels;  // lowest first
  bool decimals = false;      // values between the lowest and the highest are allowed (Pemdi 1,00–5,00)
  bool points = false;  // typed as points from 0 to the item's weight, kept as percent of it (decimals too)
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

// A criterion that is judged by itself where an instrument is scored that way (SAKIP: 1.a.3).
struct Part {
  std::string code;
  Label name;
  Ratio weight;  // percent of the index: its share of the item
};

struct Item {
  std::string code;  // "1", "35-2", "I5"
  Label name;
  int group = -1;                      // index of the innermost group
  int scale = 0;                       // index into scales
  Ratio weight;                        // percent of the index, exact
  std::vector<std::string> functions;  // who usually answers: "tik", "organisasi" …
  std::vector<Criterion> criteria;     // by level, lowest first; an empty text: not known yet
  std::string source = {};             // another body's figure that decides it: "Skor SDI (Bappenas)"
  std::vector<Part> parts = {};
};

struct PredicateBound {
  Ratio from;  // lowest index of this predicate
  Label name;
  bool above = false;  // the index must lie above `from` (SAKIP: > 90)
  Label meaning = {};  // in words, where the name is a letter: BB, "Sangat Baik"
};

// Where a part of the file comes from and how sure it is.
struct SourceMark {
  std::string of;    // "weights"
  std::string mark;  // found, derived, memory, draft, missing
  std::string note;
};

// One of several ways to score the same instrument (SAKIP has three).
struct Scoring {
  std::string id;
  Label title;
  int scale = 0;       // index into scales, of what is scored
  bool parts = false;  // parts are scored, and their items stand as aspects
};

struct Kami;

enum class PredicateOf { kExact, kRounded };  // which index the bounds are compared with

struct Instrument {
  std::string id, basis;
  Label title;
  std::optional<Date> valid_from, valid_to;
  bool draft = false;  // the regulation's text was not seen: shown as such
  std::vector<SourceMark> sources;
  bool weights_known = true;      // false: weights are set each year by the evaluator (KIP); see WithWeights
  std::vector<Scoring> scorings;  // empty where there is one way only; the first is the default
  std::string scoring;            // the one in force; see ScoredBy (instrument_scoring.h)
  std::vector<LevelScale> scales;
  std::vector<Group> groups;
  std::vector<Item> items;
  int places = 2;  // of the printed index; rounded half-up once, from the levels
  PredicateOf predicate_of = PredicateOf::kExact;    // of years not named below
  std::vector<std::pair<int, PredicateOf>> by_year;  // 2023: rounded
  std::vector<PredicateBound> predicates;            // highest first; the last one has no lower bound
  std::shared_ptr<const Kami> kami = nullptr;        // Indeks KAMI: points and gates (kami_instrument.h)

  PredicateOf PredicateRuleOf(int year) const;
  int FindItem(std::string_view code) const;  // -1 when there is none
};

// Does `group` stand in `wanted`, or is it that one? -1: no group.
bool IsWithin(const Instrument& instrument, int group, int wanted);

}  // namespace sinergi::assessment
