// A table of published results as a CSV: columns are found by their names in the first line, in any order;
// others are passed over and named.
//
//   year | tahun                       else as asked for
//   institution | instansi | nama | pemerintah daerah
//   d1, d2 … | domain 1 | the codes of the instrument's domains
//   index | index_published | indeks | indeks spbe
//   predicate | predicate_published | predikat      optional: by the rule where there is one answer
//   level | jenjang                    else by the institution's name
//   region | province | provinsi | wilayah, or table | tabel ("… Pemerintah Daerah di Bali")   optional
//
//   Result<PublishedFile> file = ReadPublished(spbe_2020, bytes, {"results_2023.csv", 0});
//
// What cannot be read is a fault, and nothing is taken: assessment.bad_published {0}=file with one FieldError
// a fault, field "file:line" (codes published.*, assessment.column_missing). What can be read and cannot be
// true is a doubt and stands beside its line. At most 5,000 lines, 4 MB. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/assessment/published_check.h"

namespace sinergi::assessment {

struct PublishedWish {
  std::string file_name;
  int year = 0;  // of lines that name none; 0: every line must
};

struct DoubtedLine {
  int line = 0;
  std::string institution;
  Doubt doubt;
};

struct PublishedFile {
  std::vector<PublishedResult> results;
  std::vector<DoubtedLine> doubts;
  std::vector<std::string> passed_over;  // columns not read
};

Result<PublishedFile> ReadPublished(const Instrument& instrument, std::string_view bytes,
                                    const PublishedWish& wish);

}  // namespace sinergi::assessment
