// Any bytes given to the reader of tables: a table that comes back from its own rows written anew, or an Error.
#include "core/files/csv.h"
#include "tests/fuzz/target.h"

namespace {

using namespace fovea;

std::string lineOf(const std::vector<std::string>& cells)
{
    CsvRow row;
    for (const std::string& cell : cells) {
        row.add(cell);
    }
    return row.line();
}

/// Each cell is a number, nothing, or refused.
void checkNumbers(const CsvTable& table)
{
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            try {
                static_cast<void>(table.number(row, column));
            } catch (const Error& error) {
                checkRefusal(error);
            }
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const CsvTable table = parseCsv(textOf(data, size), "fuzz.csv");
        std::string text = lineOf(table.columns);
        for (const std::vector<std::string>& cells : table.rows) {
            FOVEA_CHECK(cells.size() == table.columns.size(), "a row of another length");
            text += lineOf(cells);
        }
        const CsvTable back = parseCsv("\xef\xbb\xbf" + text, "written.csv");
        FOVEA_CHECK(back.columns == table.columns && back.rows == table.rows, "another table came back");
        checkNumbers(table);
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
