#include "platform/pages/marks.h"

#include <stdexcept>

#include "base/text.h"
#include "platform/files/embedded.h"

namespace sinergi::pages {
namespace {

constexpr int kDeepestInclude = 8;

struct Filling {
  std::string_view template_name;
  Lang lang;
  const Texts& texts;

  [[noreturn]] void Refuse(std::string_view mark, const char* why) const {
    throw std::runtime_error(fmt::format("template {}: [[{}]] {}", template_name, mark, why));
  }
};

bool IsMark(std::string_view mark) {
  if (mark.empty() || mark.front() < 'a' || mark.front() > 'z') return false;
  const std::string_view head = mark.substr(0, mark.find('|'));
  return head.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.:/-") == std::string_view::npos;
}

const files::EmbeddedFile* FindTemplate(std::string_view name) {
  for (const char* folder : {"src/", "src/modules/", "src/platform/"}) {
    const std::string path = folder + std::string(name) + ".html";
    if (const files::EmbeddedFile* file = files::FindEmbedded(path)) return file;
  }
  return nullptr;
}

std::string ReplaceAll(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string TextOf(std::string_view mark, const Filling& filling) {
  const std::vector<std::string_view> parts = Split(mark, '|');
  if (!filling.texts.Has(filling.lang, parts[0]) && !filling.texts.Has(Lang::kId, parts[0])) {
    filling.Refuse(mark, "is not in the dictionary");
  }
  // A brace of a text is never the start of a template variable.
  std::string text = ReplaceAll(EscapeHtml(filling.texts.Raw(filling.lang, parts[0])), "{{", "&#123;&#123;");
  for (size_t i = 1; i < parts.size(); ++i) text = ReplaceAll(text, fmt::format("{{{}}}", i - 1), parts[i]);
  return text;
}

std::string Fill(std::string_view source, const Filling& filling, int depth);

std::string Include(std::string_view mark, const Filling& filling, int depth) {
  const files::EmbeddedFile* file = FindTemplate(mark.substr(8));
  if (file == nullptr) filling.Refuse(mark, "is no template");
  if (depth >= kDeepestInclude) filling.Refuse(mark, "is included too deep");
  return Fill(file->plain, filling, depth + 1);
}

std::string Replacement(std::string_view mark, const Filling& filling, int depth) {
  if (mark == "lang") return std::string(LangCode(filling.lang));
  if (mark.starts_with("include:")) return Include(mark, filling, depth);
  if (!mark.starts_with("asset:")) return TextOf(mark, filling);
  const std::string_view asset = mark.substr(6);
  if (files::FindEmbedded("web/" + std::string(asset)) == nullptr) filling.Refuse(mark, "is no file of web/");
  return files::AssetUrl(asset);
}

std::string Fill(std::string_view source, const Filling& filling, int depth) {
  std::string out;
  out.reserve(source.size() + source.size() / 4);
  for (size_t at = 0;;) {
    const size_t open = source.find("[[", at);
    const size_t close = open == source.npos ? source.npos : source.find("]]", open);
    if (close == source.npos) return out.append(source.substr(at));
    const std::string_view mark = source.substr(open + 2, close - open - 2);
    out.append(source.substr(at, open - at));
    if (IsMark(mark)) {
      out.append(Replacement(mark, filling, depth));
      at = close + 2;
    } else {
      out.push_back('[');
      at = open + 1;
    }
  }
}

}  // namespace

std::string TemplateName(std::string_view path) {
  if (!path.starts_with("src/") || !path.ends_with(".html")) return "";
  path = path.substr(4, path.size() - 9);
  for (const std::string_view layer : {"modules/", "platform/"}) {
    if (path.starts_with(layer)) path.remove_prefix(layer.size());
  }
  return std::string(path);
}

std::string FillMarks(std::string_view name, std::string_view source, Lang lang, const Texts& texts) {
  return Fill(source, Filling{name, lang, texts}, 0);
}

std::string EscapeHtml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out.append("&amp;");
        break;
      case '<':
        out.append("&lt;");
        break;
      case '>':
        out.append("&gt;");
        break;
      case '"':
        out.append("&quot;");
        break;
      case '\'':
        out.append("&#39;");
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

}  // namespace sinergi::pages
