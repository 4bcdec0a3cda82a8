// Feed: a figure of a register taken over as the realisation of an indicator: "requests answered in time" of
// PPID becomes a draft of the quarter, with the records it rests on as its evidence.
//
//   Result<Feed> feed = LinkFeed(c, context, ppid, figure, {.indicator_id = 12, .unit_id = 7});
//   Result<Taken> taken = TakeOver(c, context, ppid, figure, *feed, {2024, 3}, row_version, evidence);
//
// The draft keeps the texts that stood there. When the records change later, the fingerprint no longer fits:
// DifferenceOf tells it, nothing is changed by itself. Inside the caller's Write. Errors: those of
// SaveMeasurement, kernel.forbidden, register.figure_empty, register.figure_moved, register.feed_unknown,
// performance.indicator_unknown.
#pragma once

#include "kernel/evidence.h"
#include "modules/performance/public.h"
#include "modules/register/record_figures.h"
#include "platform/files/store.h"

namespace sinergi::registers {

struct Feed {
  int64_t id = 0, indicator_id = 0;
  int64_t unit_id = 0;  // whose records count, with everything below; 0: of the whole government
};

struct Taken {
  std::string value, fingerprint, login;
  Instant at = 0;
};

Result<Feed> LinkFeed(sql::Connection& c, const RecordContext& context, const Definition& definition,
                      const FigureOf& figure, const Feed& wanted);
std::vector<Feed> FeedsOf(sql::Connection& c, int64_t government_id, const Definition& definition,
                          const FigureOf& figure);
std::optional<Taken> TakenOf(sql::Connection& c, int64_t government_id, const Feed& feed, Period period);

// The units that a feed or a page counts; none: all of the government.
FigureScope ScopeOf(const kernel::UnitTree& units, int64_t unit_id);
FigureValue ValueFor(sql::Connection& c, const RecordContext& context, const Definition& definition,
                     const FigureOf& figure, const Feed& feed, Period period);
std::string FigureText(const FigureValue& value, int places = 2);  // "94,12"; "" without a value

// What a figure rests on, as a table that any spreadsheet reads; and that table kept as evidence.
std::string FigureTable(sql::Connection& c, const RecordContext& context, const Definition& definition,
                        const FigureOf& figure, Period period, const FigureValue& value);
Result<kernel::Evidence> KeepFigure(const files::ContentStore& store, std::string_view table,
                                    const Definition& definition, const FigureOf& figure, Period period);

// `evidence` lists the records of the value whose fingerprint is `seen`: register.figure_moved when it is
// another one by now.
Result<Taken> TakeOver(sql::Connection& c, const RecordContext& context, const Definition& definition,
                       const FigureOf& figure, const Feed& feed, Period period, std::string_view seen,
                       kernel::Evidence evidence);

}  // namespace sinergi::registers
