// Gathered totals of a year, and what they propose for the register that gathers: a new record, or what changes in
// the one there is of that person and year. Inside a Read, or a Write where one is taken.
//
// A proposal replaces the rows that were gathered before (they link their record) and keeps what was typed by hand
// beside them; where there is such, a longer run that was typed stays too. Nothing is written unless somebody takes it.
#pragma once

#include "modules/register/gather.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

constexpr size_t kGatheredMost = 100'000;

struct GatherAsked {
  int year = 0;
  std::optional<int64_t> unit_id;  // who has a record there or below; what he has elsewhere counts too
  UnitScope scope;                 // records of these units
};

// One gathering of a register in force, with the other register.
struct Gathering {
  const Definition& definition;  // that gathers
  const Definition& from;
  const Gather& gather;
};

struct Gathered {
  std::vector<GatheredRecord> records;
  std::vector<GatheredTotal> totals;
};

struct GatherProposal {
  GatheredTotal total;
  Typed typed;                     // what a record made of it holds, or what changes in the one there is
  std::optional<Record> existing;  // of that person and year
  Record after;                    // as it would be; not stored
  std::optional<Error> fault;      // why it cannot be
  bool differs = false;            // of one that there is
  bool may_take = false;           // make it, or change the one there is
  bool reached = false;
  std::string seen;  // of this proposal alone: another one has another
};

// Where somebody may see what is personal in both registers: totals are of persons.
UnitScope GatherScope(const RecordContext& context, const Gathering& gathering);

// Errors: register.gather_unfit {0}=name that the other register has no more, register.gather_too_large {0}=most.
Result<Gathered> FindGathered(sql::Connection& c, const RecordContext& context, const Gathering& gathering,
                              const GatherAsked& asked);
// Those that reach a threshold first, then by the first number that is shown, the greatest first.
std::vector<GatherProposal> ProposalsOf(sql::Connection& c, const RecordContext& context,
                                        const Gathering& gathering, const Gathered& gathered, int year);
// Makes or changes the record; one that does not differ is answered as it is. Errors: those of the record's verbs,
// register.gather_changed where it is not what was seen.
Result<Record> TakeProposal(sql::Connection& c, const RecordContext& context, const Gathering& gathering,
                            const GatherProposal& proposal, std::string_view seen);

}  // namespace sinergi::registers
