// BudgetPart: what of a sub-activity's ceiling comes from a funding source (sumber dana) and goes to an account (rekening).
//
//   {"1.2.01.08", "5.1.02.01.01.0024", Rp 4.500.000}     // DAU, for stationery
//
// Parts of a node are in order of fund and account, each pair once. A file that tells no fund or no account leaves it empty.
// Source: Permendagri 77/2020 (DPA by account and funding source).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/money.h"

namespace sinergi::performance {

struct BudgetPart {
  std::string fund, account;
  Money amount;
  friend bool operator==(const BudgetPart&, const BudgetPart&) = default;
};
using BudgetParts = std::vector<BudgetPart>;

// What codes of funds and accounts are called.
struct BudgetNames {
  std::map<std::string, std::string> funds, accounts;
};

Money SumOf(const BudgetParts& parts);
// The same with accounts, or funds, put together.
BudgetParts ByFund(const BudgetParts& parts);
BudgetParts ByAccount(const BudgetParts& parts);
// Whether `imported` says what is known already: parts as detailed as its own are compared.
bool Tells(const BudgetParts& known, const BudgetParts& imported);
// "1.2.01.08: Rp 4.500.000; …", for a list of changes.
std::string PrintParts(const BudgetParts& parts);

}  // namespace sinergi::performance
