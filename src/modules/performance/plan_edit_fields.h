// The fields of the forms that edit a plan: what is stored, and what was typed over it.
#pragma once

#include "kernel/stale_form.h"
#include "modules/performance/explain_page.h"

namespace sinergi::performance {

using PlanFields = std::vector<kernel::StoredField>;

// As stored: `typed` equals `stored`. Money of a node by month only where it is a leaf.
PlanFields FieldsOfNode(const kernel::Visit& v, const Explained& x);
PlanFields FieldsOfIndicator(const kernel::Visit& v, const Indicator& indicator);
void TypeOver(PlanFields& fields, const http::Form& form);
// What is typed in a field; "" when the form has none of that name.
const std::string& TypedIn(const PlanFields& fields, std::string_view name);

extern const std::array<Direction, 5> kDirectionChoices;
extern const std::array<Aggregation, 5> kAggregationChoices;

}  // namespace sinergi::performance
