#include "platform/pages/templates.h"

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>

#include <stdexcept>

#include "base/ensure.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"

namespace sinergi::pages {
namespace {

constexpr ctemplate::Strip kStrip = ctemplate::STRIP_BLANK_LINES;
constexpr std::string_view kEscaping = "{{%AUTOESCAPE context=\"HTML\"}}";

}  // namespace

// One frozen cache a language: a frozen cache is only read, so that threads share it.
struct Templates::Impl {
  ctemplate::TemplateCache caches[2];

  void Add(std::string_view name, std::string_view source, Lang lang, const Texts& texts) {
    // The pragma takes the whole first line, and must not leave an empty one behind.
    const std::string filled = std::string(kEscaping) + FillMarks(name, source, lang, texts);
    const ctemplate::TemplateString key(name.data(), name.size());
    if (!caches[static_cast<int>(lang)].StringToTemplateCache(key, filled.data(), filled.size(), kStrip)) {
      throw std::runtime_error(fmt::format("template {} ({}) does not parse", name, LangCode(lang)));
    }
  }
};

Templates::Templates() : Templates(Sources{}, Texts::Shipped()) {
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    const std::string name = TemplateName(file.path);
    if (!name.empty()) Add(name, file.plain, Texts::Shipped());
  }
  Freeze();
}

Templates::Templates(const Sources& sources, const Texts& texts) : impl_(std::make_unique<Impl>()) {
  for (const auto& [name, source] : sources) Add(name, source, texts);
  if (!sources.empty()) Freeze();
}

Templates::~Templates() = default;

void Templates::Add(std::string_view name, std::string_view source, const Texts& texts) {
  for (const Lang lang : {Lang::kId, Lang::kEn}) impl_->Add(name, source, lang, texts);
}

void Templates::Freeze() {
  for (ctemplate::TemplateCache& cache : impl_->caches) cache.Freeze();
}

std::string Templates::Render(std::string_view name, Lang lang,
                              const ctemplate::TemplateDictionary& dict) const {
  std::string html;
  const ctemplate::TemplateString key(name.data(), name.size());
  const bool done = impl_->caches[static_cast<int>(lang)].ExpandNoLoad(key, kStrip, &dict, nullptr, &html);
  if (!done) throw BrokenInvariant(fmt::format("template {} or a part of it is missing", name));
  return html;
}

}  // namespace sinergi::pages
