// Registers: the definitions in force: those that ship with the program and a region's own files, which lie
// in the folder "registers" of its data. What is new is read and applied to the database when the program
// starts; what stands as it was applied before is read beside the start, and waited for at first use.
//
//   const Registers registers = Registers::Open(db, "/var/lib/sinergi/registers", clock());
//   const InForce* ppid = registers.Find("ppid-request");
//
// A region's file of the same id stands in place of the shipped one. A file with faults, or a change that
// would lose what people have entered, does not come into force: the register goes on as it was applied
// before, and says why. Immutable after Open; thread-safe.
#pragma once

#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "modules/register/definition.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

struct InForce {
  Definition definition;
  std::optional<Error> refused;  // why its newest file is not the one in force
};

// A file that did not come into force, and why.
struct UnreadRegister {
  std::string file;
  Error error;
};

class Registers {
 public:
  static Registers Open(sql::Database& db, const std::filesystem::path& own_folder, Instant now);

  const InForce* Find(std::string_view id) const;
  const std::vector<InForce>& all() const { return all_.get(); }           // by area, then title
  const std::vector<UnreadRegister>& unread() const { return unread_; }    // no register stands for these
  const std::vector<UnreadRegister>& refused() const { return refused_; }  // an older definition is in force

 private:
  std::shared_future<std::vector<InForce>> all_;
  std::vector<UnreadRegister> unread_, refused_;
};

}  // namespace sinergi::registers
