#include "platform/pdf/pdf.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/pdf/process.h"

namespace sinergi::pdf {
namespace {

namespace fs = std::filesystem;

// A PATH of our own, put back at the end.
class PdfTest : public testing::Test {
 protected:
  PdfTest() : path_(getenv("PATH")) {
    std::string name = (fs::temp_directory_path() / "pdf-test-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~PdfTest() override {
    setenv("PATH", path_.c_str(), 1);
    fs::remove_all(folder_);
  }
  void FakeBrowser(const std::string& script) {
    std::ofstream(folder_ / "chromium") << "#!/bin/sh\n" << script;
    fs::permissions(folder_ / "chromium", fs::perms::owner_all);
    setenv("PATH", folder_.c_str(), 1);
  }
  std::string path_;
  fs::path folder_;
};

size_t LeftBehind(const fs::path& folder) {
  size_t count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    count += entry.path().filename().string().starts_with("sinergi-pdf-");
  }
  return count;
}

TEST_F(PdfTest, MakesADocument) {
  if (!Available()) GTEST_SKIP() << "no browser here";
  const auto document =
      FromHtml("<!doctype html><html><head><title>Renja</title></head><body><h1>Renja</h1></body></html>");
  ASSERT_TRUE(document.ok()) << document.error().detail;
  EXPECT_TRUE(document->starts_with("%PDF"));
  EXPECT_GT(document->size(), 1000u);
}

TEST_F(PdfTest, SaysWhenThereIsNoBrowser) {
  setenv("PATH", folder_.c_str(), 1);
  EXPECT_FALSE(Available());
  EXPECT_EQ(FromHtml("x").error().code, "pdf.no_browser");
}

TEST_F(PdfTest, DoesNotBelieveABrowserThatFails) {
  setenv("TMPDIR", folder_.c_str(), 1);  // where no other test leaves anything
  FakeBrowser("echo no display >&2; exit 3\n");
  const auto refused = FromHtml("x");
  EXPECT_EQ(refused.error().code, "pdf.failed");
  EXPECT_NE(refused.error().detail.find("no display"), std::string::npos);
  FakeBrowser("for a in \"$@\"; do case $a in --print-to-pdf=*) echo nonsense > \"${a#*=}\";; esac; done\n");
  EXPECT_EQ(FromHtml("x").error().code, "pdf.failed");
  unsetenv("TMPDIR");
  EXPECT_EQ(LeftBehind(folder_), 0u);
}

TEST_F(PdfTest, TheBrowserSeesThePagePrivatelyAndWithoutNetwork) {
  FakeBrowser(
      "for a in \"$@\"; do case $a in --print-to-pdf=*) out=${a#*=};; file://*) in=${a#file://};; esac; "
      "done\n"
      "{ echo %PDF; stat -c %a \"$(dirname \"$in\")\"; cat \"$in\"; echo \"$@\"; ls /proc/self/fd | wc -l; } "
      "> \"$out\"\n");
  const auto document = FromHtml("<!doctype html><html><head></head>isi</html>");
  ASSERT_TRUE(document.ok()) << document.error().detail;
  EXPECT_EQ(document->find("%PDF\n700\n<!doctype html><html><head><meta http-equiv="), 0u);
  EXPECT_NE(document->find("isi"), std::string::npos);
  EXPECT_NE(document->find("--host-resolver-rules=MAP * ~NOTFOUND"), std::string::npos);
}

TEST_F(PdfTest, TheTimeLimitEndsTheWholeGroup) {
  const std::string pid_file = (folder_ / "pid").string();
  const Ended ended = RunBounded({{"/bin/sh", "-c", "sleep 100 & echo $! > " + pid_file + "; wait"},
                                  folder_,
                                  std::chrono::milliseconds(500)});
  EXPECT_TRUE(ended.timed_out);
  EXPECT_EQ(ended.code, 128 + 9);
  std::string grandchild;
  std::ifstream(pid_file) >> grandchild;
  ASSERT_FALSE(grandchild.empty());
  // Killed: gone, or a zombie until its new parent asks. The signal may take a moment to arrive.
  std::string state;
  for (int tries = 0; tries < 200 && state != "gone" && state != "Z" && state != "X"; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    state = "gone";
    std::string ignored;
    std::ifstream stat("/proc/" + grandchild + "/stat");
    if (stat >> ignored >> ignored) stat >> state;
  }
  EXPECT_TRUE(state == "gone" || state == "Z" || state == "X") << state;
}

}  // namespace
}  // namespace sinergi::pdf
