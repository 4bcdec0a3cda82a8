// Taking a figure over into indicators, on the page of that figure.
#pragma once

#include "modules/register/feed.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

// Fills FEED: each indicator fed, with what was taken by quarter, what it would be now, and whether they
// differ; and MAY_LINK for those who may enter figures.
void FillFeeds(const Here& here, sql::Connection& c, const RecordContext& context, const FigureOf& figure,
               int year, ctemplate::TemplateDictionary& page);

// The forms of that part: "indicator" and "unit"; "feed" and "period". Nothing where all went well.
std::optional<Error> LinkHere(const Here& here);
std::optional<Error> TakeHere(const Here& here);

}  // namespace sinergi::registers
