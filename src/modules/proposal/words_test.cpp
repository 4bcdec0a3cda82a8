#include "modules/proposal/words.h"

#include <gmock/gmock.h>

#include "modules/proposal/match.h"

namespace sinergi::proposal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Same {
  std::string_view a, b, stem;
};

// Forms of one word on both sides of a proposal and a plan; the stem is no word, only the same.
constexpr Same kSame[] = {
    {"pelayanan", "layanan", "layan"},
    {"pengelolaan", "kelola", "elola"},
    {"mengelola", "kelola", "elola"},
    {"pembangunan", "membangun", "bangun"},
    {"penyediaan", "menyediakan", "sedia"},
    {"pemasangan", "pasang", "pasang"},
    {"penataan", "menata", "tata"},
    {"peningkatan", "tingkat", "tingkat"},
    {"perbaikan", "memperbaiki", "baik"},
    {"keamanan", "aman", "aman"},
    {"pelatihan", "melatih", "latih"},
    {"jaringannya", "jaringan", "jaring"},
    {"desa", "desa", "desa"},
    {"jalan", "jalan", "jalan"},
    {"radio", "radio", "radio"},
    {"pendidikan", "mendidik", "didik"},
};

TEST(ProposalWords, FormsOfAWordAreTheSame) {
  for (const Same& one : kSame) {
    EXPECT_EQ(StemOf(one.a), one.stem) << one.a;
    EXPECT_EQ(StemOf(one.b), one.stem) << one.b;
  }
}

TEST(ProposalWords, OthersStayApart) {
  EXPECT_NE(StemOf("jaringan"), StemOf("jarang"));
  EXPECT_NE(StemOf("statistik"), StemOf("status"));
  EXPECT_EQ(StemOf("an"), "an");
  EXPECT_EQ(StemOf(""), "");
}

std::vector<std::string> Stems(std::string_view text) {
  std::vector<std::string> stems;
  for (const Word& word : WordsOf(text, ShippedVocabulary())) stems.push_back(word.stem);
  return stems;
}

TEST(ProposalWords, SayNothingAreLeftOutAndSameAreOne) {
  EXPECT_THAT(Stems("Wi-Fi, WIFI dan hotspot di Desa 2 (2027)"), ElementsAre("internet"));
  EXPECT_THAT(Stems("untuk yang di 12 5"), IsEmpty());
}

TEST(ProposalWords, AFileTellsItsFaults) {
  EXPECT_TRUE(ReadVocabulary("words: x\nleave_out: [dan]\nsame: [[wifi, internet]]\n", "w.yaml").ok());
  const auto code = [](std::string_view yaml) {
    const Result<Vocabulary> read = ReadVocabulary(yaml, "w.yaml");
    return read.ok() ? "" : read.error().fields.at(0).code;
  };
  EXPECT_EQ(code("words: x\nleave_out: dan\n"), "data_file.not_a_list");
  EXPECT_EQ(code("words: x\nleave_out: [{a: b}]\n"), "data_file.empty_text");
  EXPECT_EQ(code("words: x\nleave_out: [dan]\nsama: []\n"), "data_file.unknown_key");
  EXPECT_EQ(code("words: x\nleave_out: [dan]\nsame: [[a, b], [c, b]]\n"), "data_file.doubled_key");
}

const std::vector<std::string> kTexts = {"Relasi Media", "Penyediaan Akses Internet",
                                         "Akses Jaringan Intra Pemerintah", "Penguatan Kapasitas Statistik"};

std::vector<Match> Matches(const char* work, const char* rest, size_t most = 9) {
  return WordIndex(kTexts, ShippedVocabulary()).Find({work, rest}, most);
}

TEST(ProposalMatch, RareWordsOfTheWorkSayMost) {
  const std::vector<Match> found = Matches("Akses wifi balai", "Jaringan putus");
  ASSERT_EQ(found.size(), 2u);
  // akses 2/2 + wifi 2/1 of akses 1 + wifi 2 + jaringan 1
  EXPECT_EQ(found[0].text, 1u);
  EXPECT_EQ(found[0].share_micro, 750'000);
  EXPECT_EQ(found[1].text, 2u);
  EXPECT_EQ(found[1].share_micro, 500'000);
  ASSERT_EQ(found[0].words.size(), 2u);
  EXPECT_EQ(found[0].words[0].written, "akses");
  EXPECT_EQ(found[0].words[0].texts, 2);
  EXPECT_EQ(found[0].words[1].written, "wifi");
  EXPECT_EQ(found[0].words[1].counts, kWorkCounts);
  EXPECT_EQ(found[1].words[1].counts, 1);
  EXPECT_EQ(Matches("Akses wifi balai", "Jaringan putus", 1).size(), 1u);
}

TEST(ProposalMatch, EqualsStandInTheirOrderAndNothingIsNoMatch) {
  const std::vector<Match> found = Matches("Akses", "");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, 1u);
  EXPECT_EQ(found[0].share_micro, found[1].share_micro);
  EXPECT_THAT(Matches("Jembatan gantung", "Sungai banjir"), IsEmpty());
  EXPECT_THAT(Matches("", ""), IsEmpty());
  EXPECT_THAT(WordIndex({}, ShippedVocabulary()).Find({"Akses", ""}, 5), IsEmpty());
}

TEST(ProposalMatch, AWordTwiceCountsOnce) {
  EXPECT_EQ(Matches("Akses akses akses wifi", "wifi")[0].share_micro,
            Matches("wifi akses", "")[0].share_micro);
}

}  // namespace
}  // namespace sinergi::proposal
