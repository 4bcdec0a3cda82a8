// RunBounded: runs a program in a process group of its own with a time limit; whatever the group started is
// killed at the end. stdin is empty; stdout and stderr go to <folder>/log; HOME and TMPDIR are the folder; no
// other descriptor and no other variable is passed on. Blocks; thread-safe.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace sinergi::pdf {

struct Command {
  std::vector<std::string> args;  // args[0]: the program's path
  std::filesystem::path folder;
  std::chrono::milliseconds time;
};

struct Ended {
  int code = -1;  // exit code; 128 + signal when killed
  bool timed_out = false;
};

Ended RunBounded(const Command& command);  // throws std::system_error when the program cannot be started
bool IsProgram(const std::string& path);
bool IsRoot();

}  // namespace sinergi::pdf
