#include "app/cli.h"

int main(int argc, char** argv) {
  return sinergi::app::RunCommandLine(argc, argv);
}
