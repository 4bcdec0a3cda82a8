// One officer at work on his indicators: saves, submits, withdraws, and remembers every answer he was given,
// so that after a crash he can say what must be there.
//
// Threads: Work runs on a thread of its own; everything else when no Work runs.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "cli/client.h"

namespace sinergi::blackbox {

// What a client sent and, once it was answered, what it was told.
struct Act {
  std::string indicator, act;  // save, submit, withdraw
  std::string method, target, body;
  boost::json::object expected;  // the measurement as it must be if this act was done
};

// The k-th entry of a measurement's history: state and figure, as acknowledged.
struct Acknowledged {
  std::string indicator;
  size_t row_version = 0;
  std::string state, realised;
};

class Officer {
 public:
  Officer(std::string login, std::string unit, std::vector<std::string> indicators, unsigned seed);

  void Arrive(uint16_t port) { client_.MoveTo(port); }
  bool LogIn(const std::string& password) { return client_.LogIn(login_, password); }
  void Work();  // until the server is gone
  // After the restart: what the server shows against what it acknowledged.
  void CheckWhatIsThere();
  // Sends again what got no answer, and the last save that did get one.
  void SendAgain();

  const std::string& unit() const { return unit_; }
  const std::vector<Acknowledged>& acknowledged() const { return acknowledged_; }
  int landed = 0, lost = 0, repeated = 0;  // acts without an answer that were done, that were not; sent again

 private:
  using Measurements = std::map<std::string, boost::json::object>;
  Act NextAct();
  Act Save(const std::string& indicator, const boost::json::object* now);
  Act Step(const std::string& indicator, const boost::json::object& now, const std::string& act);
  bool Take(const Act& act, const Answer& answer);
  void Remember(const boost::json::object& measurement);
  Measurements Shown();
  void Settle(const Measurements& shown);

  std::string login_, unit_;
  std::vector<std::string> indicators_;
  std::mt19937 random_;
  Client client_{0};
  Measurements known_;
  std::vector<Acknowledged> acknowledged_;
  std::optional<Act> in_flight_;
  std::optional<std::pair<Act, std::string>> last_save_;  // with its answer's body
  int count_ = 0;
};

}  // namespace sinergi::blackbox
