#include "ui/drawer/compared_table.h"

#include "ui/drawer/run_row.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

struct Column
{
    QString title, help;
    QString (*text)(const ComparedRow&);
};

QString countText(double count)
{
    return std::isfinite(count) ? QLocale().toString(static_cast<qlonglong>(std::llround(count))) : QStringLiteral("–");
}

const std::vector<Column>& columns()
{
    static const std::vector<Column> all = {
        {Words::tr("settings"), Words::tr("In what they differ"), [](const ComparedRow& row) { return row.name; }},
        {Words::tr("passes"), Words::tr("Passes done"),
         [](const ComparedRow& row) { return resultText(row.passes, kUndefined, 0); }},
        {Words::tr("accuracy"),
         Words::tr("On the validation images after the last pass, ± two standard errors of so many images"),
         [](const ComparedRow& row) { return resultText(row.accuracy, row.error, 3); }},
        {Words::tr("best"), Words::tr("The highest accuracy on the validation images so far"),
         [](const ComparedRow& row) { return resultText(row.best, kUndefined, 3); }},
        {Words::tr("loss"), Words::tr("On the validation images after the last pass"),
         [](const ComparedRow& row) { return resultText(row.loss, kUndefined, 3); }},
        {Words::tr("spread"), Words::tr("Over how many cells attention is spread: exp of its entropy"),
         [](const ComparedRow& row) { return resultText(row.spread, kUndefined, 1); }},
        {Words::tr("on the object"), Words::tr("Share of attention that lies on the object"),
         [](const ComparedRow& row) { return resultText(row.mass, kUndefined, 2); }},
        {Words::tr("learned"), Words::tr("Numbers that are learned"),
         [](const ComparedRow& row) { return countText(row.learned); }},
        {Words::tr("multiply-adds"), Words::tr("Of one image forward"),
         [](const ComparedRow& row) { return countText(row.multiplyAdds); }},
        {Words::tr("ms / batch"), Words::tr("Measured here, forward and backward, on all threads"),
         [](const ComparedRow& row) { return resultText(row.millisecondsPerBatch, kUndefined, 1); }},
    };
    return all;
}

} // namespace

QStringList comparedHelp()
{
    QStringList help;
    for (const Column& column : columns()) {
        help << column.help;
    }
    return help;
}

TableFigure comparedTable(const std::vector<ComparedRow>& rows)
{
    TableFigure table;
    for (const Column& column : columns()) {
        table.heading << column.title;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QStringList cells;
        for (const Column& column : columns()) {
            cells << column.text(rows[i]);
        }
        cells[0] = QStringLiteral("%1  %2").arg(i + 1).arg(cells[0]);
        table.rows.push_back(cells);
        table.colours.push_back(static_cast<int>(i));
    }
    return table;
}

} // namespace fovea
