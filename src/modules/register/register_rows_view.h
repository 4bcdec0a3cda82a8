// Rows of records as a page shows them: of a list, or of what a figure rests on.
#pragma once

#include "modules/register/register_list_address.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

// Fills HEAD and ROW of register/register_rows.html. With an address the titles sort; personal values are
// dots.
void FillRows(const Here& here, const RecordContext& context, const std::vector<std::string>& columns,
              const ListAddress* address, const std::vector<Record>& rows,
              ctemplate::TemplateDictionary& page);

// Fills OPTION of a filter above a list.
void AddFilterOption(ctemplate::TemplateDictionary& filter, std::string_view value, std::string_view text,
                     std::string_view chosen);

}  // namespace sinergi::registers
