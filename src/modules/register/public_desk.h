// PublicDesk: what the pages that need no account share: the gate of their forms, how often one address may
// ask, and the way from a request to the citizen's visit at one register.
//
//   router.Get("/layanan/{register}", AtDesk(desk, [](CitizenHere& here) { … }));
//   InPublic(here, c, [&](const RecordContext& context) { … });      // context.citizen is true
//
// The government is the only one there is, or that of ?of=53.04. A citizen's record belongs to the unit whose
// code the settings of the public services name (public_settings.h); else to its first agency of communication and
// informatics (urusan 2.16 of Permendagri 90/2019), else to the government itself.
// Thread-safe.
#pragma once

#include <mutex>

#include "modules/register/public_gate.h"
#include "modules/register/public_settings.h"
#include "modules/register/register_visit.h"
#include "platform/http/rate_limit.h"

namespace sinergi::registers {

struct PublicOptions {
  http::RateRule sending{.burst = 30, .per_minute = 10};       // forms of one address
  http::RateRule without_script{.burst = 3, .per_minute = 1};  // those without an answer to the challenge
  http::RateRule wrong_link{.burst = 30, .per_minute = 10};    // links and numbers that lead nowhere
};

struct PublicDesk {
  PublicDesk(kernel::Web& on, const Registers& all, const PublicOptions& options)
      : web(on),
        registers(all),
        sending(options.sending),
        without_script(options.without_script),
        wrong_link(options.wrong_link) {}

  const PublicGate& Gate();  // made of the database's key when first asked for

  kernel::Web& web;
  const Registers& registers;
  http::RateLimit sending, without_script, wrong_link;

 private:
  std::mutex mutex_;
  std::unique_ptr<const PublicGate> gate_;
};

// A visit without an account. `lang`, units and government as in any other; no session, no CSRF token.
kernel::Visit CitizenVisit(PublicDesk& desk, const http::Request& request, int64_t government_id);
// The government that the address names. register.public.which_government: several, and none named.
Result<int64_t> GovernmentOf(PublicDesk& desk, const http::Request& request);

http::Response ShowPublic(const kernel::Visit& v, std::string_view template_name,
                          ctemplate::TemplateDictionary& page, std::string_view title_key, int status = 200);
http::Response RefusePublic(PublicDesk& desk, const http::Request& request, const Error& error);

// Called with the visit at the register of the route's {register}, if it is open to the public at all.
struct AtCounter {
  PublicDesk& desk;
  Here& here;
};
using CounterPage = std::function<http::Response(AtCounter&)>;
http::Handler AtDesk(std::shared_ptr<PublicDesk> desk, CounterPage page);

// "?of=53.04" where there are several governments, for links and forms.
std::string OfQuery(const http::Request& request);

int64_t ReceivingUnit(const kernel::Government& government, const kernel::UnitTree& units);
int WorkBits(const kernel::Government& government);

// Calls fn with the context of a citizen; inside a Read or Write.
template <class Fn>
auto InPublic(const Here& here, sql::Connection& c, Fn&& fn) {
  const VisitFields fields(c, here.v, NumberStyle::kIndonesian, here.registers);
  const RecordContext context{
      here.v.actor,   *here.v.units, *here.v.government, kernel::ShippedCalendar(), fields, {}, here.v.now,
      here.v.Today(), true};
  return fn(context);
}

}  // namespace sinergi::registers
