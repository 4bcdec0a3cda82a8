#include <gmock/gmock.h>

#include "platform/http/coding.h"
#include "platform/http/message.h"

namespace sinergi::http {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::Pair;

Request With(std::string type, std::string body) {
  Request request;
  request.headers = {{"content-type", std::move(type)}};
  request.body = std::move(body);
  return request;
}

Form Urlencoded(std::string body) {
  return ReadForm(With("application/x-www-form-urlencoded", std::move(body)));
}

std::string Part(const std::string& head, const std::string& content, const std::string& boundary = "XX") {
  return "--" + boundary + "\r\n" + head + "\r\n\r\n" + content + "\r\n";
}
std::string Field(const std::string& name, const std::string& value) {
  return Part("Content-Disposition: form-data; name=\"" + name + "\"", value);
}
const std::string kEnd = "--XX--\r\n";
Request Multipart(std::string body) {
  return With("multipart/form-data; boundary=XX", std::move(body));
}

TEST(Form, ReadsUrlencodedFields) {
  const Form form = Urlencoded("a=1&b=%C3%A9+%2B&&c&a=2&=x");
  EXPECT_TRUE(form.ok);
  EXPECT_THAT(form.fields,
              ElementsAre(Pair("a", "1"), Pair("b", "é +"), Pair("c", ""), Pair("a", "2"), Pair("", "x")));
  EXPECT_EQ(form.Field("a"), "1");
  EXPECT_EQ(form.Field("z"), "");
}

TEST(Form, RefusesBadEncodingsWholly) {
  for (const char* body : {"a=%", "a=%4", "a=%zz", "a=%ff", "%ff=a", "a=%00", "ok=1&a=%c3"}) {
    const Form form = Urlencoded(body);
    EXPECT_FALSE(form.ok) << body;
    EXPECT_TRUE(form.fields.empty()) << body;
  }
  EXPECT_FALSE(Urlencoded("a=\0"s).ok);
}

TEST(Form, KnowsOnlyTheTwoFormTypes) {
  EXPECT_TRUE(ReadForm(Request{}).ok);
  EXPECT_FALSE(ReadForm(With("application/json", "{}")).ok);
  EXPECT_TRUE(ReadForm(With("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=1")).ok);
  Request untyped;
  untyped.body = "a=1";
  EXPECT_FALSE(ReadForm(untyped).ok);
}

TEST(Form, ReadsFieldsAndFilesInPlace) {
  const std::string content = "a\r\n--X\r\n--XXnot\0\xff"s;
  const Request request = Multipart(
      Field("unit", "1.01") +
      Part("content-disposition: form-data; name=\"f\"; filename=\"C:\\\\x\\\\Lap \\\"1\\\".pdf\"\r\n"
           "Content-Type: application/pdf",
           content) +
      Part("Content-Disposition: form-data; name=none; filename=\"\"\r\nContent-Type: "
           "application/octet-stream",
           "") +
      kEnd);
  const Form form = ReadForm(request);
  ASSERT_TRUE(form.ok);
  EXPECT_THAT(form.fields, ElementsAre(Pair("unit", "1.01")));
  ASSERT_EQ(form.files.size(), 1u);
  EXPECT_EQ(form.files[0].field, "f");
  EXPECT_EQ(form.files[0].name, "Lap \"1\".pdf");
  EXPECT_EQ(form.files[0].content_type, "application/pdf");
  EXPECT_EQ(form.files[0].content, content);
  EXPECT_GE(form.files[0].content.data(), request.body.data());
  EXPECT_LE(form.files[0].content.data() + content.size(), request.body.data() + request.body.size());
}

TEST(Form, ReadsNamesAsBrowsersWriteThem) {
  const Form form =
      ReadForm(Multipart(Field("a%22b", "1") + Field("ünit", "2") + Field("a;b=c", "3") + "--XX--"));
  EXPECT_THAT(form.fields, ElementsAre(Pair("a\"b", "1"), Pair("ünit", "2"), Pair("a;b=c", "3")));
}

TEST(Form, ReadsAQuotedBoundary) {
  const std::string boundary = "a b:'?=x";
  const Request request =
      With("multipart/form-data; boundary=\"" + boundary + "\"",
           Part("Content-Disposition: form-data; name=\"a\"", "1", boundary) + "--" + boundary + "--");
  EXPECT_EQ(ReadForm(request).Field("a"), "1");
}

TEST(Form, AnEmptyFieldAndAnEmptyFormAreFine) {
  EXPECT_THAT(ReadForm(Multipart(Field("a", "") + kEnd)).fields, ElementsAre(Pair("a", "")));
  EXPECT_TRUE(ReadForm(Multipart(kEnd)).ok);
}

TEST(Form, RefusesBrokenParts) {
  const std::string good = Field("a", "1");
  const std::pair<const char*, std::string> kCases[] = {
      {"no end", good},
      {"cut in the content", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1"},
      {"cut in the head", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n"},
      {"text before", "hello\r\n" + good + kEnd},
      {"text after", good + kEnd + "x"},
      {"bare line feeds", "--XX\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XX--\n"},
      {"no disposition", Part("Content-Type: text/plain", "1") + kEnd},
      {"two dispositions",
       Part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") +
           kEnd},
      {"no name", Part("Content-Disposition: form-data", "1") + kEnd},
      {"two names", Part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1") + kEnd},
      {"an open quote", Part("Content-Disposition: form-data; name=\"a", "1") + kEnd},
      {"words after a quote", Part("Content-Disposition: form-data; name=\"a\"b", "1") + kEnd},
      {"another disposition", Part("Content-Disposition: attachment; name=\"a\"", "1") + kEnd},
      {"base64",
       Part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "MQ==") +
           kEnd},
      {"a head without colon", Part("Content-Disposition form-data", "1") + kEnd},
      {"a field that is not text", Field("a", "\xff") + kEnd},
      {"NUL in a field", Field("a", "\0"s) + kEnd},
      {"a name that is not text", Field("\xff", "1") + kEnd},
      {"NUL in a file name",
       Part("Content-Disposition: form-data; name=\"a\"; filename=\"a\0.pdf\""s, "1") + kEnd},
      {"a huge head",
       Part("Content-Disposition: form-data; name=\"" + std::string(5000, 'x') + "\"", "1") + kEnd},
      {"nothing", ""},
  };
  for (const auto& [what, body] : kCases) EXPECT_FALSE(ReadForm(Multipart(body)).ok) << what;
}

TEST(Form, RefusesBadBoundaries) {
  for (const char* type :
       {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=a\"b", "multipart/form-data; boundary=\"XX",
        "multipart/form-data; boundary=XX; boundary=YY", "multipart/mixed; boundary=XX"}) {
    EXPECT_FALSE(ReadForm(With(type, Field("a", "1") + kEnd)).ok) << type;
  }
  EXPECT_FALSE(ReadForm(With("multipart/form-data; boundary=" + std::string(71, 'x'), "")).ok);
}

TEST(Form, CountsAreBounded) {
  std::string files, fields;
  for (int i = 0; i < 101; ++i)
    files += Part("Content-Disposition: form-data; name=\"f\"; filename=\"a\"", "1");
  EXPECT_FALSE(ReadForm(Multipart(files + kEnd)).ok);
  for (int i = 0; i < 300; ++i) fields += Field("a", "1");
  EXPECT_EQ(ReadForm(Multipart(fields + kEnd)).fields.size(), 300u);
}

TEST(Coding, ReadsCookies) {
  EXPECT_THAT(ReadCookies("a=1; b=x=y;c; =d ;e="),
              ElementsAre(Pair("a", "1"), Pair("b", "x=y"), Pair("e", "")));
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "a=1;";
  EXPECT_EQ(ReadCookies(many).size(), 100u);
}

TEST(Coding, ReadsTargets) {
  Request request;
  EXPECT_TRUE(ReadTarget("/a%20b/%C3%A9?x=1+2&y=%3D", request));
  EXPECT_EQ(request.path, "/a b/é");
  EXPECT_EQ(request.Query("x"), "1 2");
  EXPECT_EQ(request.Query("y"), "=");
  EXPECT_TRUE(ReadTarget("http://example.test", request));
  EXPECT_EQ(request.path, "/");
  EXPECT_TRUE(ReadTarget("/a+b..c", request));
  EXPECT_EQ(request.path, "/a+b..c");
  for (const char* bad :
       {"", "*", "a", "ftp://x/", "/a/../b", "/..", "/%2E%2e/", "/a%2Fb", "/%", "/?a=%", "/#x", "/%7f"}) {
    EXPECT_FALSE(ReadTarget(bad, request)) << bad;
  }
}

}  // namespace
}  // namespace sinergi::http
