// What a meeting is shown of the registers of a unit.
#include "modules/register/unit_figures.h"

#include "kit/desk.h"

namespace sinergi::registers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class UnitFigures : public testkit::DeskTest {
 protected:
  std::vector<std::string> Seen(const kernel::Account& by, int64_t unit, Period period = {2024, 1}) {
    std::vector<std::string> seen;
    web_.Page(router_, fmt::format("/probe/{}", ++probes_), [&](kernel::Visit& v) {
      for (const UnitFigure& one : UnitFiguresOf(v, registers(), unit, period))
        seen.push_back(
            fmt::format("{}: {} {} {} {}", one.register_title, one.title, one.value, one.unit, one.url));
      return http::Response::Text("");
    });
    EXPECT_EQ(EnterAs(by).Get(fmt::format("/probe/{}", probes_)).status, 200);
    return seen;
  }
  int probes_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, UnitFigures, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(UnitFigures, AreThoseOfItsRecordsInTheQuarter) {
  Make(officer_, {{"what", {"Kabel"}}});
  Make(officer_, {{"what", {"Lampu"}}});
  EXPECT_THAT(Seen(head_, diskominfo_),
              ElementsAre("Meja layanan: Permintaan 2 permintaan /registers/desk/figures/made?year=2024"));
  EXPECT_THAT(Seen(head_, diskominfo_, {2024, 2}), IsEmpty()) << "nothing happened then";
  EXPECT_THAT(Seen(reader_, social_), IsEmpty()) << "another agency";
  EXPECT_THAT(Seen(stranger_, diskominfo_), IsEmpty()) << "may not read there";
}

}  // namespace
}  // namespace sinergi::registers
