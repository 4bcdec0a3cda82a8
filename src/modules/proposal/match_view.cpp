#include "modules/proposal/match_view.h"

namespace sinergi::proposal {

std::string ShareText(const Match& match) {
  return PrintDecimal((match.share_micro + 500) / 1000, 1, 1) + " %";
}

std::string WordsText(const kernel::Visit& v, const Match& match) {
  std::string text;
  for (const MatchedWord& word : match.words) {
    const std::string texts = std::to_string(word.texts);
    text += text.empty() ? "" : ", ";
    text += word.counts > 1 ? v.T("proposal.word_of_work", {word.written, texts})
                            : v.T("proposal.word", {word.written, texts});
  }
  return text;
}

}  // namespace sinergi::proposal
