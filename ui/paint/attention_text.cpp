#include "ui/paint/attention_text.h"

#include "core/explain/asked.h"
#include "ui/paint/marks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

constexpr double kLeastPixels = 8;   // smallest type
constexpr double kMostPixels = 12;   // usual type
constexpr double kComfortable = 10;  // type that a projector shows well
constexpr double kMarkAdvance = 1.1; // room of ✓ or ✗ before the answer, in type sizes
// So far from uniform a map may be and have a single colour for the eye; and so far may it be and be called no more than
// that. A largest weight that exceeds uniform by less than the last is no clear place.
constexpr double kOneColour = 0.25;
constexpr double kAsGoodAsUniform = 0.05;
constexpr double kUnclear = 0.10;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AttentionFigure)
};

/// At least two digits that count: 0.41, 0.016, 0.0013.
QString weightText(double weight)
{
    if (weight > 0 && weight < 1e-4) {
        return QLocale().toString(weight, 'g', 2);
    }
    const int before = weight > 0 ? static_cast<int>(std::floor(std::log10(weight))) : 0;
    return QLocale().toString(weight, 'f', std::max(2, 1 - before));
}

/// "uniform within 2 %", rounded up.
QString withinText(double far)
{
    return Words::tr("uniform within %1 %").arg(std::max(1, static_cast<int>(std::ceil(100 * far))));
}

/// Whether the largest weight is hardly larger than the others.
bool isUnclear(const AttentionSample& sample)
{
    return sample.largest * static_cast<double>(choicesOf(sample.asked, sample.map.size())) < 1 + kUnclear;
}

/// "hit", "miss", or the share of a hit where equal weights have it together; "unclear" where no place stands out.
QString verdict(const AttentionSample& sample)
{
    const double hit = sample.score->hit;
    if (isUnclear(sample)) {
        return Words::tr("unclear");
    }
    if (hit > 0 && hit < 1) {
        return Words::tr("hit shared: %1").arg(weightText(hit));
    }
    return hit > 0 ? Words::tr("hit") : Words::tr("miss");
}

/// The text in lines of at most that width, in comfortable type; its own line breaks stay.
QStringList broken(const QString& text, double width)
{
    const QFontMetricsF metrics(figureFont(kComfortable));
    QStringList lines;
    for (const QString& part : text.split('\n')) {
        lines << QString();
        for (const QString& word : part.split(' ')) {
            const QString longer = lines.last().isEmpty() ? word : lines.last() + ' ' + word;
            if (lines.last().isEmpty() || metrics.horizontalAdvance(longer) <= width) {
                lines.last() = longer;
            } else {
                lines << word;
            }
        }
    }
    return lines;
}

/// How widely the map is spread, how much its largest weight is, and whether that is a hit.
QStringList linesOfMap(const AttentionSample& sample)
{
    const QLocale locale;
    const double far = farFromUniform(sample.map, sample.asked);
    const QString spread =
        (sample.asked.empty() ? Words::tr("over %1 of %2 cells") : Words::tr("over %1 of its %2 cells"))
            .arg(locale.toString(sample.spreadCells, 'f', sample.spreadCells < 9.95 ? 1 : 0),
                 locale.toString(static_cast<qlonglong>(choicesOf(sample.asked, sample.map.size()))));
    const QString largest = Words::tr("largest %1").arg(weightText(sample.largest));
    return {far <= kOneColour ? withinText(far) : spread,
            sample.score ? Words::tr("%1, %2").arg(largest, verdict(sample)) : largest};
}

/// The lines below an image. The first carries ✓ or ✗ in front.
QStringList linesOf(const AttentionSample& sample, double width, bool answerOnOneLine, bool withChance, bool withNote)
{
    QStringList lines;
    const bool differs = sample.label != sample.prediction;
    if (answerOnOneLine) {
        lines << (differs ? Words::tr("%1 (is %2)").arg(sample.prediction, sample.label) : sample.prediction);
    } else {
        lines << sample.prediction;
        if (differs) {
            lines << Words::tr("is %1").arg(sample.label);
        }
    }
    if (!hasMap(sample) && !sample.note.isEmpty()) {
        return lines + broken(sample.note, width);
    }
    if (!hasMap(sample)) {
        return lines << Words::tr("one place, weight 1,") << Words::tr("nothing to choose");
    }
    if (sample.note.isEmpty()) {
        lines += linesOfMap(sample);
    } else if (withNote) {
        lines += broken(sample.note, width);
    }
    if (!sample.score) {
        return lines;
    }
    const QLocale locale;
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

/// The note of all maps where it is the same, for instance that they are uniform by definition; it is then said once too.
QString sharedNote(const std::vector<AttentionSample>& samples)
{
    std::vector<QString> notes;
    for (const AttentionSample& sample : samples) {
        if (hasMap(sample)) {
            notes.push_back(sample.note);
        }
    }
    const bool shared = notes.size() > 1 && std::ranges::count(notes, notes.front()) == std::ssize(notes);
    return shared ? notes.front() : QString();
}

/// That all maps are near to uniform, where they are learned and are: over an image of one colour each.
QString uniformSentence(const std::vector<AttentionSample>& samples)
{
    double most = 0;
    for (const AttentionSample& sample : samples) {
        if (!hasMap(sample) || !sample.note.isEmpty()) {
            return {};
        }
        most = std::max(most, farFromUniform(sample.map, sample.asked));
    }
    if (samples.empty() || most > kOneColour) {
        return {};
    }
    const QString looks = most <= kAsGoodAsUniform ? Words::tr("the network looks nowhere in particular")
                                                   : Words::tr("the network hardly prefers any cell");
    return Words::tr("These maps are %1: %2. What shapes they seem to have are the images', which shine through.")
        .arg(withinText(most), looks);
}

/// What "unclear" means, where it is said.
QString unclearSentence(const std::vector<AttentionSample>& samples)
{
    const bool said = std::ranges::any_of(samples, [](const AttentionSample& sample) {
        return hasMap(sample) && sample.note.isEmpty() && sample.score && isUnclear(sample);
    });
    return said ? Words::tr("Unclear: the largest weight exceeds uniform by less than %1 %.").arg(100 * kUnclear)
                : QString();
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
    return MapScale::hasMap(sample.map.empty() ? 0 : choicesOf(sample.asked, sample.map.size()));
}

double farFromUniform(const Tensor& map, const std::vector<bool>& asked)
{
    double far = 0;
    const auto choices = static_cast<double>(choicesOf(asked, map.size()));
    for (Index i = 0; i < map.size(); ++i) {
        if (!asked.empty() && !asked.at(static_cast<std::size_t>(i))) {
            continue;
        }
        const double timesUniform = static_cast<double>(map[i]) * choices;
        if (!std::isfinite(timesUniform)) {
            return std::numeric_limits<double>::infinity();
        }
        far = std::max(far, std::abs(timesUniform - 1));
    }
    return far;
}

QString captionOf(const AttentionFigure& figure)
{
    const std::optional<QString> chance = sharedChance(figure.samples);
    const QString note = sharedNote(figure.samples);
    QStringList sentences = {figure.caption, note.isEmpty() ? QString() : Words::tr("All maps: %1.").arg(note),
                             chance ? Words::tr("By chance, %1 of the weight would lie on the object.").arg(*chance)
                                    : QString(),
                             uniformSentence(figure.samples), unclearSentence(figure.samples)};
    sentences.removeAll(QString());
    return sentences.join(' ');
}

AttentionTexts attentionTexts(const std::vector<AttentionSample>& samples, const QSizeF& room)
{
    AttentionTexts texts;
    const bool withChance = !sharedChance(samples), withNote = sharedNote(samples).isEmpty();
    for (const bool oneLine : {true, false}) {
        texts.lines.clear();
        qsizetype most = 0;
        for (const AttentionSample& sample : samples) {
            texts.lines.push_back(linesOf(sample, room.width(), oneLine, withChance, withNote));
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
                        std::optional<bool> right, const Paper& paper)
{
    const QFont font = figureFont(texts.pixels);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const double mark = i == 0 && right ? kMarkAdvance * texts.pixels : 0;
        const QString text = metrics.elidedText(lines[i], Qt::ElideRight, area.width() - mark + 0.5);
        const double width = mark + metrics.horizontalAdvance(text);
        const QRectF line(area.left() + (area.width() - width) / 2,
                          area.top() + static_cast<double>(i) * texts.lineHeight, width, texts.lineHeight);
        if (i == 0 && right) {
            const double size = 0.75 * texts.pixels;
            const double baseline = line.top() + (texts.lineHeight - metrics.height()) / 2 + metrics.ascent();
            paintAnswerMark(painter, {line.left(), baseline - size, size, size}, *right, paper);
        }
        painter.setPen(i == 0 ? paper.ink : paper.faint);
        painter.drawText(line.adjusted(mark, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text);
    }
}

} // namespace fovea
