// Comma-separated values (RFC 4180) for tables of results: numbers in the C locale with as many digits as bring the same
// number back, an empty cell for what is not defined.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {

/// One line, put together from left to right.
class CsvRow
{
public:
    /// A text, in quotation marks where it needs them.
    CsvRow& add(std::string_view text);
    /// A number; an empty cell for NaN.
    CsvRow& add(float number);
    CsvRow& add(double number);
    template<std::integral Integer>
    CsvRow& add(Integer number)
    {
        return appendCell(std::to_string(number));
    }

    /// The row with its end of line.
    std::string line() const { return cells_ + "\n"; }

private:
    CsvRow& appendCell(std::string_view cell);

    std::string cells_;
    bool empty_ = true;
};

/// A table with a heading; every row has as many cells as the heading.
struct CsvTable
{
    std::string name; ///< of the file, for errors
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;

    /// Position of a column; Error(Data) where there is none of this name.
    std::size_t column(std::string_view title) const;
    /// A cell as a number, NaN where it is empty; Error(Data) where it is something else.
    double number(std::size_t row, std::size_t column) const;
};

/// Of one table: a cell takes far more memory than an empty one needs in a file.
inline constexpr std::size_t kMostCsvCells = 2'000'000;

/// Reads back what CsvRow wrote, or a spreadsheet saved: ends of line \n or \r\n, a byte order mark is skipped. Error(Data)
/// with the line where quotation marks do not pair up, cells are missing or too many, two columns share a title, or there are
/// more than kMostCsvCells.
CsvTable parseCsv(std::string_view text, const std::string& name);

} // namespace fovea
