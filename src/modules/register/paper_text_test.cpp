// Papers of a register's file: what their lines mean, and what is wrong in them, by line and column.
#include "modules/register/paper_text.h"

#include <gmock/gmock.h>

#include "kit/desk.h"
#include "modules/register/definition_file.h"

namespace sinergi::registers {
namespace {

using LineKind = PaperLine::Kind;
using testing::HasSubstr;

Definition DeskRegister() {
  const Result<Definition> desk = ReadDefinition(testkit::kDesk, "desk.yaml");
  EXPECT_TRUE(desk.ok());
  return *desk;
}

struct TextCase {
  const char* text;
  PaperOf of;
  const char* faults;  // "line:column code", from 0
};

class PaperFaults : public testing::TestWithParam<TextCase> {};
INSTANTIATE_TEST_SUITE_P(
    Lines, PaperFaults,
    testing::Values(TextCase{"Halo {what}", PaperOf::kRecord, ""},  //
                    TextCase{"Halo\n  {wat}", PaperOf::kRecord, "1:3 register.unknown_place "},
                    TextCase{"{what", PaperOf::kRecord, "0:0 register.place_open "},
                    TextCase{"{? kind = z} x", PaperOf::kRecord, "0:10 expression.unknown_name "},
                    TextCase{"{? kind = a", PaperOf::kRecord, "0:0 register.place_open "},
                    TextCase{"{x what} ya", PaperOf::kRecord, "0:3 expression.wrong_type "},
                    TextCase{"{answer.due} {made} {note.finish}", PaperOf::kRecord, ""},
                    TextCase{"{answer.late}", PaperOf::kRecord, "0:1 register.unknown_place "},
                    TextCase{"{note.nothing}", PaperOf::kRecord, "0:1 register.unknown_place "},
                    TextCase{"{rows desk.earlier: what}", PaperOf::kRecord, ""},
                    TextCase{"{rows desk what}", PaperOf::kRecord, "0:6 register.paper_rows "},
                    TextCase{"{made} {year} {ppid-request.received}", PaperOf::kYear, ""},
                    TextCase{"{what}", PaperOf::kYear, "0:1 register.unknown_figure "},
                    TextCase{"{made by what}", PaperOf::kYear, "0:9 register.cannot_group "},
                    TextCase{"{? kind = a} x", PaperOf::kYear, "0:2 register.paper_no_condition "},
                    TextCase{"", PaperOf::kRecord, ""}));

TEST_P(PaperFaults, AreToldWhereTheyStand) {
  const Definition desk = DeskRegister();
  std::vector<PaperFault> found;
  ReadPaperText(GetParam().text, desk, GetParam().of, found);
  std::string told;
  for (const PaperFault& fault : found)
    told += fmt::format("{}:{} {} ", fault.line, fault.column, fault.code);
  EXPECT_EQ(told, GetParam().faults) << GetParam().text;
}

TEST(PaperText, LinesAreWhatTheyBeginWith) {
  const Definition desk = DeskRegister();
  std::vector<PaperFault> found;
  const PaperText text = ReadPaperText(
      "# Judul\nNama: {who}\nDijawab {answer.due}: nanti\n- satu\n< Kiri\n>\n{rows desk.earlier: what, who}",
      desk, PaperOf::kRecord, found);
  EXPECT_TRUE(found.empty());
  std::vector<LineKind> kinds;
  for (const PaperLine& line : text) kinds.push_back(line.kind);
  EXPECT_THAT(kinds,
              testing::ElementsAre(LineKind::kHeading, LineKind::kRow, LineKind::kText, LineKind::kItem,
                                   LineKind::kLeft, LineKind::kRight, LineKind::kRecords));
  EXPECT_EQ(text[1].label, "Nama");
  EXPECT_THAT(text[6].columns, testing::ElementsAre("what", "who"));
}

// The file's own lines: a body begins below its key.
TEST(PaperText, FaultsOfAFileStandAtTheirLine) {
  std::string yaml(testkit::kDesk);
  yaml.replace(yaml.find("Nama: {who}"), 11, "Nama: {whoo}");
  yaml.replace(yaml.find("of: [what, cost]"), 16, "of: [what, kost]");
  yaml.replace(yaml.find("mark: kind = b"), 14, "mark: kind = c");
  const Result<Definition> read = ReadDefinition(yaml, "desk.yaml");
  ASSERT_FALSE(read.ok());
  std::string told;
  for (const FieldError& fault : read.error().fields) told += fault.field + " " + fault.code + "\n";
  const auto line_of = [&](const char* word) {
    return std::to_string(1 +
                          std::count(yaml.begin(), yaml.begin() + static_cast<long>(yaml.find(word)), '\n'));
  };
  EXPECT_THAT(told, HasSubstr("desk.yaml:" + line_of("{whoo}") + ":14 register.unknown_place"));
  EXPECT_THAT(told, HasSubstr("desk.yaml:" + line_of("kost") + ":"));
  EXPECT_THAT(told, HasSubstr("register.unknown_column"));
  EXPECT_THAT(told, HasSubstr("expression.unknown_name"));
}

}  // namespace
}  // namespace sinergi::registers
