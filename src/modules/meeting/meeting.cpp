#include "modules/meeting/meeting.h"

#include <algorithm>
#include <array>

#include "base/enum_names.h"
#include "base/text.h"

namespace sinergi::meeting {
namespace {

constexpr std::array<std::string_view, 5> kKinds{"evaluation", "forum", "coordination", "musrenbang",
                                                 "other"};
constexpr std::array<std::string_view, 3> kMeetingStates{"planned", "open", "closed"};
constexpr std::array<std::string_view, 3> kMeetingActs{"open", "close", "reopen"};

std::string KindOf(std::string_view text, const std::vector<KindWord>& words) {
  const std::string folded = FoldText(text);
  for (const KindWord& word : words)
    if (folded == word.kind || folded == FoldText(word.word)) return word.kind;
  return "other";
}

}  // namespace

std::string_view Name(MeetingKind kind) {
  return kKinds[static_cast<size_t>(kind)];
}
std::optional<MeetingKind> ParseMeetingKind(std::string_view name) {
  return EnumOf<MeetingKind>(kKinds, name);
}
std::string_view Name(MeetingState state) {
  return kMeetingStates[static_cast<size_t>(state)];
}
std::optional<MeetingState> ParseMeetingState(std::string_view name) {
  return EnumOf<MeetingState>(kMeetingStates, name);
}
std::string_view Name(MeetingAct act) {
  return kMeetingActs[static_cast<size_t>(act)];
}
std::optional<MeetingAct> ParseMeetingAct(std::string_view name) {
  return EnumOf<MeetingAct>(kMeetingActs, name);
}

std::optional<MeetingState> AfterAct(MeetingState from, MeetingAct act) {
  if (from == MeetingState::kPlanned && act == MeetingAct::kOpen) return MeetingState::kOpen;
  if (from == MeetingState::kOpen && act == MeetingAct::kClose) return MeetingState::kClosed;
  if (from == MeetingState::kClosed && act == MeetingAct::kReopen) return MeetingState::kOpen;
  return {};
}

bool IsParticipantKind(std::string_view name) {
  return std::ranges::find(kParticipantKinds, name) != std::end(kParticipantKinds);
}

bool Participant::Attended(int64_t session_id) const {
  return std::ranges::find(sessions, session_id) != sessions.end();
}

const AgendaItem* Meeting::Item(int64_t id) const {
  const auto found = std::ranges::find(items, id, &AgendaItem::id);
  return found == items.end() ? nullptr : &*found;
}

int Meeting::Came() const {
  return static_cast<int>(
      std::ranges::count_if(participants, [](const Participant& p) { return !p.sessions.empty(); }));
}

std::optional<std::string> ReadTime(std::string_view text) {
  text = TrimBlanks(text);
  const size_t colon = text.find_first_of(":.");
  if (colon == text.npos || colon == 0 || colon > 2 || text.size() != colon + 3) return {};
  for (size_t i = 0; i < text.size(); ++i)
    if (i != colon && !IsDigit(text[i])) return {};
  int hour = text[0] - '0';
  if (colon == 2) hour = hour * 10 + (text[1] - '0');
  const int minute = (text[colon + 1] - '0') * 10 + (text[colon + 2] - '0');
  if (hour > 23 || minute > 59) return {};
  return fmt::format("{:02}:{:02}", hour, minute);
}

bool IsVideoLink(std::string_view text) {
  constexpr std::string_view kScheme = "https://";
  if (!text.starts_with(kScheme) || text.size() > 500) return false;
  const char host = text.size() > kScheme.size() ? text[kScheme.size()] : '/';
  const bool clean =
      std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127 && c != '"' && c != '<'; });
  return clean && host != '/' && host != '.';
}

const Session* SessionAt(const std::vector<Session>& sessions, const Date& day, std::string_view time) {
  const Session* chosen = nullptr;
  for (const Session& session : sessions) {
    if (session.day != day) continue;
    if (!chosen || session.starts <= time) chosen = &session;
  }
  return chosen;
}

std::string NameKey(std::string_view name, std::string_view institution) {
  return FoldText(name) + "|" + FoldText(institution);
}

std::vector<InviteLine> ReadInvites(std::string_view text, const std::vector<KindWord>& words) {
  std::vector<InviteLine> lines;
  for (const std::string_view line : Split(text, '\n')) {
    const std::vector<std::string_view> parts = Split(line, line.find('\t') == line.npos ? ';' : '\t');
    InviteLine invite;
    invite.name = FoldBlanks(parts[0]);
    if (parts.size() > 1) invite.institution = FoldBlanks(parts[1]);
    invite.kind = KindOf(parts.size() > 2 ? parts[2] : std::string_view(), words);
    if (!invite.name.empty()) lines.push_back(std::move(invite));
  }
  return lines;
}

}  // namespace sinergi::meeting
