#include "modules/register/notice_tasks.h"

#include "modules/register/notice_page.h"

namespace sinergi::registers {
namespace {

constexpr int kNewest = 5;

std::vector<performance::HomeTask> TasksOf(const kernel::Visit& v, const Registers& registers) {
  std::vector<performance::HomeTask> tasks;
  const Unread unread = UnreadOf(v, registers, kNewest);
  for (const NoticeWords& words : unread.newest)
    tasks.push_back({words.title, words.record, "/notices", v.T("notices.open"), words.urgency});
  const int64_t more = unread.count - static_cast<int64_t>(unread.newest.size());
  if (more > 0)
    tasks.push_back(
        {v.T("notices.more", {std::to_string(more)}), "", "/notices", v.T("notices.see_all"), ""});
  return tasks;
}

}  // namespace

performance::TaskSource NoticeTasks(const Registers& registers) {
  return [&registers](const kernel::Visit& v) { return TasksOf(v, registers); };
}

}  // namespace sinergi::registers
