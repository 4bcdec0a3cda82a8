#include "platform/expression/expression.h"

#include <gtest/gtest.h>

#include "platform/expression/functions.h"
#include "platform/files/texts.h"

namespace sinergi::expression {
namespace {

const Names& AllNames() {
  static const Names names = {
      {"applicant", {Type::Kind::kChoice, {"person", "legal_body", "proxy"}}},
      {"state", {Type::Kind::kChoice, {"draft", "refused"}}},
      {"refused", {Type::Kind::kYesNo, {}}},  // a name that is also an option of state
      {"channels", {Type::Kind::kChoices, {"web", "post"}}},
      {"amount", {Type::Kind::kNumber, {}}},
      {"nothing", {Type::Kind::kNumber, {}}},
      {"name", {Type::Kind::kText, {}}},
      {"answer.due", {Type::Kind::kDate, {}}},
      {"urgent", {Type::Kind::kYesNo, {}}},
      {"items.price", {Type::Kind::kNumbers, {}}},
      {"items", {Type::Kind::kRows, {}}},
  };
  return names;
}

Value Look(std::string_view name) {
  if (name == "applicant") return "person";
  if (name == "state") return "refused";
  if (name == "refused") return false;
  if (name == "channels") return List{"web"};
  if (name == "amount") return Value::Whole(1'500'000);
  if (name == "name") return "Désa Contoh";
  if (name == "answer.due") return Date{2024, 3, 15};
  if (name == "urgent") return true;
  if (name == "items.price") return List{Value::Whole(2), Value(), Value::Whole(5)};
  if (name == "items") return List{Value(), Value(), Value()};
  return {};
}

// The value, "null", or "code@place".
std::string Outcome(std::string_view text) {
  const auto read = Read(text, AllNames());
  if (const auto* fault = std::get_if<Fault>(&read)) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "error." + fault->code)) << fault->code;
    return fault->code + "@" + std::to_string(fault->at);
  }
  const Value value = std::get<Expression>(read).Evaluate(Look);
  return value.null() ? "null" : value.Plain();
}

struct Case {
  std::string_view text, result;
};

constexpr Case kValues[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"10 - 4 - 3", "3"},
    {"2 / 3", "2/3"},
    {"0.1 + 0.2 = 0.3", "true"},
    {"-2 * -3", "6"},
    {"1 / 0", "null"},
    {"nothing + 1", "null"},
    {"nothing = 0", "null"},
    {"nothing is empty", "true"},
    {"not (nothing = 0)", "null"},
    {"nothing = 0 and 1 = 2", "false"},
    {"nothing = 0 or 1 = 1", "true"},
    {"nothing = 0 and 1 = 1", "null"},
    {"applicant = person", "true"},
    {"person = applicant", "true"},
    {"applicant in (proxy, legal_body)", "false"},
    {"applicant not in (proxy)", "true"},
    {"state = refused", "true"},
    {"refused", "false"},
    {"not refused and urgent", "true"},
    {"channels has web", "true"},
    {"channels has post", "false"},
    {"channels is empty", "false"},
    {"amount >= 1500000", "true"},
    {"amount in (1, nothing)", "null"},
    {"amount in (1500000, nothing)", "true"},
    {"name = 'Désa Contoh'", "true"},
    {"name is not empty", "true"},
    {"name < \"E\"", "true"},
    {"answer.due < 2024-03-16", "true"},
    {"days(answer.due, 2024-04-01)", "17"},
    {"sum(items.price)", "7"},
    {"count(items)", "3"},
    {"count(items.price) > 2", "true"},
    {"if(urgent, amount, 0)", "1500000"},
    {"first(nothing, amount)", "1500000"},
    {"max(amount, 2000000)", "2000000"},
    {"max(amount, nothing)", "null"},
    {"starts(applicant, 'per')", "true"},
    {"true", "true"},
};

constexpr Case kFaults[] = {
    {"", "expression.operand@0"},
    {"1 +", "expression.operand@3"},
    {"(1", "expression.expected@2"},
    {"1 2", "expression.rest@2"},
    {"ammount > 1", "expression.unknown_name@0"},
    {"applicant = persn", "expression.unknown_name@12"},
    {"(ammount, 1)", "expression.unknown_name@1"},
    {"amount = 'satu'", "expression.wrong_type@9"},
    {"amount + urgent", "expression.wrong_type@9"},
    {"not amount", "expression.wrong_type@4"},
    {"amount has 'web'", "expression.wrong_type@0"},
    {"items = 3", "expression.wrong_type@0"},
    {"state in (1)", "expression.wrong_type@10"},
    {"days(answer.due)", "expression.arguments@0"},
    {"year(2024-01-01, 1)", "expression.arguments@0"},
    {"hapus(1)", "expression.unknown_function@0"},
    {"max(1, 'a')", "expression.wrong_type@7"},
    {"amount is big", "expression.expected@10"},
    {"2024-02-30 = answer.due", "expression.unreadable@0"},
    {"1.5.2", "expression.unreadable@0"},
    {"'open", "expression.unreadable@0"},
    {"name = 1; DROP TABLE x", "expression.unreadable@8"},
};

TEST(Expression, Values) {
  for (const Case& c : kValues) EXPECT_EQ(Outcome(c.text), c.result) << c.text;
}

TEST(Expression, Faults) {
  for (const Case& c : kFaults) EXPECT_EQ(Outcome(c.text), c.result) << c.text;
}

TEST(Expression, EveryFunctionDoesWhatItsExampleSays) {
  for (const Function& function : Functions()) {
    EXPECT_NE(function.example.find(function.name), std::string_view::npos) << function.name;
    EXPECT_EQ(Outcome(function.example), function.result) << function.example;
  }
}

TEST(Expression, NamesThePlaceNeeds) {
  EXPECT_TRUE(std::holds_alternative<Expression>(Read("urgent", AllNames(), Type::Kind::kYesNo)));
  EXPECT_TRUE(std::holds_alternative<Expression>(Read("state", AllNames(), Type::Kind::kText)));
  EXPECT_TRUE(std::holds_alternative<Fault>(Read("amount", AllNames(), Type::Kind::kYesNo)));
  const auto read = Read("urgent and state = refused and urgent", AllNames());
  EXPECT_EQ(std::get<Expression>(read).NamesUsed(), (std::vector<std::string>{"state", "urgent"}));
}

// Made in a loop: g++ 12 warns of its own std::string(n, c) + "…".
std::string Many(int count, std::string_view part) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part;
  return text;
}

TEST(Expression, IsBounded) {
  EXPECT_EQ(Outcome(Many(3000, "1")), "expression.too_long@2000");
  EXPECT_EQ(Outcome(Many(200, "(")).substr(0, 20), "expression.too_deep@");
  EXPECT_EQ(Outcome(Many(200, "not ")).substr(0, 20), "expression.too_deep@");
  EXPECT_EQ(Outcome(Many(200, "-")).substr(0, 20), "expression.too_deep@");
  EXPECT_EQ(Outcome(Many(60, "1000000000 *") + "1"), "null");  // leaves 128 bits: nothing, no overflow
}

}  // namespace
}  // namespace sinergi::expression
