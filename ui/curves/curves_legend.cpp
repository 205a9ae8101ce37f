#include "ui/curves/curves_legend.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

constexpr int kMostRows = 2;
constexpr int kSpacing = 2;
constexpr int kEditorWidth = 240;

} // namespace

CurvesLegend::CurvesLegend(QWidget* parent)
    : QWidget(parent), rest_(new QToolButton(this)), editor_(new QLineEdit(this))
{
    rest_->setFocusPolicy(Qt::TabFocus);
    rest_->setAutoRaise(true);
    rest_->setToolTip(tr("Names for which there is no room"));
    rest_->setAccessibleName(tr("More names"));
    rest_->hide();
    connect(rest_, &QToolButton::clicked, this, &CurvesLegend::showRest);
    editor_->setAccessibleName(tr("Name of the run"));
    editor_->setToolTip(tr("Enter keeps the new name, Escape the old one"));
    editor_->setMaxLength(80);
    editor_->hide();
    editor_->installEventFilter(this);
    connect(editor_, &QLineEdit::editingFinished, this, [this] { endRename(true); });
}

void CurvesLegend::setItems(const std::vector<LegendItem>& items, const Paper& paper, double textPixels)
{
    const auto count = static_cast<qsizetype>(items.size());
    while (entries_.size() > count) {
        entries_.takeLast()->deleteLater();
    }
    while (entries_.size() < count) {
        entries_ << addEntry();
    }
    for (qsizetype i = 0; i < count; ++i) {
        entries_[i]->setItem(items[static_cast<std::size_t>(i)], paper, textPixels);
    }
    rest_->setFont(figureFont(textPixels));
    editor_->setFont(figureFont(textPixels));
    if (edited_ && entryOf(*edited_) == nullptr) {
        endRename(false);
    }
    arrange();
}

LegendEntry* CurvesLegend::addEntry()
{
    auto* entry = new LegendEntry(this);
    connect(entry, &LegendEntry::clicked, this, [this, entry] { emit toggled(entry->item()); });
    connect(entry, &LegendEntry::soloed, this, [this, entry] { emit soloed(entry->item()); });
    connect(entry, &LegendEntry::renameAsked, this, [this, entry] { beginRename(*entry); });
    connect(entry, &LegendEntry::menuAsked, this, [this, entry](QPoint position) { showMenu(entry, position); });
    return entry;
}

/// From left to right in at most two rows; what finds no room is in a menu at the end, and what is drawn goes before what is
/// hidden if not all find room.
void CurvesLegend::arrange()
{
    inOrder_ = entries_;
    if (!place()) {
        std::stable_partition(inOrder_.begin(), inOrder_.end(),
                              [](const LegendEntry* entry) { return entry->item().shown; });
        place();
    }
    placeEditor();
}

/// False where not all find room.
bool CurvesLegend::place()
{
    const QList<LegendEntry*>& entries = inOrder_;
    if (entries.isEmpty()) {
        setFixedHeight(0);
        return true;
    }
    const int row = entries.front()->sizeHint().height();
    const int restWidth = rest_->sizeHint().width();
    int x = 0;
    int y = 0;
    int i = 0;
    for (; i < entries.size(); ++i) {
        const int wanted = std::min(entries[i]->sizeHint().width(), width());
        const bool lastRow = y + 2 * row + kSpacing > kMostRows * (row + kSpacing);
        const bool last = i + 1 == entries.size();
        const int room = width() - (lastRow && !last ? restWidth + kSpacing : 0);
        if (x > 0 && x + wanted > room) {
            if (lastRow) {
                break;
            }
            x = 0;
            y += row + kSpacing;
        }
        entries[i]->setGeometry(x, y, wanted, row);
        entries[i]->show();
        x += wanted + kSpacing;
    }
    hiddenFrom_ = i;
    rest_->setVisible(i < entries.size());
    rest_->setText(tr("+ %1").arg(entries.size() - i));
    rest_->setGeometry(x, y, restWidth, row);
    for (; i < entries.size(); ++i) {
        entries[i]->hide();
    }
    for (qsizetype k = 1; k < entries.size(); ++k) {
        setTabOrder(entries[k - 1], entries[k]);
    }
    setFixedHeight(y + row);
    return hiddenFrom_ == entries.size();
}

void CurvesLegend::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// Escape in the text field keeps the old name.
bool CurvesLegend::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == editor_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        endRename(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void CurvesLegend::addActions(QMenu& menu, LegendEntry* entry)
{
    const LegendItem item = entry->item();
    menu.addAction(item.shown ? tr("Hide") : tr("Show"), this, [this, item] { emit toggled(item); });
    menu.addAction(tr("Show only this one"), this, [this, item] { emit soloed(item); });
    if (item.canBeRenamed()) {
        menu.addAction(tr("Rename …"), this, [this, entry = QPointer(entry)] {
            if (entry) {
                beginRename(*entry);
            }
        });
    }
}

void CurvesLegend::showMenu(LegendEntry* entry, const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addActions(*menu, entry);
    menu->popup(position);
}

void CurvesLegend::showRest()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = hiddenFrom_; i < inOrder_.size(); ++i) {
        addActions(*menu->addMenu(inOrder_[i]->item().text), inOrder_[i]);
    }
    menu->popup(rest_->mapToGlobal(rest_->rect().bottomLeft()));
}

void CurvesLegend::beginRename(const LegendEntry& entry)
{
    const QString name = entry.item().text;
    resumeEdit({entry.item().run, name, static_cast<int>(name.size()), 0, static_cast<int>(name.size())});
}

std::optional<LegendEdit> CurvesLegend::takeEdit()
{
    if (!edited_) {
        return std::nullopt;
    }
    const LegendEdit edit{*edited_, editor_->text(), editor_->cursorPosition(), editor_->selectionStart(),
                          editor_->selectionLength()};
    edited_.reset(); // before the editor loses the focus, which would end the edit
    editor_->hide();
    return edit;
}

void CurvesLegend::resumeEdit(const LegendEdit& edit)
{
    if (entryOf(edit.run) == nullptr) {
        return;
    }
    edited_ = edit.run;
    editor_->setText(edit.text);
    placeEditor();
    editor_->show();
    editor_->raise();
    editor_->setFocus(Qt::OtherFocusReason);
    editor_->setCursorPosition(edit.cursor);
    if (edit.selectionBegin >= 0) {
        editor_->setSelection(edit.selectionBegin, edit.selectionLength);
    }
}

LegendEntry* CurvesLegend::entryOf(int run) const
{
    const auto found = std::ranges::find_if(
        entries_, [run](const LegendEntry* entry) { return entry->item().run == run && entry->item().canBeRenamed(); });
    return found == entries_.end() ? nullptr : *found;
}

/// Over the name, or where the names are for which there is no room.
void CurvesLegend::placeEditor()
{
    const LegendEntry* entry = edited_ ? entryOf(*edited_) : nullptr;
    if (entry == nullptr) {
        return;
    }
    QRect place = entry->isHidden() ? rest_->geometry() : entry->geometry();
    place.setWidth(std::min(width(), std::max(place.width(), kEditorWidth)));
    place.moveLeft(std::max(0, std::min(place.left(), width() - place.width())));
    editor_->setGeometry(place);
}

void CurvesLegend::endRename(bool keep)
{
    const std::optional<int> run = std::exchange(edited_, std::nullopt);
    if (!run) {
        return;
    }
    LegendEntry* entry = entryOf(*run);
    const bool back = editor_->hasFocus();
    editor_->hide();
    if (back && entry != nullptr) {
        entry->setFocus(Qt::OtherFocusReason);
    }
    const QString name = editor_->text().simplified();
    if (keep && entry != nullptr && !name.isEmpty() && name != entry->item().text) {
        emit renamed(*run, name);
    }
}

} // namespace fovea
