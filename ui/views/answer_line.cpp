#include "ui/views/answer_line.h"

#include "ui/paint/marks.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace fovea {

AnswerLine::AnswerLine(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AnswerLine::showAnswer(const QString& text, std::optional<bool> right)
{
    if (text == text_ && right == right_) {
        return;
    }
    text_ = text;
    right_ = right;
    setAccessibleName(!right ? text : *right ? tr("right: %1").arg(text) : tr("wrong: %1").arg(text));
    setToolTip(accessibleName());
    update();
}

QSize AnswerLine::sizeHint() const
{
    return {20 * fontMetrics().averageCharWidth(), fontMetrics().height() + 2};
}

void AnswerLine::showMoment(const QString& moment)
{
    moment_ = moment;
    update();
}

QFont AnswerLine::bold() const
{
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

double AnswerLine::mark() const
{
    return std::round(0.75 * QFontMetricsF(font()).ascent());
}

/// Of the mark and the answer, with a gap behind them.
double AnswerLine::answerWidth() const
{
    return 2 + (right_ ? 1.6 * mark() : 0) + std::ceil(QFontMetricsF(bold()).horizontalAdvance(text_)) + 12;
}

bool AnswerLine::hasRoomForMoment() const
{
    return answerWidth() + QFontMetricsF(font()).horizontalAdvance(moment_) <= width();
}

void AnswerLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Paper paper = paperUnder(*this);
    QRectF rest = rect();
    if (hasRoomForMoment()) {
        painter.setFont(font());
        painter.setPen(paper.faint);
        painter.drawText(rest.adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignVCenter, moment_);
    }
    if (right_) {
        paintAnswerMark(painter, {2, (height() - mark()) / 2, mark(), mark()}, *right_, paper);
        rest.setLeft(2 + 1.6 * mark());
    }
    painter.setFont(bold());
    painter.setPen(paper.ink);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(bold()).elidedText(text_, Qt::ElideRight, rest.width()));
}

} // namespace fovea
