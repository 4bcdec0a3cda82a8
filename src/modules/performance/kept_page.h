// KeptPage: a page answered from memory as long as nothing behind it has changed. Its content is shared by
// all who may see the same (data version, rights, language, day, address); the whole page, with its log-out
// form, by one session, compressed. With ETag, so that an unchanged page costs the network nothing.
#pragma once

#include <functional>

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

// `state` says what the content rests on beside the visitor's own government (see StateOf); it becomes part
// of the key. Makes the content; a refusal is answered and not kept.
using MakeContent = std::function<Result<std::string>()>;
http::Response KeptPage(kernel::Visit& v, PerformanceServices& services, std::string_view title_key,
                        const MakeContent& make, std::string_view state = {});

}  // namespace sinergi::performance
