#include "ui/drawer/confusion_view.h"

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

/// The pair of different classes that is mixed up most often, the first of equals; its count.
struct Mixed
{
    int is = -1, answered = -1;
    long count = 0;
};

Mixed mostMixed(const Confusion& confusion)
{
    Mixed most;
    for (int is = 0; is < confusion.classes; ++is) {
        for (int answered = 0; answered < confusion.classes; ++answered) {
            if (is != answered && confusion.at(is, answered) > most.count) {
                most = {is, answered, confusion.at(is, answered)};
            }
        }
    }
    return most;
}

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
    return ofClass < classes_.size() ? classes_[ofClass] : QString::number(ofClass);
}

QString ConfusionView::sentence() const
{
    if (!judgement_) {
        return tr("Space: what is taken for what appears here");
    }
    const QLocale locale;
    const Scores& scores = judgement_->scores;
    const QString right = tr("%1: %2 of %3 validation images right")
                              .arg(moment_, locale.toString(static_cast<qlonglong>(judgement_->confusion.right())),
                                   locale.toString(static_cast<qlonglong>(judgement_->confusion.total())));
    const Mixed mixed = mostMixed(judgement_->confusion);
    const QString most = mixed.count > 0 ? tr("most often %1 is taken for %2 (%3)")
                                               .arg(nameOf(mixed.is), nameOf(mixed.answered),
                                                    locale.toString(static_cast<qlonglong>(mixed.count)))
                                         : tr("nothing is mixed up");
    const auto named = std::count_if(scores.classes.begin(), scores.classes.end(),
                                     [](const ClassScores& one) { return one.named > 0; });
    return named == 1 && classes() > 1 ? tr("%1; it names one class only").arg(right) : right + "; " + most;
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
    const double left = kMargin + nameWidth(), top = 2 * line() + 4;
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
    painter.drawText(QRectF(kMargin, 2, width() - 2 * kMargin, line()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font()).elidedText(sentence(), Qt::ElideRight, width() - 2 * kMargin));
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
    painter.drawText(QRectF(kMargin, line() + 3, nameWidth(), line()), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(tr("is ↓   taken for →"), Qt::ElideRight, nameWidth()));
    painter.setPen(paper.ink);
    for (int c = 0; c < classes(); ++c) {
        const QString number = QString::number(c + 1);
        const QRectF column = cellRect(0, c), row = cellRect(c, 0);
        painter.drawText(QRectF(column.left(), line() + 3, column.width(), line()), Qt::AlignCenter,
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
