// The parts of a register's file, read one after the other: a part sees the names of those before it. For
// definition_file.cpp alone.
#pragma once

#include <functional>

#include "modules/register/definition.h"
#include "platform/files/data_file.h"

namespace sinergi::registers {

void ReadNumbering(const YAML::Node& node, Definition& definition, files::Faults& faults);
void ReadFields(const YAML::Node& fields, Definition& definition, files::Faults& faults);
void ReadStates(const YAML::Node& root, Definition& definition, files::Faults& faults);
void ReadRoles(const YAML::Node& roles, Definition& definition, files::Faults& faults);
void ReadIntake(const YAML::Node& root, Definition& definition, files::Faults& faults);
void ReadActs(const YAML::Node& acts, Definition& definition, files::Faults& faults);
// Who may be told: the applicant, a role, whoever a person field names.
void CheckTold(const YAML::Node& map, const char* key, const Definition& definition, files::Faults& faults);
RegisterClock ReadClock(const YAML::Node& name, const YAML::Node& map, const Definition& definition,
                        files::Faults& faults);
void ReadClocks(const YAML::Node& clocks, Definition& definition, files::Faults& faults);
void ReadFigures(const YAML::Node& figures, Definition& definition, files::Faults& faults);
void ReadLists(const YAML::Node& lists, Definition& definition, files::Faults& faults);
void ReadRankings(const YAML::Node& rankings, Definition& definition, files::Faults& faults);
// Another register by its id; nothing: there is none, or it has faults of its own.
using FindDefinition = std::function<std::optional<Definition>(std::string_view id)>;
void ReadGathers(const YAML::Node& gathers, const FindDefinition& find, Definition& definition,
                 files::Faults& faults);
void ReadPapers(const YAML::Node& papers, Definition& definition, files::Faults& faults);
void ReadLayouts(const YAML::Node& imports, Definition& definition, files::Faults& faults);
void ReadPublicPart(const YAML::Node& open, Definition& definition, files::Faults& faults);
// Names that the column of a list or a book may have.
bool IsColumn(const Definition& definition, std::string_view word);
// Expressions of fields and acts, once every name is known; names of fields, states and acts that the parts
// use.
void ReadConditions(const YAML::Node& root, Definition& definition, files::Faults& faults);

// An expression below a key; nothing where it is missing or at fault.
std::optional<expression::Expression> ReadExpression(const YAML::Node& map, const char* key,
                                                     const expression::Names& names,
                                                     expression::Type::Kind wanted, files::Faults& faults);
// Refused when it could not select records. A list is of the day it is looked at, and may say "today"; a figure
// is of its period.
enum class Selects { kFigure, kList };
std::optional<expression::Expression> ReadSelection(const YAML::Node& map, const char* key, Selects what,
                                                    const Definition& definition, files::Faults& faults);
// A fault for each word of the list below `key` that `known` does not hold.
template <class Known>
void CheckWords(const YAML::Node& map, const char* key, Known known, std::string_view code,
                files::Faults& faults) {
  const YAML::Node node = map[key];
  if (!node) return;
  const auto check = [&](const YAML::Node& word) {
    if (word.IsScalar() && !known(word.Scalar())) faults.Add(word.Mark(), code, {word.Scalar()});
  };
  if (node.IsScalar()) check(node);
  if (node.IsSequence())
    for (const YAML::Node& word : node) check(word);
}

}  // namespace sinergi::registers
