// Proposals beside the plan, from outside: suggested by words, placed by the planner, accepted into the Renja; who may, and
// what the ticket and the node's page say.
#include "modules/proposal/proposal_pages.h"

#include "kit/performance.h"
#include "kit/registers.h"
#include "kit/visitor.h"
#include "modules/planning/document/document_store.h"
#include "modules/planning/nomenclature/nomenclature_store.h"
#include "modules/planning/planning_pages.h"
#include "modules/proposal/migrations.h"
#include "modules/proposal/place_store.h"
#include "modules/proposal/planned.h"
#include "modules/register/register_pages.h"

namespace sinergi::proposal {
namespace {

using kernel::Role;
using registers::Record;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

testkit::Tables ProposalTables() {
  testkit::Tables tables = testkit::ShippedRegisterTables();
  for (sql::Migration& migration : Migrations()) tables.migrations.push_back(std::move(migration));
  return tables;
}

struct HoldsProposalRegisters {
  std::unique_ptr<registers::Registers> registers_;
};

class ProposalPages : private HoldsProposalRegisters, public testkit::WebTest {
 protected:
  ProposalPages()
      : testkit::WebTest(
            ProposalTables(),
            [this](kernel::Web& web, http::Router& router) {
              registers_ = std::make_unique<registers::Registers>(registers::Registers::Open(web.db, "", 0));
              planning::AddPlanningPages(web, router, {PlannedProposals(*registers_)});
              registers::AddRegisterPages(web, router, *registers_, {}, ProposalLinks);
              AddProposalPages(web, router, *registers_);
            },
            {"register/", "planning/", "proposal/"}) {
    now_ = Date{2026, 3, 6}.Days() * 86'400 + 4 * 3600;
    planner_ = AddPerson("perencana", {{Role::kPlanner, 0}});
    officer_ = AddPerson("petugas", {{Role::kOfficer, diskominfo_}});
    renja_ = AddRenja(diskominfo_, 2027);
  }

  int64_t AddRenja(int64_t unit, int year) {
    const kernel::UnitTree units = Units();
    const kernel::Actor actor{government_, planner_.id, planner_.login, planner_.name, planner_.grants};
    const planning::PlanningContext context{actor, units, now_};
    return Write([&](sql::Connection& c) -> Result<int64_t> {
      planning::DocumentHead head;
      head.unit_id = unit;
      head.year_from = head.year_to = year;
      head.title = fmt::format("Renja {}", year);
      const Result<int64_t> id = planning::AddDocument(c, context, head);
      if (!id.ok()) return id;
      const Result<int64_t> set = planning::SetContent(c, context, *id, 1, Content(year));
      return set.ok() ? id : set;
    });
  }
  static planning::DocumentContent Content(int year) {
    planning::DocumentContent content;
    const auto add = [&](planning::DocumentLevel level, int parent, const char* code, const char* name,
                         int64_t rupiah) {
      planning::DocumentNode node;
      node.level = level;
      node.parent = parent;
      node.code = code;
      node.name = name;
      if (rupiah > 0) node.amounts = {{year, Money::Rupiah(rupiah)}};
      content.nodes.push_back(std::move(node));
    };
    using enum planning::DocumentLevel;
    add(kProgramme, -1, "2.16.03", "Pengelolaan Aplikasi Informatika", 0);
    add(kSubActivity, 0, "2.16.03.2.02.0040", "Penyediaan Akses Internet", 200'000'000);
    add(kSubActivity, 0, "2.16.03.2.02.0038", "Kabupaten Cerdas", 50'000'000);
    return content;
  }

  kernel::Actor ActorOf(const kernel::Account& account) const {
    return {government_, account.id, account.login, account.name, account.grants};
  }
  const registers::Definition& Register() { return registers_->Find("proposals")->definition; }
  // One verb of the planner's on the register.
  template <class Fn>
  Record Do(Fn&& fn) {
    const kernel::UnitTree units = Units();
    const kernel::Actor actor = ActorOf(planner_);
    return Write([&](sql::Connection& c) -> Result<Record> {
      const registers::RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const registers::RecordContext context{actor,  units, government, kernel::ShippedCalendar(),
                                             fields, {},    now_,       DateAt(now_, Zone::kWita),
                                             false};
      return fn(c, context);
    });
  }
  Record Step(const Record& record, const char* act, registers::Typed typed = {}) {
    return Do([&](sql::Connection& c, const registers::RecordContext& context) {
      registers::ActRequest request;
      request.act = act;
      request.version = record.version;
      request.typed = typed;
      return registers::ActOn(c, context, Register(), record.id, request);
    });
  }
  // In the forum, asked for Rp 150.000.000.
  Record Forum(const char* work, const char* problem, int64_t unit) {
    const Record made = Do([&](sql::Connection& c, const registers::RecordContext& context) {
      registers::NewRecord fresh;
      fresh.unit_id = unit;
      fresh.typed = {{"work", {work}},
                     {"problem", {problem}},
                     {"source", {"village"}},
                     {"plan_year", {"2027"}},
                     {"place", {"Dusun Dua"}},
                     {"proposer", {"Rahasia Namaku"}},
                     {"agency", {std::to_string(unit)}}};
      return registers::MakeRecord(c, context, Register(), fresh);
    });
    return Step(Step(made, "to_partner"), "validate",
                {{"agency", {std::to_string(unit)}},
                 {"kind", {"physical"}},
                 {"volume", {"3"}},
                 {"measure", {"titik"}},
                 {"unit_price", {"50000000"}},
                 {"partner_amount", {"150000000"}},
                 {"partner_advice", {"Cukup tiga titik"}}});
  }
  Record Internet() {
    return Forum("Wifi balai desa", "Anak sekolah mencari sinyal di bukit setiap malam.", diskominfo_);
  }
  Record InRegion(const Record& record) {
    return Step(record, "agree_forum", {{"forum_amount", {"150000000"}}, {"forum_advice", {"Disepakati"}}});
  }
  Record Now(int64_t id) {
    return *db_->Read(
        [&](sql::Connection& c) { return registers::ReadRecord(c, government_, Register(), id); });
  }
  static std::string PathOf(const Record& record) { return "/proposals/" + std::to_string(record.id); }
  std::string To(const char* node) const { return std::to_string(renja_) + " " + node; }

  kernel::Account planner_, officer_;
  int64_t renja_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, ProposalPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

constexpr const char* kInternet = "2.16.03.2.02.0040";

TEST_P(ProposalPages, AnonymousWrongRoleRightRole) {
  const Record record = Internet();
  Visitor anonymous = Anonymous(), planner = EnterAs(planner_), officer = EnterAs(officer_),
          stranger = LogInAs("asing", {{Role::kPlanner, social_}});
  for (const std::string& path : {std::string("/proposals"), PathOf(record)}) {
    EXPECT_EQ(anonymous.Get(path).status, 303) << path;
    EXPECT_EQ(planner.Get(path).status, 200) << path;
    EXPECT_EQ(officer.Get(path).status, 200) << path;
  }
  EXPECT_EQ(stranger.Get(PathOf(record)).status, 403);
  EXPECT_EQ(planner.Get("/proposals/999").status, 404);
  EXPECT_THAT(officer.Get(PathOf(record)).body, Not(HasSubstr("Pilih butir ini")));
  for (const char* act : {"/place", "/displace", "/accept"}) {
    const http::Pairs fields = {{"to", To(kInternet)}, {"version", "4"}, {"accepted_amount", "1"}};
    EXPECT_EQ(officer.Post(PathOf(record) + act, fields).status, act[1] == 'p' ? 403 : 409) << act;
    EXPECT_EQ(stranger.Post(PathOf(record) + act, fields).status, 403) << act;
  }
}

TEST_P(ProposalPages, WordsSuggestAndAPersonDecides) {
  const Record record = Internet();
  const Record bridge = Forum("Jembatan gantung", "Anak-anak menyeberangi sungai yang deras.", diskominfo_);
  const Record elsewhere = Forum("Wifi pasar", "Pedagang tidak dapat berjualan daring.", social_);
  Visitor planner = EnterAs(planner_);
  const std::string list = planner.Get("/proposals").body;
  EXPECT_THAT(list, HasSubstr("Penyediaan Akses Internet"));
  EXPECT_THAT(list, HasSubstr("Tidak ada butir dengan kata yang sama"));
  EXPECT_THAT(list, HasSubstr("Belum ada Renja"));
  EXPECT_THAT(list, Not(HasSubstr("Rahasia")));
  const std::string page = planner.Get(PathOf(record)).body;
  EXPECT_THAT(page, HasSubstr("wifi (nama pekerjaan, di 1 butir)"));
  EXPECT_THAT(page, HasSubstr("100,0 %"));
  EXPECT_THAT(page, HasSubstr("Direncanakan Rp 200.000.000"));
  EXPECT_THAT(planner.Get("/registers" + PathOf(record)).body, HasSubstr("href=\"" + PathOf(record) + "\""));
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To("2.16.99")}}).status, 404);
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To("2.16.03")}}).status, 404) << "no leaf";
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", "x"}}).status, 400);
  EXPECT_EQ(planner.Post(PathOf(elsewhere) + "/place", {{"to", To(kInternet)}}).status, 400)
      << "another agency";
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To("2.16.03.2.02.0038")}}).status, 303);
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To(kInternet)}}).status, 303) << "moved";
  EXPECT_THAT(planner.Get("/proposals").body, HasSubstr("dipilih"));
  const std::string placed = planner.Get(PathOf(record)).body;
  EXPECT_THAT(placed, HasSubstr("Dipilih oleh perencana"));
  EXPECT_THAT(placed, HasSubstr("Sisa Rp 50.000.000"));
  EXPECT_THAT(placed, HasSubstr("tempatnya sudah disiapkan")) << "not before the Musrenbang of the region";
  EXPECT_EQ(planner.Post(PathOf(record) + "/displace", {}).status, 303);
  EXPECT_EQ(planner.Post(PathOf(record) + "/displace", {}).status, 409);
  EXPECT_EQ(planner.Post(PathOf(bridge) + "/accept", {{"version", "3"}, {"accepted_amount", "1"}}).status,
            409);
}

TEST_P(ProposalPages, AcceptedIntoItsNode) {
  Record record = InRegion(Internet());
  Visitor planner = EnterAs(planner_);
  ASSERT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To(kInternet)}}).status, 303);
  const auto accept = [&](const char* amount) {
    return planner.Post(PathOf(record) + "/accept",
                        {{"version", std::to_string(record.version)}, {"accepted_amount", amount}});
  };
  const http::Response wrong = accept("banyak");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("value=\"banyak\""));
  EXPECT_EQ(accept("0").status, 422);
  ASSERT_EQ(accept("140.000.000").status, 303);
  EXPECT_EQ(Now(record.id).state, "accepted");
  const Proposal accepted = ProposalFrom(Register(), Now(record.id));
  EXPECT_EQ(accepted.document, "Renja 2027");
  EXPECT_EQ(accepted.node, "2.16.03.2.02.0040 Penyediaan Akses Internet");
  EXPECT_EQ(accepted.accepted, Money::Rupiah(140'000'000));
  EXPECT_EQ(accept("1").status, 409) << "seen before it changed";
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To("2.16.03.2.02.0038")}}).status, 409);
  EXPECT_EQ(planner.Post(PathOf(record) + "/displace", {}).status, 409);
  const std::string node = fmt::format("/planning/{}/node/1", renja_);
  EXPECT_THAT(planner.Get(node).body, HasSubstr("Jumlah Rp 140.000.000 dari Rp 200.000.000"));
  EXPECT_THAT(planner.Get(node).body, Not(HasSubstr("melebihi")));
  EXPECT_THAT(planner.Get(fmt::format("/planning/{}/node/2", renja_)).body,
              Not(HasSubstr("Wifi balai desa")));

  const Record more = InRegion(Internet());
  ASSERT_EQ(planner.Post(PathOf(more) + "/place", {{"to", To(kInternet)}}).status, 303);
  EXPECT_THAT(planner.Get(PathOf(more)).body, HasSubstr("Lebih Rp 90.000.000"))
      << "told before it is accepted";
  ASSERT_EQ(planner
                .Post(PathOf(more) + "/accept",
                      {{"version", std::to_string(more.version)}, {"accepted_amount", "100.000.000"}})
                .status,
            303);
  EXPECT_THAT(planner.Get(node).body, HasSubstr("Jumlah Rp 240.000.000 dari Rp 200.000.000"));
  EXPECT_THAT(planner.Get(node).body, HasSubstr("Lebih Rp 40.000.000"));
  EXPECT_THAT(planner.Get("/proposals").body, HasSubstr("Tidak ada usulan untuk 2027"));
}

TEST_P(ProposalPages, AcceptedInTheRegisterAloneFindsItsPlaceLater) {
  const Record record = InRegion(Internet());
  const Record accepted =
      Step(record, "accept",
           {{"document", {"Renja 2027"}}, {"node", {"Internet"}}, {"accepted_amount", {"9000000"}}});
  Visitor planner = EnterAs(planner_);
  const std::string node = fmt::format("/planning/{}/node/1", renja_);
  EXPECT_THAT(planner.Get(node).body, Not(HasSubstr("Wifi balai desa")));
  EXPECT_THAT(planner.Get("/proposals").body, HasSubstr("Wifi balai desa"));
  EXPECT_EQ(planner.Post(PathOf(accepted) + "/place", {{"to", To(kInternet)}}).status, 303);
  EXPECT_THAT(planner.Get(node).body, HasSubstr("Wifi balai desa"));
}

TEST_P(ProposalPages, ARefusalLeavesThePlan) {
  const Record record = Internet();
  Visitor planner = EnterAs(planner_);
  EXPECT_THAT(planner.Get(PathOf(record)).body, HasSubstr("/registers" + PathOf(record) + "/act/refuse"));
  Step(record, "refuse", {{"ground", {"no_money"}}, {"reason", {"Pagu sudah habis terpakai."}}});
  EXPECT_EQ(planner.Post(PathOf(record) + "/place", {{"to", To(kInternet)}}).status, 409);
  EXPECT_THAT(planner.Get(PathOf(record)).body, Not(HasSubstr("Pilih butir ini")));
}

TEST_P(ProposalPages, TheChecklistKnowsWhatTheTableHolds) {
  Visitor planner = EnterAs(planner_);
  const std::string findings = fmt::format("/planning/{}/findings", renja_);
  EXPECT_THAT(planner.Get(findings).body, HasSubstr("Tabel T-C.32: nihil"));
  EXPECT_THAT(planner.Get(findings).body, Not(HasSubstr("harus ada, juga bila isinya nihil")));
  Step(Internet(), "defer", {{"ground", {"no_money"}}, {"reason", {"Dibahas lagi tahun depan."}}});
  EXPECT_THAT(planner.Get(findings).body, HasSubstr("Tabel T-C.32: 1 usulan, 0 di antaranya diakomodasi"));
  EXPECT_THAT(planner.Get(findings).body, Not(HasSubstr("dinyatakan nihil")));
  ASSERT_EQ(planner.Post(fmt::format("/planning/{}/items", renja_), {{"item_tc32", "nil"}}).status, 303);
  EXPECT_THAT(planner.Get(findings).body, HasSubstr("dinyatakan nihil, padahal register memuat 1 usulan"));
}

TEST_P(ProposalPages, CodesThatAreNotInThePlanAreNamed) {
  const kernel::UnitTree units = Units();
  const kernel::Actor actor = ActorOf(planner_);
  Write([&](sql::Connection& c) -> Status {
    planning::NomenclatureFile file;
    file.codes = {{"2.16.03.2.02.0040", "Penyediaan Akses Internet", "", "", ""},
                  {"2.16.03.2.02.0043", "Jaringan Intra Pemerintah", "", "Titik wifi", ""},
                  {"2.16.03.1.02.0043", "Wifi Provinsi", "", "", ""}};
    const auto done = planning::ImportNomenclature(c, {actor, units, now_}, 2026, file);
    return done.ok() ? Ok() : Status(done.error());
  });
  const std::string page = EnterAs(planner_).Get(PathOf(Internet())).body;
  EXPECT_THAT(page, HasSubstr("2.16.03.2.02.0043 Jaringan Intra Pemerintah"));
  EXPECT_THAT(page, Not(HasSubstr("Wifi Provinsi"))) << "another government's room";
}

}  // namespace
}  // namespace sinergi::proposal
