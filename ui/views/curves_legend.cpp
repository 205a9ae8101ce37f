#include "ui/views/curves_legend.h"

#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

constexpr double kWidestName = 11; // times the type's size
constexpr int kMostRows = 2;
constexpr int kPadding = 4;
constexpr int kSpacing = 2;

} // namespace

LegendEntry::LegendEntry(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
}

void LegendEntry::setItem(const LegendItem& item, const Paper& paper, double textPixels)
{
    item_ = item;
    paper_ = paper;
    textPixels_ = textPixels;
    setFont(figureFont(textPixels));
    setText(item.text);
    const QString state = item.shown ? tr("shown") : tr("hidden");
    setAccessibleName(tr("%1, %2").arg(item.text, state));
    setAccessibleDescription(item.help);
    const QString keys = item.run < 0
                             ? tr("Click: hide or show. Double click or Shift+Enter: only this one.")
                             : tr("Click: hide or show. Double click or Shift+Enter: only this one. F2: rename.");
    setToolTip(QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p>")
                   .arg(item.text.toHtmlEscaped(), item.help.toHtmlEscaped(), keys.toHtmlEscaped()));
    updateGeometry();
    update();
}

double LegendEntry::swatchWidth() const
{
    return item_.swatch ? 2 * textPixels_ : 0;
}

QSize LegendEntry::sizeHint() const
{
    const QFontMetricsF metrics(font());
    const double name = std::min(metrics.horizontalAdvance(text()) + 1, kWidestName * textPixels_);
    return {static_cast<int>(std::ceil(name + swatchWidth())) + 3 * kPadding, static_cast<int>(metrics.height()) + 4};
}

void LegendEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = item_.shown ? paper_.ink : paper_.faint;
    if (item_.swatch) {
        CurveStyle style = item_.style;
        style.colour = item_.shown ? style.colour : paper_.faint;
        painter.setPen(style.pen());
        const double middle = height() / 2.0;
        const QLineF line(kPadding, middle, kPadding + swatchWidth(), middle);
        painter.drawLine(line);
        paintMark(painter, style, line.center(), 0.5 * textPixels_, paper_);
    }
    QFont font = this->font();
    font.setStrikeOut(!item_.shown);
    painter.setFont(font);
    painter.setPen(ink);
    const QRectF room = QRectF(rect()).adjusted(2 * kPadding + swatchWidth(), 0, -kPadding + 1, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(font).elidedText(text(), Qt::ElideRight, room.width()));
    if (hasFocus() || underMouse()) {
        painter.setPen(QPen(hasFocus() ? paper_.ink : paper_.grid, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

/// The first click of the two has toggled; the second says what is meant.
void LegendEntry::mouseDoubleClickEvent(QMouseEvent*)
{
    emit soloed();
}

void LegendEntry::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F2 && item_.run >= 0) {
        emit renameAsked();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               event->modifiers().testFlag(Qt::ShiftModifier)) {
        emit soloed();
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        focusNextPrevChild(event->key() == Qt::Key_Right);
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void LegendEntry::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuAsked(event->globalPos());
}

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
        if (entries_.back() == edited_) {
            endRename(false);
        }
        entries_.takeLast()->deleteLater();
    }
    while (entries_.size() < count) {
        entries_ << addEntry();
    }
    for (qsizetype i = 0; i < count; ++i) {
        if (entries_[i] == edited_ && !entries_[i]->item().sameAs(items[static_cast<std::size_t>(i)])) {
            endRename(false);
        }
        entries_[i]->setItem(items[static_cast<std::size_t>(i)], paper, textPixels);
    }
    rest_->setFont(figureFont(textPixels));
    editor_->setFont(figureFont(textPixels));
    arrange();
}

LegendEntry* CurvesLegend::addEntry()
{
    auto* entry = new LegendEntry(this);
    connect(entry, &LegendEntry::clicked, this, [this, entry] { emit toggled(entry->item()); });
    connect(entry, &LegendEntry::soloed, this, [this, entry] { emit soloed(entry->item()); });
    connect(entry, &LegendEntry::renameAsked, this, [this, entry] { beginRename(entry); });
    connect(entry, &LegendEntry::menuAsked, this, [this, entry](QPoint position) { showMenu(entry, position); });
    return entry;
}

/// From left to right in at most two rows; what finds no room is in a menu at the end.
void CurvesLegend::arrange()
{
    if (entries_.isEmpty()) {
        setFixedHeight(0);
        return;
    }
    const int row = entries_.front()->sizeHint().height();
    const int restWidth = rest_->sizeHint().width();
    int x = 0;
    int y = 0;
    int i = 0;
    for (; i < entries_.size(); ++i) {
        const int wanted = std::min(entries_[i]->sizeHint().width(), width());
        const bool lastRow = y + 2 * row + kSpacing > kMostRows * (row + kSpacing);
        const bool last = i + 1 == entries_.size();
        const int room = width() - (lastRow && !last ? restWidth + kSpacing : 0);
        if (x > 0 && x + wanted > room) {
            if (lastRow) {
                break;
            }
            x = 0;
            y += row + kSpacing;
        }
        entries_[i]->setGeometry(x, y, wanted, row);
        entries_[i]->show();
        x += wanted + kSpacing;
    }
    hiddenFrom_ = i;
    rest_->setVisible(i < entries_.size());
    rest_->setText(tr("+ %1").arg(entries_.size() - i));
    rest_->setGeometry(x, y, restWidth, row);
    for (; i < entries_.size(); ++i) {
        entries_[i]->hide();
    }
    for (qsizetype k = 1; k < entries_.size(); ++k) {
        setTabOrder(entries_[k - 1], entries_[k]);
    }
    setFixedHeight(y + row);
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
    if (item.run >= 0) {
        menu.addAction(tr("Rename …"), this, [this, entry = QPointer(entry)] {
            if (entry) {
                beginRename(entry);
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
    for (int i = hiddenFrom_; i < entries_.size(); ++i) {
        addActions(*menu->addMenu(entries_[i]->item().text), entries_[i]);
    }
    menu->popup(rest_->mapToGlobal(rest_->rect().bottomLeft()));
}

void CurvesLegend::beginRename(LegendEntry* entry)
{
    edited_ = entry;
    editor_->setText(entry->item().text);
    QRect place = entry->isHidden() ? rest_->geometry() : entry->geometry();
    place.setWidth(std::min(width(), std::max(place.width(), 240)));
    place.moveLeft(std::max(0, std::min(place.left(), width() - place.width())));
    editor_->setGeometry(place);
    editor_->show();
    editor_->raise();
    editor_->setFocus(Qt::OtherFocusReason);
    editor_->selectAll();
}

void CurvesLegend::endRename(bool keep)
{
    LegendEntry* entry = std::exchange(edited_, nullptr);
    if (entry == nullptr) {
        return;
    }
    const bool back = editor_->hasFocus();
    editor_->hide();
    if (back) {
        entry->setFocus(Qt::OtherFocusReason);
    }
    const QString name = editor_->text().simplified();
    if (keep && !name.isEmpty() && name != entry->item().text) {
        emit renamed(entry->item().run, name);
    }
}

} // namespace fovea
