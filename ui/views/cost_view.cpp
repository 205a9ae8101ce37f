#include "ui/views/cost_view.h"

#include "ui/paint/ticks.h"
#include "ui/views/cost_plot.h"
#include "ui/window/segments.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kKibi = 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CostView)
};

QString nameOf(const std::string& mechanism)
{
    return mechanism == "global"     ? Words::tr("global")
           : mechanism == "windowed" ? Words::tr("windowed")
           : mechanism == "linear"   ? Words::tr("linear")
                                     : QString::fromStdString(mechanism);
}

QString wholeText(double number)
{
    return QLocale().toString(number, 'f', 0);
}

/// Where one starts to take longer, on its curve.
QPointF pointOf(const Crossing& crossing, const std::vector<CostCurve>& curves)
{
    const std::vector<CostPoint>& points = curves[crossing.longer].points;
    const auto after = std::ranges::find_if(
        points, [&](const CostPoint& point) { return static_cast<double>(point.places) >= crossing.places; });
    const auto before = std::prev(after);
    const double x0 = std::log(static_cast<double>(before->places)), x1 = std::log(static_cast<double>(after->places));
    const double part = (std::log(crossing.places) - x0) / (x1 - x0);
    return {crossing.places,
            std::exp(std::log(before->milliseconds) * (1 - part) + std::log(after->milliseconds) * part)};
}

CostSeries seriesOf(const CostCurve& curve, bool bytes)
{
    const CostSlopes slopes = slopesOf(curve, kSlopeFrom, kSlopeTo);
    CostSeries series{nameOf(curve.mechanism), {}, bytes ? slopes.bytes : slopes.time};
    for (const CostPoint& point : curve.points) {
        series.points.emplace_back(static_cast<double>(point.places), bytes ? point.bytes / kKibi : point.milliseconds);
    }
    return series;
}

/// A table that reads as columns.
QString tableText(const QStringList& rows)
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='1' width='100%'>");
    for (qsizetype i = 0; i < rows.size(); ++i) {
        html += QStringLiteral("<tr>");
        for (const QString& cell : rows[i].split(QLatin1Char('\t'))) {
            html += (i == 0 ? QStringLiteral("<th align='right'>%1</th>") : QStringLiteral("<td align='right'>%1</td>"))
                        .arg(cell.toHtmlEscaped());
        }
        html += QStringLiteral("</tr>");
    }
    return html + QStringLiteral("</table>");
}

} // namespace

CostFigure costFigure(const std::vector<CostCurve>& curves, bool bytes)
{
    CostFigure figure;
    for (const CostCurve& curve : curves) {
        figure.series.push_back(seriesOf(curve, bytes));
    }
    for (const Crossing& crossing : bytes ? std::vector<Crossing>() : crossingsOf(curves)) {
        figure.crossings.push_back(pointOf(crossing, curves));
    }
    figure.xLabel = Words::tr("patches N");
    figure.yLabel = bytes ? Words::tr("KiB for one image") : Words::tr("milliseconds for one image");
    figure.fitFrom = static_cast<double>(kSlopeFrom);
    figure.fitTo = static_cast<double>(kSlopeTo);
    figure.xTicks = {16, 64, 256, 1024};
    return figure;
}

CostView::CostView(QWidget* parent)
    : QWidget(parent)
    , what_(new QLabel(this))
    , quantity_(new Segments(tr("What is drawn"),
                             {{tr("time"), tr("Milliseconds of processor time for one image")},
                              {tr("memory"), tr("What one image writes on its way, in KiB")}},
                             this))
    , measure_(new QPushButton(this))
    , plot_(new CostPlot(this))
    , table_(new QLabel(this))
    , sentences_(new QLabel(this))
{
    const MixConfig layer = measuredLayer();
    what_->setText(
        tr("One image forward through one layer of width %1 with %2 heads, on one thread; windows of %3 × %3.")
            .arg(layer.width)
            .arg(layer.heads)
            .arg(layer.window));
    measure_->setFocusPolicy(Qt::TabFocus);
    measure_->setToolTip(
        tr("Measures all three for 16 to 1,024 patches, in a few seconds, on a thread of its own. Training "
           "goes on, a little slower."));
    for (QLabel* label : {what_, sentences_}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    table_->setTextFormat(Qt::RichText);
    table_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

    auto* row = new QHBoxLayout;
    row->addWidget(quantity_);
    row->addStretch(1);
    row->addWidget(measure_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(what_);
    column->addLayout(row);
    column->addWidget(plot_, 1);
    column->addWidget(sentences_);
    column->addWidget(table_);
    connect(quantity_, &Segments::picked, this, &CostView::refresh);
    connect(measure_, &QPushButton::clicked, this, &CostView::measureAsked);
    refresh();
}

void CostView::showCosts(const std::vector<CostCurve>& curves, bool measuring)
{
    curves_ = curves;
    measuring_ = measuring;
    refresh();
}

bool CostView::showsBytes() const
{
    return quantity_->chosen() == 1;
}

void CostView::refresh()
{
    std::size_t points = 0;
    for (const CostCurve& curve : curves_) {
        points += curve.points.size();
    }
    const std::size_t all = comparedMixes().size() * measuredSides().size();
    measure_->setEnabled(!measuring_);
    measure_->setText(measuring_      ? tr("measuring, %1 of %2 …").arg(points).arg(all)
                      : points == all ? tr("Measure again")
                                      : tr("Measure"));
    measure_->setAccessibleName(measure_->text());
    quantity_->setVisible(points > 0);
    plot_->setVisible(points > 0);
    table_->setVisible(points > 0);
    plot_->showFigure(points > 0 ? costFigure(curves_, showsBytes()) : CostFigure());
    plot_->setAccessibleName(showsBytes() ? tr("Memory against patches") : tr("Time against patches"));
    plot_->setAccessibleDescription(sentences().join(QLatin1Char(' ')));
    table_->setText(tableText(table()));
    table_->setAccessibleName(table().join(QLatin1Char('\n')));
    sentences_->setText(sentences().join(QLatin1Char('\n')));
}

QStringList CostView::sentences() const
{
    if (curves_.empty()) {
        return {
            tr("Every token asks all others: twice the patches, four times the work? Measure it: time and memory of "
               "global, windowed and linear attention appear here.")};
    }
    QStringList all;
    for (const Crossing& crossing : measuring_ || showsBytes() ? std::vector<Crossing>() : crossingsOf(curves_)) {
        all << tr("From %1 patches on %2 is slower than %3.")
                   .arg(wholeText(crossing.places), nameOf(curves_[crossing.longer].mechanism),
                        nameOf(curves_[crossing.shorter].mechanism));
    }
    all << tr("Slopes: %1 to %2 patches. N² has 2, N has 1.")
               .arg(wholeText(static_cast<double>(kSlopeFrom)), wholeText(static_cast<double>(kSlopeTo)));
    return all;
}

QStringList CostView::table() const
{
    QStringList rows;
    if (curves_.empty()) {
        return rows;
    }
    QString names = tr("patches");
    for (const CostCurve& curve : curves_) {
        names += QLatin1Char('\t') + nameOf(curve.mechanism);
    }
    rows << names;
    for (std::size_t i = 0; i < curves_.front().points.size(); ++i) {
        QString row = wholeText(static_cast<double>(curves_.front().points[i].places));
        for (const CostCurve& curve : curves_) {
            row += QLatin1Char('\t');
            if (i < curve.points.size()) {
                const CostPoint& point = curve.points[i];
                row += showsBytes() ? wholeText(point.bytes / kKibi) : shortNumber(point.milliseconds);
            }
        }
        rows << row;
    }
    return rows;
}

void CostView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        refresh();
    }
}

} // namespace fovea
