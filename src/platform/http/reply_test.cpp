#include "platform/http/reply.h"

#include <brotli/decode.h>
#include <gmock/gmock.h>
#include <zlib.h>

#include "platform/files/embedded.h"
#include "platform/http/assets.h"
#include "platform/http/compress.h"

namespace sinergi::http {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string Unbrotli(std::string_view packed) {
  std::string out(1 << 20, '\0');
  size_t size = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(packed.size(), reinterpret_cast<const uint8_t*>(packed.data()), &size,
                                    reinterpret_cast<uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string Gunzip(std::string_view packed) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string Page() {
  std::string page;
  for (int i = 0; i < 300; ++i) page += "<p>baris " + std::to_string(i * 7919) + "</p>";
  return page;
}

TEST(Reply, CompressedBodiesDecodeToThePage) {
  const Reply br = MakeReply(Response::Html(Page()), {Method::kGet, "gzip, deflate, br", "", true});
  EXPECT_THAT(br.head, HasSubstr("\r\nContent-Encoding: br\r\n"));
  EXPECT_EQ(Unbrotli(br.Body()), Page());
  const Reply gzip = MakeReply(Response::Html(Page()), {Method::kGet, "gzip", "", true});
  EXPECT_THAT(gzip.head, HasSubstr("\r\nContent-Encoding: gzip\r\n"));
  EXPECT_THAT(gzip.head, HasSubstr("\r\nContent-Length: " + std::to_string(gzip.Body().size()) + "\r\n"));
  EXPECT_EQ(Gunzip(gzip.Body()), Page());
}

TEST(Reply, LeavesAloneWhatMustNotBeCompressed) {
  const Asked asked{Method::kGet, "br", "", true};
  Response encoded = Response::Html("");
  encoded.Set("Content-Encoding", "br");
  encoded.shared_body = std::make_shared<std::string>(3000, 'x');
  Response picture = Response::Html(Page());
  picture.Set("Content-Type", "image/png");
  EXPECT_EQ(MakeReply(encoded, asked).Body(), std::string(3000, 'x'));
  EXPECT_EQ(MakeReply(picture, asked).Body(), Page());
  EXPECT_EQ(MakeReply(Response::Html(std::string(1024, 'x')), asked).Body().size(), 1024u);
  EXPECT_THAT(MakeReply(Response::Html(Page()), {Method::kGet, "", "", true}).head,
              HasSubstr("Vary: Accept-Encoding"));
}

TEST(Reply, ChoosesTheCodingByDecisionTable) {
  const std::pair<const char*, Coding> kCases[] = {
      {"", Coding::kPlain},
      {"br", Coding::kBrotli},
      {"gzip, br;q=0.1", Coding::kBrotli},
      {"br;q=0, gzip", Coding::kGzip},
      {"br; q=0.000", Coding::kPlain},
      {"identity", Coding::kPlain},
      {"*", Coding::kBrotli},
      {"*;q=0", Coding::kPlain},
      {"br;q=0, *", Coding::kGzip},
      {"GZIP", Coding::kGzip},
      {"brx", Coding::kPlain},
  };
  for (const auto& [header, coding] : kCases) EXPECT_EQ(Preferred(header), coding) << header;
}

TEST(Reply, AnswersNotModifiedByTag) {
  Response tagged = Response::Html(Page());
  tagged.Set("ETag", "\"abc\"");
  const Reply fresh = MakeReply(tagged, {Method::kGet, "br", "\"other\"", true});
  EXPECT_THAT(fresh.head, HasSubstr("ETag: W/\"abc\"\r\n"));
  const Reply same = MakeReply(tagged, {Method::kGet, "br", "\"x\", W/\"abc\"", true});
  EXPECT_THAT(same.head, StartsWith("HTTP/1.1 304 "));
  for (const char* gone : {"Content-Type:", "Content-Length:", "Content-Encoding:"}) {
    EXPECT_THAT(same.head, Not(HasSubstr(gone)));
  }
  EXPECT_EQ(same.Body(), "");
}

TEST(Reply, AHandlersOwnHeadersWin) {
  Response response = Response::Html("x");
  response.Set("Cache-Control", "private").Set("content-security-policy", "default-src 'self'");
  const Reply reply = MakeReply(response, {});
  EXPECT_THAT(reply.head, HasSubstr("Cache-Control: private\r\n"));
  EXPECT_THAT(reply.head, Not(HasSubstr("no-store")));
  EXPECT_THAT(reply.head, Not(HasSubstr("default-src 'none'")));
}

TEST(Reply, WritesDatesAsHttpDoes) {
  EXPECT_EQ(HttpDate(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(Assets, EveryWebFileIsServedForEverByItsHash) {
  Router router;
  AddStaticRoutes(router);
  size_t count = 0;
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    if (!file.path.starts_with("web/")) continue;
    ++count;
    Request request;
    request.path = AssetUrl(file.path.substr(4));
    request.headers = {{"accept-encoding", "br"}};
    const Response response = router.Answer(request);
    ASSERT_EQ(response.status, 200) << file.path;
    EXPECT_NE(response.headers[0].second, "application/octet-stream") << file.path;
    EXPECT_THAT(response.headers[1].second, HasSubstr("immutable"));
    const bool packed = !file.brotli.empty();
    EXPECT_EQ(packed ? Unbrotli(*response.shared_body) : *response.shared_body, file.plain) << file.path;
    if (!file.gzip.empty()) {
      EXPECT_EQ(Gunzip(file.gzip), file.plain) << file.path;
    }
    request.path = "/static/" + std::string(file.path.substr(4));
    EXPECT_EQ(router.Answer(request).headers[1].second, "no-cache");
  }
  if (count == 0) GTEST_SKIP() << "no web files yet";
}

TEST(Assets, ReferencesBetweenWebFilesAreAllFilled) {
  for (const files::EmbeddedFile& file : files::AllEmbedded()) {
    if (!file.path.starts_with("web/") || !IsCompressible(ContentTypeOf(file.path))) continue;
    EXPECT_EQ(file.plain.find("[[asset:"), std::string_view::npos) << file.path;
  }
}

TEST(Assets, UnknownOnesAreNotFound) {
  Router router;
  AddStaticRoutes(router);
  for (const char* path : {"/static/", "/static/css/none.css", "/static/css/base.000000000000.css",
                           "/static/web/css/base.css"}) {
    Request request;
    request.path = path;
    EXPECT_EQ(router.Answer(request).status, 404) << path;
  }
}

}  // namespace
}  // namespace sinergi::http
