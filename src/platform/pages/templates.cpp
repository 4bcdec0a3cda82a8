#include "platform/pages/templates.h"

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>

#include <mutex>
#include <stdexcept>

#include "base/ensure.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"

namespace sinergi::pages {
namespace {

constexpr ctemplate::Strip kStrip = ctemplate::STRIP_BLANK_LINES;
constexpr std::string_view kEscaping = "{{%AUTOESCAPE context=\"HTML\"}}";

}  // namespace

// One frozen cache a language: a frozen cache is only read, so that threads share it. Indonesian is parsed at
// start, which shows every mistake; English, with the same tags, when somebody first asks for it.
struct Templates::Impl {
  Sources sources;
  const Texts& texts;
  ctemplate::TemplateCache caches[2];
  std::once_flag parsed[2];

  explicit Impl(Sources s, const Texts& t) : sources(std::move(s)), texts(t) { CacheOf(Lang::kId); }

  const ctemplate::TemplateCache& CacheOf(Lang lang) {
    ctemplate::TemplateCache& cache = caches[static_cast<int>(lang)];
    std::call_once(parsed[static_cast<int>(lang)], [&] {
      for (const auto& [name, source] : sources) Parse(name, source, lang, cache);
      cache.Freeze();
    });
    return cache;
  }

  void Parse(std::string_view name, std::string_view source, Lang lang,
             ctemplate::TemplateCache& cache) const {
    const std::string filled = std::string(kEscaping) + FillMarks(name, source, lang, texts);
    const ctemplate::TemplateString key(name.data(), name.size());
    if (!cache.StringToTemplateCache(key, filled.data(), filled.size(), kStrip)) {
      throw std::runtime_error(fmt::format("template {} ({}) does not parse", name, LangCode(lang)));
    }
  }

  static Sources Embedded() {
    Sources sources;
    for (const files::EmbeddedFile& file : files::AllEmbedded()) {
      if (std::string name = TemplateName(file.path); !name.empty())
        sources.emplace(std::move(name), file.plain);
    }
    return sources;
  }
};

Templates::Templates() : Templates(Impl::Embedded(), Texts::Shipped()) {}
Templates::Templates(const Sources& sources, const Texts& texts)
    : impl_(std::make_unique<Impl>(sources, texts)) {}
Templates::~Templates() = default;

std::string Templates::Render(std::string_view name, Lang lang,
                              const ctemplate::TemplateDictionary& dict) const {
  std::string html;
  const ctemplate::TemplateString key(name.data(), name.size());
  const bool done = impl_->CacheOf(lang).ExpandNoLoad(key, kStrip, &dict, nullptr, &html);
  if (!done) throw BrokenInvariant(fmt::format("template {} or a part of it is missing", name));
  return html;
}

}  // namespace sinergi::pages
