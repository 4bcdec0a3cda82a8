// Exit codes, languages, accounts, and files that cannot be read.
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdlib>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

TEST(Usage, WrongUsageIsTwoAndSaysSoOnStderr) {
  const std::vector<Words> wrong = {
      {},
      {"apa"},
      {"evaluate", "--tidak-ada"},
      {"import"},
      {"import", "e81"},
      {"import", "pdf", "x"},
      {"check"},
      {"unit"},
      {"unit", "hapus"},
      {"evaluate", "--period", "2024-Q5"},
      {"evaluate", "--period", "tw3"},
      {"evaluate", "--layout", "16"},
      {"backup"},
      {"restore"},
      {"user", "add", "x"},
      {"user", "add", "budi", "--name", "B", "--role", "raja"},
      {"--lang", "fr", "verify"},
      {"quarter", "set", "2024-Q3", "--opens", "besok", "--closes", "2024-10-15"},
      {"serve", "--listen", "di-sini"},
      {"serve", "--listen", "127.0.0.1:99999"},
      {"serve", "--trial-day", "2026-02-30"},
      {"serve", "--sign-server", "http://127.0.0.1"},
      {"serve", "--sign-server", "ftp://127.0.0.1", "--sign-client", "a", "--sign-secret-file", "b"},
      {"verify", "lebih"}};
  for (const Words& command : wrong) {
    const Outcome outcome = Sinergi(command);
    std::string line;
    for (const std::string& word : command) line += word + " ";
    EXPECT_EQ(outcome.exit, 2) << line;
    EXPECT_NE(outcome.err, "") << line;
    EXPECT_EQ(outcome.out, "") << line;
  }
}

// As plain in one language as in the other.
TEST(Usage, WrongUsageSpeaksTheLanguageAskedFor) {
  const auto says = [](const Words& command, const std::string& text) {
    const Outcome outcome = Sinergi(command);
    EXPECT_NE(outcome.err.find(text), std::string::npos) << outcome.err;
  };
  says({"evaluate", "--tidak-ada"}, "tidak dikenal");
  says({"--lang", "en", "evaluate", "--tidak-ada"}, "unknown");
  says({"evaluate", "--tidak-ada", "--lang", "en"}, "unknown");
  says({"apa"}, "apa");
  says({"import"}, "kurang");
  says({"--lang=en", "import"}, "missing");
}

TEST(Usage, HelpAndVersionAreDone) {
  const Outcome version = Sinergi({"--version"});
  EXPECT_EQ(version.exit, 0);
  EXPECT_TRUE(version.out.starts_with("sinergi ")) << version.out;
  EXPECT_EQ(Sinergi({"--help"}).exit, 0);
  EXPECT_EQ(Sinergi({"import", "--help"}).exit, 0);
}

TEST(Usage, OutputThatCannotBeWrittenIsNotDone) {
  Folder folder;
  ASSERT_EQ(Sinergi({"demo", "--data", folder / "data"}).exit, 0);
  const std::string line = Program() + " unit list --data " + folder / "data" + " > /dev/full 2> /dev/null";
  const int status = std::system(line.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST(Usage, RefusesWhatIsNotThere) {
  Folder folder;
  const Words nowhere = {"--data", folder / "none"};
  for (const Words& command : {Words{"evaluate"}, Words{"unit", "list"}, Words{"user", "list"},
                               Words{"verify"}, Words{"quarter", "list"}, Words{"backup", folder / "x.zip"},
                               Words{"serve", "--listen", "127.0.0.1:0"}}) {
    Words line = command;
    line.insert(line.end(), nowhere.begin(), nowhere.end());
    const Outcome id = Sinergi(line);
    EXPECT_EQ(id.exit, 1) << command[0];
    EXPECT_NE(id.err.find("belum ada data"), std::string::npos) << id.err;
    line.insert(line.end(), {"--lang", "en"});
    EXPECT_NE(Sinergi(line).err.find("no data"), std::string::npos);
  }
  const Outcome url =
      Sinergi({"unit", "list", "--database", "postgresql://127.0.0.1:1/x", "--data", folder / "d"});
  EXPECT_EQ(url.exit, 1);
  EXPECT_NE(url.err, "");
}

TEST(Usage, RefusesFilesThatCannotBeRead) {
  Folder folder;
  ASSERT_EQ(Sinergi({"demo", "--data", folder / "data"}).exit, 0);
  for (const std::string& file : {folder / "none.xlsx", folder.path(), std::string("/proc/self/mem")}) {
    for (const Words& command : {Words{"check", file}, Words{"evaluate", file}, Words{"import", "e81", file},
                                 Words{"import", "sipd-renja", file}}) {
      Words line = command;
      line.insert(line.end(), {"--data", folder / "data"});
      const Outcome outcome = Sinergi(line);
      EXPECT_EQ(outcome.exit, 1) << command[0] << " " << file;
      EXPECT_NE(outcome.err, "");
      EXPECT_EQ(outcome.out, "");
    }
  }
}

TEST(Usage, AMissingPlanIsNamedByWhoseItIs) {
  Folder folder;
  const Words place = {"--data", folder / "data"};
  const auto run = [&](Words command) {
    command.insert(command.end(), place.begin(), place.end());
    return Sinergi(command);
  };
  ASSERT_EQ(run({"government", "add", "53.99", "Kabupaten Uji"}).exit, 0);
  ASSERT_EQ(run({"unit", "add", "DINAS", "Dinas Uji"}).exit, 0);
  const auto says = [&](const Words& command, const std::string& text) {
    const Outcome outcome = run(command);
    EXPECT_EQ(outcome.exit, 1);
    EXPECT_NE(outcome.err.find(text), std::string::npos) << outcome.err;
  };
  says({"evaluate"}, "rencana untuk Kabupaten Uji.");
  says({"evaluate", "--lang", "en"}, "plan for Kabupaten Uji yet");
  says({"evaluate", "--period", "2024-Q3"}, "rencana 2024 untuk Kabupaten Uji.");
  says({"evaluate", "--unit", "DINAS"}, "rencana untuk DINAS.");
  says({"evaluate", "--unit", "DINAS", "--period", "2024-Q3"}, "rencana 2024 untuk DINAS.");
}

TEST(Usage, ARefusalWithOneFaultSaysItOnce) {
  Folder folder;
  const Outcome refused = Sinergi({"government", "add", "53.99", "", "--data", folder / "data"});
  EXPECT_EQ(refused.exit, 1);
  EXPECT_EQ(std::ranges::count(refused.err, '\n'), 1) << refused.err;
}

TEST(Usage, RefusalsAreJsonForPrograms) {
  const Outcome outcome = Sinergi({"check", "/nonexistent.xlsx", "--json"});
  const boost::json::value body = ParseJson(outcome.err);
  EXPECT_EQ(body.at("error").at("code").as_string(), "app.file_unreadable");
}

class People : public testing::TestWithParam<std::string> {
 protected:
  People() { place_.LoadExample(); }
  boost::json::object Account(const std::string& login) {
    const boost::json::value all = place_.Json({"user", "list"});
    for (const boost::json::value& each : all.as_array())
      if (each.at("login").as_string() == login) return each.as_object();
    return {};
  }
  Place place_{GetParam()};
  const Words add_ = {"user",   "add",     "budi.s", "--name", "Budi <b>S</b>",
                      "--role", "officer", "--unit", "STAT"};
};

TEST_P(People, AreAddedListedAndDisabled) {
  const std::string before = place_.Fingerprint();
  EXPECT_EQ(place_.Run(add_, "pendek\n").exit, 1) << "too short a password";
  EXPECT_EQ(place_.Run(add_, "").exit, 1) << "none";
  EXPECT_EQ(place_.Fingerprint(), before);
  const Outcome added = place_.Run(add_, "jalan-pagi-ke-pasar\n");
  EXPECT_EQ(added.exit, 0) << added.err;
  EXPECT_EQ(Account("budi.s").at("name").as_string(), "Budi <b>S</b>");
  EXPECT_FALSE(Account("budi.s").at("disabled").as_bool());
  EXPECT_EQ(place_.Run({"user", "disable", "budi.s"}).exit, 0);
  EXPECT_TRUE(Account("budi.s").at("disabled").as_bool());
  EXPECT_EQ(place_.Run({"user", "enable", "budi.s"}).exit, 0);
  EXPECT_EQ(place_.Run({"user", "password", "budi.s"}, "jalan-sore-ke-pasar\n").exit, 0);
  EXPECT_EQ(place_.Run({"user", "password", "budi.s"}, "kurang\n").exit, 1);
  EXPECT_EQ(place_.Run({"user", "password", "siapa"}, "jalan-sore-ke-pasar\n").exit, 1);
  EXPECT_EQ(place_.Run({"user", "disable", "siapa"}).exit, 1);
  EXPECT_EQ(place_.Run({"verify"}).exit, 0);
}

TEST_P(People, RefusedOnesLeaveNothing) {
  const std::string before = place_.Fingerprint();
  Words unknown_unit = add_;
  unknown_unit.back() = "TIDAK";
  Words bad_login = add_;
  bad_login[2] = "Bu di'; --";
  for (const Words& command : {unknown_unit, bad_login}) {
    const Outcome outcome = place_.Run(command, "jalan-pagi-ke-pasar\n");
    EXPECT_EQ(outcome.exit, 1);
    EXPECT_NE(outcome.err, "");
  }
  EXPECT_EQ(place_.Run({"user", "disable", "admin"}).exit, 1) << "the last administrator stays";
  EXPECT_EQ(place_.Fingerprint(), before);
}

INSTANTIATE_TEST_SUITE_P(On, People, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
