// What the pages of assessments share between requests: instruments, each read and checked once. Thread-safe.
//
//   AssessmentServices services;
//   Result<std::shared_ptr<const Instrument>> spbe = services.instruments.Get("spbe-2020", "");
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

class InstrumentShelf {
 public:
  using Reader = std::function<Result<Instrument>(std::string_view id)>;
  InstrumentShelf();  // those that ship with the program
  InstrumentShelf(std::vector<std::string> ids, Reader reader);
  const std::vector<std::string>& ids() const { return ids_; }
  // As it is filled when scored that way ("": the only or usual one). Errors: assessment.instrument_unknown,
  // assessment.scoring_unknown; data_file.bad_file for a faulty file.
  Result<std::shared_ptr<const Instrument>> Get(const std::string& id, const std::string& scoring);

 private:
  std::vector<std::string> ids_;
  Reader reader_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const Instrument>> read_;
};

struct AssessmentServices {
  InstrumentShelf instruments;
};

}  // namespace sinergi::assessment
