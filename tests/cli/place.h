// A place for the program's data on one backend, empty at first and gone with the test.
//
//   Place place("sqlite");
//   place.LoadExample();
//   const std::string before = place.Fingerprint();
//
// Threads: belongs to one thread; Run may be called from several.
#pragma once

#include <memory>
#include <string>

#include <boost/json.hpp>

#include "cli/program.h"
#include "kit/database.h"

namespace sinergi::blackbox {

class Place {
 public:
  explicit Place(const std::string& backend);

  // As `sinergi demo` does into an empty place. Made once and copied for each test, unless it runs by itself.
  void LoadExample();

  Words With(Words command) const;  // and --data, --database
  Outcome Run(const Words& command, const std::string& input = {}) const;
  // Standard output as JSON; a test failure and null when it is none.
  boost::json::value Json(Words command) const;
  std::unique_ptr<sql::Database> Open() const;
  // Changes whenever anything is written: the head of the audit trail, versions, counts of rows.
  std::string Fingerprint() const;
  const std::string& data() const { return data_; }
  bool is_sqlite() const { return url_.empty(); }
  const Folder& folder() const { return folder_; }

 private:
  Folder folder_;
  std::string data_, url_;
  std::unique_ptr<testkit::TestDatabase> server_;
};

boost::json::value ParseJson(const std::string& text);

}  // namespace sinergi::blackbox
