// What the pages of this module share between requests: plans, evaluations and finished pages in memory. Made
// once by the application and living as long as its server. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "modules/performance/evaluation.h"
#include "modules/performance/figure_source.h"
#include "modules/performance/model/nation_model.h"
#include "modules/performance/outside.h"
#include "modules/performance/performance_store.h"
#include "modules/planning/outside.h"

namespace sinergi::performance {

// Evaluations by plan version, period and settings. A plan from a file (version 0) is computed anew each
// time.
class EvaluationCache {
 public:
  std::shared_ptr<const Evaluation> Get(const PlanYear& plan, Period period, const Settings& settings);

 private:
  struct Slot {
    int64_t government_id, plan_id, version;
    Period period;
    Settings settings;
    uint64_t used;
    std::shared_ptr<const Evaluation> evaluation;
  };
  std::mutex mutex_;
  std::vector<Slot> slots_;
  uint64_t clock_ = 0;
};

// Finished answers by key, the least lately used falling out.
class PageCache {
 public:
  using Body = std::shared_ptr<const std::string>;
  PageCache();
  // Differs with every start of the program, whose pages may look different: part of an ETag.
  uint64_t boot() const { return boot_; }
  Body Find(const std::string& key);
  void Keep(const std::string& key, Body body);

 private:
  struct Slot {
    std::string key;
    uint64_t used;
    Body body;
  };
  std::mutex mutex_;
  std::vector<Slot> slots_;
  uint64_t clock_ = 0, boot_;
};

struct PerformanceServices {
  PlanCache plans;
  EvaluationCache evaluations;
  PageCache pages;
  NationModel nation;
  FigureSources sources;  // empty: nothing is taken over from anywhere
  std::vector<TaskSource> task_sources = {};
  std::vector<DecidedSource> decided_sources = {};
  planning::PlanningServices planning = {};
};

}  // namespace sinergi::performance
