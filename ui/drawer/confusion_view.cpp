#include "ui/drawer/confusion_view.h"

#include "ui/drawer/confusion_words.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kMostWidth = 96, kMostHeight = 36; // of a cell
constexpr double kMargin = 6;
constexpr double kManyLines = 9; // more than any sentence takes

QColor blend(const QColor& a, const QColor& b, double t)
{
    return QColor::fromRgbF(float(a.redF() + t * (b.redF() - a.redF())),
                            float(a.greenF() + t * (b.greenF() - a.greenF())),
                            float(a.blueF() + t * (b.blueF() - a.blueF())));
}

} // namespace

ConfusionView::ConfusionView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Rows: what the validation images are. Columns: what they were taken for. Click a cell to see its "
                  "pictures; by keyboard arrows and Enter."));
    showJudgement({}, {});
}

void ConfusionView::showJudgement(const std::shared_ptr<const Judgement>& judgement, const QString& moment)
{
    judgement_ = judgement;
    moment_ = moment;
    makeCurrent(std::min(row_, std::max(0, classes() - 1)), std::min(column_, std::max(0, classes() - 1)));
    setAccessibleDescription(sentence());
    update();
}

void ConfusionView::showClasses(const QStringList& classes)
{
    if (classes != classes_) {
        classes_ = classes;
        update();
    }
}

int ConfusionView::classes() const
{
    return judgement_ ? judgement_->confusion.classes : 0;
}

QString ConfusionView::nameOf(int ofClass) const
{
    return className(classes_, ofClass);
}

QString ConfusionView::sentence() const
{
    return judgement_ ? confusionSentence(*judgement_, moment_, classes_)
                      : tr("Space: what is taken for what appears here");
}

QString ConfusionView::cellText(int is, int answered) const
{
    const QLocale locale;
    const QString count = locale.toString(static_cast<qlonglong>(judgement_->confusion.at(is, answered)));
    const QString all = locale.toString(static_cast<qlonglong>(judgement_->confusion.images(is)));
    return is == answered ? tr("%1 taken for what it is: %2 of %3").arg(nameOf(is), count, all)
                          : tr("%1 taken for %2: %3 of %4").arg(nameOf(is), nameOf(answered), count, all);
}

double ConfusionView::line() const
{
    return std::ceil(QFontMetricsF(font()).height());
}

/// Of the sentence above the matrix: as many lines as it takes in this width.
double ConfusionView::sentenceHeight() const
{
    const QRectF room(0, 0, width() - 2 * kMargin, kManyLines * line());
    const QRectF taken = QFontMetricsF(font()).boundingRect(room, Qt::TextWordWrap, sentence());
    return std::max(line(), std::ceil(taken.height()));
}

/// Room for the rows' names, no more than a third of the width.
double ConfusionView::nameWidth() const
{
    const QFontMetricsF metrics(font());
    double widest = metrics.horizontalAdvance(tr("is ↓   taken for →"));
    for (int c = 0; c < classes(); ++c) {
        widest = std::max(widest, metrics.horizontalAdvance(nameOf(c)) + (numbered() ? 2.5 * line() : 0.5 * line()));
    }
    return std::min(std::ceil(widest), std::floor(0.36 * width()));
}

/// Whether columns are too narrow for names: then rows and columns have numbers.
bool ConfusionView::numbered() const
{
    const QFontMetricsF metrics(font());
    const double room = 0.64 * width() / std::max(1, classes());
    return std::any_of(classes_.begin(), classes_.end(), [&](const QString& name) {
        return metrics.horizontalAdvance(name) + 6 > std::min(room, kMostWidth);
    });
}

QRectF ConfusionView::cellRect(int is, int answered) const
{
    const int k = std::max(1, classes());
    const double left = kMargin + nameWidth(), top = sentenceHeight() + line() + 4;
    const double wide = std::floor(std::min(kMostWidth, (width() - left - kMargin) / k));
    const double high = std::floor(std::min(kMostHeight, (height() - top - 2) / k));
    return {left + answered * wide, top + is * high, wide, high};
}

ConfusionView::Cell ConfusionView::cellAt(QPointF point) const
{
    for (int is = 0; is < classes(); ++is) {
        for (int answered = 0; answered < classes(); ++answered) {
            if (cellRect(is, answered).contains(point)) {
                return {is, answered};
            }
        }
    }
    return {};
}

void ConfusionView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Paper paper = paperUnder(*this);
    if (!judgement_) {
        painter.setPen(paper.faint);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, sentence());
        return;
    }
    painter.setPen(paper.ink);
    painter.drawText(QRectF(kMargin, 2, width() - 2 * kMargin, sentenceHeight()), Qt::AlignLeft | Qt::TextWordWrap,
                     sentence());
    paintNames(painter);
    for (int is = 0; is < classes(); ++is) {
        for (int answered = 0; answered < classes(); ++answered) {
            paintCell(painter, is, answered);
        }
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(row_, column_).adjusted(1, 1, -2, -2));
    }
}

void ConfusionView::paintNames(QPainter& painter) const
{
    const Paper paper = paperUnder(*this);
    const QFontMetricsF metrics(font());
    painter.setPen(paper.faint);
    painter.drawText(QRectF(kMargin, sentenceHeight() + 3, nameWidth(), line()), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(tr("is ↓   taken for →"), Qt::ElideRight, nameWidth()));
    painter.setPen(paper.ink);
    for (int c = 0; c < classes(); ++c) {
        const QString number = QString::number(c + 1);
        const QRectF column = cellRect(0, c), row = cellRect(c, 0);
        painter.drawText(QRectF(column.left(), sentenceHeight() + 3, column.width(), line()), Qt::AlignCenter,
                         numbered() ? number : nameOf(c));
        const QString name = numbered() ? number + QStringLiteral("  ") + nameOf(c) : nameOf(c);
        painter.drawText(QRectF(kMargin, row.center().y() - line() / 2, nameWidth() - 4, line()),
                         Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideRight, nameWidth() - 4));
    }
}

/// The darker, the more of the row; right ones in one hue and framed, wrong ones in another; empty cells stay empty.
void ConfusionView::paintCell(QPainter& painter, int is, int answered) const
{
    const Paper paper = paperUnder(*this);
    const QRectF cell = cellRect(is, answered);
    const long count = judgement_->confusion.at(is, answered), all = judgement_->confusion.images(is);
    const double share = all > 0 ? static_cast<double>(count) / static_cast<double>(all) : 0;
    const QColor hue = is == answered ? trainingColour() : validationColour();
    const QColor fill = count > 0 ? blend(paper.background, hue, 0.15 + 0.75 * std::sqrt(share)) : paper.background;
    painter.fillRect(cell.adjusted(0, 0, -1, -1), fill);
    painter.setPen(is == answered ? paper.ink : paper.grid);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cell.adjusted(0, 0, -1, -1));
    if (cell.height() < QFontMetricsF(font()).ascent()) {
        return; // pointing at it tells the number
    }
    painter.setPen(count == 0 ? paper.faint : fill.lightnessF() > 0.5F ? QColor(Qt::black) : QColor(Qt::white));
    painter.drawText(cell, Qt::AlignCenter, QLocale().toString(static_cast<qlonglong>(count)));
}

void ConfusionView::makeCurrent(int row, int column)
{
    row_ = row;
    column_ = column;
    setAccessibleName(judgement_ ? tr("Confusion: %1").arg(cellText(row_, column_)) : tr("Confusion"));
    update();
}

void ConfusionView::openCell(int row, int column)
{
    makeCurrent(row, column);
    if (judgement_->confusion.at(row, column) > 0) {
        emit cellOpened(row, column);
    }
}

void ConfusionView::keyPressEvent(QKeyEvent* event)
{
    const int last = classes() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        makeCurrent(row_, std::max(0, column_ - 1));
        return;
    case Qt::Key_Right:
        makeCurrent(row_, std::clamp(column_ + 1, 0, std::max(0, last)));
        return;
    case Qt::Key_Up:
        makeCurrent(std::max(0, row_ - 1), column_);
        return;
    case Qt::Key_Down:
        makeCurrent(std::clamp(row_ + 1, 0, std::max(0, last)), column_);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!event->modifiers().testFlag(Qt::ControlModifier) && judgement_) { // Ctrl+Enter runs
            openCell(row_, column_);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ConfusionView::mousePressEvent(QMouseEvent* event)
{
    const Cell cell = cellAt(event->position());
    if (event->button() == Qt::LeftButton && cell.is >= 0) {
        openCell(cell.is, cell.answered);
    }
}

bool ConfusionView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const Cell cell = cellAt(help->pos()); cell.is >= 0) {
            QToolTip::showText(help->globalPos(), cellText(cell.is, cell.answered), this);
            return true;
        }
    }
    return QWidget::event(event);
}

void ConfusionView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ConfusionView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace fovea
