// Addresses: every address that a pattern of the router stands for, with what there is put into its places.
//
//   Addresses addresses(db, registers, government_id);
//   addresses.records["ppid-request"] = {"1", "2"};            // whose pages are asked
//   addresses.Of("/registers/{register}/{id}/act/{act}")       // "/registers/ppid-request/1/act/register", …
//
// A place that it does not know fails the test: a new route is asked too, or the test says why not.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "modules/register/record_values.h"
#include "modules/register/register_visit.h"

namespace sinergi::testkit {

class Addresses {
 public:
  using Names = std::vector<std::string>;

  Addresses(sql::Database& db, const registers::Registers& registers, int64_t government)
      : db_(db), registers_(registers), government_(government) {}

  std::map<std::string, Names> records = {};  // by register
  Names tokens = {};                          // of tickets

  Names Of(const std::string& pattern) { return Expand(pattern, pattern); }

  Names Column(const std::string& sql, std::vector<sql::Value> values = {}) {
    Names found;
    db_.Read([&](sql::Connection& c) {
      c.Query(sql, values, [&](const sql::Row& row) { found.push_back(row.String(0)); });
      return 0;
    });
    return found;
  }

 private:
  // `so_far`: the pattern with its first places filled; `pattern`: as the router has it.
  Names Expand(const std::string& so_far, const std::string& pattern) {
    const size_t open = so_far.find('{');
    if (open == so_far.npos) return {so_far};
    const size_t close = so_far.find('}', open);
    const std::string name = so_far.substr(open + 1, close - open - 1), before = so_far.substr(0, open);
    Names all;
    for (const std::string& value : ValuesOf(pattern, name, before))
      for (std::string& one : Expand(before + value + so_far.substr(close + 1), pattern))
        all.push_back(std::move(one));
    return all;
  }

  Names ValuesOf(const std::string& pattern, const std::string& name, const std::string& before) {
    if (name == "token") return pattern.starts_with("/layanan") ? tokens : Names{"tidak-ada"};
    if (name == "code" && pattern.starts_with("/verifikasi"))
      return Column("SELECT code FROM register_paper");
    if (name == "register") return Registers();
    if (pattern.find("/{register}") != pattern.npos && !pattern.starts_with("/layanan/t/"))
      return OfRegister(pattern, name, RegisterIn(pattern, before));
    if (pattern.starts_with("/options") || pattern.starts_with("/layanan/pilihan")) return OfOptions(name);
    if (name == "act" || name == "field") return OfPublicForms(name);
    return OfOthers(pattern, name);
  }

  Names Registers() const {
    Names ids;
    for (const auto& [id, of] : records) ids.push_back(id);
    return ids;
  }

  static std::string RegisterIn(const std::string& pattern, const std::string& before) {
    const size_t at = pattern.find("{register}");
    return before.substr(at, before.find('/', at) - at);
  }

  Names OfRegister(const std::string& pattern, const std::string& name, const std::string& id) {
    const registers::Definition& definition = registers_.Find(id)->definition;
    if (name == "id") {  // below a record the first two stand for all; where nothing is personal, one does
      const Names& all = records.at(id);
      const bool below = pattern.find('{', pattern.find("{id}") + 1) != pattern.npos;
      const size_t most = registers::PersonalFields(definition).empty() ? 1 : below ? 2 : all.size();
      return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()))};
    }
    if (name == "file")
      return Column("SELECT CAST(id AS TEXT) FROM evidence WHERE subject LIKE ?", {"register/" + id + "/%"});
    if (name == "code") return Column("SELECT code FROM register_paper WHERE register = ?", {id});
    if (name == "act") return NamesOf(definition.acts);
    if (name == "figure") return NamesOf(definition.figures);
    if (name == "paper") return NamesOf(definition.papers);
    if (name == "ranking") return NamesOf(definition.rankings);
    if (name == "gather") return NamesOf(definition.gathers);
    if (name == "field") return FileFieldsOf(definition);
    ADD_FAILURE() << pattern << ": what stands in {" << name << "}?";
    return {};
  }

  static Names NamesOf(const auto& parts) {
    Names names;
    for (const auto& part : parts) names.push_back(part.name);
    return names;
  }
  static Names FileFieldsOf(const registers::Definition& definition) {
    Names names;
    for (const registers::Field& field : definition.fields)
      if (field.type->name() == "files") names.push_back(field.name);
    return names;
  }

  Names OfOptions(const std::string& name) const {
    if (name == "kind") return {"person", "unit", "region", "code", "link", "node", "plan"};
    Names of = Registers();
    of.insert(of.end(), {"all", "plan", "archive"});
    return of;
  }

  // Of all registers that citizens follow, as a ticket does not say of which it is.
  Names OfPublicForms(const std::string& name) const {
    std::set<std::string> all;
    for (const registers::InForce& one : registers_.all())
      if (one.definition.open)
        for (std::string& part : name == "act" ? NamesOf(one.definition.acts) : FileFieldsOf(one.definition))
          all.insert(std::move(part));
    return {all.begin(), all.end()};
  }

  Names OfOthers(const std::string& pattern, const std::string& name) {
    static const std::map<std::string, const char*> kTables = {
        {"/agreements", "agreement"},
        {"/assessments", "assessment"},
        {"/api/assessments", "assessment"},
        {"/meetings", "meeting"},
        {"/api/meetings", "meeting"},
        {"/follow-ups", "follow_up"},
        {"/people", "account"},
        {"/units", "unit"},
        {"/planning", "document_version"},
        {"/plan/node", "plan_node"},
        {"/plan/indicator", "indicator"},
        {"/explain/node", "plan_node"},
        {"/g/{government}/explain/node", "plan_node"},
        {"/g/{government}/explain/indicator", "indicator"},
        {"/notices", "register_notice"},
        {"/explain/indicator", "indicator"},
        {"/proposals", "reg_proposals"},
        {"/reports", "report"},
        {"/api/action-plans", "agreement"},
        {"/api/reports", "report"},
        {"/region", "published_result"}};
    if (name == "id") {
      for (const auto& [prefix, table] : kTables)
        if (pattern.starts_with(prefix + "/{id}"))
          return Column(fmt::format("SELECT CAST(id AS TEXT) FROM {} ORDER BY id DESC LIMIT 3", table));
      ADD_FAILURE() << pattern << ": of which table is {id}? Add it to kTables.";
    }
    if (name == "government") return {std::to_string(government_)};
    if (name == "file") return Column("SELECT CAST(id AS TEXT) FROM evidence");
    if (name == "indicator") return Column("SELECT CAST(id AS TEXT) FROM indicator ORDER BY id LIMIT 2");
    if (name == "period") return {"2024-Q3"};
    return {"1", "2024"};
  }

  sql::Database& db_;
  const registers::Registers& registers_;
  int64_t government_;
};

}  // namespace sinergi::testkit
