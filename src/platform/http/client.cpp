#include "platform/http/client.h"

#include <curl/curl.h>

#include <memory>

#include "base/ensure.h"

namespace sinergi::http {
namespace {

constexpr long kConnectSeconds = 10;

struct Collected {
  std::string body;
  size_t most = 0;
};

size_t Collect(char* piece, size_t size, size_t count, void* into) {
  Collected& collected = *static_cast<Collected*>(into);
  if (collected.body.size() + size * count > collected.most) return 0;  // ends the call
  collected.body.append(piece, size * count);
  return size * count;
}

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeHeaders {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using HeaderList = std::unique_ptr<curl_slist, FreeHeaders>;

Handle NewHandle() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  ENSURE(ready);
  Handle handle(curl_easy_init());
  ENSURE(handle != nullptr);
  return handle;
}

HeaderList HeadersOf(const Call& call) {
  HeaderList list(curl_slist_append(nullptr, ("Content-Type: " + call.content_type).c_str()));
  curl_slist_append(list.get(), "Accept: application/json");
  curl_slist_append(list.get(), "Expect:");  // no asking whether the body is wanted
  return list;
}

// A connection of its own, no second try by the library, no other place than the one named.
void SendOnce(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
}

}  // namespace

Reached PostOnce(const Call& call) {
  const Handle handle = NewHandle();
  const HeaderList headers = HeadersOf(call);
  Collected collected{{}, call.answer_most};
  SendOnce(handle.get());
  curl_easy_setopt(handle.get(), CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, static_cast<long>(call.time.count()));
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
  curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, call.body.data());
  if (!call.user.empty()) {
    curl_easy_setopt(handle.get(), CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    curl_easy_setopt(handle.get(), CURLOPT_USERNAME, call.user.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PASSWORD, call.password.c_str());
  }
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, &Collect);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &collected);
  const CURLcode ended = curl_easy_perform(handle.get());
  long status = 0, sent = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle.get(), CURLINFO_REQUEST_SIZE, &sent);
  if (ended == CURLE_OK)
    return {Delivery::kAnswered, static_cast<int>(status), std::move(collected.body), {}};
  return {sent == 0 ? Delivery::kNeverSent : Delivery::kUnknown, 0, {}, curl_easy_strerror(ended)};
}

}  // namespace sinergi::http
