#include "ui/paint/attention_text.h"

#include "ui/paint/marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kLeastPixels = 8;   // smallest type
constexpr double kMostPixels = 12;   // usual type
constexpr double kComfortable = 10;  // type that a projector shows well
constexpr double kMarkAdvance = 1.1; // room of ✓ or ✗ before the answer, in type sizes

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AttentionFigure)
};

/// The lines below an image. The first carries ✓ or ✗ in front.
QStringList linesOf(const AttentionSample& sample, bool answerOnOneLine, bool withChance)
{
    const QLocale locale;
    QStringList lines;
    const bool differs = sample.label != sample.prediction;
    if (answerOnOneLine) {
        lines << (differs ? Words::tr("%1 (is %2)").arg(sample.prediction, sample.label) : sample.prediction);
    } else {
        lines << sample.prediction << Words::tr("is %1").arg(sample.label);
    }
    if (!hasMap(sample)) {
        return lines << Words::tr("one place, weight 1,") << Words::tr("nothing to choose");
    }
    if (!sample.note.isEmpty()) {
        return lines + sample.note.split('\n');
    }
    lines << Words::tr("over %1 of %2 cells")
                 .arg(locale.toString(sample.spreadCells, 'f', sample.spreadCells < 9.95 ? 1 : 0),
                      locale.toString(static_cast<qlonglong>(sample.map.size())));
    const QString largest = locale.toString(sample.largest, 'f', sample.largest < 0.0995 ? 3 : 2);
    if (!sample.score) {
        return lines << Words::tr("largest %1").arg(largest);
    }
    lines << (sample.score->hit ? Words::tr("largest %1, hit") : Words::tr("largest %1, miss")).arg(largest);
    lines << Words::tr("on object %1").arg(locale.toString(sample.score->weight, 'f', 2));
    if (withChance) {
        lines << Words::tr("by chance %1").arg(locale.toString(sample.score->chance, 'f', 2));
    }
    return lines;
}

/// The chance of the weight on the object where all images share it, as printed; it is then said once, in the caption.
std::optional<QString> sharedChance(const std::vector<AttentionSample>& samples)
{
    std::optional<QString> shared;
    for (const AttentionSample& sample : samples) {
        if (sample.score && hasMap(sample)) {
            const QString chance = QLocale().toString(sample.score->chance, 'f', 2);
            if (shared && *shared != chance) {
                return std::nullopt;
            }
            shared = chance;
        }
    }
    return shared;
}

/// Width of the widest line, the mark included, in type of that size.
double widest(const std::vector<QStringList>& texts, double pixels)
{
    const QFontMetricsF metrics(figureFont(pixels));
    double width = 0;
    for (const QStringList& lines : texts) {
        for (qsizetype i = 0; i < lines.size(); ++i) {
            width = std::max(width, metrics.horizontalAdvance(lines[i]) + (i == 0 ? kMarkAdvance * pixels : 0));
        }
    }
    return width;
}

} // namespace

bool hasMap(const AttentionSample& sample)
{
    return MapScale::hasMap(sample.map.empty() ? 0 : sample.map.size());
}

QString captionOf(const AttentionFigure& figure)
{
    const std::optional<QString> chance = sharedChance(figure.samples);
    if (!chance) {
        return figure.caption;
    }
    const QString sentence = Words::tr("By chance, %1 of the weight would lie on the object.").arg(*chance);
    return figure.caption.isEmpty() ? sentence : figure.caption + ' ' + sentence;
}

AttentionTexts attentionTexts(const std::vector<AttentionSample>& samples, const QSizeF& room)
{
    AttentionTexts texts;
    const bool withChance = !sharedChance(samples);
    for (const bool oneLine : {true, false}) {
        texts.lines.clear();
        qsizetype most = 0;
        for (const AttentionSample& sample : samples) {
            texts.lines.push_back(linesOf(sample, oneLine, withChance));
            most = std::max(most, texts.lines.back().size());
        }
        for (texts.pixels = kMostPixels; true; texts.pixels -= 1) {
            texts.lineHeight = std::ceil(QFontMetricsF(figureFont(texts.pixels)).height());
            texts.height = texts.lineHeight * static_cast<double>(most);
            texts.width = std::ceil(widest(texts.lines, texts.pixels));
            if (texts.pixels <= kLeastPixels || (texts.width <= room.width() && texts.height <= room.height())) {
                break;
            }
        }
        if (texts.pixels >= kComfortable) {
            break; // else the label goes below the answer
        }
    }
    texts.width = std::min(texts.width, room.width());
    return texts;
}

void paintAttentionText(QPainter& painter, const QRectF& area, const QStringList& lines, const AttentionTexts& texts,
                        bool right, const Paper& paper)
{
    const QFont font = figureFont(texts.pixels);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double mark = i == 0 ? kMarkAdvance * texts.pixels : 0;
        const QString text = metrics.elidedText(lines[i], Qt::ElideRight, area.width() - mark + 0.5);
        const double width = mark + metrics.horizontalAdvance(text);
        const QRectF line(area.left() + (area.width() - width) / 2,
                          area.top() + static_cast<double>(i) * texts.lineHeight, width, texts.lineHeight);
        if (i == 0) {
            const double size = 0.75 * texts.pixels;
            const double baseline = line.top() + (texts.lineHeight - metrics.height()) / 2 + metrics.ascent();
            paintAnswerMark(painter, {line.left(), baseline - size, size, size}, right, paper);
        }
        painter.setPen(i == 0 ? paper.ink : paper.faint);
        painter.drawText(line.adjusted(mark, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
    }
}

} // namespace fovea
