#include "ui/drawer/metrics_view.h"

#include "ui/drawer/metrics_figures.h"
#include "ui/drawer/unit_plot.h"
#include "ui/window/segments.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>

namespace fovea {
namespace {

constexpr int kRoomForAll = 1100; // pixels of width for the table and three plots beside each other

QString intervalText(const Interval& interval)
{
    return QStringLiteral("%1 … %2").arg(QLocale().toString(interval.low, 'f', 2),
                                         QLocale().toString(interval.high, 'f', 2));
}

} // namespace

MetricsView::MetricsView(QWidget* parent)
    : QWidget(parent)
    , head_(new QHBoxLayout)
    , sentence_(new QLabel(this))
    , pages_(new Segments(tr("Metrics"),
                          {{tr("classes"), tr("Precision, recall and F1 of each class")},
                           {tr("ROC"), tr("How many of a class are found against how many others are let in")},
                           {tr("precision–recall"), tr("How pure what is found is, against how much is found")},
                           {tr("calibration"), tr("Whether it is right as often as it says that it is sure")}},
                          this))
    , table_(new QTreeWidget(this))
    , plots_{
          new UnitPlot(tr("From the highest probability down, images are let in. Upwards: the share of the class that "
                          "is in by then; to the right: the share of all others. The area is how often an image of "
                          "the class is put before another; dashed: chance."),
                       this),
          new UnitPlot(tr("The same, as precision (how many of those let in are of the class) against recall (how "
                          "many of the class are in). The area is the average precision; chance is the class's "
                          "share of the images."),
                       this),
          new UnitPlot(tr("Each bar: the images about which the network is so sure. Its height is how many of them are "
                          "right, with the interval that holds the truth 95 times in 100. On the dashed line it "
                          "is as sure as it is right; below it, too sure."),
                       this)}
{
    sentence_->setWordWrap(true);
    sentence_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    sentence_->setAccessibleName(tr("metrics in one sentence"));
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setFocusPolicy(Qt::TabFocus);
    table_->setAccessibleName(tr("Metrics of each class"));
    table_->setToolTip(tr("Precision: of the images that were taken for the class, how many are of it. Recall: of its "
                          "images, how many were found. F1: twice right / (its images + those taken for it). The last "
                          "rows are means: over classes, and over images. – : not defined."));
    table_->setHeaderLabels(
        {tr("class"), tr("images"), tr("precision"), tr("recall"), tr("F1"), tr("ROC area"), tr("avg. precision")});
    table_->header()->setSectionsMovable(false);
    table_->header()->setStretchLastSection(false);
    connect(table_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        const int index = item != nullptr ? table_->indexOfTopLevelItem(item) : -1;
        if (judgement_ && index >= 0 && index < judgement_->confusion.classes && index != chosen_) {
            chosen_ = index;
            showPlots();
        }
    });

    head_->addWidget(pages_, 0, Qt::AlignLeft);
    head_->addWidget(sentence_, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(table_, 4);
    for (UnitPlot* plot : plots_) {
        row->addWidget(plot, 2);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 3, 6, 2);
    column->setSpacing(3);
    column->addLayout(head_);
    column->addLayout(row, 1);
    connect(pages_, &Segments::picked, this, &MetricsView::arrange);
    refresh();
    arrange();
}

void MetricsView::showJudgement(const std::shared_ptr<const Judgement>& judgement, const QString& moment)
{
    judgement_ = judgement;
    moment_ = moment;
    refresh();
}

void MetricsView::showClasses(const QStringList& classes)
{
    if (classes != classes_) {
        classes_ = classes;
        refresh();
    }
}

QString MetricsView::nameOf(int ofClass) const
{
    return ofClass < classes_.size() ? classes_[ofClass] : QString::number(ofClass);
}

QString MetricsView::sentence() const
{
    if (!judgement_) {
        return tr("Space: what is counted about the answers appears here");
    }
    const Scores& scores = judgement_->scores;
    QString text =
        tr("%1: accuracy %2 (%3)").arg(moment_, scoreText(scores.accuracy), intervalText(scores.accuracyInterval));
    if (scores.majorityClass >= 0) {
        text += tr("; always %1: %2").arg(nameOf(scores.majorityClass), scoreText(scores.majority));
    }
    return text + tr("; calibration error %1").arg(scoreText(judgement_->reliability.expectedError));
}

QStringList MetricsView::row(int index) const
{
    return metricsTable(*judgement_, classes_).rows.at(static_cast<std::size_t>(index));
}

void MetricsView::refresh()
{
    sentence_->setText(sentence());
    sentence_->setToolTip(sentence());
    fillTable();
    showPlots();
}

void MetricsView::fillTable()
{
    const int rows = judgement_ ? judgement_->confusion.classes + 2 : 0;
    while (table_->topLevelItemCount() > rows) {
        delete table_->takeTopLevelItem(table_->topLevelItemCount() - 1);
    }
    while (table_->topLevelItemCount() < rows) {
        auto* item = new QTreeWidgetItem;
        for (int column = 1; column < table_->columnCount(); ++column) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        table_->addTopLevelItem(item);
    }
    const TableFigure figure = judgement_ ? metricsTable(*judgement_, classes_) : TableFigure();
    for (int index = 0; index < rows; ++index) {
        QTreeWidgetItem* item = table_->topLevelItem(index);
        const QStringList& cells = figure.rows[static_cast<std::size_t>(index)];
        for (int column = 0; column < cells.size(); ++column) {
            item->setText(column, cells[column]);
        }
        if (index < rows - 2) {
            const ClassScores& one = judgement_->scores.classes[static_cast<std::size_t>(index)];
            item->setToolTip(2, tr("95 times in 100 within %1").arg(intervalText(one.precisionInterval)));
            item->setToolTip(3, tr("95 times in 100 within %1").arg(intervalText(one.recallInterval)));
        }
    }
    fitColumns();
}

void MetricsView::fitColumns()
{
    for (int column = 0; column < table_->columnCount(); ++column) {
        table_->resizeColumnToContents(column);
    }
}

void MetricsView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitColumns();
    }
}

void MetricsView::showPlots()
{
    plots_[0]->showFigure(rocFigure(judgement_.get(), classes_, chosen_));
    plots_[1]->showFigure(precisionRecallFigure(judgement_.get(), classes_, chosen_));
    plots_[2]->showFigure(calibrationFigure(judgement_.get()));
}

void MetricsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MetricsView::arrange()
{
    const bool all = width() >= kRoomForAll;
    head_->setDirection(all ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    pages_->setVisible(!all);
    table_->setVisible(all || pages_->chosen() == 0);
    for (int i = 0; i < 3; ++i) {
        plots_[i]->setVisible(all || pages_->chosen() == i + 1);
    }
}

} // namespace fovea
