#include "kernel/actor.h"

#include <gmock/gmock.h>

namespace sinergi::kernel {
namespace {

//   1 ─ 2 ─ 3        the grant is of 2
//   └── 4
UnitTree Tree() {
  const auto unit = [](int64_t id, const char* code, std::optional<int64_t> parent) {
    Unit u;
    u.id = id;
    u.code = code;
    u.parent_id = parent;
    return u;
  };
  return UnitTree({unit(1, "1", {}), unit(2, "2", 1), unit(3, "3", 2), unit(4, "4", 1)});
}

constexpr Right kRights[] = {Right::kRead,     Right::kEnter,      Right::kVerify, Right::kPlan,
                             Right::kEvaluate, Right::kAdminister, Right::kAudit};

// '.' not at all; 'u' in the granted unit and below it; '*' everywhere.
struct Case {
  Role role;
  const char* rights;  // read enter verify plan evaluate administer audit
};
constexpr Case kCases[] = {
    {Role::kOfficer, "uu....."}, {Role::kVerifier, "u.u...."},  {Role::kPlanner, "u..u..."},
    {Role::kHead, "u......"},    {Role::kEvaluator, "*...u.."}, {Role::kAdministrator, "u....u."},
    {Role::kAuditor, "u.....u"},
};

TEST(Actor, MayByTheTableOfRoles) {
  const UnitTree tree = Tree();
  for (const Case& row : kCases) {
    const Actor scoped{1, 7, "x", "X", {{row.role, 2}}};
    const Actor whole{1, 7, "x", "X", {{row.role, 0}}};
    for (size_t i = 0; i < std::size(kRights); ++i) {
      const Right right = kRights[i];
      const char reach = row.rights[i];
      SCOPED_TRACE(testing::Message() << Name(row.role) << " right " << i);
      EXPECT_EQ(scoped.May(right, tree, 2), reach != '.') << "own";
      EXPECT_EQ(scoped.May(right, tree, 3), reach != '.') << "below";
      EXPECT_EQ(scoped.May(right, tree, 4), reach == '*') << "beside";
      EXPECT_EQ(scoped.May(right, tree, 1), reach == '*') << "above";
      EXPECT_EQ(scoped.May(right, tree, 0), reach == '*') << "whole government";
      EXPECT_EQ(scoped.May(right, tree, 99), reach == '*') << "unknown";
      EXPECT_EQ(scoped.MayAnywhere(right), reach != '.');
      for (const int64_t unit : {0, 1, 2, 3, 4})
        EXPECT_EQ(whole.May(right, tree, unit), reach != '.') << unit;
    }
  }
}

TEST(Actor, NoGrantNoRight) {
  const Actor nobody{1, 7, "x", "X", {}};
  for (const Right right : kRights) {
    EXPECT_FALSE(nobody.May(right, Tree(), 1));
    EXPECT_FALSE(nobody.MayAnywhere(right));
  }
}

TEST(Actor, ListsTheUnitsOfARight) {
  const Actor actor{1, 7, "x", "X", {{Role::kOfficer, 3}, {Role::kHead, 4}}};
  EXPECT_THAT(actor.UnitsWith(Right::kRead, Tree()), testing::ElementsAre(3, 4));
  EXPECT_THAT(actor.UnitsWith(Right::kEnter, Tree()), testing::ElementsAre(3));
}

TEST(Actor, EqualRightsHaveEqualKeys) {
  const Actor a{1, 7, "x", "X", {{Role::kOfficer, 3}, {Role::kHead, 4}}};
  const Actor b{1, 8, "y", "Y", {{Role::kHead, 4}, {Role::kOfficer, 3}, {Role::kHead, 4}}};
  const Actor other_government{2, 8, "y", "Y", b.grants};
  const Actor other_unit{1, 8, "y", "Y", {{Role::kOfficer, 34}}};
  EXPECT_EQ(a.RightsKey(), b.RightsKey());
  EXPECT_NE(a.RightsKey(), other_government.RightsKey());
  EXPECT_NE(a.RightsKey(), other_unit.RightsKey());
}

TEST(Actor, TheCommandLineMayEverything) {
  const Actor cli = CommandLineActor(1);
  for (const Right right : kRights) EXPECT_TRUE(cli.May(right, Tree(), 0));
  EXPECT_EQ(cli.login, "cli");
  EXPECT_EQ(cli.account_id, 0);
}

TEST(Role, NamesReadBack) {
  for (const Case& row : kCases) EXPECT_EQ(ParseRole(Name(row.role)), row.role);
  EXPECT_FALSE(ParseRole("").has_value());
  EXPECT_FALSE(ParseRole("Officer").has_value());
}

}  // namespace
}  // namespace sinergi::kernel
