#include "modules/register/numbering.h"

#include <gtest/gtest.h>

#include "modules/register/definition_file.h"

namespace sinergi::registers {
namespace {

TEST(ReadNumber, FindsTheSequenceOfANumberGivenElsewhere) {
  struct Case {
    const char *pattern, *number;
    int64_t sequence;  // 0: not of this form
    int year = 0, month = 0;
  };
  const Case cases[] = {
      {"{seq:4}/PPID/{month:roman}/{year}", "0012/PPID/VII/2024", 12, 2024, 7},
      {"{seq:4}/PPID/{month:roman}/{year}", "12345/PPID/XII/2024", 12345, 2024, 12},
      {"{seq:4}/PPID/{month:roman}/{year}", "12/PPID/VII/2024", 0},
      {"{seq:4}/PPID/{month:roman}/{year}", "0012/PPID/IIII/2024", 0},
      {"{seq:4}/PPID/{month:roman}/{year}", "0012/PPID/VII/2024/A", 0},
      {"TKT-{year}{month}-{seq:4}", "TKT-202409-0007", 7, 2024, 9},
      {"TKT-{year}{month}-{seq:4}", "TKT-202413-0007", 0},
      {"{unit}/{seq:3}/{year}", "SEKR/007/2023", 7, 2023},
      {"BMD-{seq:6}", "BMD-000042", 42},
      {"BMD-{seq:6}", "BMD-9999999999999999", 0},
      {"BMD-{seq:6}", "", 0},
      {"BMD-{seq:6}", "LAMA-1", 0},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.pattern) + " " + c.number);
    Numbering numbering;
    numbering.parts = *ReadPattern(c.pattern);
    const std::optional<GivenNumber> given = ReadNumber(numbering, c.number);
    ASSERT_EQ(given.has_value(), c.sequence > 0);
    if (!given) continue;
    EXPECT_EQ(given->sequence, c.sequence);
    EXPECT_EQ(given->year.value_or(0), c.year);
    EXPECT_EQ(given->month.value_or(0), c.month);
  }
}

}  // namespace
}  // namespace sinergi::registers
