// The reader walks the text once; it knows whether it stands inside quotation marks and in which line.
#include "core/files/csv.h"

#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <system_error>

namespace fovea {
namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& what)
{
    throw Error(Error::Kind::Data, shown(name) + " is not a table that can be read: " + what + ".");
}

template<class Number>
std::string shortest(Number number)
{
    if (std::isnan(number)) {
        return {};
    }
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), end};
}

class Parser
{
public:
    Parser(std::string_view text, const std::string& name) : rest_(text), name_(name) {}

    bool atEnd() const { return rest_.empty(); }
    /// The line, counted from 1, where the next row starts.
    std::size_t line() const { return line_; }

    std::vector<std::string> row()
    {
        std::vector<std::string> cells;
        do {
            if (++cells_ > kMostCsvCells) {
                refuse(name_, "it has more than " + std::to_string(kMostCsvCells) + " cells");
            }
            cells.push_back(startsWith("\"") ? quotedCell() : plainCell());
        } while (took(","));
        if (!atEnd() && !took("\r\n") && !took("\n")) {
            refuse(name_, "line " + std::to_string(line_) + " goes on after a closing quotation mark");
        }
        ++line_;
        return cells;
    }

private:
    bool startsWith(std::string_view mark) const { return rest_.starts_with(mark); }

    bool took(std::string_view mark)
    {
        const bool here = startsWith(mark);
        rest_.remove_prefix(here ? mark.size() : 0);
        return here;
    }

    std::string plainCell()
    {
        std::size_t length = std::min(rest_.find_first_of(",\n"), rest_.size());
        if (length > 0 && rest_[length - 1] == '\r' && rest_.substr(length).starts_with('\n')) {
            --length;
        }
        std::string cell(rest_.substr(0, length));
        if (cell.find('"') != std::string::npos) {
            refuse(name_, "line " + std::to_string(line_) + " has a quotation mark inside a cell without them");
        }
        rest_.remove_prefix(length);
        return cell;
    }

    std::string quotedCell()
    {
        const std::size_t start = line_;
        rest_.remove_prefix(1);
        std::string cell;
        while (true) {
            const std::size_t length = rest_.find('"');
            if (length == std::string_view::npos) {
                refuse(name_, "the quotation mark opened in line " + std::to_string(start) + " is never closed");
            }
            const std::string_view part = rest_.substr(0, length);
            line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
            cell += part;
            rest_.remove_prefix(length + 1);
            if (!took("\"")) {
                return cell;
            }
            cell += '"'; // two in a row stand for one
        }
    }

    std::string_view rest_;
    const std::string& name_;
    std::size_t line_ = 1;
    std::size_t cells_ = 0; ///< so far
};

void checkTitles(const CsvTable& table)
{
    std::vector<std::string> titles = table.columns;
    std::sort(titles.begin(), titles.end());
    const auto twice = std::adjacent_find(titles.begin(), titles.end());
    if (twice != titles.end()) {
        refuse(table.name, "two columns are called " + shownBriefly(*twice));
    }
}

} // namespace

CsvRow& CsvRow::appendCell(std::string_view cell)
{
    if (!empty_) {
        cells_ += ',';
    }
    empty_ = false;
    cells_ += cell;
    return *this;
}

CsvRow& CsvRow::add(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return appendCell(text);
    }
    std::string cell = "\"";
    for (const char c : text) {
        cell += c == '"' ? "\"\"" : std::string(1, c);
    }
    return appendCell(cell + "\"");
}

CsvRow& CsvRow::add(float number)
{
    return appendCell(shortest(number));
}

CsvRow& CsvRow::add(double number)
{
    return appendCell(shortest(number));
}

std::size_t CsvTable::column(std::string_view title) const
{
    const auto found = std::find(columns.begin(), columns.end(), title);
    if (found == columns.end()) {
        refuse(name, "it has no column " + shownBriefly(title));
    }
    return static_cast<std::size_t>(found - columns.begin());
}

double CsvTable::number(std::size_t row, std::size_t column) const
{
    const std::string& cell = rows.at(row).at(column);
    if (cell.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double value = 0;
    const char* const end = cell.data() + cell.size();
    const auto [stop, error] = std::from_chars(cell.data(), end, value);
    if (error != std::errc() || stop != end) {
        refuse(name, "row " + std::to_string(row + 1) + " of column " + shownBriefly(columns.at(column)) + " says " +
                         shownBriefly(cell) + ", which is not a number");
    }
    return value;
}

CsvTable parseCsv(std::string_view text, const std::string& name)
{
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    CsvTable table;
    table.name = name;
    Parser parser(text, name);
    if (parser.atEnd()) {
        refuse(name, "it is empty");
    }
    table.columns = parser.row();
    checkTitles(table);
    while (!parser.atEnd()) {
        const std::size_t line = parser.line();
        table.rows.push_back(parser.row());
        if (table.rows.back().size() != table.columns.size()) {
            refuse(name, "line " + std::to_string(line) + " has " + std::to_string(table.rows.back().size()) +
                             " cells, and the heading has " + std::to_string(table.columns.size()));
        }
    }
    return table;
}

} // namespace fovea
