// Indeks KAMI as an Instrument: its questions as items, its sheets and areas as groups, so that an assessment by it
// is opened, filled, judged and kept like any other. Its figures are points, no weighted mean: ComputeIndex and
// ExplainChange turn here for it.
//
//   Instrument kami = InstrumentOf(*ShippedKami("kami-5"));
//   kami.items[10].code          // "II.II.1.1"
//   kami.kami->areas[0].required // what it stands for
//
// Invariants: items in the order of KamiCodes, one group for the category, each area and the supplement. An item
// weighs its most points in percent of the whole's maximum; those of category and supplement weigh nothing. Pure but
// for the names of questions, which come from the texts. Source: BSSN, Indeks KAMI 5.0.
#pragma once

#include "modules/assessment/change.h"
#include "modules/assessment/index.h"
#include "modules/assessment/kami_index.h"

namespace sinergi::assessment {

Instrument InstrumentOf(Kami kami);
// All of these want an instrument whose `kami` is there, and one level an item.
KamiFigures KamiFiguresOf(const Instrument& instrument, const Levels& levels);
// Points in place of the index, of the whole and of each group; predicate -1 while the category is not known.
Index KamiIndexOf(const Instrument& instrument, const Levels& levels);
// The difference of points, question by question as they count: one that opens stage 3 shows in those it opens.
Change ExplainKami(const Assessed& from, const Assessed& to);

// Most points of a question: 3, 6 or 9 by its stage; of the category's and the supplement's their highest answer.
int MostPoints(const Instrument& instrument, size_t item);

}  // namespace sinergi::assessment
