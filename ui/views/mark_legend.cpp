#include "ui/views/mark_legend.h"

#include "ui/paint/marks.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace fovea {
namespace {

struct Entry
{
    bool isHit, good;
    QString word;
};

QList<Entry> entries(bool answers, bool hits)
{
    QList<Entry> all;
    if (answers) {
        all << Entry{false, true, MarkLegend::tr("right")} << Entry{false, false, MarkLegend::tr("wrong")};
    }
    if (hits) {
        all << Entry{true, true, MarkLegend::tr("looks at it")} << Entry{true, false, MarkLegend::tr("beside it")};
    }
    return all;
}

constexpr double kAfterMark = 4, kAfterWord = 9;

} // namespace

MarkLegend::MarkLegend(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr(
        "✓ and ✗: whether the answer is right. Ring and dot: whether the largest weight of the map lies on the object "
        "(dot in the ring) or beside it (dot outside)."));
}

void MarkLegend::showMarks(bool answers, bool hits)
{
    if (answers == answers_ && hits == hits_ && !accessibleName().isEmpty()) {
        return;
    }
    answers_ = answers;
    hits_ = hits;
    QStringList words;
    for (const Entry& entry : entries(answers, hits)) {
        words << entry.word;
    }
    setAccessibleName(tr("marks: %1").arg(words.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

double MarkLegend::mark() const
{
    return std::round(0.72 * QFontMetricsF(font()).ascent());
}

QSize MarkLegend::sizeHint() const
{
    const QFontMetricsF metrics(font());
    double width = 1;
    for (const Entry& entry : entries(answers_, hits_)) {
        width += mark() + kAfterMark + metrics.horizontalAdvance(entry.word) + kAfterWord;
    }
    return {static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(metrics.height()))};
}

void MarkLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Paper paper = paperUnder(*this);
    const QFontMetricsF metrics(font());
    double left = 1;
    for (const Entry& entry : entries(answers_, hits_)) {
        const QRectF box(left, (height() - mark()) / 2, mark(), mark());
        if (entry.isHit) {
            paintHitMark(painter, box.adjusted(-1, -1, 1, 1), entry.good, paper);
        } else {
            paintAnswerMark(painter, box, entry.good, paper);
        }
        left += mark() + kAfterMark;
        painter.setPen(paper.faint);
        painter.drawText(QRectF(left, 0, width() - left, height()), Qt::AlignLeft | Qt::AlignVCenter, entry.word);
        left += metrics.horizontalAdvance(entry.word) + kAfterWord;
    }
}

} // namespace fovea
