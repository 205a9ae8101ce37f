#include "app/random_hand.h"

#include "core/settings/presets.h"
#include "ui/experiment_panel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTabBar>
#include <QUrl>

#include <algorithm>
#include <array>

namespace fovea {

/// The numbers of one input: always the same ones, whatever they come to mean.
class RandomHand::Draws
{
public:
    Draws(std::uint64_t seed, long input)
    {
        Stream stream(seed, Purpose::Test, {hash("hand"), static_cast<std::uint64_t>(input)});
        for (double& one : draws_) {
            one = stream.uniform();
        }
    }

    /// 0 … count − 1.
    int below(qsizetype count) { return static_cast<int>(next() * static_cast<double>(count)); }
    bool happens(double chance) { return next() < chance; }
    QPoint in(const QRect& area)
    {
        const int x = below(std::max(1, area.width())), y = below(std::max(1, area.height()));
        return area.topLeft() + QPoint(x, y);
    }
    std::uint64_t digest() const
    {
        std::uint64_t sum = 0;
        for (const double one : draws_) {
            sum = mix(sum ^ static_cast<std::uint64_t>(one * 9007199254740992.0));
        }
        return sum;
    }

private:
    double next() { return draws_[at_++ % draws_.size()]; }

    std::array<double, 16> draws_{};
    std::size_t at_ = 0;
};

namespace {

/// What a widget is in words, for a report.
std::string nameOf(const QWidget* widget)
{
    if (widget == nullptr) {
        return "nothing";
    }
    std::string name = widget->metaObject()->className();
    const QString said = widget->accessibleName().isEmpty() ? widget->objectName() : widget->accessibleName();
    return said.isEmpty() ? name : name + " \"" + said.toStdString() + "\"";
}

void sendMouse(QWidget* widget, QEvent::Type type, const QPoint& at, Qt::MouseButton button, Qt::MouseButtons held)
{
    QMouseEvent event(type, QPointF(at), QPointF(widget->mapToGlobal(at)), button, held, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

void click(QWidget* widget, const QPoint& at, Qt::MouseButton button, bool twice)
{
    const QPointer<QWidget> there = widget; // a click may delete what was clicked
    sendMouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
    for (const bool second : {false, true}) {
        if (there && (!second || twice)) {
            sendMouse(there, second ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, at, button, button);
        }
        if (there && (!second || twice)) {
            sendMouse(there, QEvent::MouseButtonRelease, at, button, Qt::NoButton);
        }
    }
}

/// Controls of a window that can be used now, in the order in which they were made.
QList<QWidget*> controlsOf(const QWidget* window)
{
    QList<QWidget*> controls;
    for (QWidget* one : window->findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(one) || qobject_cast<QComboBox*>(one) ||
                             qobject_cast<QTabBar*>(one) || qobject_cast<QAbstractSlider*>(one) ||
                             qobject_cast<QAbstractSpinBox*>(one) || qobject_cast<QLineEdit*>(one) ||
                             (one->focusPolicy() & Qt::TabFocus) != 0;
        if (control && one->isVisible() && one->isEnabled() && one->window() == window) {
            controls << one;
        }
    }
    return controls;
}

/// The widget at a place of a window, and the place in its own coordinates.
std::pair<QWidget*, QPoint> widgetAt(QWidget* window, const QPoint& at)
{
    QWidget* child = window->childAt(at);
    return child != nullptr ? std::pair(child, child->mapFrom(window, at)) : std::pair(window, at);
}

} // namespace

RandomHand::RandomHand(MainWindow& window, std::uint64_t seed, HandFiles files)
    : window_(window), seed_(seed), files_(std::move(files))
{
}

/// What takes input now: a menu, a dialog, or the window.
QWidget* RandomHand::inFront() const
{
    if (QWidget* popup = QApplication::activePopupWidget()) {
        return popup;
    }
    if (QWidget* modal = QApplication::activeModalWidget()) {
        return modal;
    }
    return &window_;
}

std::string RandomHand::act()
{
    struct Kind
    {
        double weight;
        std::string (RandomHand::*act)(Draws&);
    };
    static constexpr Kind kKinds[] = {
        {30, &RandomHand::clickControl}, {12, &RandomHand::clickAnywhere}, {8, &RandomHand::drag},
        {8, &RandomHand::turnWheel},     {14, &RandomHand::askByKey},      {8, &RandomHand::pressKey},
        {6, &RandomHand::type},          {3, &RandomHand::choosePreset},   {3, &RandomHand::dropFile},
        {2, &RandomHand::paste},         {2, &RandomHand::resize},         {4, &RandomHand::putAside},
    };
    Draws draws(seed_, inputs_++);
    digest_ = mix(digest_ ^ draws.digest());
    std::string what;
    if (answerFileDialogs(draws, what)) {
        return what;
    }
    double place = 100.0 * draws.below(10'000) / 10'000.0;
    for (const Kind& kind : kKinds) {
        place -= kind.weight;
        if (place < 0) {
            return (this->*kind.act)(draws);
        }
    }
    return "rest";
}

bool RandomHand::answerFileDialogs(Draws& draws, std::string& what)
{
    for (QWidget* one : QApplication::topLevelWidgets()) {
        auto* dialog = qobject_cast<QFileDialog*>(one);
        if (dialog == nullptr || !dialog->isVisible()) {
            continue;
        }
        QString file;
        if (dialog->acceptMode() == QFileDialog::AcceptSave) {
            file = files_.writable + QStringLiteral("/written-%1.").arg(draws.below(4)) + dialog->defaultSuffix();
        } else if (dialog->fileMode() == QFileDialog::Directory) {
            file = files_.folder;
        } else {
            file = files_.openable[draws.below(files_.openable.size())];
        }
        const bool picks = draws.happens(0.7);
        what = picks ? "pick " + file.toStdString() : "pick no file";
        const QPointer<QFileDialog> there = dialog;
        if (picks) {
            emit dialog->fileSelected(file);
        }
        if (there) {
            there->reject();
        }
        return true;
    }
    return false;
}

std::string RandomHand::clickControl(Draws& draws)
{
    QWidget* window = inFront();
    if (auto* menu = qobject_cast<QMenu*>(window)) {
        const QList<QAction*> actions = menu->actions();
        QAction* action = actions.isEmpty() ? nullptr : actions[draws.below(actions.size())];
        menu->close();
        if (action != nullptr && action->isEnabled() && action != window_.action(Key::Quit)) {
            action->trigger();
            return "menu " + action->text().toStdString();
        }
        return "close menu";
    }
    const QList<QWidget*> controls = controlsOf(window);
    if (controls.isEmpty()) {
        return clickAnywhere(draws);
    }
    QWidget* control = controls[draws.below(controls.size())];
    const std::string name = nameOf(control);
    click(control, draws.in(control->rect()), Qt::LeftButton, draws.happens(0.1));
    return "click " + name;
}

std::string RandomHand::clickAnywhere(Draws& draws)
{
    QWidget* window = inFront();
    const auto [widget, at] = widgetAt(window, draws.in(window->rect()));
    const std::string name = nameOf(widget);
    const bool right = draws.happens(0.2), twice = draws.happens(0.2);
    click(widget, at, right ? Qt::RightButton : Qt::LeftButton, twice);
    return (right ? "right click at " : "click at ") + name;
}

std::string RandomHand::drag(Draws& draws)
{
    QWidget* window = inFront();
    const auto [widget, from] = widgetAt(window, draws.in(window->rect()));
    const std::string name = nameOf(widget);
    const QPoint to = draws.in(widget->rect());
    const QPointer<QWidget> there = widget;
    constexpr int kMoves = 6;
    sendMouse(widget, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= kMoves && there; ++i) {
        sendMouse(there, QEvent::MouseMove, from + (to - from) * i / kMoves, Qt::NoButton, Qt::LeftButton);
    }
    if (there) {
        sendMouse(there, QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    }
    return "drag on " + name;
}

std::string RandomHand::turnWheel(Draws& draws)
{
    QWidget* window = inFront();
    const auto [widget, at] = widgetAt(window, draws.in(window->rect()));
    const QPoint turn(0, draws.happens(0.5) ? 120 : -120);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, turn, Qt::NoButton,
                      draws.happens(0.2) ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
    const std::string name = nameOf(widget);
    QApplication::sendEvent(widget, &event);
    return "wheel on " + name;
}

/// What the keys of the window ask for, but its end.
std::string RandomHand::askByKey(Draws& draws)
{
    const int count = static_cast<int>(Key::Quit);
    const auto key = static_cast<Key>(draws.below(count));
    QAction* action = window_.action(key);
    if (inFront() == &window_ && action->isEnabled()) {
        action->trigger();
        return "key " + action->shortcut().toString().toStdString();
    }
    return "no key";
}

std::string RandomHand::pressKey(Draws& draws)
{
    static constexpr int kKeys[] = {Qt::Key_Tab,  Qt::Key_Backtab,  Qt::Key_Left,   Qt::Key_Right, Qt::Key_Up,
                                    Qt::Key_Down, Qt::Key_Return,   Qt::Key_Escape, Qt::Key_Space, Qt::Key_Home,
                                    Qt::Key_End,  Qt::Key_PageDown, Qt::Key_Delete, Qt::Key_Plus,  Qt::Key_Minus};
    QWidget* window = inFront();
    const QPointer<QWidget> target = window->focusWidget() != nullptr ? window->focusWidget() : window;
    const int key = kKeys[draws.below(std::ssize(kKeys))];
    const std::string name = nameOf(target);
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (target) {
            QKeyEvent event(type, key, Qt::NoModifier);
            QApplication::sendEvent(target, &event);
        }
    }
    return "press " + std::to_string(key) + " on " + name;
}

std::string RandomHand::type(Draws& draws)
{
    static const QString kTexts[] = {"0,004",
                                     "0.01",
                                     "1e9",
                                     "-5",
                                     "",
                                     "abc",
                                     "0",
                                     "3",
                                     "conv 8, pool",
                                     "64",
                                     "1e-30",
                                     "nan",
                                     "ı İ ß",
                                     "conv 9999 99x99",
                                     QString(300, QLatin1Char('9'))};
    QList<QWidget*> boxes;
    for (QWidget* one : controlsOf(inFront())) {
        if (qobject_cast<QLineEdit*>(one) || qobject_cast<QPlainTextEdit*>(one)) {
            boxes << one;
        }
    }
    if (boxes.isEmpty()) {
        return "nothing to type in";
    }
    const QPointer<QWidget> box = boxes[draws.below(boxes.size())];
    const QString text = kTexts[draws.below(std::ssize(kTexts))];
    const std::string name = nameOf(box);
    box->setFocus();
    if (auto* line = qobject_cast<QLineEdit*>(box)) {
        line->selectAll();
    }
    for (const QChar& letter : text) {
        if (box) {
            QKeyEvent event(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(box, &event);
        }
    }
    if (box) {
        QKeyEvent event(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QApplication::sendEvent(box, &event);
    }
    return "type " + text.left(20).toStdString() + " into " + name;
}

std::string RandomHand::choosePreset(Draws& draws)
{
    const Preset& preset = presets()[static_cast<std::size_t>(draws.below(std::ssize(presets())))];
    if (inFront() != &window_) {
        return "no preset";
    }
    emit window_.form()->presetChosen(QString::fromUtf8(preset.key.data(), static_cast<qsizetype>(preset.key.size())));
    return "preset " + std::string(preset.key);
}

std::string RandomHand::dropFile(Draws& draws)
{
    const int which = draws.below(files_.openable.size() + 1);
    const QString file = which < files_.openable.size() ? files_.openable[which] : files_.folder;
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file)});
    QWidget* window = inFront();
    const auto [widget, at] = widgetAt(window, draws.in(window->rect()));
    for (QWidget* taker = widget; taker != nullptr; taker = taker->parentWidget()) {
        if (taker->acceptDrops()) {
            QDragEnterEvent enter(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(taker, &enter);
            if (enter.isAccepted()) {
                QDropEvent drop(at, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
                QApplication::sendEvent(taker, &drop);
            }
            break;
        }
    }
    return "drop " + file.toStdString();
}

std::string RandomHand::paste(Draws& draws)
{
    auto* mime = new QMimeData;
    if (draws.happens(0.5)) {
        mime->setUrls({QUrl::fromLocalFile(files_.folder)});
    } else {
        QImage image(draws.below(300) + 1, draws.below(300) + 1, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(draws.below(360), 200, 200));
        mime->setImageData(image);
    }
    QGuiApplication::clipboard()->setMimeData(mime);
    if (inFront() == &window_) {
        window_.action(Key::Paste)->trigger();
    }
    return "paste";
}

std::string RandomHand::resize(Draws& draws)
{
    static constexpr QSize kSizes[] = {{1024, 768}, {1280, 800}, {1366, 768}, {1600, 1000}, {1920, 1080}, {900, 600}};
    const QSize size = kSizes[draws.below(std::ssize(kSizes))];
    if (window_.mode() == WindowMode::Work) {
        window_.resize(size);
    }
    return "resize to " + std::to_string(size.width());
}

std::string RandomHand::putAside(Draws&)
{
    clear();
    return "put aside";
}

void RandomHand::clear()
{
    while (QWidget* popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    for (QWidget* one : QApplication::topLevelWidgets()) {
        if (auto* dialog = qobject_cast<QDialog*>(one); dialog != nullptr && dialog->isVisible()) {
            dialog->reject();
        }
    }
}

} // namespace fovea
