#include "ui/drawer/compare_view.h"

#include "core/settings/choices.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/compare_grid.h"
#include "ui/form/field_words.h"
#include "ui/paint/run_colours.h"
#include "ui/views/map_words.h"
#include "ui/views/scale_bar.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kRows = 4; // that the table leaves room for

QIcon swatch(int row)
{
    QPixmap pixmap(12, 12);
    pixmap.fill(runColour(row));
    return pixmap;
}

} // namespace

CompareView::CompareView(QWidget* parent)
    : QWidget(parent)
    , sentence_(new QLabel)
    , table_(new QTreeWidget)
    , curves_(new CurvesView)
    , grid_(new CompareGrid)
    , bar_(new ScaleBar)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    auto* buttons = new QHBoxLayout;
    go_ = addButton(tr("Train them"), tr("train the compared settings"),
                    tr("Trains all of them in turn, on the same batches of the same images"));
    form_ = addButton(tr("+ as in the form"), tr("add the settings of the form"),
                      tr("Adds the settings that stand in the form now"));
    attention_ = addButton(tr("+ another attention"), tr("add another attention"),
                           tr("The first settings once more, with another way of looking"));
    rate_ = addButton(tr("+ another rate"), tr("add another learning rate"),
                      tr("The first settings once more, at another learning rate"));
    remove_ = addButton(tr("remove"), tr("remove from the comparison"), tr("Takes the selected row out (Backspace)"));
    for (QToolButton* button : {go_, form_, attention_, rate_, remove_}) {
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    column->addLayout(buttons);
    sentence_->setWordWrap(true);
    sentence_->setAccessibleName(tr("what is compared"));
    column->addWidget(sentence_);
    fillMenus();

    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setFocusPolicy(Qt::TabFocus);
    table_->setAccessibleName(tr("Compared settings"));
    table_->setToolTip(tr("What each of the settings reaches, and what it costs"));
    table_->header()->setStretchLastSection(false);
    table_->setHeaderLabels(comparedTable({}).heading);
    const QStringList help = comparedHelp();
    for (int i = 0; i < help.size(); ++i) {
        table_->headerItem()->setToolTip(i, help[i]);
    }
    auto* del = new QAction(tr("remove from the comparison"), table_);
    del->setShortcut(QKeySequence(Qt::Key_Backspace));
    del->setShortcutContext(Qt::WidgetShortcut);
    table_->addAction(del);
    column->addWidget(table_);

    auto* below = new QHBoxLayout;
    below->setSpacing(10);
    curves_->setAlike(true);
    below->addWidget(curves_, 1);
    auto* maps = new QVBoxLayout;
    maps->addWidget(grid_, 1);
    maps->addWidget(bar_);
    below->addLayout(maps, 1);
    column->addLayout(below, 1);

    connect(go_, &QToolButton::clicked, this, [this] {
        state_ == CompareState::Running || state_ == CompareState::Making ? emit pauseAsked() : emit goAsked();
    });
    connect(form_, &QToolButton::clicked, this, &CompareView::formAsked);
    connect(remove_, &QToolButton::clicked, this,
            [this] { emit removeAsked(table_->indexOfTopLevelItem(table_->currentItem())); });
    connect(del, &QAction::triggered, remove_, &QToolButton::click);
    connect(table_, &QTreeWidget::itemSelectionChanged, this, &CompareView::offer);
    connect(grid_, &CompareGrid::scaleChanged, this, &CompareView::showScale);
    showRows({});
    showScale();
}

QToolButton* CompareView::addButton(const QString& text, const QString& name, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void CompareView::fillMenus()
{
    auto* ways = new QMenu(attention_);
    for (const Choice& choice : mechanismChoices()) {
        const QString key = QString::fromUtf8(choice.key.data(), static_cast<qsizetype>(choice.key.size()));
        ways->addAction(nameOf(choice, Wording::Plain), this, [this, key] { emit attentionAsked(key); });
    }
    attention_->setMenu(ways);
    attention_->setPopupMode(QToolButton::InstantPopup);
    auto* rates = new QMenu(rate_);
    for (const auto& [text, factor] :
         {std::pair{tr("a tenth"), 0.1}, {tr("a third"), 1.0 / 3}, {tr("three times"), 3.0}, {tr("ten times"), 10.0}}) {
        rates->addAction(text, this, [this, factor = factor] { emit rateAsked(factor); });
    }
    rate_->setMenu(rates);
    rate_->setPopupMode(QToolButton::InstantPopup);
}

void CompareView::showRows(const std::vector<ComparedRow>& rows)
{
    const bool others = rows.size() != rows_.size();
    rows_ = rows;
    if (others) {
        table_->clear();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            table_->addTopLevelItem(new QTreeWidgetItem);
        }
    }
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        QTreeWidgetItem* item = table_->topLevelItem(i);
        const QStringList cells = texts(i);
        for (int column = 0; column < cells.size(); ++column) {
            item->setText(column, cells[column]);
            item->setTextAlignment(column, (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        }
        item->setIcon(0, swatch(i));
        const QString& ending = rows[static_cast<std::size_t>(i)].ending;
        item->setToolTip(0, ending.isEmpty() ? cells[0] : cells[0] + '\n' + ending);
    }
    for (int column = 0; column < table_->columnCount(); ++column) {
        table_->resizeColumnToContents(column);
    }
    const int line = std::max(fontMetrics().height() + 6, table_->sizeHintForRow(0));
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    table_->setFixedHeight(table_->header()->sizeHint().height() + kRows * line + scrollBar + 4);
    if (grid_->rows() != static_cast<int>(rows.size())) {
        grid_->setRows(static_cast<int>(rows.size()));
    }
    offer();
}

void CompareView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        showRows(std::vector<ComparedRow>(rows_)); // columns and height for the new type
    }
}

QStringList CompareView::texts(int row) const
{
    return comparedTable(rows_).rows.at(static_cast<std::size_t>(row));
}

void CompareView::showState(CompareState state, const QString& sentence)
{
    state_ = state;
    said_ = sentence;
    offer();
}

QString CompareView::sentence() const
{
    if (!said_.isEmpty()) {
        return said_;
    }
    if (rows_.size() < 2) {
        return tr("Add a second row: two to four settings are trained in turn on the same batches of the same images.");
    }
    switch (state_) {
    case CompareState::Planned:
        if (std::ranges::any_of(rows_, [](const ComparedRow& row) { return !row.ending.isEmpty(); })) {
            return tr("What is trained keeps its results: only the other rows are still to be trained.");
        }
        return tr("%1 settings, the same images, batches and first weights wherever they share a layer.")
            .arg(rows_.size());
    case CompareState::Making:
        return tr("The images and the networks are being made.");
    case CompareState::Running:
        return tr("They are trained in turn, a few batches each.");
    case CompareState::Paused:
        return tr("Paused.");
    case CompareState::Over:
        return tr("All are trained. One seed each: a small difference can be luck.");
    }
    return {};
}

void CompareView::offer()
{
    const bool goes = state_ == CompareState::Running || state_ == CompareState::Making;
    const bool room = !goes && rows_.size() < kRows;
    go_->setText(goes                             ? tr("Pause")
                 : state_ == CompareState::Paused ? tr("Go on")
                 : state_ == CompareState::Over   ? tr("Train them again")
                                                  : tr("Train them"));
    go_->setEnabled(goes || rows_.size() >= 2);
    for (QToolButton* button : {form_, attention_, rate_}) {
        button->setEnabled(room && (button == form_ || !rows_.empty()));
    }
    remove_->setEnabled(!goes && table_->currentItem() != nullptr && table_->currentItem()->isSelected());
    sentence_->setText(sentence());
}

void CompareView::setLook(const MapLook& look)
{
    look_ = look;
    grid_->setLook(look);
    showScale();
}

void CompareView::setFull(bool full)
{
    curves_->setFull(full);
}

void CompareView::showScale()
{
    bool any = false;
    for (int row = 0; row < grid_->rows(); ++row) {
        any = any || !grid_->tilesOf(row).empty();
    }
    bar_->showScale(grid_->scale(), look_.style, any ? nothingToChoose() : QString());
}

} // namespace fovea
