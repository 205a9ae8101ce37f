#include "ui/views/probability_bars.h"

#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fovea {
namespace {

constexpr std::size_t kMostBars = 10; // of more classes, the most probable and the sum of the others
constexpr int kBelowSentence = 2;
constexpr int kBetweenColumns = 12;
constexpr double kMostName = 0.55; // of the width, beside a bar

QString numberText(double probability)
{
    return QLocale().toString(probability, 'f', 2);
}

} // namespace

ProbabilityBars::ProbabilityBars(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setToolTip(tr("How probable the network holds each of its answers. They sum to one, also where the picture shows "
                  "something else. The dot marks what the picture is."));
}

void ProbabilityBars::showProbabilities(const QStringList& classes, const std::vector<double>& probabilities, int label)
{
    const bool resized = classes != classes_;
    classes_ = classes;
    probabilities_ = probabilities;
    label_ = label;
    setAccessibleName(sentence());
    setAccessibleDescription(texts().join(", "));
    if (resized) {
        updateGeometry();
    }
    update();
}

void ProbabilityBars::setForm(BarsForm form)
{
    if (form != form_) {
        form_ = form;
        updateGeometry();
        update();
    }
}

QString ProbabilityBars::sentence() const
{
    return classes_.isEmpty() ? QString() : tr("this network can only answer: %1").arg(classes_.join(", "));
}

std::vector<ProbabilityBars::Bar> ProbabilityBars::bars() const
{
    const auto count = static_cast<std::size_t>(classes_.size());
    const bool known = probabilities_.size() == count;
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    const std::size_t most = mostBars();
    if (count > most) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return known && probabilities_[a] > probabilities_[b]; });
        order.resize(most - 1);
    }
    std::vector<Bar> bars;
    double sum = 0;
    for (const std::size_t i : order) {
        bars.push_back(
            {classes_[static_cast<qsizetype>(i)], known ? probabilities_[i] : 0, known, static_cast<int>(i) == label_});
        sum += bars.back().probability;
    }
    if (count > most) {
        bars.push_back({tr("%1 others").arg(count - order.size()), std::max(0.0, 1 - sum), known, false});
    }
    return bars;
}

/// Small bars have as many lines as fit; what does not fit is summed up in the last.
std::size_t ProbabilityBars::mostBars() const
{
    const auto fit = static_cast<std::size_t>(std::max(2, maximumHeight() / barHeight(false)));
    return form_ == BarsForm::Small ? std::min(kMostBars, fit) : kMostBars;
}

QStringList ProbabilityBars::texts() const
{
    QStringList texts;
    for (const Bar& bar : bars()) {
        texts << (bar.known ? tr("%1 %2").arg(bar.name, numberText(bar.probability)) : bar.name);
    }
    return texts;
}

int ProbabilityBars::barHeight(bool above) const
{
    const double line = QFontMetricsF(font()).height();
    return static_cast<int>(std::ceil(above ? line + 10 : line + 2));
}

/// Whether names stand above their bars: beside the picture, and where small ones would be cut and there is the height for it.
bool ProbabilityBars::namesAbove(int width) const
{
    if (form_ != BarsForm::Small) {
        return form_ == BarsForm::Beside;
    }
    const bool cut = nameWidth() > kMostName * width;
    return cut && kBelowSentence + static_cast<int>(bars().size()) * barHeight(true) <= maximumHeight();
}

/// The sentence with all names; without them where they would take the bars' room and stand at the bars anyhow.
QString ProbabilityBars::shownSentence(int width) const
{
    const QFontMetricsF metrics(font());
    const double most = (form_ == BarsForm::Beside ? 6.5 : 2.5) * metrics.lineSpacing();
    const QRectF room(0, 0, width, 10000);
    const bool fits = metrics.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, sentence()).height() <= most;
    return fits ? sentence() : tr("this network can only answer these %1:").arg(classes_.size());
}

int ProbabilityBars::sentenceHeight(int width) const
{
    if (form_ == BarsForm::Small) {
        return 0;
    }
    const QRectF room(0, 0, width, 10000);
    return static_cast<int>(std::ceil(
        QFontMetricsF(font()).boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, shownSentence(width)).height()));
}

int ProbabilityBars::heightForWidth(int width) const
{
    if (classes_.isEmpty()) {
        return 0;
    }
    const auto count = static_cast<int>(bars().size());
    const int rows = form_ == BarsForm::Below ? (count + 1) / 2 : count;
    return sentenceHeight(width) + kBelowSentence + rows * barHeight(namesAbove(width));
}

QSize ProbabilityBars::sizeHint() const
{
    const int width = (form_ == BarsForm::Below ? 40 : 16) * fontMetrics().averageCharWidth();
    return {width, heightForWidth(width)};
}

void ProbabilityBars::paintEvent(QPaintEvent*)
{
    if (classes_.isEmpty()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int top = sentenceHeight(width()), line = barHeight(namesAbove(width()));
    painter.setPen(paperUnder(*this).faint);
    if (top > 0) {
        painter.drawText(QRectF(0, 0, width(), top), Qt::AlignLeft | Qt::TextWordWrap, shownSentence(width()));
    }
    const std::vector<Bar> all = bars();
    const auto count = static_cast<int>(all.size());
    const int rows = form_ == BarsForm::Below ? (count + 1) / 2 : count;
    const double across = form_ == BarsForm::Below ? (width() - kBetweenColumns) / 2.0 : width();
    for (int i = 0; i < count; ++i) {
        const double left = i / rows * (across + kBetweenColumns);
        paintBar(painter,
                 {left, static_cast<double>(top + kBelowSentence + i % rows * line), across, static_cast<double>(line)},
                 all[static_cast<std::size_t>(i)]);
    }
}

/// Of the widest name, with the dot of the truth.
double ProbabilityBars::nameWidth() const
{
    double widest = 0;
    for (const Bar& bar : bars()) {
        widest = std::max(widest, QFontMetricsF(font()).horizontalAdvance(bar.name));
    }
    return widest + 6 * QFontMetricsF(font()).ascent() / 5;
}

/// Name and number; between them the bar, or below them where they stand beside the picture.
void ProbabilityBars::paintBar(QPainter& painter, const QRectF& area, const Bar& bar) const
{
    const Paper paper = paperUnder(*this);
    const QFontMetricsF metrics(font());
    const double number = std::ceil(metrics.horizontalAdvance(numberText(0.88))) + 4;
    const double line = std::ceil(metrics.height());
    const double dot = metrics.ascent() / 5;
    const bool above = namesAbove(width());
    const double name = above ? area.width() - number : std::min(nameWidth(), std::floor(kMostName * area.width()));
    const QRectF nameBox(area.left(), area.top(), name, line);
    QString text = metrics.elidedText(bar.name, Qt::ElideRight, name - (bar.truth ? 4 * dot : 0) - 2);
    painter.setPen(paper.ink);
    painter.drawText(nameBox, Qt::AlignLeft | Qt::AlignVCenter, text);
    if (bar.known) {
        painter.drawText(QRectF(area.right() - number, area.top(), number, line), Qt::AlignRight | Qt::AlignVCenter,
                         numberText(bar.probability));
    }
    painter.setPen(Qt::NoPen);
    if (bar.truth) {
        painter.setBrush(paper.ink);
        painter.drawEllipse(QPointF(area.left() + metrics.horizontalAdvance(text) + 2.5 * dot, nameBox.center().y()),
                            dot, dot);
    }
    const QRectF track =
        above ? QRectF(area.left(), area.top() + line, area.width(), 6)
              : QRectF(nameBox.right() + 2, area.top() + 0.25 * line, area.width() - name - number - 4, 0.5 * line);
    painter.setBrush(paper.grid);
    painter.drawRect(track);
    painter.setBrush(trainingColour());
    painter.drawRect(
        QRectF(track.topLeft(), QSizeF(track.width() * std::clamp(bar.probability, 0.0, 1.0), track.height())));
}

} // namespace fovea
