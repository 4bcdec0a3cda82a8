#include "platform/files/texts.h"

#include <gmock/gmock.h>

#include "platform/files/embedded.h"

namespace sinergi {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Texts Small() {
  Texts texts;
  texts.Add(Lang::kId, "a: \"satu {0} {1} {0}\"\nb: dua\nerror.x.bad: \"Salah {0}\"\nerror.f: \"Isi {0}\"\n",
            "id");
  texts.Add(Lang::kEn, "a: \"one {0}\"\n", "en");
  return texts;
}

TEST(Texts, FillsArgumentsOnceAndFallsBackToIndonesian) {
  const Texts texts = Small();
  EXPECT_EQ(texts.Get(Lang::kId, "a", {"{1}", "y"}), "satu {1} y {1}");
  EXPECT_EQ(texts.Get(Lang::kEn, "a", {"x"}), "one x");
  EXPECT_EQ(texts.Get(Lang::kEn, "b"), "dua");
  EXPECT_EQ(texts.Get(Lang::kId, "a", {"x"}), "satu x {1} x");
  EXPECT_EQ(texts.Get(Lang::kId, "no.such"), "no.such");
  EXPECT_FALSE(texts.Has(Lang::kEn, "b"));
}

TEST(Texts, SaysAnErrorWithItsFields) {
  const Error error{ErrorKind::kInvalid, "x.bad", {"1"}, {{"name", "f", {"nama"}}}};
  EXPECT_EQ(Small().Of(Lang::kId, error), "Salah 1\nIsi nama");
  const Error alone{ErrorKind::kInvalid, "f", {"nama"}, {{"name", "f", {"nama"}}}};
  EXPECT_EQ(Small().Of(Lang::kId, alone), "Isi nama");
  const Error other{ErrorKind::kInvalid, "f", {"nama"}, {{"code", "f", {"kode"}}}};
  EXPECT_EQ(Small().Of(Lang::kId, other), "Isi nama\nIsi kode");
}

TEST(Texts, AKeyKeepsItsFirstText) {
  Texts texts = Small();
  texts.Add(Lang::kId, "b: tiga\nc: empat\nc: lima\n", "again");
  EXPECT_EQ(texts.Raw(Lang::kId, "b"), "dua");
  EXPECT_THAT(texts.Duplicates(), ElementsAre("again:1: b", "again:3: c"));
}

// The quick reader of simple files and that of YAML must agree; one escape sends the whole file to the latter.
TEST(Texts, SimpleFilesAreReadAsYamlIs) {
  const std::string simple = "# x\n\na.b: \"satu: # dua\"\nc_1: \"\"\nd: \"é 'x' {0}\"\n";
  Texts quick, full;
  quick.Add(Lang::kId, simple, "a");
  full.Add(Lang::kId, simple + "z: \"\\u0041\"\n", "b");
  EXPECT_EQ(full.Raw(Lang::kId, "z"), "A");
  for (const std::string& key : quick.Keys(Lang::kId))
    EXPECT_EQ(quick.Raw(Lang::kId, key), full.Raw(Lang::kId, key));
  EXPECT_THAT(quick.Keys(Lang::kId), ElementsAre("a.b", "c_1", "d"));
  EXPECT_EQ(quick.Raw(Lang::kId, "a.b"), "satu: # dua");
}

TEST(Texts, ADictionaryIsAFlatMap) {
  Texts texts;
  for (const char* wrong : {"- a\n", "a:\n  b: c\n", "a:\n", "a: [b]\n", "just words\n", "a: \"b\" c\n"}) {
    EXPECT_THROW(texts.Add(Lang::kId, wrong, "x.id.yaml"), std::runtime_error) << wrong;
  }
  EXPECT_NO_THROW(texts.Add(Lang::kId, "# nothing yet\n", "x.id.yaml"));
  try {
    texts.Add(Lang::kId, "a: b\nc:\n  d: e\n", "x.id.yaml");
    FAIL();
  } catch (const std::runtime_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("x.id.yaml:3:"));
  }
}

TEST(Texts, TheShippedDictionariesAgree) {
  const Texts& texts = Texts::Shipped();
  EXPECT_EQ(texts.Keys(Lang::kId), texts.Keys(Lang::kEn));
  EXPECT_THAT(texts.Duplicates(), ElementsAre());
  EXPECT_TRUE(texts.Has(Lang::kId, "common.save"));
}

TEST(Embedded, FilesAreSortedAndFound) {
  const auto all = files::AllEmbedded();
  ASSERT_FALSE(all.empty());
  for (size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].path, all[i].path);
  const files::EmbeddedFile* file = files::FindEmbedded("data/texts/common.id.yaml");
  ASSERT_NE(file, nullptr);
  EXPECT_THAT(std::string(file->plain), HasSubstr("common.save"));
  EXPECT_EQ(file->hash.size(), 12u);
  EXPECT_TRUE(file->brotli.empty());
  EXPECT_EQ(files::FindEmbedded("data/texts"), nullptr);
  EXPECT_EQ(files::FindEmbedded("data/texts/../texts/common.id.yaml"), nullptr);
}

}  // namespace
}  // namespace sinergi
