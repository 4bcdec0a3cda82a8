#include "modules/performance/engine/narrow_pass.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "modules/performance/engine/exact_ratio.h"

// Vectors never pass between functions compiled apart.
#pragma GCC diagnostic ignored "-Wpsabi"
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SINERGI_PROCESSORS 1
#endif

#ifdef SINERGI_PROCESSORS
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v4")
namespace sinergi::performance::v4 {
namespace {
#include "modules/performance/engine/narrow_pass.inc"
}
}  // namespace sinergi::performance::v4
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("arch=x86-64-v3")
namespace sinergi::performance::v3 {
namespace {
#include "modules/performance/engine/narrow_pass.inc"
}
}  // namespace sinergi::performance::v3
#pragma GCC pop_options
#endif
namespace sinergi::performance::any {
namespace {
#include "modules/performance/engine/narrow_pass.inc"
}
}  // namespace sinergi::performance::any

namespace sinergi::performance {
namespace {

std::vector<NarrowPass> Runnable() {
  std::vector<NarrowPass> passes;
#ifdef SINERGI_PROCESSORS
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4"))
    passes.push_back({"x86-64-v4", v4::AchieveBlocks, v4::RollUp, v4::AchieveOne});
  if (__builtin_cpu_supports("x86-64-v3"))
    passes.push_back({"x86-64-v3", v3::AchieveBlocks, v3::RollUp, v3::AchieveOne});
#endif
  passes.push_back({"any", any::AchieveBlocks, any::RollUp, any::AchieveOne});
  return passes;
}

}  // namespace

std::span<const NarrowPass> NarrowPasses() {
  static const std::vector<NarrowPass> passes = Runnable();
  return passes;
}

}  // namespace sinergi::performance
