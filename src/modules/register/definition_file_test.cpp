#include "modules/register/definition_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/files/embedded.h"
#include "platform/files/texts.h"

namespace sinergi::registers {
namespace {

std::string ToldFaults(const Error& error) {
  std::string told = error.code;
  for (const FieldError& fault : error.fields) {
    told += "\n" + fault.field + " " + fault.code;
    for (const std::string& arg : fault.args) told += " " + arg;
  }
  return told;
}

TEST(DefinitionFile, EveryShippedRegisterIsSound) {
  const std::vector<std::string> ids = ShippedRegisterIds();
  ASSERT_FALSE(ids.empty());
  for (const std::string& id : ids) {
    const files::EmbeddedFile* file = files::FindEmbedded("data/registers/" + id + ".yaml");
    const Result<Definition> definition = ReadDefinition(file->plain, file->path);
    ASSERT_TRUE(definition.ok()) << ToldFaults(definition.error());
    EXPECT_EQ(definition->id, id);
  }
}

constexpr std::string_view kGood = R"(register: e-lopo
title: Layanan
number: {pattern: "{seq:3}/{year}"}
fields:
  what: {type: text, required: true, title: Apa}
  kind: {type: choice, title: Jenis, options: {a: Satu, b: Dua}}
  cost: {type: money, title: Biaya}
  twice: {type: computed, title: Dua kali, value: cost * 2}
states: {draft: Draf, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: draft, to: done, by: officer, needs: what}
clocks:
  work: {title: Waktu, days: 5, from: draft, until: done, basis: SOP}
figures:
  all: {title: Semua, count: records, where: kind = a}
lists:
  default: {columns: [number, what, work.due]}
)";

std::string Replaced(std::string_view what, std::string_view by) {
  std::string text(kGood);
  const size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(DefinitionFile, TheGoodOneIsGood) {
  const Result<Definition> good = ReadDefinition(kGood, "x.yaml");
  ASSERT_TRUE(good.ok()) << ToldFaults(good.error());
  EXPECT_EQ(good->fields.size(), 4u);
  EXPECT_FALSE(good->StateNamed("done")->open);
  EXPECT_EQ(good->clocks[0].rule.length, 5);
}

struct Bad {
  std::string_view what, by, fault;
};
constexpr Bad kBad[] = {
    {"title: Biaya}", "title: Biaya, grouping: false}", "x.yaml:7:47 register.not_grouped money"},
    {"register: e-lopo", "register: e lopo", "x.yaml:1:11 register.bad_id"},
    {"title: Layanan\n", "", "x.yaml:1:1 data_file.missing_key title"},
    {"{seq:3}/{year}", "{urut}/{year}", "x.yaml:3:19 register.bad_number"},
    {"{seq:3}/{year}", "{seq}/{wat}", "x.yaml:3:19 register.unknown_field wat"},
    {"what: {type: text", "What: {type: text", "x.yaml:5:3 register.bad_name What"},
    {"what: {type: text", "state: {type: text", "x.yaml:5:3 register.name_taken state"},
    {"type: money", "type: uang", "x.yaml:7:16 register.unknown_type uang"},
    {"title: Biaya", "judul: Biaya", "x.yaml:7:23 data_file.unknown_key judul"},
    {"options: {a: Satu, b: Dua}", "options: []", "x.yaml:6:47 data_file.not_a_map options"},
    {"value: cost * 2", "value: cots * 2", "x.yaml:8:51 expression.unknown_name cots"},
    {"value: cost * 2", "value: twice * 2", "x.yaml:8:51 expression.unknown_name twice"},
    {"value: cost * 2", "value: kind * 2", "x.yaml:8:51 expression.wrong_type choice number"},
    {"ended: [done]", "ended: [sudah]", "x.yaml:10:9 register.unknown_state sudah"},
    {"to: done, by", "to: selesai, by", "x.yaml:12:48 register.unknown_state selesai"},
    {"by: officer", "by: boss", "x.yaml:12:58 register.unknown_role boss"},
    {"needs: what", "needs: siapa", "x.yaml:12:74 register.unknown_field siapa"},
    {"draft: Draf, done", "draft: Draf, lost: Hilang, done", "x.yaml:9:23 register.unreached_state lost"},
    {"days: 5", "days: lima", "x.yaml:14:30 data_file.bad_number days"},
    {"where: kind = a", "where: kind = c", "x.yaml:16:53 expression.unknown_name c"},
    {"where: kind = a", "where: cost * 2 > 1", "x.yaml:16:51 expression.not_selectable *"},
    {"from: draft, until", "from: draft, starts: what, until", "register.not_a_date_field what"},
    {"until: done, basis", "until_act: selesai, basis", "register.unknown_act selesai"},
    {"until: done, basis", "basis", "x.yaml:14:9 data_file.missing_key until"},
    {"cost: {type: money", "work_due: {type: money", "x.yaml:14:3 register.name_taken work_due"},
    {"lists:\n", "public: {list: default}\nlists:\n", "x.yaml:17:16 register.not_an_open_list default"},
    {"work.due]", "wrok.due]", "x.yaml:18:37 register.unknown_column wrok.due"},
};

TEST(DefinitionFile, SaysWhatIsWrongAndWhere) {
  for (const Bad& bad : kBad) {
    const Result<Definition> read = ReadDefinition(Replaced(bad.what, bad.by), "x.yaml");
    ASSERT_FALSE(read.ok()) << bad.by;
    EXPECT_THAT(ToldFaults(read.error()), testing::HasSubstr(std::string(bad.fault))) << bad.by;
    for (const FieldError& fault : read.error().fields)
      EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "error." + fault.code)) << fault.code;
  }
}

}  // namespace
}  // namespace sinergi::registers
