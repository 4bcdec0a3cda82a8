#include "platform/expression/to_sql.h"

#include <array>

namespace sinergi::expression {
namespace {

using Kind = Type::Kind;
constexpr int kPlaces = 6;  // numbers are compared in millionths
constexpr size_t kLongestSql = 10'000;

struct Part : SqlText {
  Kind kind = Kind::kNothing;
  bool literal = false;
};

struct Template {
  std::string_view function;
  size_t arguments;
  std::string_view before, between, after;
};
// Functions that both databases compute alike. Dates are texts "2024-03-01"; numbers come out in millionths.
constexpr std::array<Template, 6> kTemplates = {{
    {"year", 1, "(CAST(substr(", "", ", 1, 4) AS BIGINT) * 1000000)"},
    {"month", 1, "(CAST(substr(", "", ", 6, 2) AS BIGINT) * 1000000)"},
    {"quarter", 1, "((CAST(substr(", "", ", 6, 2) AS BIGINT) + 2) / 3 * 1000000)"},
    {"day", 1, "(CAST(substr(", "", ", 9, 2) AS BIGINT) * 1000000)"},
    {"abs", 1, "abs(", "", ")"},
    {"first", 0, "COALESCE(", ", ", ")"},
}};

std::string_view SignOf(Op op) {
  switch (op) {
    case Op::kOr:
      return " OR ";
    case Op::kAnd:
      return " AND ";
    case Op::kEqual:
      return " = ";
    case Op::kUnequal:
      return " <> ";
    case Op::kLess:
      return " < ";
    case Op::kAtMost:
      return " <= ";
    case Op::kMore:
      return " > ";
    case Op::kAtLeast:
      return " >= ";
    case Op::kAdd:
      return " + ";
    case Op::kSubtract:
      return " - ";
    default:
      return "";
  }
}

class Translator {
 public:
  Translator(const std::vector<Node>& nodes, const Columns& columns) : nodes_(nodes), columns_(columns) {}

  std::variant<SqlText, Fault> All() {
    try {
      return SqlText(Of(static_cast<int>(nodes_.size()) - 1));
    } catch (Fault& fault) {
      return std::move(fault);
    }
  }

 private:
  [[noreturn]] static void Refuse(const Node& node, std::string what) {
    throw Fault{node.at, "expression.not_selectable", {std::move(what)}};
  }

  Part Of(int index) {
    const Node& node = nodes_[static_cast<size_t>(index)];
    Part part = Translate(node);
    part.kind = node.type;
    return part;
  }
  Part Child(const Node& node, size_t i) { return Of(node.children[i]); }

  static void Append(Part& part, const Part& other) {
    part.sql += other.sql;
    part.values.insert(part.values.end(), other.values.begin(), other.values.end());
  }
  static Part Join(const Part& a, std::string_view sign, const Part& b) {
    Part part;
    part.sql = "(";
    Append(part, a);
    part.sql += sign;
    Append(part, b);
    part.sql += ")";
    return part;
  }
  static Part Wrap(std::string_view before, const Part& inner, std::string_view after) {
    Part part;
    part.sql = before;
    Append(part, inner);
    part.sql += after;
    return part;
  }

  Part Translate(const Node& node) {
    switch (node.op) {
      case Op::kLiteral:
        return Literal(node);
      case Op::kName:
        return Name(node);
      case Op::kCall:
        return Call(node);
      case Op::kNot:
        return Wrap("(NOT ", Child(node, 0), ")");
      case Op::kEmpty:
        return Empty(node);
      case Op::kIn:
        return In(node);
      case Op::kHas:
        return Has(node);
      case Op::kNegate:
        return Wrap("(- ", Child(node, 0), ")");
      case Op::kMultiply:
      case Op::kDivide:
      case Op::kList:
        Refuse(node, node.op == Op::kMultiply ? "*" : node.op == Op::kDivide ? "/" : "( , )");
      default:
        return Join(Child(node, 0), SignOf(node.op), Child(node, 1));
    }
  }

  Part Literal(const Node& node) {
    Part part;
    part.sql = "?";
    part.literal = true;
    if (const Ratio* number = node.literal.number()) {
      const std::optional<Decimal> micro = number->Round(kPlaces);
      if (!micro || Ratio::Of(micro->units, kMicro) != *number) Refuse(node, node.literal.Plain());
      part.sql = "CAST(? AS BIGINT)";
      part.values.emplace_back(micro->units);
    } else if (const bool* yes = node.literal.yes()) {
      part.sql = *yes ? "(1 = 1)" : "(1 = 0)";
    } else {
      part.values.emplace_back(node.literal.Plain());
    }
    return part;
  }

  Part Name(const Node& node) {
    const std::optional<Column> column = columns_(node.name);
    if (!column || node.type == Kind::kNumbers || node.type == Kind::kRows) Refuse(node, node.name);
    Part part;
    part.sql = column->sql;
    if (node.type == Kind::kYesNo) part.sql = "(" + column->sql + " = 1)";
    if (node.type != Kind::kNumber) return part;
    int64_t scale = 1;
    for (int i = column->places; i < kPlaces; ++i) scale *= 10;
    if (scale > 1) part.sql = "(" + column->sql + " * " + std::to_string(scale) + ")";
    return part;
  }

  Part Call(const Node& node) {
    if (node.name == "starts") return Starts(node);
    if (node.name == "if") return If(node);
    for (const Template& form : kTemplates) {
      if (form.function != node.name) continue;
      Part part;
      part.sql = form.before;
      for (size_t i = 0; i < node.children.size(); ++i) {
        if (i > 0) part.sql += form.between;
        Append(part, Child(node, i));
      }
      part.sql += form.after;
      return part;
    }
    Refuse(node, node.name);
  }

  // An unknown condition chooses neither side.
  Part If(const Node& node) {
    const Part condition = Child(node, 0);
    if (condition.sql.size() > kLongestSql) Refuse(node, node.name);  // it doubles at every level
    Part part = Wrap("(CASE WHEN ", condition, " THEN ");
    Append(part, Child(node, 1));
    part.sql += " WHEN NOT ";
    Append(part, condition);
    part.sql += " THEN ";
    Append(part, Child(node, 2));
    part.sql += " END)";
    return part;
  }

  // The beginning of a text: its characters are counted, so that no pattern has to be escaped.
  Part Starts(const Node& node) {
    const Node& start = nodes_[static_cast<size_t>(node.children[1])];
    if (start.op != Op::kLiteral) Refuse(node, node.name);
    const std::string text = start.literal.Plain();
    int64_t characters = 0;
    for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    Part part = Wrap("(substr(", Child(node, 0), ", 1, " + std::to_string(characters) + ") = ?)");
    part.values.emplace_back(text);
    return part;
  }

  Part Empty(const Node& node) {
    const Part child = Child(node, 0);
    const bool text =
        child.kind == Kind::kText || child.kind == Kind::kChoice || child.kind == Kind::kChoices;
    Part part = Wrap("(", child, " IS NULL");
    if (text) {
      part.sql += " OR ";
      Append(part, child);
      part.sql += " = ''";
    }
    part.sql += ")";
    return part;
  }

  Part In(const Node& node) {
    Part part = Wrap("(", Child(node, 0), " IN (");
    const Node& list = nodes_[static_cast<size_t>(node.children[1])];
    for (size_t i = 0; i < list.children.size(); ++i) {
      if (i > 0) part.sql += ", ";
      Append(part, Child(list, i));
    }
    part.sql += "))";
    return part;
  }

  // Several choices are kept as "|a|b|".
  Part Has(const Node& node) {
    const Node& wanted = nodes_[static_cast<size_t>(node.children[1])];
    if (wanted.op != Op::kLiteral) Refuse(node, "has");
    const std::string text = wanted.literal.Plain();
    if (text.find_first_of("%_\\|") != text.npos) Refuse(node, text);
    Part part = Wrap("(", Child(node, 0), " LIKE ?)");
    part.values.emplace_back("%|" + text + "|%");
    return part;
  }

  const std::vector<Node>& nodes_;
  const Columns& columns_;
};

}  // namespace

std::variant<SqlText, Fault> ToSql(const Expression& expression, const Columns& columns) {
  return Translator(expression.nodes(), columns).All();
}

}  // namespace sinergi::expression
