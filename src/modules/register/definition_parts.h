// The parts of a register's file, read one after the other: a part sees the names of those before it. For
// definition_file.cpp alone.
#pragma once

#include <functional>

#include "modules/register/definition.h"
#include "platform/files/data_file.h"

namespace sinergi::registers {

void ReadNumbering(const files::Node& node, Definition& definition, files::Faults& faults);
void ReadFields(const files::Node& fields, Definition& definition, files::Faults& faults);
void ReadStates(const files::Node& root, Definition& definition, files::Faults& faults);
void ReadRoles(const files::Node& roles, Definition& definition, files::Faults& faults);
void ReadIntake(const files::Node& root, Definition& definition, files::Faults& faults);
void ReadActs(const files::Node& acts, Definition& definition, files::Faults& faults);
// Who may be told: the applicant, a role, whoever a person field names.
void CheckTold(const files::Node& map, const char* key, const Definition& definition, files::Faults& faults);
RegisterClock ReadClock(const files::Node& name, const files::Node& map, const Definition& definition,
                        files::Faults& faults);
void ReadClocks(const files::Node& clocks, Definition& definition, files::Faults& faults);
void ReadFigures(const files::Node& figures, Definition& definition, files::Faults& faults);
void ReadLists(const files::Node& lists, Definition& definition, files::Faults& faults);
void ReadRankings(const files::Node& rankings, Definition& definition, files::Faults& faults);
// Another register by its id; nothing: there is none, or it has faults of its own.
using FindDefinition = std::function<std::optional<Definition>(std::string_view id)>;
void ReadGathers(const files::Node& gathers, const FindDefinition& find, Definition& definition,
                 files::Faults& faults);
void ReadPapers(const files::Node& papers, Definition& definition, files::Faults& faults);
void ReadLayouts(const files::Node& imports, Definition& definition, files::Faults& faults);
void ReadPublicPart(const files::Node& open, Definition& definition, files::Faults& faults);
// Names that the column of a list or a book may have.
bool IsColumn(const Definition& definition, std::string_view word);
// Expressions of fields and acts, once every name is known; names of fields, states and acts that the parts
// use.
void ReadConditions(const files::Node& root, Definition& definition, files::Faults& faults);

// An expression below a key; nothing where it is missing or at fault.
std::optional<expression::Expression> ReadExpression(const files::Node& map, const char* key,
                                                     const expression::Names& names,
                                                     expression::Type::Kind wanted, files::Faults& faults);
// Refused when it could not select records. A list is of the day it is looked at, and may say "today"; a figure
// is of its period.
enum class Selects { kFigure, kList };
std::optional<expression::Expression> ReadSelection(const files::Node& map, const char* key, Selects what,
                                                    const Definition& definition, files::Faults& faults);
// A fault for each word of the list below `key` that `known` does not hold.
template <class Known>
void CheckWords(const files::Node& map, const char* key, Known known, std::string_view code,
                files::Faults& faults) {
  const files::Node node = map[key];
  if (!node) return;
  const auto check = [&](const files::Node& word) {
    if (word.IsScalar() && !known(word.Scalar())) faults.Add(word.Mark(), code, {word.Scalar()});
  };
  if (node.IsScalar()) check(node);
  if (node.IsSequence())
    for (const files::Node& word : node) check(word);
}

}  // namespace sinergi::registers
