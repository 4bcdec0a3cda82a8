// What a paper says of one record: the lines of its text with the record's values in their places.
//
//   PaperSheet sheet = RecordSheet({here, c, context, *record, Personal::kShown}, paper, text);
//
// Personal values are dots unless they may be shown; of a linked record nothing is told to whom may not read
// it. Inside a Read or Write.
#pragma once

#include "modules/register/paper_sheet.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {

struct PaperScene {
  const Here& here;
  sql::Connection& c;
  const RecordContext& context;
  const Record& record;
  Personal personal = Personal::kMasked;
};

PaperSheet RecordSheet(const PaperScene& scene, const Paper& paper, const PaperText& text);
// Fields of the text that are personal and filled: what the trail has to tell when they are shown.
std::vector<std::string> PersonalIn(const PaperText& text, const Definition& definition,
                                    const Record& record);

// The letterhead: the government, and the agency of the unit.
void FillLetterhead(const kernel::Visit& v, int64_t unit_id, PaperSheet& sheet);
// A day as papers write it: "6 Maret 2024".
std::string PaperDay(const Date& day);

}  // namespace sinergi::registers
