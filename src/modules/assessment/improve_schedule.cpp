#include "modules/assessment/improve_schedule.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <unordered_set>

namespace sinergi::assessment {
namespace {

struct Task {
  int item = 0, step = 1;
  int64_t gain = 0, effort = 0;
  std::vector<int> needs;  // other tasks
  int kind = 0;            // tasks of one kind are followed by equal tasks and entangled with nothing
};

void NameKinds(const std::vector<bool>& entangled, std::vector<Task>& tasks) {
  std::map<std::pair<int, int64_t>, int> kinds;  // what follows, effort -> kind
  int alone = 0, next = 0;
  for (size_t t = tasks.size(); t-- > 0;) {
    const bool last = t + 1 == tasks.size() || tasks[t + 1].item != tasks[t].item;
    if (last) next = 0;
    next = entangled[AsIndex(tasks[t].item)]
               ? --alone
               : kinds.emplace(std::pair(next, tasks[t].effort), static_cast<int>(kinds.size()) + 1)
                     .first->second;
    tasks[t].kind = next;
  }
}

std::vector<Task> TasksOf(const RiseModel& model, const Counts& counts) {
  std::vector<Task> tasks;
  std::vector<int> first;
  for (size_t i = 0; i < counts.size(); ++i) {
    const RiseItem& item = model.items[i];
    first.push_back(static_cast<int>(tasks.size()));
    for (int s = 1; s <= counts[i]; ++s)
      tasks.push_back({static_cast<int>(i),
                       s,
                       item.gain[AsIndex(s)] - item.gain[AsIndex(s - 1)],
                       item.effort[AsIndex(s)] - item.effort[AsIndex(s - 1)],
                       {},
                       0});
  }
  // Two rises of one item in a year are bound to each other where their number is limited.
  std::vector<bool> entangled(counts.size(), model.max_rise.value_or(1) > 1);
  for (size_t i = 0; i < counts.size(); ++i) {
    for (int s = 2; s <= counts[i]; ++s) tasks[AsIndex(first[i] + s - 1)].needs.push_back(first[i] + s - 2);
    for (const StepNeed& need : model.items[i].needs) {
      if (need.step > counts[i]) continue;
      tasks[AsIndex(first[i] + need.step - 1)].needs.push_back(first[AsIndex(need.item)] + need.count - 1);
      entangled[i] = entangled[AsIndex(need.item)] = true;
    }
  }
  NameKinds(entangled, tasks);
  return tasks;
}

// No fewer years can hold these efforts, largest first. For each bound k: efforts above capacity − k stand
// alone among those of k and more, other efforts above half the capacity stand in years of their own, and
// what of the rest is larger than the room beside those needs more years (Martello and Toth's bound for bin
// packing).
int64_t YearsAtLeast(const std::vector<int64_t>& efforts, int64_t capacity) {
  std::vector<Int128> sums = {0};
  for (const int64_t effort : efforts) sums.push_back(sums.back() + effort);
  const auto above = [&](int64_t bound) {
    return std::ranges::partition_point(efforts, [&](int64_t e) { return e > bound; }) - efforts.begin();
  };
  const auto half = above(capacity / 2);
  int64_t most = half;
  for (const int64_t k : efforts) {
    if (k == 0 || k > capacity / 2) continue;
    const auto alone = above(capacity - k), last = above(k - 1);
    const Int128 room =
        static_cast<Int128>(half - alone) * capacity - (sums[AsIndex(half)] - sums[AsIndex(alone)]);
    const Int128 rest = sums[AsIndex(last)] - sums[AsIndex(half)] - room;
    most = std::max(most, half + static_cast<int64_t>(rest > 0 ? (rest + capacity - 1) / capacity : 0));
  }
  return most;
}

class YearFiller {
 public:
  YearFiller(const RiseModel& model, const std::vector<Task>& tasks, int years, int64_t& work)
      : model_(model), tasks_(tasks), last_year_(years), work_(work), year_of_(tasks.size(), 0) {
    for (size_t t = 0; t < tasks.size(); ++t) by_rank_.push_back(static_cast<int>(t));
    by_effort_ = by_rank_;
    std::ranges::stable_sort(by_effort_, std::greater<>(), [&](int t) { return tasks[AsIndex(t)].effort; });
    for (const Task& task : tasks) to_do_ += task.effort;
    if (model.capacity) may_be_left_ = static_cast<Int128>(*model.capacity) * years - to_do_;
  }

  // Tasks of the same rank stay in their order.
  template <class Rank>
  Verdict Run(Rank before) {
    std::ranges::stable_sort(by_rank_,
                             [&](int a, int b) { return before(tasks_[AsIndex(a)], tasks_[AsIndex(b)]); });
    if (may_be_left_ < 0) return Verdict::kNo;
    const bool filled = BeginYear(1, may_be_left_);
    if (filled) return Verdict::kYes;
    return work_ > 0 ? Verdict::kNo : Verdict::kUnknown;
  }
  int YearOf(size_t task) const { return year_of_[task]; }

 private:
  struct Year {
    int year = 1;
    int64_t load = 0;
    Int128 may_be_left = 0;
    std::vector<bool> left_out;
    std::vector<int> rises;  // by item
  };

  bool BeginYear(int number, Int128 may_be_left) {
    if (std::ranges::count(year_of_, 0) == 0) return true;
    if (number > last_year_ || !RisesFit(number) || !EffortsFit(number)) return false;
    if (!seen_.insert(Seen(number)).second) return false;
    Year year{number, 0, may_be_left, std::vector<bool>(tasks_.size()), {}};
    year.rises.resize(model_.items.size());
    return Fill(year);
  }

  // Each item still has years enough for the steps it has left.
  bool RisesFit(int number) const {
    if (!model_.max_rise) return true;
    std::vector<int> left(model_.items.size(), 0);
    for (size_t t = 0; t < tasks_.size(); ++t) left[AsIndex(tasks_[t].item)] += year_of_[t] == 0;
    return std::ranges::all_of(
        left, [&](int steps) { return steps <= int64_t{*model_.max_rise} * (last_year_ - number + 1); });
  }

  bool EffortsFit(int number) {
    if (!model_.capacity) return true;
    std::vector<int64_t> left;
    for (const int t : by_effort_)
      if (year_of_[AsIndex(t)] == 0) left.push_back(tasks_[AsIndex(t)].effort);
    work_ -= static_cast<int64_t>(tasks_.size() + 50 * left.size());
    return YearsAtLeast(left, *model_.capacity) <= last_year_ - number + 1;
  }

  // What is done decides what can follow: the same position is not tried twice.
  std::string Seen(int number) const {
    std::string seen = std::to_string(number) + ":";
    for (const int year : year_of_) seen.push_back(year == 0 ? '0' : '1');
    return seen;
  }

  bool CanBeDone(const Year& year, int t) const {
    const Task& task = tasks_[AsIndex(t)];
    if (year_of_[AsIndex(t)] != 0) return false;
    if (model_.capacity && task.effort > *model_.capacity - year.load) return false;
    if (model_.max_rise && year.rises[AsIndex(task.item)] >= *model_.max_rise) return false;
    return std::ranges::all_of(task.needs, [&](int needed) { return year_of_[AsIndex(needed)] != 0; });
  }

  // Takes the next task; where that leads nowhere, leaves it and its kind out of this year and goes on:
  // with one of its kind in its place the year would only change names.
  bool Fill(Year& year) {
    const std::vector<bool> left_out = year.left_out;
    while (true) {
      const auto next = std::ranges::find_if(by_rank_, [&](int t) {
        --work_;
        return !year.left_out[AsIndex(t)] && CanBeDone(year, t);
      });
      if (next == by_rank_.end() || work_ <= 0) break;
      const Task& task = tasks_[AsIndex(*next)];
      Take(year, *next, 1);
      if (Fill(year)) return true;
      Take(year, *next, -1);
      for (const int t : by_rank_)
        if (task.kind == tasks_[AsIndex(t)].kind) year.left_out[AsIndex(t)] = true;
    }
    if (work_ > 0 && Close(year)) return true;
    year.left_out = left_out;
    return false;
  }

  void Take(Year& year, int t, int sign) {
    year_of_[AsIndex(t)] = sign > 0 ? year.year : 0;
    year.load += sign * tasks_[AsIndex(t)].effort;
    year.rises[AsIndex(tasks_[AsIndex(t)].item)] += sign;
  }

  bool Close(Year& year) {
    for (const int t : by_rank_)
      if (CanBeDone(year, t)) return false;  // the same with this task pulled forward is tried as well
    const Int128 left = model_.capacity ? year.may_be_left - (*model_.capacity - year.load) : 0;
    return left >= 0 && BeginYear(year.year + 1, left);
  }

  const RiseModel& model_;
  const std::vector<Task>& tasks_;
  const int last_year_;
  int64_t& work_;
  std::vector<int> year_of_;
  std::vector<int> by_rank_ = {}, by_effort_ = {};
  Int128 to_do_ = 0, may_be_left_ = 0;
  std::unordered_set<std::string> seen_ = {};
};

YearsAnswer AnswerOf(const RiseModel& model, const std::vector<Task>& tasks, const YearFiller& filler) {
  YearsAnswer answer{Verdict::kYes, std::vector<std::vector<int>>(model.items.size()), 0};
  for (size_t t = 0; t < tasks.size(); ++t) {
    answer.years[AsIndex(tasks[t].item)].push_back(filler.YearOf(t));
    answer.last = std::max(answer.last, filler.YearOf(t));
  }
  return answer;
}

// What raises the index most for its effort comes first.
bool PaysMore(const Task& a, const Task& b) {
  if (a.effort == 0 || b.effort == 0) return a.effort < b.effort;
  return static_cast<Int128>(a.gain) * b.effort > static_cast<Int128>(b.gain) * a.effort;
}
bool IsLarger(const Task& a, const Task& b) {
  return a.effort > b.effort;
}

}  // namespace

YearsAnswer LayIntoYears(const RiseModel& model, const Counts& counts, int years, int64_t& work) {
  const std::vector<Task> tasks = TasksOf(model, counts);
  const int64_t steps = static_cast<int64_t>(tasks.size());
  // First the order that a reader would choose, briefly; then the one that fills years best.
  int64_t brief = std::min(work, 40 * steps * (steps + 2));
  work -= brief;
  YearFiller by_gain(model, tasks, years, brief);
  const Verdict first = by_gain.Run(PaysMore);
  work += std::max<int64_t>(brief, 0);
  if (first == Verdict::kYes) return AnswerOf(model, tasks, by_gain);
  if (first == Verdict::kNo) return {};
  YearFiller by_size(model, tasks, years, work);
  const Verdict second = by_size.Run(IsLarger);
  if (second == Verdict::kYes) return AnswerOf(model, tasks, by_size);
  return {second, {}, 0};
}

}  // namespace sinergi::assessment
