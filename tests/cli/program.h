// The program as its users meet it: started as a process of its own, judged by exit code, stdout and stderr.
//
//   const Outcome done = Sinergi({"unit", "list", "--data", folder.path(), "--json"});
//   EXPECT_EQ(done.exit, 0) << done.err;
//   Served server({"--data", folder.path()});   // `sinergi serve` on a free port
//   server.Kill();                              // SIGKILL: no chance to tidy up
//
// The program is the one built beside the tests, or the one that SINERGI_PROGRAM in the environment names.
// Threads: Sinergi from any thread; a Served belongs to one thread.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace sinergi::blackbox {

struct Outcome {
  int exit = -1;  // 128 + the signal's number when one ended it
  std::string out, err;
};

using Words = std::vector<std::string>;

std::string Program();
// Runs to the end; `input` is its standard input. With `memory` it gets no more than so many bytes of address
// space.
Outcome Sinergi(const Words& arguments, const std::string& input = {}, size_t memory = 0);
// Starts and does not wait. Finish with WaitFor.
struct Started {
  pid_t pid = -1;
  int out = -1, err = -1;
};
Started Start(const Words& arguments, const std::string& input = {});
Outcome WaitFor(const Started& started);

// A folder that ends with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

class Served {
 public:
  // `place`: --data … and --database …. Throws when the server does not come up.
  explicit Served(const Words& place);
  ~Served();  // ends it with SIGKILL if it still runs
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  uint16_t port() const { return port_; }
  bool Runs() const;
  void Kill();     // SIGKILL, and waits for its end
  Outcome Stop();  // SIGTERM, and waits for its end
  long ResidentKb() const;

 private:
  Outcome End(int signal);
  Started process_;
  int pipe_ = -1;
  uint16_t port_ = 0;
};

std::string ReadWhole(const std::string& path);
void WriteWhole(const std::string& path, const std::string& bytes);

}  // namespace sinergi::blackbox
