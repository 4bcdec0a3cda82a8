// A file of another program as this register's rows: its head is found below whatever stands above it, its words
// become options, moments become days and times, what it does not say is filled in.
//
//   const FoundHead head = FindHead(definition, table);      // which row, and in which layout
//   GatherMoments(*head.layout, file);                       // a line a person and day, of a time clock's log
//   std::string typed = TypedAs(*layout, field, text);       // "Pengaduan" -> "complaint"
//   FillTyped(definition, *layout, context, typed);          // channel, status
//
// Pure but for the context's look-ups.
#pragma once

#include "modules/register/register_import.h"

namespace sinergi::registers {

struct FoundHead {
  size_t row = 0;
  const FileLayout* layout = nullptr;  // null: the register's own columns
};
// The row among the first ones that names most columns; the register's own where a layout knows no more.
FoundHead FindHead(const Definition& definition, const std::vector<std::vector<std::string>>& table);
// The field that a heading means in the layout; null where it means none.
const Field* FieldCalled(const Definition& definition, const FileLayout& layout, std::string_view folded);

// Lines of the same person and day become one, at the first line.
void GatherMoments(const Definition& definition, const FileLayout& layout, ImportFile& file);
// As the field reads it: words of the layout, days without their time, times without their seconds.
std::string TypedAs(const FileLayout& layout, const Field& field, const std::string& text);
// The record as far as the file tells it.
Record Sketch(const Definition& definition, const RecordContext& context, const Typed& typed);
void FillTyped(const Definition& definition, const FileLayout& layout, const RecordContext& context,
               Typed& typed);
// Whether the line is of a day off and says nothing else.
bool IsOfDayOff(const FileLayout& layout, const RecordContext& context, const Typed& typed);

}  // namespace sinergi::registers
