#include "modules/planning/document/document_store.h"

#include "kernel/audit.h"
#include "kit/kernel.h"
#include "modules/planning/document/difference.h"

namespace sinergi::planning {
namespace {

using kernel::Role;

class DocumentStore : public testkit::KernelTest {
 protected:
  DocumentStore() : KernelTest(kernel::MigrationsUnder("src/modules/planning/migrations/")) {
    planner_ = Person("planner", Role::kPlanner, 0);
    own_ = Person("own", Role::kPlanner, diskominfo_);
    stranger_ = Person("stranger", Role::kPlanner, social_);
  }
  kernel::Actor Person(const std::string& login, Role role, int64_t unit) {
    const kernel::Account account = AddPerson(login, {{role, unit}});
    return {government_, account.id, login, account.name, account.grants};
  }
  template <class Fn>
  auto As(const kernel::Actor& actor, Fn&& fn) {
    const kernel::UnitTree units = Units();
    return db_->Write([&](sql::Connection& c) {
      return fn(c, PlanningContext{actor, units, 1'700'000'000});
    });
  }
  Result<int64_t> Add(const kernel::Actor& actor, DocumentKind kind, int64_t unit,
                      std::optional<int64_t> above = {}) {
    DocumentHead head;
    head.kind = kind;
    head.unit_id = unit;
    head.year_from = head.year_to = 2027;
    head.title = "Dokumen";
    head.above_id = above;
    return As(actor, [&](sql::Connection& c, const PlanningContext& context) {
      return AddDocument(c, context, head);
    });
  }
  Result<int64_t> Set(const kernel::Actor& actor, int64_t id, int64_t seen, const DocumentContent& content) {
    return As(actor, [&](sql::Connection& c, const PlanningContext& context) {
      return SetContent(c, context, id, seen, content);
    });
  }
  Status Lock(const kernel::Actor& actor, int64_t id, int64_t seen) {
    return As(actor, [&](sql::Connection& c, const PlanningContext& context) {
      return LockStage(c, context, id, seen, "Forum");
    });
  }
  std::vector<DocumentVersion> Versions(int64_t id) {
    return db_->Read([&](sql::Connection& c) { return VersionsOf(c, government_, id); });
  }
  DocumentContent Content(int64_t version) {
    return db_->Read([&](sql::Connection& c) { return LoadContent(c, government_, version); });
  }
  static DocumentContent Sample(int subs) {
    DocumentContent content;
    content.nodes.push_back({DocumentLevel::kProgramme, -1, "2.16.02", "P", "S", "2.16.01", "", "", "", {}});
    for (int i = 0; i < subs; ++i) {
      content.nodes.push_back({DocumentLevel::kSubActivity,
                               0,
                               std::to_string(i),
                               "Sub",
                               "",
                               "",
                               "Kota",
                               "PAD",
                               "n",
                               {{2027, Money::Sen(i)}, {2028, Money::Rupiah(i)}}});
      content.indicators.push_back({i + 1,
                                    "I",
                                    "%",
                                    Quantity::Read("1-2", NumberStyle::kIndonesian),
                                    {{2027, Quantity::Read("3,5", NumberStyle::kIndonesian)}}});
    }
    return content;
  }

  kernel::Actor planner_, own_, stranger_;
};
INSTANTIATE_TEST_SUITE_P(On, DocumentStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

template <class T>
std::string CodeOf(const Result<T>& result) {
  return result.ok() ? "ok" : result.error().code;
}

TEST_P(DocumentStore, KeepsAContentOfManyRowsAsItIs) {
  const int64_t id = *Add(own_, DocumentKind::kRenja, diskominfo_);
  const DocumentContent content = Sample(150);
  ASSERT_EQ(CodeOf(Set(own_, id, 1, content)), "ok");
  const DocumentContent kept = Content(Versions(id)[0].id);
  ASSERT_EQ(kept.nodes.size(), 151u);
  EXPECT_TRUE(DifferencesOf(content, kept).empty());
  EXPECT_EQ(kept.nodes[150].amounts, content.nodes[150].amounts);
  EXPECT_EQ(kept.indicators[3].baseline.kind, Quantity::Kind::kRange);
  EXPECT_EQ(*Set(own_, id, 2, content), 2) << "the same again changes nothing";
}

TEST_P(DocumentStore, LocksAStageAndGoesOnWithACopy) {
  const int64_t id = *Add(own_, DocumentKind::kRenja, diskominfo_);
  EXPECT_EQ(CodeOf(Lock(own_, id, 1)), "planning.document_empty");
  ASSERT_TRUE(Set(own_, id, 1, Sample(2)).ok());
  ASSERT_EQ(CodeOf(Lock(own_, id, 2)), "ok");
  ASSERT_TRUE(Set(own_, id, 1, Sample(1)).ok());
  const std::vector<DocumentVersion> versions = Versions(id);
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0].stage, Stage::kDraft);
  EXPECT_FALSE(versions[0].locked_at.has_value());
  EXPECT_EQ(versions[1].locked_by, "own");
  EXPECT_EQ(Content(versions[1].id).nodes.size(), 3u) << "what was locked stays";
  EXPECT_EQ(Content(versions[0].id).nodes.size(), 2u);
}

TEST_P(DocumentStore, RefusesTheWrongPersonTheOldViewAndTheWrongShape) {
  const int64_t id = *Add(own_, DocumentKind::kRenja, diskominfo_);
  EXPECT_EQ(CodeOf(Set(own_, id, 7, Sample(1))), "planning.document_changed");
  EXPECT_EQ(CodeOf(Set(stranger_, id, 1, Sample(1))), "planning.document_unknown");
  EXPECT_EQ(CodeOf(Add(stranger_, DocumentKind::kRenja, diskominfo_)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Add(own_, DocumentKind::kRpjmd, 0)), "kernel.forbidden");
  EXPECT_EQ(CodeOf(Add(planner_, DocumentKind::kRenja, 0)), "planning.document_invalid");
  EXPECT_EQ(CodeOf(Add(planner_, DocumentKind::kRpjmd, diskominfo_)), "planning.document_invalid");
  const int64_t rpjmd = *Add(planner_, DocumentKind::kRpjmd, 0);
  EXPECT_EQ(CodeOf(Set(own_, rpjmd, 1, Sample(1))), "kernel.forbidden") << "may be read, not changed";
  const int64_t renstra = *Add(own_, DocumentKind::kRenstra, diskominfo_, rpjmd);
  EXPECT_EQ(CodeOf(Add(own_, DocumentKind::kRenja, diskominfo_, rpjmd)), "planning.document_invalid");
  EXPECT_EQ(CodeOf(Add(own_, DocumentKind::kRenja, diskominfo_, renstra)), "ok");
  EXPECT_EQ(CodeOf(Add(planner_, DocumentKind::kRenja, social_, renstra)), "planning.document_invalid");
  EXPECT_EQ(CodeOf(Set(own_, 999'999, 1, Sample(1))), "planning.document_unknown");
}

TEST_P(DocumentStore, PapersAreSaidOfTheOpenVersionAndCopied) {
  const int64_t id = *Add(own_, DocumentKind::kRenja, diskominfo_);
  ASSERT_TRUE(Set(own_, id, 1, Sample(1)).ok());
  const auto say = [&](const char* item, ItemState state) {
    return As(own_, [&](sql::Connection& c, const PlanningContext& context) {
      return SetItems(c, context, id, {{item, state}});
    });
  };
  EXPECT_EQ(CodeOf(say("tc32", ItemState::kNil)), "ok");
  EXPECT_EQ(CodeOf(say("tc33", ItemState::kNil)), "planning.item_unknown");
  EXPECT_EQ(CodeOf(say("x", ItemState::kPresent)), "planning.item_unknown");
  ASSERT_TRUE(Lock(own_, id, 2).ok());
  const int64_t open = Versions(id)[0].id;
  const auto items = db_->Read([&](sql::Connection& c) { return LoadItems(c, government_, open); });
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].state, ItemState::kNil);
}

TEST_P(DocumentStore, TellsTheTrail) {
  const int64_t id = *Add(own_, DocumentKind::kRenja, diskominfo_);
  ASSERT_TRUE(Set(own_, id, 1, Sample(1)).ok());
  ASSERT_TRUE(Lock(own_, id, 2).ok());
  const auto rows =
      db_->Read([&](sql::Connection& c) { return kernel::ListAudit(c, government_, {"document."}); });
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].act, "document.lock");
  EXPECT_EQ(rows[2].act, "document.add");
}

}  // namespace
}  // namespace sinergi::planning
