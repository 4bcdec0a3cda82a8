#include "kernel/audit.h"

#include <fmt/format.h>

#include <thread>

#include "kernel/evidence.h"
#include "kit/kernel.h"

namespace sinergi::kernel {
namespace {

constexpr Instant kAuditedAt = 1'700'000'000;

class AuditStore : public testkit::KernelTest {
 protected:
  Actor Someone() const { return {government_, 5, "maria.b", "Maria", {}}; }
  void Add(int count) {
    for (int i = 0; i < count; ++i) {
      (void)Write([&](sql::Connection& c) -> Status {
        Record(c, Someone(), kAuditedAt + i, {"unit.change", fmt::format("unit/{}", i), "{\"name\":\"A\"}"});
        return Ok();
      });
    }
  }
  void Tamper(std::string_view sql) {
    (void)Write([&](sql::Connection& c) -> Status { return c.Execute(sql), Ok(); });
  }
  std::string State() {
    const ChainReport report = db_->Read([&](sql::Connection& c) { return VerifyChain(c, government_); });
    if (!report.broken_at) return fmt::format("whole, {} rows", report.rows);
    return fmt::format("{} at {}", report.reason, *report.broken_at);
  }
  std::vector<int64_t> List(const AuditFilter& filter) {
    std::vector<int64_t> seqs;
    for (const AuditRow& row :
         db_->Read([&](sql::Connection& c) { return ListAudit(c, government_, filter); })) {
      seqs.push_back(row.seq);
    }
    return seqs;
  }
};
INSTANTIATE_TEST_SUITE_P(On, AuditStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AuditStore, AnUntouchedChainIsWhole) {
  EXPECT_EQ(State(), "whole, 0 rows");
  Add(5);
  EXPECT_EQ(State(), "whole, 5 rows");
}

TEST_P(AuditStore, NoticesEveryKindOfTampering) {
  struct Case {
    const char* sql;
    const char* state;
  };
  const Case cases[] = {
      {"DELETE FROM audit WHERE seq = 3", "gap at 3"},
      {"DELETE FROM audit WHERE seq = 1", "gap at 1"},
      {"DELETE FROM audit WHERE seq = 5", "head at 5"},
      {"DELETE FROM audit", "head at 1"},
      {"UPDATE audit SET detail = '{}' WHERE seq = 2", "hash at 2"},
      {"UPDATE audit SET login = 'other' WHERE seq = 5", "hash at 5"},
      {"UPDATE audit SET at = at + 1 WHERE seq = 1", "hash at 1"},
      {"UPDATE audit SET account_id = 6 WHERE seq = 4", "hash at 4"},
      // What moves between two fields stays noticed.
      {"UPDATE audit SET act = 'unit.changeu', subject = 'nit/1' WHERE seq = 2", "hash at 2"},
      {"UPDATE audit SET seq = 99 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; "
       "UPDATE audit SET seq = 3 WHERE seq = 99",
       "hash at 2"},
      {"INSERT INTO audit SELECT government_id, 6, at, account_id, login, act, subject, detail, hash FROM "
       "audit "
       "WHERE seq = 5",
       "hash at 6"},
      {"UPDATE audit_head SET seq = 4", "head at 6"},
      {"UPDATE audit_head SET hash = ''", "head at 6"},
      {"DELETE FROM audit_head", "head at 6"},
  };
  Add(5);
  for (const Case& row : cases) {
    std::string state;
    const Status undone = db_->Write([&](sql::Connection& c) -> Status {
      c.Script(row.sql);
      const ChainReport report = VerifyChain(c, government_);
      state = report.broken_at ? fmt::format("{} at {}", report.reason, *report.broken_at) : "whole";
      return Error{ErrorKind::kConflict, "undo"};
    });
    EXPECT_FALSE(undone.ok());
    EXPECT_EQ(state, row.state) << row.sql;
  }
  EXPECT_EQ(State(), "whole, 5 rows");
}

TEST_P(AuditStore, ARefusedChangeLeavesNoRow) {
  Add(1);
  const Status refused = db_->Write([&](sql::Connection& c) -> Status {
    Record(c, Someone(), kAuditedAt, {"unit.change", "unit/1", "{}"});
    return Forbidden();
  });
  EXPECT_FALSE(refused.ok());
  EXPECT_EQ(State(), "whole, 1 rows");
}

TEST_P(AuditStore, EightWritersKeepOneChain) {
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&] { Add(10); });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(State(), "whole, 80 rows");
}

TEST_P(AuditStore, ChainsOfGovernmentsAreSeparate) {
  const int64_t other = Write([](sql::Connection& c) {
    Government government;
    government.code = "53";
    government.name = "Provinsi";
    return AddGovernment(c, government);
  });
  Add(2);
  (void)Write([&](sql::Connection& c) -> Status {
    return Record(c, CommandLineActor(other), kAuditedAt, {"unit.add", "unit/1", "{}"}), Ok();
  });
  Add(1);
  EXPECT_EQ(State(), "whole, 3 rows");
  EXPECT_EQ(db_->Read([&](sql::Connection& c) { return VerifyChain(c, other); }).rows, 1);
}

TEST_P(AuditStore, ListsByFilterNewestFirst) {
  using testing::ElementsAre;
  Add(3);
  (void)Write([&](sql::Connection& c) -> Status {
    return Record(c, CommandLineActor(government_), kAuditedAt, {"account.add", "account/1", "{}"}), Ok();
  });
  EXPECT_THAT(List({}), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(List({.act_prefix = "unit."}), ElementsAre(3, 2, 1));
  EXPECT_THAT(List({.act_prefix = "%"}), ElementsAre());
  EXPECT_THAT(List({.subject = "unit/1"}), ElementsAre(2));
  EXPECT_THAT(List({.login = "cli"}), ElementsAre(4));
  EXPECT_THAT(List({.before_seq = 3, .limit = 1}), ElementsAre(2));
}

TEST_P(AuditStore, EvidenceIsAddedListedAndTakenOff) {
  Evidence evidence;
  evidence.subject = "indicator/12/2024-Q3";
  evidence.file_name = "laporan \"TW III\".pdf";
  evidence.content_type = "application/pdf";
  evidence.sha256 = std::string(64, 'a');
  evidence.bytes = 1234;
  const auto add = [&] {
    return db_->Write([&](sql::Connection& c) { return AddEvidence(c, Someone(), kAuditedAt, evidence); });
  };
  const auto list = [&] {
    return db_->Read([&](sql::Connection& c) { return ListEvidence(c, government_, evidence.subject); });
  };
  const auto added = add();
  ASSERT_TRUE(added.ok());
  ASSERT_EQ(list().size(), 1u);
  EXPECT_EQ(list()[0].file_name, evidence.file_name);
  EXPECT_EQ(list()[0].by, "maria.b");
  EXPECT_EQ(list()[0].at, kAuditedAt);
  const auto remove = [&] {
    return db_->Write([&](sql::Connection& c) { return RemoveEvidence(c, Someone(), kAuditedAt, *added); });
  };
  EXPECT_TRUE(remove().ok());
  EXPECT_TRUE(list().empty());
  EXPECT_FALSE(remove().ok());
  EXPECT_THAT(List({.act_prefix = "evidence."}).size(), 2u);
  EXPECT_EQ(db_->Read([](sql::Connection& c) { return c.One("SELECT COUNT(*) FROM evidence"); }), 1);

  evidence.bytes = static_cast<int64_t>(kEvidenceBytesMost) + 1;
  EXPECT_EQ(add().error().kind, ErrorKind::kTooLarge);
  evidence.bytes = 1;
  evidence.sha256 = "../../etc/passwd";
  EXPECT_EQ(add().error().code, "kernel.evidence_hash");
  evidence.sha256 = std::string(64, 'a');
  evidence.file_name = std::string("a\0.pdf", 6);
  EXPECT_EQ(add().error().code, "kernel.text_unreadable");
}

}  // namespace
}  // namespace sinergi::kernel
