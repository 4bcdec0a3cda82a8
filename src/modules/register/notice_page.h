// /notices: what an account has been told, the unread first on the list of tasks. `registers` must outlive
// the
// router.
#pragma once

#include "modules/register/notice.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

void AddNoticePages(kernel::Web& web, http::Router& router, const Registers& registers);

// A notice as people read it: what came, of which record, where it stands.
struct NoticeWords {
  std::string title, record, url;
  std::string_view urgency;  // "bad", "warn", ""
};
NoticeWords WordsOf(const kernel::Visit& v, sql::Connection& c, const RecordContext& context,
                    const Registers& registers, const Notice& notice);

// The newest unread notices, at most `most`, and how many there are: for the page one begins the day with.
// The
// first visit of a day looks at the clocks.
struct Unread {
  std::vector<NoticeWords> newest;
  int64_t count = 0;
};
Unread UnreadOf(const kernel::Visit& v, const Registers& registers, int most);

}  // namespace sinergi::registers
