#include "modules/register/public_pages.h"

#include <boost/json.hpp>

#include <algorithm>

#include "base/text.h"
#include "kernel/request_facts.h"
#include "kernel/web_cache.h"

namespace sinergi::registers {
namespace {

// What the search beside a field of codes or regions finds; people and records are nobody's to search.
http::Response CodesFor(const http::Request& request) {
  constexpr size_t kMost = 20;
  const std::string words = FoldText(Shorten(request.Query("q"), 200));
  boost::json::array found;
  const bool codes = request.Param("kind") == "code" || request.Param("kind") == "region";
  if (codes)
    for (const auto& [code, title] : CodeList::Shipped(request.Param("of")).all()) {
      if (found.size() == kMost) break;
      if (!ContainsFolded(code + " " + title, words)) continue;
      found.push_back(boost::json::object{{"value", code + " " + title}, {"text", ""}});
    }
  return http::Response::Json(boost::json::serialize(found));
}

}  // namespace

http::Handler WithTicket(Desk desk, TicketPage page) {
  return [desk = std::move(desk), page = std::move(page)](const http::Request& request) {
    const std::string token(request.Param("token"));
    const std::optional<Ticket> found =
        desk->web.db.Read([&](sql::Connection& c) { return FindTicket(c, desk->registers, token); });
    if (!found) {
      const int64_t wait = desk->wrong_link.Take(request.peer, desk->web.clock());
      if (wait > 0)
        return RefusePublic(
            *desk, request,
            {ErrorKind::kTooMany, "register.public.wait", {std::to_string((wait + 59) / 60)}});
      return RefusePublic(*desk, request, {ErrorKind::kNotFound, "register.public.no_ticket"});
    }
    kernel::Visit visit = CitizenVisit(*desk, request, found->government_id);
    Here here{visit, desk->registers, *found->of, found->of->definition};
    AtTicket ticket{*desk, here, token, found->record};
    return page(ticket).Set("X-Robots-Tag", "noindex").Set("Cache-Control", "no-store");
  };
}

std::string AtTicket::Path(std::string_view below) const {
  return "/layanan/t/" + token + (below.empty() ? "" : "/" + std::string(below));
}

http::Response GoTo(const kernel::Visit& v, std::string_view location, std::string_view notice_key) {
  http::Response response = http::Response::SeeOther(http::LocalTarget(location));
  response.SetCookie(kernel::kNoticeCookie, notice_key, 60, v.web.secure_cookies);
  return response;
}

const Field* LinkTo(const Definition& next, std::string_view register_id) {
  for (const Field& field : next.fields)
    if (field.type->name() == "link" && field.of == register_id && !field.retired) return &field;
  return nullptr;
}

// Once the office has given its number, something may follow from it.
bool MayFollow(const Definition& definition, const Record& record, const Definition& next) {
  const auto& linked = definition.open->linked;
  return std::find(linked.begin(), linked.end(), next.id) != linked.end() && next.open && next.open->submit &&
         !record.number.empty() && LinkTo(next, definition.id) != nullptr;
}

void AddPublicPages(kernel::Web& web, http::Router& router, const Registers& registers,
                    const PublicOptions& options) {
  if (!web.cache) web.cache = std::make_shared<kernel::Web::Cache>();
  const Desk desk = std::make_shared<PublicDesk>(web, registers, options);
  AddPublicIndexPage(router, desk);
  AddPublicFormPages(router, desk);
  AddPublicTicketPages(router, desk);
  AddPublicMorePages(router, desk);
  AddPublicListPages(router, desk);
  router.Get("/layanan/pilihan/{kind}/{of}", CodesFor);
}

}  // namespace sinergi::registers
