// Which instrument a command means: one that ships, by its id, or a file of one's own, by its path.
//
//   Result<ChosenInstrument> chosen = ChooseInstrument("spbe-2020");
//   Result<ChosenInstrument> own = ChooseInstrument("data/ikd.yaml");
//
// A name with a slash or ending in .yaml or .yml is a path; "-" is standard input; any other name is an id
// first, then a file of that name. Errors: assessment.instrument_unknown {0}=name; app.file_unreadable;
// data_file.bad_file with its faults.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/command.h"
#include "modules/assessment/instrument.h"
#include "modules/assessment/kami.h"
#include "platform/files/label_text.h"

namespace sinergi::app {

// Exactly one of the two.
struct ChosenInstrument {
  std::optional<assessment::Instrument> instrument;
  std::optional<assessment::Kami> kami;

  const assessment::Instrument& About() const { return instrument ? *instrument : kami->about; }
};

Result<ChosenInstrument> ChooseInstrument(const std::string& name);
Result<ChosenInstrument> ReadInstrumentText(std::string_view yaml, const std::string& path);

}  // namespace sinergi::app
