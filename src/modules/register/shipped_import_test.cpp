// What every register that ships exports, it also takes in again: nothing is lost on the way, nothing doubled.
#include <gmock/gmock.h>

#include "kit/importing.h"
#include "kit/sample_record.h"

namespace sinergi::registers {
namespace {

using testing::HasSubstr;
using testkit::SampleRecord;
using testkit::Visitor;

class ShippedImports : public testkit::ImportTest {
 protected:
  ShippedImports() {
    using kernel::Role;
    importer_ = AddPerson("semua", {{Role::kOfficer, diskominfo_},
                                    {Role::kVerifier, diskominfo_},
                                    {Role::kPlanner, diskominfo_},
                                    {Role::kHead, diskominfo_}});
  }

  std::string MakeSample(const std::string& id) {
    if (const auto known = made_.find(id); known != made_.end()) return known->second;
    made_[id] = "";
    const Definition& definition = registers().Find(id)->definition;
    const auto link = [this](const Field& field) {
      return registers().Find(field.of) == nullptr ? "" : MakeSample(field.of);
    };
    const SampleRecord sample(definition, {diskominfo_, importer_.id, link});
    const Typed typed = sample.All();
    const Result<Record> made = As(importer_, [&](sql::Connection& c, const RecordContext& context) {
      return MakeRecord(c, context, definition, {diskominfo_, typed, ""});
    });
    EXPECT_TRUE(made.ok()) << id;
    return made_[id] = made.ok() ? std::to_string(made->id) : "";
  }

  // As the page sends it to those who see what is personal.
  std::string Export(const std::string& id) {
    Visitor officer = EnterAs(importer_);
    const http::Response sent = officer.Post("/registers/" + id + "/export", {{"format", "csv"}});
    EXPECT_EQ(sent.status, 200) << id;
    return sent.body;
  }

  std::map<std::string, std::string> made_;
};
INSTANTIATE_TEST_SUITE_P(On, ShippedImports, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

std::string Counts(const std::string& page) {
  const size_t at = page.find(" baru, ");
  const size_t from = page.rfind('>', at), to = page.find('<', at);
  return at == page.npos ? page.substr(0, 3000) : page.substr(from + 1, to - from - 1);
}

TEST_P(ShippedImports, AnExportComesBackAsTheSameRecords) {
  for (const InForce& one : registers().all()) {
    const std::string& id = one.definition.id;
    SCOPED_TRACE(id);
    MakeSample(id);
    const std::string file = Export(id);
    const http::Response shown = Upload(id, file, false);
    const bool numbered = one.definition.numbering.given_at.empty();
    if (numbered) {
      EXPECT_THAT(Counts(shown.body), HasSubstr("0 baru, 0 berubah, "))
          << file << shown.body.substr(shown.body.find("<main"));
    }
    EXPECT_THAT(Counts(shown.body), HasSubstr(", 0 keliru")) << file << shown.body.substr(shown.body.find("<main"));
  }
}

}  // namespace
}  // namespace sinergi::registers
