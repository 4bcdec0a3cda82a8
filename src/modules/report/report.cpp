#include "modules/report/report.h"

#include <array>

#include "base/enum_names.h"

namespace sinergi::report {
namespace {

constexpr std::array<std::string_view, 4> kReportStates{"drafted", "reviewed", "final", "replaced"};
constexpr std::array<std::string_view, 5> kReportActNames{"review", "reopen", "finish", "revise", "discard"};

}  // namespace

std::string_view Name(ReportState state) {
  return kReportStates[static_cast<size_t>(state)];
}
std::optional<ReportState> ParseReportState(std::string_view name) {
  return EnumOf<ReportState>(kReportStates, name);
}
std::string_view Name(ReportAct act) {
  return kReportActNames[static_cast<size_t>(act)];
}
std::optional<ReportAct> ParseReportAct(std::string_view name) {
  return EnumOf<ReportAct>(kReportActNames, name);
}

ReportState FromState(ReportAct act) {
  switch (act) {
    case ReportAct::kReopen:
    case ReportAct::kFinish:
      return ReportState::kReviewed;
    case ReportAct::kRevise:
      return ReportState::kFinal;
    default:
      return ReportState::kDrafted;
  }
}

bool NeedsReason(ReportAct act) {
  return act == ReportAct::kRevise || act == ReportAct::kReopen;
}

bool NeedsDay(ReportAct act) {
  return act == ReportAct::kReview || act == ReportAct::kFinish;
}

}  // namespace sinergi::report
