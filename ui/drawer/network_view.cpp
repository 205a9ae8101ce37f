#include "ui/drawer/network_view.h"

#include "ui/drawer/network_table.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTreeWidget>

namespace fovea {
namespace {

constexpr int kRoomBeside = 700; // pixels of width for the table and the formulas beside each other

} // namespace

NetworkView::NetworkView(QWidget* parent)
    : QWidget(parent), parts_(new QHBoxLayout(this)), table_(new QTreeWidget), formulas_(new QLabel)
{
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setFocusPolicy(Qt::TabFocus);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setAccessibleName(tr("Layers of the network"));
    table_->setToolTip(
        tr("What each layer gives for one image, how many numbers are learned in it, how many "
           "multiply-adds it takes, how long that takes on one thread of this computer (processor time), "
           "and which square of the image one place of it sees. Bar –: not known."));
    table_->setHeaderLabels(
        {tr("layer"), tr("gives"), tr("learned"), tr("multiply-adds"), tr("ms / image"), tr("sees")});
    table_->header()->setStretchLastSection(false);
    formulas_->setTextFormat(Qt::RichText);
    formulas_->setWordWrap(true);
    formulas_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    formulas_->setTextInteractionFlags(Qt::NoTextInteraction);
    formulas_->setAccessibleName(tr("Formulas of what looks"));
    auto* scroll = new QScrollArea;
    scroll->setWidget(formulas_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(tr("Formulas of what looks"));
    parts_->setContentsMargins(6, 3, 6, 2);
    parts_->addWidget(table_, 3);
    parts_->addWidget(scroll, 2);
}

void NetworkView::showNetwork(const Config& config, const std::vector<LayerRow>& rows)
{
    config_ = config;
    rows_ = rows;
    times_.clear();
    refresh();
}

void NetworkView::showTimes(const std::vector<double>& milliseconds)
{
    times_ = milliseconds;
    refresh();
}

QStringList NetworkView::row(int index) const
{
    return networkTable(config_, rows_, times_).rows.at(static_cast<std::size_t>(index));
}

QString NetworkView::formulas() const
{
    return formulaLines(config_, rows_).join(QStringLiteral("<br>"));
}

void NetworkView::refresh()
{
    table_->clear();
    for (const QStringList& cells : networkTable(config_, rows_, times_).rows) {
        auto* item = new QTreeWidgetItem(cells);
        for (int column = 1; column < table_->columnCount(); ++column) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        if (item->text(4) == QStringLiteral("↑")) {
            item->setToolTip(4, tr("measured together with the row above"));
        }
        table_->addTopLevelItem(item);
    }
    fitColumns();
    formulas_->setText(formulas());
}

void NetworkView::fitColumns()
{
    for (int column = 0; column < table_->columnCount(); ++column) {
        table_->resizeColumnToContents(column);
    }
}

void NetworkView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    parts_->setDirection(width() < kRoomBeside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void NetworkView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitColumns();
    }
}

} // namespace fovea
