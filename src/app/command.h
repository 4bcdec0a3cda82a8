// What the commands share: printing a refusal, exit codes. One file a command; cli.cpp binds them to their
// options.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/store.h"

namespace sinergi::app {

constexpr int kDone = 0, kRefused = 1, kWrongUsage = 2;

// Prints the refusal to stderr in the language asked for (with --json as {"error":{…}}); answers kRefused.
int Fail(const Globals& globals, const Error& error);
// Like Fail, with the place of every fault of a file before its sentence: "ikd.yaml:12:5: …", as they stand in
// the file. With --json: {"error":{…, "faults":[{"place","code","text"}]}}.
int FailWithPlaces(const Globals& globals, const Error& error);
std::string FaultLines(const Globals& globals, const Error& error);
std::string T(const Globals& globals, std::string_view key,
              std::initializer_list<std::string_view> args = {});
// A file's bytes, "-" for standard input. app.file_unreadable, app.file_too_large (200 MB).
Result<std::string> ReadFile(const std::string& path);
// Whole or not at all: written beside, then renamed. app.file_unwritable.
Status WriteFile(const std::string& path, std::string_view bytes);

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";
  bool secure_cookies = false;
  std::vector<std::string> proxies;
  std::string sign_server, sign_client, sign_secret_file;  // of the signing service; all or none
  std::string trial_day;  // "2026-03-13": the day it is taken to be, for trials and training; "" today
};
int Serve(const Globals& globals, const ServeOptions& options);

struct DemoOptions {
  bool regencies = false;  // and the regencies below the example region
};
int Demo(const Globals& globals, const DemoOptions& options);
int ListUnits(const Globals& globals);
struct AddUnitOptions {
  std::string code, name, parent;
};
int AddUnitCommand(const Globals& globals, const AddUnitOptions& options);
struct AddGovernmentOptions {
  std::string code, name, level = "regency", zone = "WIB";
};
int AddGovernmentCommand(const Globals& globals, const AddGovernmentOptions& options);

struct ImportOptions {
  std::string kind, file, unit;
  std::optional<int> year;
  bool dry_run = false;
};
int Import(const Globals& globals, const ImportOptions& options);

struct EvaluateOptions {
  std::string file, unit, period, xlsx, pdf, layout = "17";
};
int EvaluateCommand(const Globals& globals, const EvaluateOptions& options);

struct QuarterOptions {
  std::string period, opens, closes;
};
int ListQuarters(const Globals& globals);
int SetQuarter(const Globals& globals, const QuarterOptions& options);

struct CheckOptions {
  std::string file, corrected;
};
int Check(const Globals& globals, const CheckOptions& options);

struct DueOptions {
  std::string from, days, kind = "working", calendar, extension = "0";
  std::vector<std::string> pauses;
  bool move = false;
};
int Due(const Globals& globals, const DueOptions& options);

struct CompareOptions {
  std::string before, after, from, to;  // files, and the instruments they were filled in by
};
int Compare(const Globals& globals, const CompareOptions& options);

struct AssessOptions {
  std::string instrument, file, scoring, weights;
  int year = 0;  // 0: the instrument's own rule of predicates
};
int AssessCommand(const Globals& globals, const AssessOptions& options);
struct InstrumentOptions {
  std::string name, scoring;
};
int ListInstruments(const Globals& globals);
int ShowInstrument(const Globals& globals, const InstrumentOptions& options);
int CheckInstrument(const Globals& globals, const std::string& file);

int ListRegisters(const Globals& globals);
int RemindCommand(const Globals& globals);
int CheckRegister(const Globals& globals, const std::string& file);

struct ImproveOptions {
  std::string levels, instrument, target, budget, efforts, depends, capacity, scoring, weights;
  std::vector<std::string> lock;
  std::optional<int> years, max_rise;
  bool curve = false;
};
int Improve(const Globals& globals, const ImproveOptions& options);

struct NomenclatureOptions {
  std::string file;
  int year = 0;
  bool confirm = false;  // take the predecessors that the file names as confirmed
};
int ImportNomenclatureFile(const Globals& globals, const NomenclatureOptions& options);

struct UserOptions {
  std::string login, name, position, role, unit;
};
int AddUser(const Globals& globals, const UserOptions& options);
int ListUsers(const Globals& globals);
int SetUserPassword(const Globals& globals, const std::string& login);
int DisableUser(const Globals& globals, const std::string& login, bool disabled);

int Backup(const Globals& globals, const std::string& file);
int Restore(const Globals& globals, const std::string& file);
int Verify(const Globals& globals);
int Migrate(const Globals& globals);

struct BenchRollupOptions {
  std::string size = "M", csv, write, nodes;
  uint64_t seed = 1;
  std::optional<int> year;
  int threads = 0;  // 0: as many as there are processors
  int repeat = 0;   // measurements of each computation; 0: for about a second
};
int BenchRollup(const Globals& globals, const BenchRollupOptions& options);

}  // namespace sinergi::app
