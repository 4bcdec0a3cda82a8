// Peers: agencies of a government, governments of a province, or provinces of the nation side by side:
// figures, rank, change since the quarter before, and their roll-up. Pure.
//
//   PeerGroup agencies = AgenciesOf(year, 3, "");        // every agency with a plan of the year
//   PeerGroup regencies = RollUp(std::move(peers), Settings::Weights::kTyped);
//   regencies.peers[0].rank, regencies.total.score
//
// A roll-up is the weighted mean of the peers' scores: weights 1, or the ceiling when the government that
// stands above says so; peers without a score do not enter it. An affair (urusan) narrows everything to the
// programmes whose code lies below it: an agency's score is then the mean of these programmes. Source:
// performance rules "Roll-up".
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "modules/performance/model/government_year.h"

namespace sinergi::performance {

struct Peer {
  int64_t id = 0;  // of the agency's unit or of the government
  std::string code, name;
  std::string group;                          // what it may be filtered by: the level of a government
  Figure figure;                              // up to the quarter
  Figure before;                              // up to the quarter before; without indicators in quarter I
  int parts = 0;                              // plans or governments that it was made of
  int rank = 0;                               // 1 is the best, equal scores share a rank; 0: no score
  std::optional<int64_t> Change() const;      // of the score, in millionths of a point
  std::optional<int64_t> Efficiency() const;  // score − absorption, the same unit
};

struct PeerGroup {
  std::vector<Peer> peers;
  Peer total;  // their roll-up; its name is empty
};

// Programmes "2.16.02" of the affair "2.16", of "2", and of "".
bool IsOfAffair(std::string_view programme_code, std::string_view affair);
// Fields of affairs (bidang urusan) that the plans' programmes belong to: "2.16", in order.
std::vector<std::string> AffairsOf(const GovernmentYear& year);

// Agencies with programmes of the affair, in the order of their codes.
PeerGroup AgenciesOf(const GovernmentYear& year, int quarter, std::string_view affair);
// Ranks the peers and makes their roll-up. The order stays.
PeerGroup RollUp(std::vector<Peer> peers, Settings::Weights weights);

// Which gained and which lost most since the quarter before: at most `most`, the largest change first.
enum class Moved { kUp, kDown };
std::vector<const Peer*> Movers(const std::vector<Peer>& peers, Moved direction, size_t most);
// How many have which predicate, the best first; without a score: not counted.
std::array<int, 5> Distribution(const std::vector<Peer>& peers, PredicateRule rule);

}  // namespace sinergi::performance
