// Nomenclature at the command line: a year's codes come in once, with the predecessors that the file names; a damaged file
// writes nothing.
#include <gmock/gmock.h>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

constexpr const char* kOf2024 =
    "kode_sub\tsubkegiatan\tkinerja\tindikator\tsatuan\tsub_sebelumnya\n"
    "2.16.03.2.02.0013\tPusat data\tK\tI\tAplikasi\t\n"
    "2.16.03.2.02.0033\tKendali pusat data\tK\tI\tAplikasi\t\n";
constexpr const char* kOf2025 =
    "kode_sub\tsubkegiatan\tkinerja\tindikator\tsatuan\tsub_sebelumnya\n"
    "2.16.03.2.02.0044\tPusat data dan kendalinya\tK\tI\tAplikasi\t2.16.03.2.02.0013; 2.16.03.2.02.0033\n"
    "rusak\tx\t\t\t\t\n";

class Nomenclature : public testing::TestWithParam<std::string> {
 protected:
  Nomenclature() {
    place_.LoadExample();
    WriteWhole(place_.folder() / "2024.tsv", kOf2024);
    WriteWhole(place_.folder() / "2025.tsv", kOf2025);
  }
  Words Command(const std::string& year) const {
    return {"nomenclature", "import", place_.folder() / (year + ".tsv"), "--year", year};
  }
  int64_t Links(const std::string& state) const {
    return place_.Open()->Read([&](sql::Connection& c) {
      return c.One("SELECT count(*) FROM nomenclature_link WHERE state = ?", {state}).value_or(-1);
    });
  }
  Place place_{GetParam()};
};

TEST_P(Nomenclature, ComesInOnceWithItsPredecessors) {
  EXPECT_EQ(place_.Json(Command("2024")).at("added").as_int64(), 2);
  Words confirmed = Command("2025");
  confirmed.emplace_back("--confirm");
  const boost::json::value first = place_.Json(confirmed);
  EXPECT_EQ(first.at("added").as_int64(), 1);
  EXPECT_EQ(first.at("unreadable_lines").as_array().at(0).as_int64(), 3);
  EXPECT_EQ(Links("confirmed"), 2) << "a merged code has both predecessors";
  const boost::json::value again = place_.Json(confirmed);
  EXPECT_EQ(again.at("added").as_int64(), 0);
  EXPECT_EQ(again.at("same").as_int64(), 1);
  EXPECT_EQ(Links("confirmed"), 2);
  const Outcome verify = place_.Run({"verify"});
  EXPECT_EQ(verify.exit, 0) << verify.err;
}

TEST_P(Nomenclature, ADamagedFileWritesNothing) {
  const std::string print = place_.Fingerprint();
  WriteWhole(place_.folder() / "2026.tsv", "kode,nilai\n2.2,1\n");
  const Outcome wrong = place_.Run(Command("2026"));
  EXPECT_EQ(wrong.exit, 1);
  EXPECT_NE(wrong.err, "");
  EXPECT_EQ(place_.Run(Command("2027")).exit, 1) << "there is no such file";
  EXPECT_EQ(place_.Run({"nomenclature", "import", place_.folder() / "2024.tsv"}).exit, 2) << "no year";
  EXPECT_EQ(place_.Fingerprint(), print);
}

INSTANTIATE_TEST_SUITE_P(On, Nomenclature, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
