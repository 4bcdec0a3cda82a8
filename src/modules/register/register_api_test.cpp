// Registers by the API: the same verbs, files and figures as on pages.
#include "kit/register_pages.h"

namespace sinergi::registers {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class RegisterApi : public testkit::RegisterWeb {};
INSTANTIATE_TEST_SUITE_P(On, RegisterApi, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RegisterApi, TheApiHasTheSameVerbs) {
  Visitor officer = EnterAs(officer_);
  const std::string api = "/api/registers/visits/records", unit = std::to_string(diskominfo_);
  const std::string body =
      R"({"key":"a1","unit":")" + unit +
      R"(","fields":{"what":"Lewat API","cost":"1500000.50","kind":"a","items":[{"name":"Tas","count":"1.5"}]}})";
  const http::Response made = Send(officer, http::Method::kPost, api, body);
  EXPECT_EQ(Json(made, "/record/fields/cost"), "1500000.50");
  EXPECT_EQ(Json(made, "/record/fields/items/0/count"), "1.5");
  const std::string id = Json(made, "/record/id");
  EXPECT_EQ(Json(Send(officer, http::Method::kPost, api, body), "/record/id"), id);
  EXPECT_EQ(Json(officer.Get(api), "/count"), "1");
  const http::Response wrong =
      Send(officer, http::Method::kPost, api,
           R"({"unit":")" + unit + R"(","fields":{"cost":"1.500.000","x":1,"what":{}}})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(Send(officer, http::Method::kPost, api, "[").status, 422);
  EXPECT_EQ(Send(officer, http::Method::kPut, api + "/" + id, R"({"version":"1","fields":{"what":"Diubah"}})")
                .status,
            200);
  EXPECT_EQ(
      Send(officer, http::Method::kPut, api + "/" + id, R"({"version":"1","fields":{"what":"Lagi"}})").status,
      409);
  const http::Response accepted =
      Send(officer, http::Method::kPost, api + "/" + id + "/acts/accept", R"({"version":"2"})");
  EXPECT_EQ(Json(accepted, "/record/number"), "001/KT/2024");
  EXPECT_EQ(Json(accepted, "/record/clocks/answer/due"), "2024-03-15");
  EXPECT_EQ(Json(officer.Get(api + "/" + id), "/acts"), R"(["finish"])");
  EXPECT_EQ(officer.Get(api + "?tidak=1").status, 422);
  const std::string described = officer.Get("/api/registers/openapi.json").body;
  EXPECT_THAT(described, HasSubstr("/api/registers/visits/records/{id}/acts/accept"));
  EXPECT_THAT(described, HasSubstr("\"visits.fields\""));
  Visitor forged = officer;
  forged.csrf = "wrong";
  EXPECT_EQ(Send(forged, http::Method::kPost, api, body).status, 403);
}

TEST_P(RegisterApi, TheApiHasFilesAndFigures) {
  Visitor officer = EnterAs(officer_), stranger = EnterAs(stranger_), reader = EnterAs(reader_),
          nobody = Anonymous();
  const std::string record = Make(officer, {{"what", "Rapat"}, {"kind", "a"}, {"sex", "f"}});
  ASSERT_EQ(Act(officer, record, "accept").status, 303);
  const std::string files =
      "/api/registers/visits/records/" + record.substr(record.rfind('/') + 1) + "/files/scan";
  EXPECT_EQ(Upload(stranger, files, "a.txt", "Pindaian contoh.\n").status, 403);
  const http::Response added = Upload(officer, files, "a.txt", "Pindaian contoh.\n");
  EXPECT_EQ(Json(added, "/files/0/name"), "a.txt");
  EXPECT_EQ(Json(reader.Get(files), "/files/0/bytes"), "17");
  const std::string one = files + "/" + Json(added, "/files/0/id");
  EXPECT_EQ(reader.Get(one).body, "Pindaian contoh.\n");
  EXPECT_EQ(stranger.Get(one).status, 403);
  EXPECT_EQ(officer.Get(files + "/999999").status, 404);
  EXPECT_EQ(officer.Get("/api/registers/visits/records/1/files/what").status, 404);

  const std::string figures = "/api/registers/visits/figures";
  EXPECT_EQ(nobody.Get(figures).status, 401);
  const http::Response all = reader.Get(figures + "?year=2024");
  EXPECT_EQ(Json(all, "/figures/0/values/2024-Q1"), "1");
  EXPECT_EQ(Json(all, "/figures/0/values/2024-Q2"), "0");
  EXPECT_THAT(all.body, Not(HasSubstr("women"))) << "counts by what is personal";
  EXPECT_THAT(officer.Get(figures + "?year=2024").body, HasSubstr("women"));
  const http::Response received = reader.Get(figures + "/received?period=2024-Q1");
  EXPECT_EQ(Json(received, "/value"), "1");
  EXPECT_EQ(Json(received, "/groups/kind/a"), "1");
  EXPECT_EQ(Json(received, "/records/0"), record.substr(record.rfind('/') + 1));
  EXPECT_EQ(reader.Get(figures + "/women").status, 403);
  EXPECT_EQ(reader.Get(figures + "/tidak").status, 404);
  for (const char* bad : {"?year=x", "?year=99999", "/received?period=2024-13"})
    EXPECT_EQ(reader.Get(figures + bad).status, 422) << bad;
  const std::string described = officer.Get("/api/registers/openapi.json").body;
  EXPECT_THAT(described, HasSubstr("/api/registers/visits/figures/{figure}"));
  EXPECT_THAT(described, HasSubstr("/api/registers/visits/records/{id}/files/scan"));
}

}  // namespace
}  // namespace sinergi::registers
