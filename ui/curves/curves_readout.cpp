#include "ui/curves/curves_readout.h"

#include <QFontMetrics>

namespace fovea {
namespace {

constexpr int kMargin = 4;

} // namespace

CurvesReadout::CurvesReadout(QWidget* parent) : QLabel(parent)
{
    setContentsMargins(kMargin, 0, kMargin, 0);
    setTextFormat(Qt::PlainText);
    connect(&pace_, &TextPace::due, this, &CurvesReadout::say);
}

QSize CurvesReadout::sizeHint() const
{
    return {200, fontMetrics().height() + 4};
}

void CurvesReadout::say()
{
    const QStringList parts = source_ ? source_() : QStringList();
    const auto fits = [this](const QString& words) {
        return fontMetrics().horizontalAdvance(words) <= width() - 2 * kMargin;
    };
    QString text;
    for (const QString& part : parts) {
        const QString longer = !text.isEmpty()             ? text + QStringLiteral("   ") + part
                               : fits(lead_ + u' ' + part) ? lead_ + u' ' + part
                                                           : part; // numbers matter more than what they are
        if (!text.isEmpty() && !fits(longer)) {
            break;
        }
        text = longer;
    }
    if (text != this->text()) {
        setText(text);
        setAccessibleName(text);
    }
}

void CurvesReadout::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    pace_.askNow();
}

} // namespace fovea
