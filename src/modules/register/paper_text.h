// PaperText: what a paper says, as its register's file or a region's own file has it: plain lines with
// places.
//
//   # Penguasaan informasi                      a heading
//   Nomor: {number}                             a row: label and value; an empty value is a dash
//   Diterima pada {made}.                       a paragraph; left out when all its places are empty
//   - {wanted}                                  an item
//   {? ground is not empty} Alasan: {ground}    only where the condition holds
//   {x held = held} Dikuasai                    a box, ticked where the condition holds
//   {rows dispositions.letter: receiver, order} records of another register that link here, as a table
//   < Pemohon                                   signed at the left;  > Petugas PPID  at the right
//
// Places of a record: its fields, number, made, state, unit, government, today, <clock>.due, note.<act> (what
// was noted at the act), <link>.<field>. Of a yearly report: year, government, today, its figures and those
// of
// other registers (<register>.<figure>); {figures} alone is the table of the paper's figures, {refused by
// ground} alone a figure by groups. Conditions are for papers of records.
//
// Errors: a fault a place, with line and column from 0. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/expression/expression.h"

namespace sinergi::registers {

struct Definition;

// One of the three.
struct PaperPiece {
  std::string text;
  std::string place;
  std::optional<expression::Expression> box;
};

struct PaperLine {
  enum class Kind { kHeading, kRow, kText, kItem, kLeft, kRight, kRecords, kFigures, kGroups };
  Kind kind = Kind::kText;
  std::optional<expression::Expression> when;
  std::string label;                      // of a row
  std::vector<PaperPiece> pieces;         // what it says
  std::string of, by;                     // of kRecords: register and link; of kGroups: figure and group
  std::vector<std::string> columns = {};  // of kRecords
};
using PaperText = std::vector<PaperLine>;

struct PaperFault {
  int line = 0, column = 0;
  std::string code;
  std::vector<std::string> args;
};

enum class PaperOf { kRecord, kList, kYear };
// Takes what can be taken; faults are added.
PaperText ReadPaperText(std::string_view text, const Definition& definition, PaperOf of,
                        std::vector<PaperFault>& faults);

}  // namespace sinergi::registers
