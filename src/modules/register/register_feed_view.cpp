#include "modules/register/register_feed_view.h"

#include "modules/register/register_figures.h"
#include "modules/register/register_rows_view.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

void FillQuarter(const Here& here, sql::Connection& c, const RecordContext& context, const FigureOf& figure,
                 const Feed& feed, Period period, bool may_take, Dict& row) {
  const FigureValue now = ValueFor(c, context, here.definition, figure, feed, period);
  const std::optional<Taken> taken = TakenOf(c, context.government.id, feed, period);
  const std::string value = FigureText(now, 6);
  row.SetValue("SPAN",
               here.v.T("registers.quarter", {QuarterRoman(period.quarter), std::to_string(period.year)}));
  row.SetValue("PERIOD", period.Code());
  row.SetValue("NOW", value.empty() ? "–" : value);
  row.SetValue("TAKEN", taken ? taken->value : "–");
  if (taken) row.SetValue("TAKEN_AT", PrintMoment(here.v, taken->at) + " · " + taken->login);
  if (taken && taken->fingerprint != Fingerprint(now)) row.ShowSection("DIFFERS");
  if (may_take && !value.empty()) row.ShowSection("MAY_TAKE");
}

void FillFeed(const Here& here, sql::Connection& c, const RecordContext& context, const FigureOf& figure,
              const Feed& feed, int year, Dict& page) {
  const auto place = performance::PlaceOf(c, context.government.id, feed.indicator_id);
  if (!place || place->year != year || !MayRead(context, here.definition, feed.unit_id)) return;
  const bool may_take = context.actor.May(kernel::Right::kEnter, context.units, place->unit_id);
  Dict& row = *page.AddSectionDictionary("FEED");
  row.SetValue("INDICATOR", performance::LoadIndicator(c, context.government.id, feed.indicator_id).name);
  row.SetValue("FEED_UNIT",
               feed.unit_id == 0 ? context.government.name : context.fields.UnitName(feed.unit_id));
  row.SetIntValue("FEED_ID", feed.id);
  for (int quarter = 1; quarter <= 4; ++quarter)
    if (DaysOf(Period{year, quarter}).from <= context.today)
      FillQuarter(here, c, context, figure, feed, {year, quarter}, may_take,
                  *row.AddSectionDictionary("QUARTER"));
}

const FigureOf* FigureOfRoute(const Here& here) {
  return here.definition.FigureNamed(here.v.request.Param("figure"));
}

struct FeedWish {
  Feed feed;
  Period period;
  std::string csv, fingerprint;
};

Result<FeedWish> FeedWishOf(const Here& here, const FigureOf& figure) {
  const http::Form form = http::ReadForm(here.v.request);
  const std::optional<int64_t> id = IdIn(form.Field("feed"));
  const std::optional<Period> period = Period::Parse(form.Field("period"));
  if (!id || !period) return Error{ErrorKind::kInvalid, "http.bad_request"};
  return here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(
        here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Result<FeedWish> {
          for (const Feed& feed : FeedsOf(c, context.government.id, here.definition, figure)) {
            if (feed.id != *id) continue;
            const FigureValue value = ValueFor(c, context, here.definition, figure, feed, *period);
            return FeedWish{feed, *period, FigureTable(c, context, here.definition, figure, *period, value),
                            Fingerprint(value)};
          }
          return Error{ErrorKind::kNotFound, "register.feed_unknown"};
        });
  });
}

}  // namespace

void FillFeeds(const Here& here, sql::Connection& c, const RecordContext& context, const FigureOf& figure,
               int year, Dict& page) {
  for (const Feed& feed : FeedsOf(c, context.government.id, here.definition, figure))
    FillFeed(here, c, context, figure, feed, year, page);
  if (!context.actor.MayAnywhere(kernel::Right::kEnter)) return;
  Dict& link = *page.AddSectionDictionary("MAY_LINK");
  if (MayRead(context, here.definition, 0)) {
    Dict& all = *link.AddSectionDictionary("UNIT_OPTION");
    all.SetValue("VALUE", "0");
    all.SetValue("TEXT", context.government.name);
  }
  for (const kernel::Unit& unit : context.units.units()) {
    if (unit.depth > 0 && MayRead(context, here.definition, unit.parent_id.value_or(0))) continue;
    if (!MayRead(context, here.definition, unit.id)) continue;
    Dict& option = *link.AddSectionDictionary("UNIT_OPTION");
    option.SetIntValue("VALUE", unit.id);
    option.SetValue("TEXT", unit.name);
  }
}

std::optional<Error> LinkHere(const Here& here) {
  const FigureOf* figure = FigureOfRoute(here);
  const http::Form form = http::ReadForm(here.v.request);
  const std::string picked(form.Field("indicator"));
  const std::optional<int64_t> indicator = IdIn(picked.substr(0, picked.find(" ")));
  const std::optional<int64_t> unit = IdIn(form.Field("unit"));
  if (figure == nullptr || !unit) return Error{ErrorKind::kInvalid, "http.bad_request"};
  if (!indicator) return Error{ErrorKind::kNotFound, "performance.indicator_unknown"};
  const Result<Feed> feed = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      return LinkFeed(c, context, here.definition, *figure, {0, *indicator, *unit});
    });
  });
  if (!feed.ok()) return feed.error();
  return {};
}

std::optional<Error> TakeHere(const Here& here) {
  const FigureOf* figure = FigureOfRoute(here);
  if (figure == nullptr) return Error{ErrorKind::kNotFound, "http.not_found"};
  const Result<FeedWish> wish = FeedWishOf(here, *figure);
  if (!wish.ok()) return wish.error();
  const Result<kernel::Evidence> evidence =
      KeepFigure(here.v.web.store, wish->csv, here.definition, *figure, wish->period);
  if (!evidence.ok()) return evidence.error();
  const Result<Taken> taken = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      return TakeOver(c, context, here.definition, *figure, wish->feed, wish->period, wish->fingerprint,
                      *evidence);
    });
  });
  if (!taken.ok()) return taken.error();
  return {};
}

}  // namespace sinergi::registers
