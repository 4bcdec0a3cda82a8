#include "platform/pdf/pdf.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <semaphore>
#include <system_error>

#include "base/text.h"
#include "platform/pdf/process.h"

namespace sinergi::pdf {
namespace {

namespace fs = std::filesystem;

constexpr int kAtOnce = 2;
constexpr std::chrono::seconds kTime{30};

// Even if a value escaped its escaping: nothing is loaded, neither from the net nor from this machine's disk.
constexpr std::string_view kPolicy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:\">";

std::string FindBrowser() {
  const char* path = std::getenv("PATH");
  for (const char* name : {"chromium-headless-shell", "chromium", "google-chrome"}) {
    for (const std::string_view folder : Split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
      const std::string file = std::string(folder) + "/" + name;
      if (!folder.empty() && IsProgram(file)) return file;
    }
  }
  return "";
}

// A folder that only we may enter, gone at the end.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::string name = (fs::temp_directory_path() / "sinergi-pdf-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::system_error(errno, std::generic_category(), "mkdtemp " + name);
    path_ = name;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void WritePage(const fs::path& file, std::string_view html) {
  const size_t head = html.find("<head>");
  const size_t at = head == html.npos ? 0 : head + 6;
  std::ofstream out(file, std::ios::binary);
  if (head == html.npos) out << "<!doctype html><meta charset=\"utf-8\">";
  out << html.substr(0, at) << kPolicy << html.substr(at);
  if (!out.flush()) throw std::system_error(EIO, std::generic_category(), "write " + file.string());
}

std::vector<std::string> CommandLine(const std::string& browser, const fs::path& folder) {
  std::vector<std::string> args = {
      browser, "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
      "--disable-extensions", "--disable-breakpad", "--disable-dev-shm-usage",
      // No machine code made at run time: pages of ours have no scripts, and a
      // service that may not have writable code (systemd) can print.
      "--js-flags=--jitless", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
      "--user-data-dir=" + (folder / "profile").string(), "--print-to-pdf=" + (folder / "out.pdf").string()};
  if (IsRoot()) args.push_back("--no-sandbox");  // Chromium refuses to start its sandbox as root
  args.push_back("file://" + (folder / "page.html").string());
  return args;
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Error Failed(std::string detail) {
  return Error{ErrorKind::kUnavailable, "pdf.failed", {}, {}, std::move(detail)};
}

Result<std::string> Print(const std::string& browser, std::string_view html) {
  const PrivateFolder folder;
  WritePage(folder.path() / "page.html", html);
  const Ended ended = RunBounded({CommandLine(browser, folder.path()), folder.path(), kTime});
  if (ended.timed_out) return Failed("the browser took more than 30 s");
  std::string document = ReadAll(folder.path() / "out.pdf");
  if (ended.code == 0 && document.starts_with("%PDF")) return document;
  return Failed(fmt::format("the browser ended with {}: {}", ended.code,
                            Shorten(ReadAll(folder.path() / "log"), 2000)));
}

}  // namespace

bool Available() {
  return !FindBrowser().empty();
}

Result<std::string> FromHtml(std::string_view html) {
  const std::string browser = FindBrowser();
  if (browser.empty()) return Error{ErrorKind::kUnavailable, "pdf.no_browser"};
  static std::counting_semaphore<kAtOnce> places(kAtOnce);
  if (!places.try_acquire_for(kTime)) return Failed("others were printing for more than 30 s");
  struct Release {
    ~Release() { places.release(); }
  } const release;
  return Print(browser, html);
}

}  // namespace sinergi::pdf
