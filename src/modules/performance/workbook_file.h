// Workbooks as files that people send and fetch.
#pragma once

#include <cstddef>

namespace sinergi::performance {

constexpr char kXlsx[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr size_t kWorkbookBytesMost = 20u << 20;  // sent to us

}  // namespace sinergi::performance
