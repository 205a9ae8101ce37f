// Which input comes next, and those that bring something from elsewhere; mouse and keys are in hand_mouse.cpp and hand_keys.cpp.
#include "app/random_hand.h"

#include "app/hand_draws.h"
#include "app/hand_reach.h"
#include "core/settings/presets.h"
#include "ui/experiment_panel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QUrl>

namespace fovea {

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
