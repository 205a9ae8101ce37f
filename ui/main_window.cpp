#include "ui/main_window.h"

#include "ui/curves/curves_view.h"
#include "ui/drawer/drawer.h"
#include "ui/experiment_panel.h"
#include "ui/form/tone_label.h"
#include "ui/paint/figure.h"
#include "ui/views/gallery_view.h"
#include "ui/views/inspector_view.h"
#include "ui/window/file_menu.h"
#include "ui/window/keys_first.h"
#include "ui/window/message_bar.h"
#include "ui/window/on_a_screen.h"
#include "ui/window/palettes.h"
#include "ui/window/shortcut_sheet.h"
#include "ui/window/switch_strip.h"
#include "ui/window/timeline_bar.h"
#include "ui/window/transport_bar.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayout>
#include <QLocale>
#include <QResizeEvent>
#include <QScreen>

namespace fovea {
namespace {

struct KeyRow
{
    Key key;
    const char* sequences; ///< separated by blanks
    const char* text;
};

// In the order of the sheet. Next, Previous and Blank serve a clicker.
constexpr int kDesktopTakes = 600; // ms, at most, to make a window fill the screen

constexpr QSize kRoomForDrawer(1600, 1000); // a screen from this size on has room for it below everything

constexpr KeyRow kKeys[] = {
    {Key::Run, "Space", QT_TRANSLATE_NOOP("Keys", "train, or pause")},
    {Key::RunAlways, "Ctrl+Return", QT_TRANSLATE_NOOP("Keys", "train or pause, wherever the cursor is")},
    {Key::Batch, "S", QT_TRANSLATE_NOOP("Keys", "learn from one batch")},
    {Key::Pass, "E", QT_TRANSLATE_NOOP("Keys", "train to the end of this pass")},
    {Key::Reset, "R", QT_TRANSLATE_NOOP("Keys", "back to the same first weights")},
    {Key::NewRun, "Ctrl+N", QT_TRANSLATE_NOOP("Keys", "start a new run with these settings")},
    {Key::Undo, "Ctrl+Z", QT_TRANSLATE_NOOP("Keys", "undo: settings, reset, drawing")},
    {Key::Redo, "Ctrl+Shift+Z Ctrl+Y", QT_TRANSLATE_NOOP("Keys", "redo")},
    {Key::Slow, "1", QT_TRANSLATE_NOOP("Keys", "slow: 5 batches a second")},
    {Key::Demo, "2", QT_TRANSLATE_NOOP("Keys", "demo: 25 batches a second")},
    {Key::FullSpeed, "3", QT_TRANSLATE_NOOP("Keys", "full speed")},
    {Key::Maps, "O", QT_TRANSLATE_NOOP("Keys", "attention in view: learned, uniform, shuffled")},
    {Key::Switch, "A", QT_TRANSLATE_NOOP("Keys", "does it need its attention? (show, measure)")},
    {Key::Drawer, "D", QT_TRANSLATE_NOOP("Keys", "the drawer: open or close")},
    {Key::Back, "Alt+Left", QT_TRANSLATE_NOOP("Keys", "timeline: the moment before")},
    {Key::Forward, "Alt+Right", QT_TRANSLATE_NOOP("Keys", "timeline: the next moment")},
    {Key::Now, "N", QT_TRANSLATE_NOOP("Keys", "timeline: back to now")},
    {Key::Replay, "W", QT_TRANSLATE_NOOP("Keys", "replay the largest fall of spread")},
    {Key::Untrained, "U", QT_TRANSLATE_NOOP("Keys", "the untrained twin beside the map")},
    {Key::Open, "Ctrl+O", QT_TRANSLATE_NOOP("Keys", "open a session, settings, or a picture of your own")},
    {Key::Pictures, "Ctrl+Shift+O", QT_TRANSLATE_NOOP("Keys", "my pictures: a folder for each class")},
    {Key::Save, "Ctrl+S", QT_TRANSLATE_NOOP("Keys", "save this session")},
    {Key::SaveAs, "Ctrl+Shift+S", QT_TRANSLATE_NOOP("Keys", "save this session under another name")},
    {Key::Paste, "Ctrl+V", QT_TRANSLATE_NOOP("Keys", "paste a picture")},
    {Key::Export, "Ctrl+E", QT_TRANSLATE_NOOP("Keys", "export: figures, numbers, film")},
    {Key::Next, "PgDown", QT_TRANSLATE_NOOP("Keys", "next picture")},
    {Key::Previous, "PgUp", QT_TRANSLATE_NOOP("Keys", "previous picture")},
    {Key::Full, "Ctrl+M", QT_TRANSLATE_NOOP("Keys", "simple or full")},
    {Key::Present, "F11 F5", QT_TRANSLATE_NOOP("Keys", "present")},
    {Key::Leave, "Esc", QT_TRANSLATE_NOOP("Keys", "leave presenting")},
    {Key::Blank, "B .", QT_TRANSLATE_NOOP("Keys", "blank the screen while presenting")},
    {Key::Dark, "Ctrl+D", QT_TRANSLATE_NOOP("Keys", "dark or light")},
    {Key::Sheet, "F1", QT_TRANSLATE_NOOP("Keys", "this sheet")},
    {Key::Quit, "Ctrl+Q", QT_TRANSLATE_NOOP("Keys", "quit")},
};

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent)
{
    setWindowTitle(QStringLiteral("Fovea"));
    setMinimumSize(880, 520); // a screen of 1920 × 1200 at pixel ratio 2, less its panels
    auto* inside = new QWidget;
    inside->setFocusPolicy(Qt::ClickFocus); // where the focus rests, so that no control keeps a key by accident
    setCentralWidget(inside);
    makeParts();
    makeActions();
    qApp->installEventFilter(new KeysFirst(this));
    keepOnAScreen(this);
    setFull(false);
    setStanding(tr("F1: all keys"));
    action(Key::Leave)->setEnabled(false);
    resize(1600, 1000);
    inside->setFocus();
}

void MainWindow::showFitting()
{
    const QSize room = screen()->availableSize();
    if (room.width() >= kRoomForDrawer.width() && room.height() >= kRoomForDrawer.height()) {
        drawer_->tabs()->open(DrawerPage::Runs);
    }
    if (room.width() <= 1920) {
        showMaximized();
    } else {
        show();
    }
}

void MainWindow::makeParts()
{
    QWidget* inside = centralWidget();
    transport_ = new TransportBar(inside);
    form_ = new ExperimentPanel(inside);
    curves_ = new CurvesView(inside);
    switch_ = new SwitchStrip(inside);
    gallery_ = new GalleryView(inside);
    inspector_ = new InspectorView(inside);
    message_ = new MessageBar(inside);
    timeline_ = new TimelineBar(inside);
    drawer_ = new Drawer(inside);
    connect(drawer_, &Drawer::pageChanged, this, &MainWindow::arrange);
    connect(message_, &MessageBar::resized, this, &MainWindow::arrange);
    connect(switch_, &SwitchStrip::resized, this, &MainWindow::arrange);

    sentence_ = new QLabel(inside);
    sentence_->setAccessibleName(tr("what happens"));
    sentence_->setWordWrap(true);
    sentence_->setContentsMargins(8, 2, 8, 2); // two lines of it fit
    status_ = new QWidget(inside);
    auto* row = new QHBoxLayout(status_);
    row->setContentsMargins(8, 0, 8, 0);
    statusLeft_ = new ElidedLabel(ToneLabel::Tone::Ink, status_);
    statusLeft_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // long sentences do not widen the window
    statusLeft_->setAccessibleName(tr("status"));
    statusRight_ = new QLabel;
    statusRight_->setAccessibleName(tr("speed of training"));
    row->addWidget(statusLeft_, 1);
    row->addWidget(statusRight_);

    blank_ = new QWidget(this);
    blank_->setAutoFillBackground(true);
    blank_->setPalette(QPalette(Qt::black));
    blank_->hide();

    desktopSettles_.setSingleShot(true);
    desktopSettles_.setInterval(kDesktopTakes);
    connect(&desktopSettles_, &QTimer::timeout, this, [this] {
        if (!(windowState() & Qt::WindowFullScreen)) {
            setPresent(false); // the desktop can end full screen too
        }
    });
}

void MainWindow::makeActions()
{
    for (const KeyRow& row : kKeys) {
        auto* action = new QAction(QCoreApplication::translate("Keys", row.text), this);
        QList<QKeySequence> sequences;
        for (const QString& one : QString::fromLatin1(row.sequences).split(QLatin1Char(' '))) {
            sequences << QKeySequence(one);
        }
        action->setShortcuts(sequences);
        action->setAutoRepeat(false);
        addAction(action);
        actions_[row.key] = action;
    }
    files_ = new FileMenu({action(Key::Open), action(Key::Pictures)}, action(Key::Save), action(Key::SaveAs), this);
    transport_->setFileMenu(files_);
    connect(action(Key::Full), &QAction::triggered, this, [this] { setFull(!full_); });
    connect(action(Key::Present), &QAction::triggered, this, [this] { setPresent(mode_ == WindowMode::Work); });
    connect(action(Key::Leave), &QAction::triggered, this, [this] { setPresent(false); });
    connect(action(Key::Dark), &QAction::triggered, this, [this] { setDark(!isDark(palette())); });
    connect(action(Key::Quit), &QAction::triggered, this, &QWidget::close);
    connect(action(Key::Sheet), &QAction::triggered, this, [this] {
        auto* sheet = new ShortcutSheet(this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->open();
    });
    connect(action(Key::Blank), &QAction::triggered, this, [this] {
        blank_->setGeometry(rect());
        blank_->raise();
        blank_->setVisible(!blank_->isVisible() && mode_ == WindowMode::Present);
    });
}

void MainWindow::setPresent(bool present)
{
    if (present == (mode_ == WindowMode::Present)) {
        return;
    }
    action(Key::Leave)->setEnabled(present); // else Escape belongs to what is being typed
    mode_ = present ? WindowMode::Present : WindowMode::Work;
    blank_->hide();
    if (present) {
        stateBefore_ = windowState() & ~Qt::WindowFullScreen;
        setWindowState(stateBefore_ | Qt::WindowFullScreen);
    } else {
        setWindowState(stateBefore_);
    }
    arrange();
    emit presentChanged(present);
}

void MainWindow::setFull(bool full)
{
    full_ = full;
    transport_->setFull(full);
    form_->setFull(full);
    curves_->setFull(full);
    inspector_->setFull(full);
    drawer_->setFull(full);
}

void MainWindow::showSwitch(bool shown)
{
    switchShown_ = shown;
    transport_->showSwitch(shown);
    arrange();
}

void MainWindow::setDark(bool dark)
{
    qApp->setPalette(dark ? darkPalette() : lightPalette());
}

void MainWindow::showStatus(const QString& sentence)
{
    statusLeft_->setText(sentence.isEmpty() ? standing_ : sentence);
    statusLeft_->setToolTip(statusLeft_->text());
}

void MainWindow::setStanding(const QString& sentence)
{
    standing_ = sentence;
    showStatus({});
}

void MainWindow::showSpeed(double imagesPerSecond)
{
    statusRight_->setText(imagesPerSecond > 0 ? tr("%1 images/s").arg(QLocale().toString(imagesPerSecond, 'f', 0))
                                              : QString());
}

void MainWindow::setSentence(const QString& sentence)
{
    sentence_->setText(sentence);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange) {
        desktopSettles_.start(); // on the way to full screen a desktop can tell of other states
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    event->setAccepted(!mayClose_ || mayClose_());
}

void MainWindow::arrange()
{
    const QSize size = centralWidget()->size();
    const int column = arrangementFor(size, mode_, 0).curves.width();
    const bool present = mode_ == WindowMode::Present;
    const int pixels = typePixels(size, mode_);
    const QFont font = figureFont(pixels);
    if (centralWidget()->font() != font) {
        centralWidget()->setFont(font);
        sentence_->setFont(figureFont(present ? 1.2 * pixels : pixels, true));
        curves_->setPresent(present, pixels);
        gallery_->setPresent(present, pixels);
        inspector_->setPresent(present, pixels);
    }
    const int strip = switchShown_ ? switch_->layout()->totalHeightForWidth(column) : 0;
    Arrangement parts = arrangementFor(size, mode_, strip, drawer_->room());
    if (message_->isVisibleTo(centralWidget())) { // what it says must not hide what it is about
        QRect& below = parts.curves.isEmpty() ? parts.drawer : parts.curves;
        const int height = message_->heightForWidth(below.width());
        message_->setGeometry(below.x(), below.y(), below.width(), height);
        below.setTop(below.top() + height);
    }
    const std::pair<QWidget*, QRect> places[] = {
        {transport_, parts.transport}, {sentence_, parts.sentence},  {form_, parts.form},
        {curves_, parts.curves},       {switch_, parts.switchStrip}, {gallery_, parts.gallery},
        {inspector_, parts.inspector}, {timeline_, parts.timeline},  {drawer_->tabs(), parts.tabs},
        {drawer_, parts.drawer},       {status_, parts.status},
    };
    for (const auto& [part, place] : places) {
        part->setGeometry(place); // first, so that nothing is drawn at a size that it does not have
        part->setVisible(!place.isEmpty());
    }
    blank_->setGeometry(rect());
}

} // namespace fovea
