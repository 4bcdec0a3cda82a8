// The command line: options and commands in one list (CLI11). Exit 0 done, 1 findings or refusal, 2 wrong
// usage.
#pragma once

namespace sinergi::app {

int RunCommandLine(int argc, char** argv);

}  // namespace sinergi::app
