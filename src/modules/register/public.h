// What other modules may use of registers: the definitions in force, records with their verbs and values, a visit at
// them, links added to the page of a record.
#pragma once

#include "modules/register/conditions.h"        // IWYU pragma: export
#include "modules/register/definition.h"        // IWYU pragma: export
#include "modules/register/outside.h"           // IWYU pragma: export
#include "modules/register/record.h"            // IWYU pragma: export
#include "modules/register/record_columns.h"    // IWYU pragma: export
#include "modules/register/record_rows.h"       // IWYU pragma: export
#include "modules/register/register_service.h"  // IWYU pragma: export
#include "modules/register/register_visit.h"    // IWYU pragma: export
#include "modules/register/register_words.h"    // IWYU pragma: export
