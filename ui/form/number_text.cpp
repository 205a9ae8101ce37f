#include "ui/form/number_text.h"

#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace fovea {
namespace {

constexpr double kLargestPlain = 1e15; ///< whole numbers up to it are written without exponent

/// One typed character as the C locale writes it.
QChar plainCharacter(QChar c)
{
    if (c.digitValue() >= 0) {
        return QChar('0' + c.digitValue());
    }
    switch (c.unicode()) {
    case 0x2212: // minus sign
        return '-';
    case 0x066b: // Arabic decimal separator
        return '.';
    default:
        return c;
    }
}

} // namespace

QString shownNumber(double value)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    if (value == std::round(value) && std::abs(value) < kLargestPlain) {
        return locale.toString(static_cast<qlonglong>(value));
    }
    return locale.toString(value, 'g', QLocale::FloatingPointShortest);
}

QString shownNumber(std::string_view text)
{
    return shownNumber(QByteArray(text.data(), static_cast<qsizetype>(text.size())).toDouble());
}

std::string typedNumber(const QString& typed, std::string_view unit)
{
    static const QRegularExpression kGrouping("(?<=[0-9])[\\s'’](?=[0-9]{3}(?![0-9]))",
                                              QRegularExpression::UseUnicodePropertiesOption);
    QString text = typed.trimmed();
    const QString ending = QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
    if (!ending.isEmpty() && text.endsWith(ending)) {
        text = text.chopped(ending.size()).trimmed();
    }
    text.replace(QLocale().exponential(), "e", Qt::CaseInsensitive);
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Format; }); // marks of direction
    for (QChar& c : text) {
        c = plainCharacter(c);
    }
    if (QLocale().decimalPoint() == "," && text.count(',') == 1 && !text.contains('.')) {
        text.replace(',', '.');
    }
    if (text.startsWith('+')) {
        text.remove(0, 1);
    }
    return text.remove(kGrouping).toStdString();
}

} // namespace fovea
