// /public-settings: what an administrator decides about the public services.
#include "modules/register/public_settings.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "modules/register/public_desk.h"
#include "modules/register/register_pages.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

struct WorkChoice {
  int bits;
  const char* text_key;
};
constexpr std::array<WorkChoice, 4> kWorkChoices{{{0, "register.public.work_none"},
                                                  {kWorkBitsUsual, "register.public.work_usual"},
                                                  {18, "register.public.work_more"},
                                                  {20, "register.public.work_most"}}};

bool MaySet(const Visit& v) {
  return v.actor.May(kernel::Right::kAdminister, *v.units, 0);
}

void FillUnits(const Visit& v, const PublicSettings& settings, kernel::FormView& form) {
  const kernel::Government plain;  // without settings: what is taken by itself
  const kernel::Unit* usual = v.units->Find(ReceivingUnit(plain, *v.units));
  form.Choice("unit", "", v.T("register.public.unit_usual", {usual == nullptr ? "–" : usual->name}),
              settings.unit.empty());
  for (const kernel::Unit& unit : v.units->units()) {
    std::string indent;
    for (int i = 0; i < unit.depth; ++i) indent += "\u2003";
    form.Choice("unit", unit.code, indent + unit.name, unit.code == settings.unit);
  }
}

void FillWork(const Visit& v, int chosen, kernel::FormView& form) {
  bool known = false;
  for (const WorkChoice& choice : kWorkChoices) {
    known |= choice.bits == chosen;
    form.Choice("work", std::to_string(choice.bits), v.T(choice.text_key), choice.bits == chosen);
  }
  const std::string bits = std::to_string(chosen);
  if (!known) form.Choice("work", bits, v.T("register.public.work_own", {bits}), true);
}

http::Response ShowPublicSettings(const Visit& v, const Registers& registers, const PublicSettings& settings,
                                  const Error* error = nullptr) {
  Dict page("public_settings");
  kernel::FormView form(v, page);
  FillUnits(v, settings, form);
  FillWork(v, settings.work_bits, form);
  form.Value("contact", settings.contact);
  for (const InForce& one : registers.all()) {
    if (!one.definition.open || !one.definition.open->submit) continue;
    Dict& service = *page.AddSectionDictionary("SERVICE");
    service.SetValue("ID", one.definition.id);
    service.SetValue("SERVICE_TITLE", In(v, one.definition.title));
    if (TakesIn(settings, one.definition)) service.ShowSection("OPEN");
  }
  page.SetValue("PUBLIC_URL", "/layanan?of=" + http::PercentEncode(v.government->code));
  if (error != nullptr) form.Faults(*error);
  return v.Show("register/public_settings", page, "register.public.settings",
                error == nullptr ? 200 : kernel::HttpStatusOf(error->kind));
}

PublicSettings ReadPublicSettings(const http::Form& form, const Registers& registers) {
  PublicSettings wanted;
  wanted.unit = kernel::Typed(form.Field("unit"));
  wanted.contact = std::string(TrimBlanks(kernel::Typed(form.Field("contact"))));
  std::erase(wanted.contact, '\r');
  const std::string_view work = form.Field("work");
  wanted.work_bits = -1;
  std::from_chars(work.data(), work.data() + work.size(), wanted.work_bits);
  for (const InForce& one : registers.all()) wanted.closed.insert(one.definition.id);
  for (const auto& [name, value] : form.fields)
    if (name == "open") wanted.closed.erase(value);
  return wanted;
}

http::Response TakePublicSettings(Visit& v, const Registers& registers) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const PublicSettings wanted = ReadPublicSettings(form, registers);
  const Status saved = v.web.db.Write([&](sql::Connection& c) {
    return InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      return SavePublicSettings(c, context, registers, wanted);
    });
  });
  if (saved.ok()) return v.Back("/public-settings", "register.public.settings_saved");
  return saved.error().kind == ErrorKind::kForbidden
             ? v.Refuse(saved.error())
             : ShowPublicSettings(v, registers, wanted, &saved.error());
}

}  // namespace

void AddPublicSettingsPage(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/public-settings", [&registers](Visit& v) {
    return MaySet(v) ? ShowPublicSettings(v, registers, PublicSettingsOf(*v.government))
                     : v.Refuse(kernel::Forbidden());
  });
  web.Post(router, "/public-settings", [&registers](Visit& v) { return TakePublicSettings(v, registers); });
}

}  // namespace sinergi::registers
