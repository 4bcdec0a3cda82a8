// What a government decides about its public services: who receives them, how citizens reach the desk, which
// services are closed for now, how much a browser works before it may send.
//
//   PublicSettings settings = PublicSettingsOf(government);
//   SavePublicSettings(c, context, registers, settings);     // inside a Write, with the audit entry
//
// Kept as settings of the government: public.unit (a unit's code), public.contact, public.closed (ids of registers),
// public.work_bits (0 to 24). Errors: kernel.forbidden, kernel.unit_unknown, kernel.text_long,
// register.public.work_unknown.
#pragma once

#include <set>

#include "modules/register/record.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

constexpr int kWorkBitsUsual = 15;  // some tenth of a second on a cheap phone
constexpr size_t kContactBytesMost = 600;

struct PublicSettings {
  std::string unit;     // "": the first agency of communication and informatics
  std::string contact;  // of the desk, for those who cannot use the form; lines as typed
  std::set<std::string, std::less<>> closed;
  int work_bits = kWorkBitsUsual;
};

PublicSettings PublicSettingsOf(const kernel::Government& government);
Status SavePublicSettings(sql::Connection& c, const RecordContext& context, const Registers& registers,
                          const PublicSettings& wanted);
// Whether citizens may begin something here now; tickets that there are go on in any case.
bool TakesIn(const PublicSettings& settings, const Definition& definition);

}  // namespace sinergi::registers
