// backup, restore, verify, migrate and demo: what keeps the data, on both backends and between them.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

namespace fs = std::filesystem;

class Keeping : public testing::TestWithParam<std::string> {
 protected:
  std::string Evaluation(const Place& place) {
    const Outcome outcome = place.Run({"evaluate", "--period", "2024-Q3", "--json"});
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    return outcome.out;
  }
  void Expect(const Outcome& outcome, int exit) {
    EXPECT_EQ(outcome.exit, exit) << outcome.out << outcome.err;
  }
  Place place_{GetParam()};
  std::string backup_ = place_.folder() / "cadangan.zip";
};

mode_t RightsOf(const std::string& file) {
  struct stat about {};
  EXPECT_EQ(stat(file.c_str(), &about), 0) << file;
  return about.st_mode & 07777;
}

// From this backend into SQLite, into every backend from there, and back: the same evaluation everywhere.
TEST_P(Keeping, MovesBetweenBackendsWithoutChangingAFigure) {
  place_.LoadExample();
  fs::create_directories(place_.data() + "/evidence");
  const std::string figures = Evaluation(place_), print = place_.Fingerprint();
  Expect(place_.Run({"backup", backup_}), 0);
  for (const std::string& backend : testkit::Backends()) {
    Place there(backend), back("sqlite");
    Expect(there.Run({"restore", backup_}), 0);
    EXPECT_EQ(Evaluation(there), figures) << backend;
    EXPECT_EQ(there.Fingerprint(), print);
    Expect(there.Run({"verify"}), 0);
    const std::string second = there.folder() / "kedua.zip";
    Expect(there.Run({"backup", second}), 0);
    Expect(back.Run({"restore", second}), 0);
    EXPECT_EQ(Evaluation(back), figures) << backend << " and back";
    Expect(back.Run({"verify"}), 0);
    // What was restored can be worked with: new rows find free keys.
    Expect(there.Run({"unit", "add", "BARU", "Bidang Baru", "--parent", "2.16.2.20.2.21.01.0000"}), 0);
    Expect(there.Run({"verify"}), 0);
  }
}

// Names, password hashes and the trail are nobody else's business.
TEST_P(Keeping, BackupsAndRestoredDataAreTheOwnersAlone) {
  place_.LoadExample();
  Expect(place_.Run({"backup", backup_}), 0);
  EXPECT_EQ(RightsOf(backup_), 0600u);
  Place there("sqlite");
  Expect(there.Run({"restore", backup_}), 0);
  EXPECT_EQ(RightsOf(there.data() + "/sinergi.db"), 0600u);
  EXPECT_EQ(RightsOf(there.data()), 0700u);
}

TEST_P(Keeping, RestoresOnlyIntoAnEmptyPlace) {
  place_.LoadExample();
  Expect(place_.Run({"backup", backup_}), 0);
  const std::string print = place_.Fingerprint();
  const Outcome refused = place_.Run({"restore", backup_});
  Expect(refused, 1);
  EXPECT_NE(refused.err, "");
  EXPECT_EQ(place_.Fingerprint(), print);
}

TEST_P(Keeping, RefusesDamagedBackups) {
  place_.LoadExample();
  Expect(place_.Run({"backup", backup_}), 0);
  const std::string whole = ReadWhole(backup_);
  ASSERT_GT(whole.size(), 2000u);
  std::vector<std::string> damaged = {"",
                                      "PK",
                                      std::string(3000, 'x'),
                                      whole.substr(0, whole.size() / 2),
                                      whole.substr(0, whole.size() - 1),
                                      whole.substr(1)};
  for (const size_t at : {size_t{200}, whole.size() / 3, whole.size() / 2, whole.size() - 28}) {
    damaged.push_back(whole);  // more than the bytes of a header that nothing reads
    for (size_t i = at; i < std::min(at + 80, whole.size()); ++i)
      damaged.back()[i] = static_cast<char>(damaged.back()[i] ^ 0x55);
  }
  for (size_t i = 0; i < damaged.size(); ++i) {
    const std::string file = place_.folder() / "rusak.zip";
    WriteWhole(file, damaged[i]);
    Place there(GetParam());
    const Outcome outcome = there.Run({"restore", file});
    EXPECT_EQ(outcome.exit, 1) << "damage " << i << outcome.out;
    EXPECT_NE(outcome.err, "") << i;
    EXPECT_FALSE(fs::exists(there.data() + "/sinergi.db")) << i;
  }
  Place there(GetParam());
  Expect(there.Run({"restore", place_.folder() / "fehlt.zip"}), 1);
  Expect(there.Run({"restore", place_.folder().path()}), 1);
  Expect(there.Run({"restore", backup_}), 0);  // and a refused one leaves nothing in the way
}

TEST_P(Keeping, BackupRefusesWhatItCannotWrite) {
  place_.LoadExample();
  for (const std::string target : {"/nonexistent-folder/x.zip", "/proc/x.zip"}) {
    const Outcome outcome = place_.Run({"backup", target});
    Expect(outcome, 1);
    EXPECT_NE(outcome.err, "");
  }
  Expect(place_.Run({"backup", place_.folder().path()}), 1);  // a folder
}

TEST_P(Keeping, FindsARowThatWasChanged) {
  place_.LoadExample();
  const auto change = [&](const std::string& sql) {
    (void)place_.Open()->Write([&](sql::Connection& c) -> Status { return c.Execute(sql), Ok(); });
  };
  change("UPDATE audit SET login = 'lain' WHERE seq = 1");
  const Outcome outcome = place_.Run({"verify"});
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_NE(outcome.out.find("RUSAK"), std::string::npos) << outcome.out;
}

TEST_P(Keeping, TwoDemosAtOnceLoadTheExampleOnce) {
  std::vector<Started> started;
  for (int i = 0; i < 4; ++i) started.push_back(Start(place_.With({"demo", "--json"})));
  int loaded = 0;
  for (const Started& each : started) {
    const Outcome outcome = WaitFor(each);
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    if (outcome.exit == 0) loaded += ParseJson(outcome.out).at("loaded").as_bool() ? 1 : 0;
  }
  EXPECT_EQ(loaded, 1);
  EXPECT_EQ(place_.Json({"unit", "list"}).as_array().size(), 42u);
  Expect(place_.Run({"verify"}), 0);
}

TEST_P(Keeping, MigratesOnceAndRefusesANewerDatabase) {
  Expect(place_.Run({"migrate"}), 0);
  const Outcome again = place_.Run({"migrate"});
  Expect(again, 0);
  EXPECT_NE(again.out.find("0 perubahan"), std::string::npos) << again.out;
  (void)place_.Open()->Write([](sql::Connection& c) -> Status {
    c.Execute("INSERT INTO schema_migration (name, applied_at) VALUES ('kernel/9999_future', 1)");
    return Ok();
  });
  for (const Words& command :
       {Words{"unit", "list"}, Words{"migrate"}, Words{"demo"}, Words{"serve", "--listen", "127.0.0.1:0"}}) {
    const Outcome outcome = place_.Run(command);
    EXPECT_EQ(outcome.exit, 1) << command[0];
    EXPECT_NE(outcome.err.find("9999_future"), std::string::npos) << outcome.err;
  }
}

INSTANTIATE_TEST_SUITE_P(On, Keeping, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
