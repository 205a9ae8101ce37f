#include "ui/views/variance_bars.h"

#include "core/settings/fields.h"
#include "ui/form/field_words.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"
#include "ui/paint/ticks.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kBar = 0.5; // of a line of type

} // namespace

QString baselineName(std::size_t baseline)
{
    const Field& field = *findField("look.baseline");
    for (const Choice& choice : field.choices()) {
        if (choice.key == baselineKeys()[baseline]) {
            return nameOf(choice, Wording::Plain);
        }
    }
    return {};
}

VarianceBars::VarianceBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Variance of the policy gradient with each baseline"));
    setToolTip(
        tr("The sum of the variances of all components of the policy gradient between draws of the paths, on the same "
           "pictures with the same weights. × : against no baseline at all."));
}

void VarianceBars::showVariance(const std::array<double, kBaselines>& variance, const std::string& used)
{
    variance_ = variance;
    used_ = used;
    QStringList all;
    for (std::size_t i = 0; i < kBaselines; ++i) {
        all << textOf(i);
    }
    setAccessibleDescription(all.join(QStringLiteral("; ")));
    update();
}

QString VarianceBars::textOf(std::size_t baseline) const
{
    const double value = variance_[baseline], none = variance_.front();
    QString text =
        tr("%1: %2").arg(baselineName(baseline), std::isfinite(value) ? shortNumber(value) : QStringLiteral("–"));
    if (std::isfinite(value) && none > 0) {
        text += tr(" = %1 ×").arg(QLocale().toString(value / none, 'f', 2));
    }
    return used_ == baselineKeys()[baseline] ? tr("%1, used here").arg(text) : text;
}

double VarianceBars::lengthOf(std::size_t baseline) const
{
    double most = 0;
    for (const double value : variance_) {
        most = std::isfinite(value) ? std::max(most, value) : most;
    }
    return most > 0 && std::isfinite(variance_[baseline]) ? variance_[baseline] / most : 0;
}

double VarianceBars::line() const
{
    return std::ceil(QFontMetricsF(font()).height());
}

QSize VarianceBars::sizeHint() const
{
    return {240, static_cast<int>(std::ceil(kBaselines * (1 + kBar + 0.3) * line()))};
}

QRectF VarianceBars::barRect(std::size_t baseline) const
{
    const double top = static_cast<double>(baseline) * (1 + kBar + 0.3) * line() + line();
    return {0, top, lengthOf(baseline) * (width() - 1), kBar * line()};
}

void VarianceBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Paper paper = paperUnder(*this);
    for (std::size_t i = 0; i < kBaselines; ++i) {
        QFont type = font();
        type.setBold(used_ == baselineKeys()[i]);
        painter.setFont(type);
        const QRectF bar = barRect(i);
        painter.setPen(paper.ink);
        painter.drawText(QRectF(0, bar.top() - line(), width(), line()), Qt::AlignLeft | Qt::AlignVCenter, textOf(i));
        painter.fillRect(QRectF(0, bar.top(), width(), bar.height()), paper.grid);
        painter.fillRect(bar, type.bold() ? validationColour() : trainingColour());
    }
}

} // namespace fovea
