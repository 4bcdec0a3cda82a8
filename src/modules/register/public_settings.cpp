#include "modules/register/public_settings.h"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/field_check.h"
#include "kernel/ids.h"
#include "modules/register/public_gate.h"

namespace sinergi::registers {
namespace {

std::string PublicSetting(const kernel::Government& government, const char* name) {
  const auto found = government.settings.find(name);
  return found == government.settings.end() ? "" : found->second;
}

int BitsIn(const std::string& text) {
  int bits = kWorkBitsUsual;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && bits >= 0 && bits <= kWorkBitsMost ? bits : kWorkBitsUsual;
}

Status CheckPublic(const RecordContext& context, const PublicSettings& wanted) {
  kernel::FieldCheck check;
  const auto& units = context.units.units();
  const bool known =
      std::ranges::any_of(units, [&](const kernel::Unit& unit) { return unit.code == wanted.unit; });
  if (!wanted.unit.empty() && !known) check.Refuse("unit", "kernel.unit_unknown");
  if (wanted.contact.size() > kContactBytesMost)
    check.Refuse("contact", "kernel.text_long", {std::to_string(kContactBytesMost)});
  if (wanted.work_bits < 0 || wanted.work_bits > kWorkBitsMost)
    check.Refuse("work", "register.public.work_unknown");
  if (check.ok()) return Ok();
  return check.error();
}

}  // namespace

PublicSettings PublicSettingsOf(const kernel::Government& government) {
  PublicSettings settings;
  settings.unit = PublicSetting(government, "public.unit");
  settings.contact = PublicSetting(government, "public.contact");
  settings.work_bits = BitsIn(PublicSetting(government, "public.work_bits"));
  const std::string closed = PublicSetting(government, "public.closed");
  for (const std::string_view id : Split(closed, ' '))
    if (!id.empty()) settings.closed.emplace(id);
  return settings;
}

Status SavePublicSettings(sql::Connection& c, const RecordContext& context, const Registers& registers,
                          const PublicSettings& wanted) {
  if (!context.actor.May(kernel::Right::kAdminister, context.units, 0)) return kernel::Forbidden();
  if (Status fine = CheckPublic(context, wanted); !fine.ok()) return fine;
  std::string closed;
  for (const InForce& one : registers.all())
    if (one.definition.open && one.definition.open->submit && wanted.closed.contains(one.definition.id))
      closed += (closed.empty() ? "" : " ") + one.definition.id;
  const int64_t government = context.government.id;
  kernel::SetSetting(c, government, "public.unit", wanted.unit);
  kernel::SetSetting(c, government, "public.contact", wanted.contact);
  kernel::SetSetting(c, government, "public.closed", closed);
  kernel::SetSetting(c, government, "public.work_bits", std::to_string(wanted.work_bits));
  const boost::json::object told{{"unit", wanted.unit}, {"closed", closed}, {"work_bits", wanted.work_bits}};
  kernel::Record(c, context.actor, context.now,
                 {"public.settings", fmt::format("government/{}", government), boost::json::serialize(told)});
  kernel::BumpUnitsVersion(c, government);  // settings are cached with the units
  return Ok();
}

bool TakesIn(const PublicSettings& settings, const Definition& definition) {
  return definition.open && definition.open->submit && !settings.closed.contains(definition.id);
}

}  // namespace sinergi::registers
