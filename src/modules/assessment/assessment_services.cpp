#include "modules/assessment/assessment_services.h"

#include <algorithm>

#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_scoring.h"
#include "modules/assessment/kami_instrument.h"

namespace sinergi::assessment {

namespace {

std::vector<std::string> AllShipped() {
  std::vector<std::string> ids = ShippedInstrumentIds();
  for (std::string& id : ShippedKamiIds()) ids.push_back(std::move(id));
  std::ranges::sort(ids);
  return ids;
}

Result<Instrument> ReadAnyShipped(std::string_view id) {
  Result<Instrument> instrument = ShippedInstrument(id);
  if (instrument.ok()) return instrument;
  Result<Kami> kami = ShippedKami(id);
  if (!kami.ok()) return kami.error();
  return InstrumentOf(std::move(*kami));
}

}  // namespace

InstrumentShelf::InstrumentShelf() : InstrumentShelf(AllShipped(), ReadAnyShipped) {}

InstrumentShelf::InstrumentShelf(std::vector<std::string> ids, Reader reader)
    : ids_(std::move(ids)), reader_(std::move(reader)) {}

Result<std::shared_ptr<const Instrument>> InstrumentShelf::Get(const std::string& id,
                                                               const std::string& scoring) {
  // Only known ids are read and kept, so that what a request names cannot fill the memory.
  if (std::find(ids_.begin(), ids_.end(), id) == ids_.end())
    return Error{ErrorKind::kNotFound, "assessment.instrument_unknown", {id}};
  const std::lock_guard lock(mutex_);
  const auto key = std::pair(id, scoring);
  if (const auto found = read_.find(key); found != read_.end()) return found->second;
  Result<Instrument> read = reader_(id);
  if (read.ok() && !scoring.empty()) read = ScoredBy(*read, scoring);
  if (!read.ok()) return read.error();
  return read_[key] = std::make_shared<const Instrument>(std::move(read).value());
}

}  // namespace sinergi::assessment
