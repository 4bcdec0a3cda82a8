// `bench rollup`: what it computes of CSV files against exact rationals, and files that are not what they
// should be.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "cli/place.h"
#include "kit/rational.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;
using testkit::Rational;

struct Row {
  int64_t id = 0, parent = 0, agency = 0, weight = 1;
  char kind = 'A';
};
struct Measured {
  int64_t id = 0, node = 0, weight = 1, cap = 100;
  bool higher = true;
  char aggregation = 'S';
  std::array<int64_t, 4> target{}, realised{};  // hundredths; realised -1: missing
};

// A small nation with everything in it, and its files: rows shuffled, quoted, with columns nobody asked for.
class Nation {
 public:
  explicit Nation(uint64_t seed) : random_(seed) {
    orgs_.push_back({1, 0, 0, 1, 'N'});
    for (int p = 0; p < 2; ++p) {
      orgs_.push_back({10 + p, 1, 0, Between(1, 3), 'P'});
      for (int g = 0; g < 2; ++g) {
        const int64_t government = 100 + 10 * p + g;
        orgs_.push_back({government, 10 + p, 0, Between(1, 3), 'G'});
        for (int a = 0; a < 3; ++a) AddAgency(government, 1'000 + government * 10 + a);
      }
    }
  }

  void Write(const Folder& folder) {
    std::shuffle(orgs_.begin(), orgs_.end(), random_);
    std::shuffle(nodes_.begin(), nodes_.end(), random_);
    std::shuffle(indicators_.begin(), indicators_.end(), random_);
    std::string org = "\xEF\xBB\xBFweight,name,org_id,parent_id,kind\r\n",
                node = "node_id,parent_id,agency_id,division_id,kind,weight\n";
    for (const Row& o : orgs_)
      org += Text(o.weight) + ",\"Kota \"\"A\"\", B\nC\"," + Text(o.id) + "," +
             (o.parent ? Text(o.parent) : "") + "," + o.kind + "\r\n";
    for (const Row& n : nodes_)
      node += Text(n.id) + "," + (n.parent ? Text(n.parent) : "") + "," + Text(n.agency) + ",," + n.kind +
              "," + Text(n.weight) + "\n";
    std::string indicator = "ind_id,node_id,polarity,agg,weight,cap\n",
                measure = "ind_id,year,quarter,target,realised\n";
    for (const Measured& i : indicators_) {
      indicator += Text(i.id) + "," + Text(i.node) + (i.higher ? ",1," : ",-1,") + i.aggregation + "," +
                   Text(i.weight) + "," + Text(i.cap) + "\n";
      for (int q = 3; q >= 0; --q) {
        const size_t at = static_cast<size_t>(q);
        measure += Text(i.id) + ",2031," + Text(q + 1) + "," + Hundredths(i.target[at]) + "," +
                   (i.realised[at] < 0 ? "" : Hundredths(i.realised[at])) + "\n";
        measure += Text(i.id) + ",2030," + Text(q + 1) + ",7,1\n";  // a year that does not count
      }
    }
    std::string budget = "node_id,ceiling\n", spent = "node_id,year,month,amount\n";
    for (const auto& [id, money] : money_) {
      budget += Text(id) + "," + Text(money[0]) + "\n";
      for (size_t month = 1; month <= 12; ++month)
        spent += Text(id) + ",2031," + Text(static_cast<int64_t>(month)) + "," + Text(money[month]) + "\n";
    }
    const std::pair<const char*, std::string*> files[] = {
        {"org", &org},         {"node", &node},     {"indicator", &indicator},
        {"measure", &measure}, {"budget", &budget}, {"budget_real", &spent}};
    for (const auto& [name, text] : files) WriteWhole(folder / (std::string(name) + ".csv"), *text);
  }

  // Score in percent, ceiling and realised of every organisation in quarter q.
  struct Figure {
    Rational score, ceiling, realised;
  };
  std::map<int64_t, Figure> Reference(int q) const {
    std::map<int64_t, Figure> figures;
    for (const char kind : {'A', 'G', 'P', 'N'})
      for (const Row& o : orgs_)
        if (o.kind == kind) figures[o.id] = kind == 'A' ? AgencyFigure(o.id, q) : MeanOf(o.id, figures);
    return figures;
  }
  int64_t ParentOf(int64_t id) const {
    return std::find_if(orgs_.begin(), orgs_.end(), [&](const Row& o) { return o.id == id; })->parent;
  }

 private:
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random_() % static_cast<uint64_t>(high - low + 1));
  }
  static std::string Text(int64_t number) { return std::to_string(number); }
  static std::string Hundredths(int64_t number) {
    return Text(number / 100) + "." + Text(number / 10 % 10) + Text(number % 10);
  }

  void AddAgency(int64_t government, int64_t id) {
    orgs_.push_back({id, government, 0, Between(1, 5), 'A'});
    for (int64_t programmes = Between(1, 3); programmes > 0; --programmes) {
      const int64_t programme = AddNode(0, id, 'P');
      for (int64_t activities = Between(1, 3); activities > 0; --activities) {
        const int64_t activity = AddNode(programme, id, 'A');
        for (int64_t subs = Between(1, 3); subs > 0; --subs) {
          std::array<int64_t, 13>& money = money_[AddNode(activity, id, 'S')];
          money[0] = Between(1, 5'000) * 1'000'000;
          for (size_t month = 1; month <= 12; ++month) money[month] = Between(0, 90'000'000);
        }
      }
    }
  }

  int64_t AddNode(int64_t parent, int64_t agency, char kind) {
    const int64_t id = 50'000 + 7 * static_cast<int64_t>(nodes_.size());
    nodes_.push_back({id, parent, agency, Between(1, 100), kind});
    for (int i = 0; i < 2; ++i) {
      Measured m;
      m.id = 900'000'000'000 + 1'000'003 * static_cast<int64_t>(indicators_.size());  // far apart
      m.node = id;
      m.weight = Between(1, 100);
      m.cap = Between(0, 3) == 0 ? 150 : 100;
      m.higher = Between(0, 3) > 0;
      m.aggregation = "SLM"[Between(0, 2)];
      const bool zero = Between(0, 9) == 0;
      for (size_t q = 0; q < 4; ++q) {
        m.target[q] = zero ? 0 : Between(1, 100'000);
        m.realised[q] = Between(0, 5) == 0 ? -1 : Between(0, zero ? 1 : 120'000);
      }
      indicators_.push_back(m);
    }
    return id;
  }

  static Rational Achieved(const Measured& m, int quarter) {
    Rational t = 0, r = 0;
    int reported = 0;
    for (size_t q = 0; q < static_cast<size_t>(quarter); ++q) {
      t = m.aggregation == 'L' ? Rational(m.target[q]) : t + m.target[q];
      if (m.realised[q] < 0) continue;
      ++reported;
      r = m.aggregation == 'L' ? Rational(m.realised[q]) : r + m.realised[q];
    }
    if (reported == 0) return 0;
    if (m.aggregation == 'M') {
      t /= quarter;
      r /= reported;
    }
    Rational ratio = t == 0     ? Rational(m.higher || r == 0 ? 100 : 0)
                     : m.higher ? Rational(r / t * 100)
                                : Rational((2 * t - r) / t * 100);
    return std::clamp(ratio, Rational(0), Rational(m.cap));
  }

  Rational NodeScore(const Row& node, int q) const {
    Rational sum = 0, weight = 0, below = 0, below_weight = 0;
    for (const Measured& m : indicators_)
      if (m.node == node.id) sum += m.weight * Achieved(m, q), weight += m.weight;
    for (const Row& child : nodes_)
      if (child.parent == node.id) below += child.weight * NodeScore(child, q), below_weight += child.weight;
    return below_weight == 0 ? Rational(sum / weight) : Rational(sum / weight / 2 + below / below_weight / 2);
  }

  Figure AgencyFigure(int64_t agency, int q) const {
    Figure figure{0, 0, 0};
    Rational weight = 0;
    for (const Row& node : nodes_) {
      if (node.agency != agency) continue;
      if (node.kind == 'P') figure.score += node.weight * NodeScore(node, q), weight += node.weight;
      const auto money = money_.find(node.id);
      if (money == money_.end()) continue;
      figure.ceiling += money->second[0];
      for (size_t month = 1; month <= static_cast<size_t>(3 * q); ++month)
        figure.realised += money->second[month];
    }
    figure.score /= weight;
    return figure;
  }

  Figure MeanOf(int64_t parent, const std::map<int64_t, Figure>& figures) const {
    Figure figure{0, 0, 0};
    Rational weight = 0;
    for (const Row& o : orgs_) {
      if (o.parent != parent) continue;
      const Figure& child = figures.at(o.id);
      figure.score += o.weight * child.score;
      weight += o.weight;
      figure.ceiling += child.ceiling;
      figure.realised += child.realised;
    }
    figure.score /= weight;
    return figure;
  }

  std::mt19937_64 random_;
  std::vector<Row> orgs_, nodes_;
  std::vector<Measured> indicators_;
  std::map<int64_t, std::array<int64_t, 13>> money_;
};

json::value Rollup(Words more) {
  Words command = {"bench", "rollup", "--json", "--repeat", "1"};
  command.insert(command.end(), more.begin(), more.end());
  const Outcome outcome = Sinergi(command);
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  return ParseJson(outcome.out);
}

Rational Decimal(const json::value& text) {
  const std::string_view decimal(text.as_string());
  const size_t point = decimal.find('.');
  EXPECT_EQ(decimal.size() - point, 7u) << decimal << " has six places";
  return Rational(
             testkit::Whole(std::string(decimal.substr(0, point)) + std::string(decimal.substr(point + 1)))) /
         1'000'000;
}

TEST(Rollup, AgreesWithExactRationals) {
  for (const uint64_t seed : {1, 2, 3}) {
    Nation nation(seed);
    const Folder folder;
    nation.Write(folder);
    const json::value out = Rollup({"--csv", folder.path()});
    EXPECT_EQ(out.at("year").as_int64(), 2031);
    EXPECT_TRUE(out.at("change_equals_computation").as_bool());
    size_t seen = 0;
    for (int q = 1; q <= 4; ++q) {
      const auto reference = nation.Reference(q);
      for (const json::value& row : out.at("organisations").as_array()) {
        if (row.at("quarter").as_int64() != q) continue;
        ++seen;
        const int64_t id = row.at("id").as_int64();
        const Nation::Figure& figure = reference.at(id);
        // Seven levels, each rounded to a half of the sixth place.
        EXPECT_LE(abs(Rational(Decimal(row.at("score")) - figure.score)), Rational(4, 1'000'000)) << id;
        EXPECT_EQ(testkit::RoundHalfUp(figure.realised / figure.ceiling * 100'000'000),
                  Decimal(row.at("absorption")) * 1'000'000)
            << id;
        EXPECT_EQ(row.at("ceiling").as_string(), figure.ceiling.str());
        EXPECT_EQ(row.at("realised").as_string(), figure.realised.str());
        int64_t rank = 1;
        for (const auto& [other, theirs] : reference)
          if (nation.ParentOf(other) == nation.ParentOf(id) && theirs.score > figure.score) ++rank;
        EXPECT_EQ(row.at("rank").as_int64(), rank) << id;
      }
    }
    EXPECT_EQ(seen, 4u * (1 + 2 + 4 + 12));
  }
}

TEST(Rollup, WhatItWritesItReads) {
  const Folder folder;
  const std::string csv = folder / "csv";
  ASSERT_EQ(Sinergi({"bench", "rollup", "--size", "1", "--seed", "5", "--write", csv}).exit, 0);
  const json::value read = Rollup({"--csv", csv, "--threads", "1", "--nodes", folder / "nodes.csv"}),
                    made = Rollup({"--size", "S", "--seed", "5"});
  EXPECT_EQ(read.at("organisations"), made.at("organisations"));
  EXPECT_EQ(read.at("organisations").as_array().size(), 4u * (1 + 1 + 1 + 40));
  EXPECT_NE(Rollup({"--size", "S", "--seed", "6"}).at("organisations"), made.at("organisations"));
  for (const char* key :
       {"governments", "agencies", "nodes", "indicators", "measurements", "compute_seconds", "answer_seconds",
        "change_microseconds", "bytes", "bytes_per_measurement", "bandwidth_share"})
    EXPECT_TRUE(read.as_object().contains(key)) << key;
  const std::string nodes = ReadWhole(folder / "nodes.csv");
  EXPECT_EQ(std::count(nodes.begin(), nodes.end(), '\n'), 1 + 4 * read.at("nodes").as_int64());
}

// One file spoilt -> what the refusal must say.
TEST(Rollup, WrongFilesAreRefusedWithFileAndLine) {
  struct Case {
    const char *file, *text, *says;
  };
  const Case cases[] = {
      {"org", "", "org.csv"},
      {"org", "org_id,parent_id,kind\n1,,N\n", "weight"},
      {"org", "org_id,parent_id,kind,weight\n1,,X,1\n", "org.csv:2"},
      {"org", "org_id,parent_id,kind,weight\n1,,N,1\n1,,N,1\n", "1"},
      {"org", "org_id,parent_id,kind,weight\n1,7,A,1\n", "1"},
      {"org", "org_id,parent_id,kind,weight\n1,,N,-1\n", "org.csv:2"},
      {"node", "node_id,parent_id,agency_id,division_id,kind,weight\n1,,1120,,P,1\n", "1"},
      {"node", "node_id,parent_id,agency_id,division_id,kind,weight\n1,2,2000,,A,1\n2,1,2000,,A,1\n", ""},
      {"indicator", "ind_id,node_id,polarity,agg,weight,cap\n1,50000,0,S,1,100\n", "indicator.csv:2"},
      {"indicator", "ind_id,node_id,polarity,agg,weight,cap\n1,50000,1,S,1e3,100\n", "1e3"},
      {"indicator", "ind_id,node_id,polarity,agg,weight,cap\n1,5,1,S,1,100\n", "1"},
      {"measure", "ind_id,year,quarter,target,realised\n5,2031,1,1,1\n", "measure.csv:2"},
      {"measure", "ind_id,year,quarter,target,realised\n900000000000,2031,5,1,1\n", "measure.csv:2"},
      {"measure", "ind_id,year,quarter,target,realised\n900000000000,2031,1,99999999999999,1\n",
       "99999999999999"},
      {"measure", "ind_id,year,quarter,target,realised\n900000000000,2031,1,1,1\n900000000000,2031,1,1,1\n",
       "measure.csv:3"},
      {"measure", "ind_id,year,quarter,target,realised\n900000000000,2031,1,\"1,1\n", "measure.csv:2"},
      {"measure", "ind_id,year,quarter,target,realised\n900000000000,2031,1\n", "measure.csv:2"},
      {"budget", "node_id,ceiling\n50000,90000000000000000\n", "budget.csv:2"},
      {"budget", "node_id,ceiling\n50000,5\n", "50000"},
      {"budget_real", "node_id,year,month,amount\n50000,2031,13,1\n", "budget_real.csv:2"}};
  for (const Case& each : cases) {
    const Folder folder;
    Nation(1).Write(folder);
    WriteWhole(folder / (std::string(each.file) + ".csv"), each.text);
    const Outcome outcome =
        Sinergi({"bench", "rollup", "--csv", folder.path(), "--repeat", "1"}, {}, size_t{2} << 30);
    EXPECT_EQ(outcome.exit, 1) << each.file << ": " << each.text;
    EXPECT_TRUE(outcome.err.starts_with("sinergi: ")) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(each.says), std::string::npos) << outcome.err;
  }
}

TEST(Rollup, RefusesWhatItCannotDo) {
  EXPECT_EQ(Sinergi({"bench", "rollup", "--csv", "/nowhere/at/all"}).exit, 1);
  EXPECT_EQ(Sinergi({"bench", "rollup", "--csv", "/dev"}).exit, 1);
  for (const char* size : {"X", "0", "1.5", "99999", ""})
    EXPECT_EQ(Sinergi({"bench", "rollup", "--size", size}).exit, 1) << size;
  EXPECT_EQ(Sinergi({"bench", "rollup", "--size", "S", "--write", "/proc/none"}).exit, 1);
  EXPECT_EQ(Sinergi({"bench", "rollup", "--threads", "0"}).exit, 2);
  EXPECT_EQ(Sinergi({"bench"}).exit, 2);
}

}  // namespace
}  // namespace sinergi::blackbox
