#include "app/instrument_choice.h"

#include <filesystem>

#include "modules/assessment/instrument_file.h"

namespace sinergi::app {
namespace {

bool IsPath(std::string_view name) {
  return name == "-" || name.find('/') != name.npos || name.ends_with(".yaml") || name.ends_with(".yml");
}

// From a path.
Result<ChosenInstrument> ReadInstrumentFile(const std::string& path) {
  const Result<std::string> yaml = ReadFile(path);
  if (!yaml.ok()) return yaml.error();
  return ReadInstrumentText(*yaml, path);
}

}  // namespace

Result<ChosenInstrument> ReadInstrumentText(std::string_view yaml, const std::string& path) {
  ChosenInstrument chosen;
  if (assessment::IsKamiFile(yaml)) {
    Result<assessment::Kami> kami = assessment::ReadKami(yaml, path);
    if (!kami.ok()) return kami.error();
    chosen.kami = std::move(*kami);
  } else {
    Result<assessment::Instrument> instrument = assessment::ReadInstrument(yaml, path);
    if (!instrument.ok()) return instrument.error();
    chosen.instrument = std::move(*instrument);
  }
  return chosen;
}

Result<ChosenInstrument> ChooseInstrument(const std::string& name) {
  if (IsPath(name)) return ReadInstrumentFile(name);
  if (Result<assessment::Instrument> instrument = assessment::ShippedInstrument(name); instrument.ok())
    return ChosenInstrument{std::move(*instrument), {}};
  Result<assessment::Kami> kami = assessment::ShippedKami(name);
  if (kami.ok()) return ChosenInstrument{{}, std::move(*kami)};
  std::error_code code;
  if (std::filesystem::is_regular_file(name, code)) return ReadInstrumentFile(name);
  return kami.error();
}

}  // namespace sinergi::app
