// Unread notices among the tasks of the home page: the newest ones, then how many more there are.
//
//   performance.task_sources.push_back(registers::NoticeTasks(registers));   // which must outlive it
#pragma once

#include "modules/performance/public.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

performance::TaskSource NoticeTasks(const Registers& registers);

}  // namespace sinergi::registers
