#include "cli/place.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace sinergi::blackbox {

Place::Place(const std::string& backend) : data_(folder_ / "data") {
  if (backend != "postgres") return;
  server_ = std::make_unique<testkit::TestDatabase>(backend);
  url_ = server_->location();
}

void Place::LoadExample() {
  testkit::Tables example;
  example.filling = "sinergi demo";
  example.fill_at = [&](const std::string& location, const std::string& data) {
    Words command = {"demo", "--data", data};
    if (location != data) command.insert(command.end(), {"--database", location});
    EXPECT_EQ(Sinergi(command).exit, 0);
  };
  if (!is_sqlite()) {
    server_ = std::make_unique<testkit::TestDatabase>("postgres", example);
    url_ = server_->location();
    std::filesystem::copy(server_->data(), data_, std::filesystem::copy_options::recursive);
  } else if (const std::string original = testkit::OriginalData("sqlite", example); !original.empty()) {
    std::filesystem::copy(original, data_, std::filesystem::copy_options::recursive);
  } else {
    testkit::Make(example, data_, data_);
  }
}

Words Place::With(Words command) const {
  command.insert(command.end(), {"--data", data_});
  if (!url_.empty()) command.insert(command.end(), {"--database", url_});
  return command;
}

Outcome Place::Run(const Words& command, const std::string& input) const {
  return Sinergi(With(command), input);
}

boost::json::value Place::Json(Words command) const {
  command.emplace_back("--json");
  const Outcome outcome = Run(command);
  EXPECT_EQ(outcome.err, "");
  return ParseJson(outcome.out);
}

boost::json::value ParseJson(const std::string& text) {
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(text, error);
  EXPECT_FALSE(error) << error.message() << ": " << text.substr(0, 300);
  return value;
}

std::unique_ptr<sql::Database> Place::Open() const {
  return sql::Database::Open(url_.empty() ? data_ : url_);
}

std::string Place::Fingerprint() const {
  constexpr const char* kTables[] = {"government",      "unit",      "account",     "role_grant",
                                     "audit",           "plan",      "plan_node",   "node_money",
                                     "node_month",      "indicator", "measurement", "indicator_target",
                                     "measurement_act", "evidence"};
  return Open()->Read([&](sql::Connection& c) {
    std::string print;
    const auto add = [&](const sql::Row& row) { print += row.String(0) + " "; };
    c.Query("SELECT hash FROM audit_head ORDER BY government_id", {}, add);
    c.Query("SELECT version FROM data_version ORDER BY government_id", {}, add);
    c.Query("SELECT version FROM plan ORDER BY government_id, id", {}, add);
    for (const char* table : kTables)
      print += std::to_string(*c.One(std::string("SELECT count(*) FROM ") + table)) + " ";
    return print;
  });
}

}  // namespace sinergi::blackbox
