#include "kernel/time_text.h"

#include <gtest/gtest.h>

namespace sinergi::kernel {
namespace {

TEST(TimeText, FollowsTheLanguage) {
  const Instant at = (Date{2024, 9, 18}).Days() * 86400 + 13 * 3600 + 22 * 60;
  EXPECT_EQ(MomentTime(at, Zone::kWita, Lang::kId), "21.22 WITA");
  EXPECT_EQ(MomentTime(at, Zone::kWita, Lang::kEn), "21:22 WITA");
  EXPECT_EQ(TimeText("09:00–12:00", Lang::kId), "09.00–12.00");
  EXPECT_EQ(TimeText("09:00–12:00", Lang::kEn), "09:00–12:00");
  EXPECT_EQ(TimeText("", Lang::kId), "");
}

}  // namespace
}  // namespace sinergi::kernel
