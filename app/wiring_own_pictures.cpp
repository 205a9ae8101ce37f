// Own pictures: from the menu, the form, a folder that is dropped or pasted, to the page; and from the page to the form.
#include "app/picture_desk.h"
#include "app/picture_opener.h"
#include "app/picture_reading.h"
#include "app/session.h"
#include "app/wiring.h"
#include "core/tensor/thread_pool.h"
#include "ui/experiment_panel.h"
#include "ui/main_window.h"

#include <QAction>
#include <QLocale>

namespace fovea {

void Wiring::wireOwnPictures()
{
    auto* desk = new PictureDesk(ThreadPool::processors(), &window_);
    const auto open = [this, desk](const QString& folder) { desk->open(folder, session_.wanted()); };
    connect(window_.action(Key::Pictures), &QAction::triggered, desk, [open] { open({}); });
    connect(window_.form(), &ExperimentPanel::picturesAsked, desk, [open] { open({}); });
    connect(opener_, &PictureOpener::folderGiven, desk, open);
    connect(&pictureNews(), &PictureNews::read, this, [this](qint64 done, qint64 of) {
        const QLocale locale;
        window_.showStatus(
            done == of ? QString() : tr("Reading pictures: %1 of %2").arg(locale.toString(done), locale.toString(of)));
    });
    connect(desk, &PictureDesk::used, this, [this](const Config& config) {
        takeSettings(config);
        if (session_.begun()) {
            window_.showStatus(tr("Your pictures wait for a new run: Ctrl+N starts it. Ctrl+Z takes them back."));
        }
    });
}

} // namespace fovea
