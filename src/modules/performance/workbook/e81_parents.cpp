// Finds each row's parent: votes of the formulas first, then codes, then typed sums, words and looks.
#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "modules/performance/workbook/e81_tree.h"
#include "modules/performance/workbook/linear_form.h"

namespace sinergi::performance {
namespace {

using RowKind = E81Row::Kind;

constexpr int kDeepest = 12;               // levels; the form knows seven
constexpr int64_t kMostVotes = 2'000'000;  // cells added by all formulas together

struct Votes {
  std::map<std::pair<int, int>, int> added;  // (parent, child) -> columns in which the parent adds the child
  std::map<int, int> columns;                // columns in which a row adds rows of the table
};

std::map<int, int> IndexByRow(const std::vector<E81Row>& rows) {
  std::map<int, int> index;
  for (size_t i = 0; i < rows.size(); ++i) index[rows[i].row] = static_cast<int>(i);
  return index;
}

// Every column that a parent may compute from its children: money, and shares or performance by a mean.
std::vector<int> VotingColumns(const E81Layout& layout) {
  std::vector<int> columns;
  for (const int column : layout.MoneyColumns())
    if (column >= 0) columns.push_back(column);
  if (layout.to_date.rp >= 0) columns.push_back(layout.to_date.rp);
  return columns;
}

Votes CollectVotes(const SheetView& view, const E81Layout& layout, const std::vector<E81Row>& rows) {
  Votes votes;
  const std::map<int, int> index = IndexByRow(rows);
  int64_t left = kMostVotes;
  for (size_t p = 0; p < rows.size(); ++p) {
    if (rows[p].kind != RowKind::kNode) continue;
    for (const int column : VotingColumns(layout)) {
      const LinearForm form = LinearFormOf(view.Formula(rows[p].row, column));
      if (!form.ok || form.mean || !form.InColumn(column)) continue;
      if ((left -= static_cast<int64_t>(form.cells.size())) < 0) return votes;
      ++votes.columns[static_cast<int>(p)];
      for (const auto& [ref, times] : form.cells) {
        const auto child = index.find(ref.row);
        if (child != index.end() && child->second > static_cast<int>(p) &&
            rows[static_cast<size_t>(child->second)].kind == RowKind::kNode)
          ++votes.added[{static_cast<int>(p), child->second}];
      }
    }
  }
  return votes;
}

// The row that adds it in the largest share of its columns; of equals the nearest above.
void ParentsByFormula(const Votes& votes, std::vector<E81Row>& rows) {
  std::vector<std::pair<int64_t, int64_t>> best(rows.size(), {0, 1});
  for (const auto& [pair, count] : votes.added) {
    const auto [parent, child] = pair;
    const int64_t columns = votes.columns.at(parent);
    auto& [best_count, best_columns] = best[static_cast<size_t>(child)];
    if (count * best_columns < best_count * columns) continue;
    best_count = count;
    best_columns = columns;
    rows[static_cast<size_t>(child)].parent = parent;
  }
}

std::optional<int> RowRank(const E81Row& row) {
  if (const auto level = planning::LevelOfCode(row.code)) return static_cast<int>(*level);
  return {};
}

// Level by the words a name begins with.
std::optional<int> RankOfWords(const E81Row& row) {
  const std::string name = FoldText(row.name);
  const auto rank = [](planning::NodeLevel level) { return static_cast<int>(level); };
  if (name.starts_with("bidang urusan") || name.starts_with("bidang "))
    return rank(planning::NodeLevel::kField);
  if (name.starts_with("urusan ") || name.starts_with("unsur ")) return rank(planning::NodeLevel::kAffair);
  if (NamesProgramme(name)) return rank(planning::NodeLevel::kProgramme);
  if (name.starts_with("sub kegiatan") || name.starts_with("subkegiatan") || name.starts_with("sub-kegiatan"))
    return rank(planning::NodeLevel::kSubActivity);
  if (name.starts_with("kegiatan ") || name.starts_with("kegiatan:"))
    return rank(planning::NodeLevel::kActivity);
  return {};
}

template <class Rank>
void ParentsByRank(std::vector<E81Row>& rows, Rank&& rank_of) {
  std::vector<std::pair<int, int>> open;  // rank, index
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind != RowKind::kNode) continue;
    const std::optional<int> rank = rank_of(rows[i]);
    if (!rank) continue;
    while (!open.empty() && open.back().first >= *rank) open.pop_back();
    if (rows[i].parent < 0 && !open.empty()) rows[i].parent = open.back().second;
    open.emplace_back(*rank, static_cast<int>(i));
  }
}

// How many nodes `rank_of` can place, and how many different ranks there are.
template <class Rank>
bool Covers(const std::vector<E81Row>& rows, Rank&& rank_of) {
  int nodes = 0, ranked = 0;
  std::map<int, int> ranks;
  for (const E81Row& row : rows) {
    if (row.kind != RowKind::kNode) continue;
    ++nodes;
    if (const std::optional<int> rank = rank_of(row)) {
      ++ranked;
      ++ranks[*rank];
    }
  }
  return nodes > 0 && ranked == nodes && ranks.size() >= 2;
}

// Typed amounts: a row is the parent of the following subtrees whose amounts add up to its own in most
// columns.
class SumParents {
 public:
  SumParents(const SheetView& view, const E81Layout& layout, std::vector<E81Row>& rows) : rows_(rows) {
    for (const E81Row& row : rows) {
      amounts_.emplace_back();
      for (const int column : layout.MoneyColumns())
        if (column >= 0) amounts_.back().push_back(view.Value(row.row, column).micro);
    }
  }
  void Find();

 private:
  int ChildrenOf(int i, const std::vector<int>& following) const;
  std::vector<E81Row>& rows_;
  std::vector<std::vector<Int128>> amounts_;
};

int SumParents::ChildrenOf(int i, const std::vector<int>& following) const {
  const std::vector<Int128>& own = amounts_[static_cast<size_t>(i)];
  std::vector<Int128> sum(own.size(), 0);
  const auto nonzero = std::count_if(own.begin(), own.end(), [](Int128 v) { return v != 0; });
  int children = 0;
  const auto own_rank = RankOfWords(rows_[static_cast<size_t>(i)]);
  for (size_t taken = 0; taken < following.size() && nonzero > 0; ++taken) {
    const auto next = static_cast<size_t>(following[following.size() - 1 - taken]);
    const auto rank = RankOfWords(rows_[next]);
    if (own_rank && rank && *rank <= *own_rank) break;
    int64_t right = 0;
    bool zero = true;
    for (size_t c = 0; c < own.size(); ++c) {
      sum[c] += amounts_[next][c];
      zero = zero && amounts_[next][c] == 0;
      right += own[c] != 0 && sum[c] == own[c];
    }
    const bool first_or_new = children == 0 ? !zero : zero && children == static_cast<int>(taken);
    if (2 * right > nonzero && first_or_new) children = static_cast<int>(taken) + 1;
    if (children > 0 && !zero && children <= static_cast<int>(taken)) break;
  }
  return children;
}

void SumParents::Find() {
  std::vector<int> following;  // topmost rows below the current one, the nearest last
  for (int i = static_cast<int>(rows_.size()) - 1; i >= 0; --i) {
    if (rows_[static_cast<size_t>(i)].kind != RowKind::kNode) continue;
    for (int n = ChildrenOf(i, following); n > 0; --n) {
      rows_[static_cast<size_t>(following.back())].parent = i;
      following.pop_back();
    }
    following.push_back(i);
  }
}

// What nobody adds belongs by its place: beside the row above when that is a leaf, else below it.
void ParentsByPlace(std::vector<E81Row>& rows) {
  std::vector<bool> adds(rows.size(), false);
  for (const E81Row& row : rows)
    if (row.parent >= 0) adds[static_cast<size_t>(row.parent)] = true;
  int previous = -1;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind != RowKind::kNode) continue;
    if (rows[i].parent < 0 && previous >= 0 && !adds[i] && !NamesProgramme(rows[i].name)) {
      const bool leaf = !adds[static_cast<size_t>(previous)];
      const int place = leaf ? rows[static_cast<size_t>(previous)].parent : previous;
      rows[i].parent = place;
    }
    previous = static_cast<int>(i);
  }
}

// Words and looks, where no formula and no sum says anything.
void ParentsByLook(std::vector<E81Row>& rows) {
  bool words = false;
  for (const E81Row& row : rows)
    words = words || (row.kind == RowKind::kNode && RankOfWords(row).has_value());
  std::map<int, int> looks;
  for (const E81Row& row : rows)
    if (row.kind == RowKind::kNode) ++looks[row.look];
  if (!words && looks.size() < 2) return;
  ParentsByRank(rows, [&](const E81Row& row) -> std::optional<int> {
    if (const auto rank = RankOfWords(row)) return *rank * 10'000 + (words ? 0 : row.look);
    const auto below = static_cast<int>(planning::NodeLevel::kProgramme);
    return (words ? below * 10'000 : 0) + 1 + row.look;
  });
}

// A table with more levels than that is no plan; what stands deeper moves up.
void LimitDepth(std::vector<E81Row>& rows) {
  std::vector<int> depth(rows.size(), 0);
  for (size_t i = 0; i < rows.size(); ++i) {
    int& parent = rows[i].parent;
    if (parent >= 0 && depth[static_cast<size_t>(parent)] >= kDeepest)
      parent = rows[static_cast<size_t>(parent)].parent;
    if (parent >= 0) depth[i] = depth[static_cast<size_t>(parent)] + 1;
  }
}

bool AnyParent(const std::vector<E81Row>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const E81Row& row) { return row.parent >= 0; });
}

}  // namespace

void FindParents(const SheetView& view, const E81Layout& layout, std::vector<E81Row>& rows) {
  ParentsByFormula(CollectVotes(view, layout, rows), rows);
  if (Covers(rows, RowRank)) {
    ParentsByRank(rows, RowRank);
  } else if (!AnyParent(rows)) {
    SumParents(view, layout, rows).Find();
    if (Covers(rows, RankOfWords)) ParentsByRank(rows, RankOfWords);
    if (!AnyParent(rows)) ParentsByLook(rows);
  }
  ParentsByPlace(rows);
  LimitDepth(rows);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i].children.clear();
    if (rows[i].parent >= 0)
      rows[static_cast<size_t>(rows[i].parent)].children.push_back(static_cast<int>(i));
  }
}

}  // namespace sinergi::performance
