#include "ui/drawer/runs_view.h"

#include "ui/drawer/run_item.h"
#include "ui/drawer/runs_table.h"

#include <QAbstractItemDelegate>
#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace fovea {

RunsView::RunsView(QWidget* parent) : QWidget(parent), tree_(new QTreeWidget), note_(new QLabel)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 3, 6, 2);
    column->setSpacing(3);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    column->addLayout(row);
    setLayout(column);
    view_ = addButton(tr("show run"), tr("show this run"), {});
    show_ = addButton(tr("hide"), tr("hide or show curves"),
                      tr("Take the curves of the selected runs away, or bring them back"));
    rename_ = addButton(tr("rename"), tr("rename run"), tr("Give the selected run another name (F2)"));
    delete_ = addButton(tr("delete"), tr("delete runs"), tr("Delete the selected runs; Ctrl+Z brings them back (Del)"));
    load_ = addButton(tr("load"), tr("load settings"), tr("The form takes the settings of the selected run"));
    repeat_ = addButton(
        tr("repeat, %1 seeds").arg(kRepeats), tr("repeat with %1 seeds").arg(kRepeats),
        tr("Trains the selected run's settings, or those of the present one, with %1 seeds in turn, and gives mean "
           "± standard deviation: one run can be luck")
            .arg(kRepeats));
    for (QToolButton* button : {view_, show_, rename_, delete_, load_, repeat_}) {
        row->addWidget(button);
    }
    row->addStretch(1);
    note_->setWordWrap(true);
    QSizePolicy below(QSizePolicy::Ignored, QSizePolicy::Fixed);
    below.setHeightForWidth(true);
    note_->setSizePolicy(below);
    note_->setAccessibleName(tr("what differs between runs"));

    tree_->setUniformRowHeights(true);
    tree_->setTextElideMode(Qt::ElideMiddle); // what differs and the seed stand at the ends of names
    tree_->setFocusPolicy(Qt::TabFocus);
    tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree_->setEditTriggers(QAbstractItemView::EditKeyPressed);
    tree_->setSortingEnabled(true);
    tree_->sortByColumn(0, Qt::AscendingOrder);
    tree_->setAccessibleName(tr("Runs of this sitting"));
    tree_->setToolTip(tr("Every run of this sitting. A click on a heading sorts; select two to see what differs."));
    tree_->header()->setStretchLastSection(false);
    auto* remove = new QAction(tr("delete runs"), tree_);
    remove->setShortcut(QKeySequence(Qt::Key_Delete));
    remove->setShortcutContext(Qt::WidgetShortcut);
    tree_->addAction(remove);
    column->addWidget(tree_, 1);
    column->addWidget(note_);

    connect(tree_, &QTreeWidget::itemSelectionChanged, this, &RunsView::offer);
    connect(tree_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int changed) {
        const QString name = item->text(0).trimmed();
        const RunRow* run = filling_ || changed != 0 ? nullptr : rowOf(runOf(*item));
        if (run == nullptr || run->shownName() == name) {
            return;
        }
        if (name.isEmpty()) {
            refresh(); // a run without a name cannot be found again
        } else {
            emit renamed(run->number, name);
        }
    });
    connect(tree_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) { // double click, Enter
        if (const RunRow* run = rowOf(runOf(*item)); run != nullptr && run->noWayBack.isEmpty()) {
            emit viewAsked(run->number);
        }
    });
    connect(view_, &QToolButton::clicked, this, [this] { emit viewAsked(selected().front()); });
    connect(remove, &QAction::triggered, delete_, &QToolButton::click);
    connect(show_, &QToolButton::clicked, this, [this] {
        const std::vector<int> runs = selected();
        const bool anyShown = std::ranges::any_of(runs, [this](int number) { return rowOf(number)->shown; });
        emit showAsked(runs, !anyShown);
    });
    connect(rename_, &QToolButton::clicked, this, [this] {
        tree_->setFocus();
        tree_->editItem(items_.at(selected().front()), 0);
    });
    connect(
        tree_->itemDelegate(), &QAbstractItemDelegate::closeEditor, this,
        [this] {
            if (waiting_) {
                showRows(*std::exchange(waiting_, std::nullopt));
            }
        },
        Qt::QueuedConnection);
    connect(delete_, &QToolButton::clicked, this, [this] { emit deleteAsked(selected()); });
    connect(load_, &QToolButton::clicked, this, [this] { emit settingsAsked(selected().front()); });
    connect(repeat_, &QToolButton::clicked, this, [this] { emit repeatAsked(repeatable().value()); });
    rebuild();
}

QToolButton* RunsView::addButton(const QString& text, const QString& name, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

const RunRow* RunsView::rowOf(int number) const
{
    const auto found = std::ranges::find(rows_, number, &RunRow::number);
    return found == rows_.end() ? nullptr : &*found;
}

void RunsView::setFull(bool full)
{
    full_ = full;
    rebuild();
}

/// Whether somebody is typing a name: a table that is filled meanwhile would take the words away.
bool RunsView::isEditing() const
{
    const auto* editor = tree_->viewport()->findChild<QLineEdit*>();
    return editor != nullptr && editor->isVisible();
}

void RunsView::showRows(const std::vector<RunRow>& rows)
{
    if (isEditing()) {
        waiting_ = rows;
        return;
    }
    waiting_.reset();
    rows_ = rows;
    groups_ = seedGroups(rows_);
    const std::vector<const Field*> settings = differingFields(rows_);
    std::vector<std::vector<int>> shape;
    std::set<int> grouped;
    for (const SeedGroup& group : groups_) {
        shape.push_back(group.runs);
        grouped.insert(group.runs.begin(), group.runs.end());
    }
    for (const RunRow& row : rows_) {
        if (!grouped.contains(row.number)) {
            shape.push_back({row.number});
        }
    }
    if (shape != shape_ || settings != settings_) {
        shape_ = std::move(shape);
        settings_ = settings;
        rebuild();
    } else {
        refresh();
    }
}

/// The tree anew, with what was selected selected.
void RunsView::rebuild()
{
    const std::vector<int> chosen = selected();
    filling_ = true;
    items_.clear();
    tree_->clear();
    const QStringList titles = runHeadings(settings_, wording());
    tree_->setColumnCount(static_cast<int>(titles.size()));
    tree_->setHeaderLabels(titles);
    for (std::size_t i = 0; i < resultColumns().size(); ++i) {
        tree_->headerItem()->setToolTip(static_cast<int>(i) + 1, resultColumns()[i].help);
    }
    for (const std::vector<int>& runs : shape_) {
        QTreeWidgetItem* group = runs.size() > 1 ? new RunItem(-1) : nullptr;
        if (group != nullptr) {
            tree_->addTopLevelItem(group);
            group->setExpanded(true);
        }
        for (const int number : runs) {
            auto* item = new RunItem(number);
            group != nullptr ? group->addChild(item) : tree_->addTopLevelItem(item);
            items_[number] = item;
        }
    }
    tree_->setRootIsDecorated(!groups_.empty());
    filling_ = false;
    refresh();
    fitColumns();
    select(chosen);
}

void RunsView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        refresh(); // the cell of the present run has a font of its own
        fitColumns();
    }
}

void RunsView::refresh()
{
    filling_ = true;
    tree_->setSortingEnabled(false); // while cells change, rows stay
    for (const RunRow& row : rows_) {
        fillRun(*items_.at(row.number), row, settings_, wording(), tree_->font());
    }
    for (const SeedGroup& group : groups_) {
        fillSeeds(*items_.at(group.runs.front())->parent(), group, rows_);
    }
    tree_->setSortingEnabled(true);
    filling_ = false;
    widenColumns();
    offer();
}

std::vector<int> RunsView::selected() const
{
    std::set<int> numbers;
    for (const QTreeWidgetItem* item : tree_->selectedItems()) {
        for (int child = 0; child < item->childCount(); ++child) {
            numbers.insert(runOf(*item->child(child)));
        }
        if (item->childCount() == 0) {
            numbers.insert(runOf(*item));
        }
    }
    return {numbers.begin(), numbers.end()};
}

void RunsView::select(const std::vector<int>& numbers)
{
    tree_->clearSelection();
    for (const int number : numbers) {
        if (const auto found = items_.find(number); found != items_.end()) {
            found->second->setSelected(true);
        }
    }
    offer();
}

/// The run whose settings would be repeated: the selected one, or the one in the window where none is selected.
std::optional<int> RunsView::repeatable() const
{
    const std::vector<int> runs = selected();
    if (runs.empty()) {
        const auto present = std::ranges::find_if(rows_, [](const RunRow& row) { return row.present; });
        return present == rows_.end() ? std::nullopt : std::optional(present->number);
    }
    const bool alike = sameButSeed(rowOf(runs.front())->config, rowOf(runs.back())->config);
    return runs.size() == 1 || alike ? std::optional(runs.front()) : std::nullopt;
}

/// What can be done with the selection.
void RunsView::offer()
{
    if (filling_) {
        return;
    }
    const std::vector<int> runs = selected();
    const bool one = runs.size() == 1;
    const bool anyShown = std::ranges::any_of(runs, [this](int number) { return rowOf(number)->shown; });
    const bool anyPresent = std::ranges::any_of(runs, [this](int number) { return rowOf(number)->present; });
    offerView();
    show_->setText(runs.empty() || anyShown ? tr("hide") : tr("unhide"));
    show_->setEnabled(!runs.empty());
    rename_->setEnabled(one);
    delete_->setEnabled(!runs.empty() && !anyPresent); // the one in the window stays
    load_->setEnabled(one);
    repeat_->setEnabled(repeatable().has_value());
    note_->setText(note());
    note_->setToolTip(note());
}

/// Whether the selected run can come into view; else the button says why not.
void RunsView::offerView()
{
    const std::vector<int> runs = selected();
    const RunRow* run = runs.size() == 1 ? rowOf(runs.front()) : nullptr;
    const QString why = run == nullptr ? tr("Select one run")
                        : run->inView  ? tr("This run is in view: its pictures and maps stand in the window")
                                       : run->noWayBack;
    view_->setEnabled(why.isEmpty());
    view_->setToolTip(
        why.isEmpty() ? tr("Pictures, maps, confusion and timeline of the selected run (double click, Enter)") : why);
    view_->setAccessibleDescription(view_->toolTip());
}

} // namespace fovea
