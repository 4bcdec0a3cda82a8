#include "modules/register/notice_page.h"

#include "base/text.h"
#include "modules/register/notice_reminder.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int kNoticesOnAPage = 50;

// "answer/2/2024-03-22": three days are left, or one has gone by.
void WarningWords(const Visit& v, const Definition& definition, const Notice& notice, NoticeWords& words) {
  const std::vector<std::string_view> parts = Split(notice.detail, '/');
  const RegisterClock* clock = parts.empty() ? nullptr : definition.ClockNamed(parts[0]);
  const std::optional<Date> due = parts.size() == 3 ? Date::Parse(parts[2]) : std::nullopt;
  if (clock == nullptr || !due) {
    words.title = v.T("notices.due");
    return;
  }
  const int64_t left = due->Days() - v.Today().Days();
  const std::string title = In(v, clock->title), day = PrintDate(*due);
  words.urgency = left < 0 ? "bad" : "warn";
  if (left < 0) words.title = v.T("notices.late", {title, day, std::to_string(-left)});
  if (left == 0) words.title = v.T("notices.today", {title});
  if (left > 0) words.title = v.T("notices.left", {title, day, std::to_string(left)});
}

void ActWords(const Visit& v, const Definition& definition, const Notice& notice, NoticeWords& words) {
  const std::string_view name = std::string_view(notice.detail).substr(0, notice.detail.find('/'));
  const Act* act = definition.ActNamed(name);
  words.title = act == nullptr ? v.T("notices.made", {In(v, definition.one)}) : In(v, act->title);
}

std::optional<Record> ReadableRecord(sql::Connection& c, const RecordContext& context,
                                     const Definition& definition, int64_t id) {
  std::optional<Record> record = ReadRecord(c, context.government.id, definition, id);
  if (record && !MayRead(context, definition, record->unit_id)) return {};
  return record;
}

void FillNotice(const Visit& v, const Notice& notice, const NoticeWords& words, Dict& row) {
  row.SetValue("TITLE", words.title);
  row.SetValue("RECORD", words.record);
  row.SetValue("AT", PrintMoment(v, notice.at));
  row.SetIntValue("ID", notice.id);
  row.SetValue("URGENCY", notice.read ? "" : std::string(words.urgency));
  if (!notice.read) row.ShowSection("UNREAD");
  if (!words.url.empty()) row.ShowSection("OPENS");
}

http::Response ShowNotices(Visit& v, const Registers& registers) {
  RemindOnce(v.web.db, registers, *v.government, v.now);
  Dict page("notices");
  const int64_t before = IdIn(v.request.Query("before")).value_or(0);
  v.web.db.Read([&](sql::Connection& c) {
    return InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      const std::vector<Notice> notices =
          ListNotices(c, v.actor.government_id, v.actor.account_id, before, kNoticesOnAPage);
      const int64_t unread = CountUnread(c, v.actor.government_id, v.actor.account_id);
      page.SetValueAndShowSection("COUNT", std::to_string(unread), unread > 0 ? "SOME_UNREAD" : "ALL_READ");
      page.ShowSection(notices.empty() ? "EMPTY" : "NOTICES");
      for (const Notice& notice : notices)
        FillNotice(v, notice, WordsOf(v, c, context, registers, notice),
                   *page.AddSectionDictionary("NOTICE"));
      if (notices.size() == static_cast<size_t>(kNoticesOnAPage))
        page.SetValueAndShowSection("BEFORE", std::to_string(notices.back().id), "OLDER");
      return Unit{};
    });
  });
  return v.Show("register/notices", page, "notices.title").Set("Cache-Control", "no-store");
}

// Opening a notice marks it as read and leads to its record.
http::Response OpenNotice(Visit& v, const Registers& registers) {
  const std::optional<int64_t> id = IdIn(v.request.Param("id"));
  if (!id || *id == 0) return v.Refuse({ErrorKind::kNotFound, "http.not_found"});
  std::string url = "/notices";
  (void)v.web.db.Write([&](sql::Connection& c) -> Status {
    return InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      MarkRead(c, v.actor.government_id, v.actor.account_id, *id, v.now);
      const auto notices = ListNotices(c, v.actor.government_id, v.actor.account_id, *id + 1, 1);
      if (notices.empty() || notices[0].id != *id) return Ok();
      const std::string of = WordsOf(v, c, context, registers, notices[0]).url;
      if (!of.empty()) url = of;
      return Ok();
    });
  });
  return v.Back(url);
}

http::Response ReadAllNotices(Visit& v) {
  (void)v.web.db.Write([&](sql::Connection& c) -> Status {
    MarkRead(c, v.actor.government_id, v.actor.account_id, 0, v.now);
    return Ok();
  });
  return v.Back("/notices", "notices.all_read_now");
}

}  // namespace

NoticeWords WordsOf(const Visit& v, sql::Connection& c, const RecordContext& context,
                    const Registers& registers, const Notice& notice) {
  NoticeWords words;
  const InForce* found = registers.Find(notice.register_id);
  if (found == nullptr) {
    words.title = v.T("notices.gone");
    return words;
  }
  const Definition& definition = found->definition;
  if (notice.kind == NoticeKind::kWarning)
    WarningWords(v, definition, notice, words);
  else
    ActWords(v, definition, notice, words);
  words.record = In(v, definition.title);
  const std::optional<Record> record = ReadableRecord(c, context, definition, notice.record_id);
  if (!record) return words;
  words.url = "/registers/" + definition.id + "/" + std::to_string(record->id);
  words.record = RecordName({v, context, definition}, *record) + " · " + In(v, definition.title);
  return words;
}

Unread UnreadOf(const Visit& v, const Registers& registers, int most) {
  RemindOnce(v.web.db, registers, *v.government, v.now);
  return v.web.db.Read([&](sql::Connection& c) {
    return InContext(v, registers, c, NumberStyle::kIndonesian, [&](const RecordContext& context) {
      Unread unread;
      unread.count = CountUnread(c, v.actor.government_id, v.actor.account_id);
      if (unread.count == 0) return unread;
      for (const Notice& notice :
           ListNotices(c, v.actor.government_id, v.actor.account_id, 0, kNoticesOnAPage))
        if (!notice.read && unread.newest.size() < static_cast<size_t>(most))
          unread.newest.push_back(WordsOf(v, c, context, registers, notice));
      return unread;
    });
  });
}

void AddNoticePages(kernel::Web& web, http::Router& router, const Registers& registers) {
  web.Page(router, "/notices", [&registers](Visit& v) { return ShowNotices(v, registers); });
  web.Post(router, "/notices/read", [](Visit& v) { return ReadAllNotices(v); });
  web.Post(router, "/notices/{id}", [&registers](Visit& v) { return OpenNotice(v, registers); });
  web.navigation.push_back({"/notices", "nav.notices", kernel::Right::kRead, kernel::NavGroup::kHome});
}

}  // namespace sinergi::registers
