#include "ui/views/variance_bars.h"

#include "ui/paint/screen_paper.h"

#include <QPainter>

namespace fovea {

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
    figure_.variance = variance;
    figure_.used = used;
    QStringList all;
    for (std::size_t i = 0; i < kBaselines; ++i) {
        all << textOf(i);
    }
    setAccessibleDescription(all.join(QStringLiteral("; ")));
    update();
}

QSize VarianceBars::sizeHint() const
{
    return {240, static_cast<int>(varianceHeight(font()))};
}

void VarianceBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    VarianceFigure figure = figure_;
    figure.paper = paperUnder(*this);
    paintBars(painter, figure, width(), font());
}

} // namespace fovea
