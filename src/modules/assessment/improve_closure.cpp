#include "modules/assessment/improve_closure.h"

#include <algorithm>

namespace sinergi::assessment {
namespace {

constexpr Int128 kUnlimited = static_cast<Int128>(1) << 125;
constexpr size_t kSource = 0, kSink = 1;

// Maximum flow by levels (Dinic).
class FlowNetwork {
 public:
  explicit FlowNetwork(size_t nodes) : edges_of_(nodes) {}

  // Answers the edge; its twin behind it carries what has flowed.
  size_t Add(size_t from, size_t to, Int128 room) {
    edges_of_[from].push_back(edges_.size());
    edges_.push_back({to, room});
    edges_of_[to].push_back(edges_.size());
    edges_.push_back({from, 0});
    return edges_.size() - 2;
  }
  Int128 FlowOver(size_t edge) const { return edges_[edge ^ 1].room; }

  void Fill() {
    while (FindLevels()) {
      next_.assign(edges_of_.size(), 0);
      while (Push(kSource, kUnlimited) > 0) {
      }
    }
  }
  // After Fill: the nodes that the source still reaches.
  bool Reached(size_t node) const { return level_[node] >= 0; }

 private:
  struct Edge {
    size_t to;
    Int128 room;
  };

  bool FindLevels() {
    level_.assign(edges_of_.size(), -1);
    level_[kSource] = 0;
    std::vector<size_t> queue = {kSource};
    for (size_t at = 0; at < queue.size(); ++at)
      for (const size_t edge : edges_of_[queue[at]])
        if (edges_[edge].room > 0 && level_[edges_[edge].to] < 0) {
          level_[edges_[edge].to] = level_[queue[at]] + 1;
          queue.push_back(edges_[edge].to);
        }
    return level_[kSink] >= 0;
  }

  Int128 Push(size_t node, Int128 most) {
    if (node == kSink) return most;
    for (size_t& i = next_[node]; i < edges_of_[node].size(); ++i) {
      const size_t edge = edges_of_[node][i];
      if (edges_[edge].room <= 0 || level_[edges_[edge].to] != level_[node] + 1) continue;
      const Int128 pushed = Push(edges_[edge].to, std::min(most, edges_[edge].room));
      if (pushed <= 0) continue;
      edges_[edge].room -= pushed;
      edges_[edge ^ 1].room += pushed;
      return pushed;
    }
    return 0;
  }

  std::vector<Edge> edges_;
  std::vector<std::vector<size_t>> edges_of_;
  std::vector<int> level_;
  std::vector<size_t> next_;
};

// An item that neither needs nor is needed: its best first steps.
int BestAlone(const std::vector<Int128>& worth) {
  int best = 0;
  Int128 sum = 0, most = 0;
  for (size_t s = 0; s < worth.size(); ++s) {
    sum += worth[s];
    if (sum <= most) continue;
    most = sum;
    best = static_cast<int>(s) + 1;
  }
  return best;
}

std::vector<bool> Entangled(const RiseModel& model) {
  std::vector<bool> entangled(model.items.size(), false);
  for (size_t i = 0; i < model.items.size(); ++i)
    for (const StepNeed& need : model.items[i].needs)
      entangled[i] = entangled[static_cast<size_t>(need.item)] = true;
  return entangled;
}

// The steps of entangled items as nodes: source -> worth something, costs something -> sink, step -> needed.
struct Graph {
  FlowNetwork network{2};
  std::vector<size_t> first;  // node of the item's first step; 0: not entangled
  std::vector<size_t> need_edges;
};

Graph GraphOf(const RiseModel& model, const std::vector<std::vector<Int128>>& worth) {
  const std::vector<bool> entangled = Entangled(model);
  Graph graph;
  size_t nodes = 2;
  for (size_t i = 0; i < worth.size(); ++i) {
    graph.first.push_back(entangled[i] ? nodes : 0);
    if (entangled[i]) nodes += worth[i].size();
  }
  graph.network = FlowNetwork(nodes);
  for (size_t i = 0; i < worth.size(); ++i) {
    if (!entangled[i]) continue;
    for (size_t s = 0; s < worth[i].size(); ++s) {
      const size_t node = graph.first[i] + s;
      if (worth[i][s] > 0) graph.network.Add(kSource, node, worth[i][s]);
      if (worth[i][s] < 0) graph.network.Add(node, kSink, -worth[i][s]);
      if (s > 0) graph.network.Add(node, node - 1, kUnlimited);
    }
    for (const StepNeed& need : model.items[i].needs)
      graph.need_edges.push_back(graph.network.Add(
          graph.first[i] + static_cast<size_t>(need.step) - 1,
          graph.first[static_cast<size_t>(need.item)] + static_cast<size_t>(need.count) - 1, kUnlimited));
  }
  return graph;
}

}  // namespace

Closure BestClosure(const RiseModel& model, const std::vector<std::vector<Int128>>& worth) {
  Graph graph = GraphOf(model, worth);
  graph.network.Fill();
  Closure closure;
  size_t edge = 0;
  for (size_t i = 0; i < worth.size(); ++i) {
    size_t count = 0;
    if (graph.first[i] == 0) {
      count = static_cast<size_t>(BestAlone(worth[i]));
    } else {
      while (count < worth[i].size() && graph.network.Reached(graph.first[i] + count)) ++count;
      for (const StepNeed& need : model.items[i].needs)
        closure.subsidies.push_back({static_cast<int>(i), need.step, need.item, need.count,
                                     graph.network.FlowOver(graph.need_edges[edge++])});
    }
    closure.counts.push_back(static_cast<int>(count));
    for (size_t s = 0; s < count; ++s) closure.worth += worth[i][s];
  }
  return closure;
}

}  // namespace sinergi::assessment
