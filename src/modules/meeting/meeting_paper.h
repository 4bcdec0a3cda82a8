// The papers of a meeting: invitation, attendance list, minutes and record, each complete in itself, always in Indonesian: they
// are signed.
#pragma once

#include "kernel/web.h"
#include "modules/meeting/meeting_store.h"

namespace sinergi::meeting {

constexpr std::string_view kPapers[] = {"invitation", "attendance", "minutes", "record"};

// What papers are drawn with; must outlive what is made of it.
struct PaperDesk {
  const Texts& texts;
  const pages::Templates& templates;
  const kernel::Government& government;
  const kernel::UnitTree& units;
};
std::string PaperMarkup(const PaperDesk& desk, const Meeting& meeting, std::string_view paper);
std::string PaperMarkup(const kernel::Visit& v, const Meeting& meeting, std::string_view paper);
std::vector<Paper> AllPapers(const PaperDesk& desk, const Meeting& meeting);

}  // namespace sinergi::meeting
