#include "modules/register/paper_store.h"

#include <sodium.h>
#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/ids.h"
#include "kernel/token.h"

namespace sinergi::registers {
namespace {

constexpr size_t kCodeLength = 16;                                         // 80 bits: nobody guesses one
constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";  // none that look alike

std::string FreshCode() {
  kernel::StartSodium();
  std::string code(kCodeLength, '0');
  for (char& letter : code) letter = kLetters[randombytes_uniform(static_cast<uint32_t>(kLetters.size()))];
  return code;
}

constexpr const char* kColumns =
    "p.register, p.paper, p.title, p.record_id, p.record_version, p.unit_id, p.number, p.state, p.period, "
    "p.code, p.hash, p.login, p.on_day, p.at";

IssuedPaper PaperAt(const sql::Row& row) {
  IssuedPaper paper;
  paper.register_id = row.String(0);
  paper.paper = row.String(1);
  paper.title = row.String(2);
  paper.record_id = row.Int(3);
  paper.record_version = row.Int(4);
  paper.unit_id = row.Int(5);
  paper.number = row.String(6);
  paper.state = row.String(7);
  paper.period = row.String(8);
  paper.code = row.String(9);
  paper.hash = row.String(10);
  paper.login = row.String(11);
  paper.on = Date::Parse(row.Text(12)).value_or(Date{});
  paper.at = row.Int(13);
  return paper;
}

}  // namespace

IssuedPaper IssuePaper(sql::Connection& c, const RecordContext& context, IssuedPaper fresh) {
  fresh.code = FreshCode();
  fresh.hash = kernel::Blake2bHex(fresh.markup);
  fresh.login = context.actor.login;
  fresh.on = context.today;
  fresh.at = context.now;
  c.Execute(
      "INSERT INTO register_paper (government_id, id, code, register, record_id, record_version, unit_id, "
      "paper, title, number, state, period, markup, hash, on_day, at, login) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {context.government.id, kernel::NextId(c, context.government.id), fresh.code, fresh.register_id,
       fresh.record_id, fresh.record_version, fresh.unit_id, fresh.paper, fresh.title, fresh.number,
       fresh.state, fresh.period, fresh.markup, fresh.hash, fresh.on.Iso(), fresh.at, fresh.login});
  const boost::json::object detail{
      {"paper", fresh.paper}, {"number", fresh.number}, {"period", fresh.period}, {"hash", fresh.hash}};
  kernel::Record(c, context.actor, context.now,
                 {"register.issue_paper", fresh.register_id + "/" + std::to_string(fresh.record_id),
                  boost::json::serialize(detail)});
  return fresh;
}

std::optional<IssuedPaper> FindIssued(sql::Connection& c, int64_t government_id, std::string_view code) {
  std::optional<IssuedPaper> found;
  c.Query("SELECT " + std::string(kColumns) +
              ", p.markup FROM register_paper p WHERE p.government_id = ? AND p.code = ?",
          {government_id, code}, [&](const sql::Row& row) {
            found = PaperAt(row);
            found->markup = row.String(14);
          });
  return found;
}

std::vector<IssuedPaper> ListIssued(sql::Connection& c, int64_t government_id, std::string_view register_id,
                                    int64_t record_id, std::string_view paper) {
  std::vector<IssuedPaper> all;
  c.Query("SELECT " + std::string(kColumns) +
              " FROM register_paper p WHERE p.government_id = ? AND p.register = ? AND p.record_id = ? AND "
              "p.paper = ? ORDER BY p.id DESC LIMIT 50",
          {government_id, register_id, record_id, paper},
          [&](const sql::Row& row) { all.push_back(PaperAt(row)); });
  return all;
}

std::optional<PaperCheck> CheckPaper(sql::Connection& c, std::string_view code) {
  std::optional<PaperCheck> check;
  c.Query(
      "SELECT " + std::string(kColumns) +
          ", p.markup, g.name, g.id, CASE WHEN EXISTS (SELECT 1 FROM register_paper n WHERE "
          "n.government_id = p.government_id AND n.register = p.register AND n.record_id = p.record_id AND "
          "n.paper = p.paper AND n.period = p.period AND n.id > p.id) THEN 1 ELSE 0 END "
          "FROM register_paper p JOIN government g ON g.id = p.government_id WHERE p.code = ?",
      {code}, [&](const sql::Row& row) {
        check.emplace();
        check->paper = PaperAt(row);
        check->whole = kernel::Blake2bHex(row.Text(14)) == check->paper.hash;
        check->government = row.String(15);
        check->government_id = row.Int(16);
        check->superseded = row.Int(17) == 1;
      });
  return check;
}

std::string CodeFrom(std::string_view typed) {
  std::string code;
  for (const char letter : typed) {
    if (letter == ' ' || letter == '-') continue;
    char small = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    if (small == 'o') small = '0';
    if (small == 'i' || small == 'l') small = '1';
    if (kLetters.find(small) == kLetters.npos) return "";
    code += small;
    if (code.size() > kCodeLength) return "";
  }
  return code.size() == kCodeLength ? code : "";
}

}  // namespace sinergi::registers
