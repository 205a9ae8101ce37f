// Export: from the key to the dialog; and back, from a picture that carries its settings to a window that has them.
#include "app/compare.h"
#include "app/diagnosed.h"
#include "app/export_desk.h"
#include "app/look_back.h"
#include "app/picture_opener.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "core/settings/config_json.h"
#include "ui/drawer/compare_grid.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/network_view.h"
#include "ui/drawer/steps_view.h"
#include "ui/main_window.h"
#include "ui/views/inspected.h"
#include "ui/views/inspector_view.h"
#include "ui/window/file_drops.h"
#include "ui/window/message_bar.h"
#include "ui/window/transport_bar.h"

#include <QAction>

#include <algorithm>

namespace fovea {

void Wiring::wireExport()
{
    auto* desk = new ExportDesk(stories_, watch_, &window_);
    connect(window_.action(Key::Export), &QAction::triggered, desk, &ExportDesk::open);
    connect(window_.transport(), &TransportBar::exportAsked, desk, &ExportDesk::open);
    connect(desk, &ExportDesk::refused, window_.message(),
            [message = window_.message()](const QString& sentence) { message->say(sentence); });
    connect(desk, &ExportDesk::written, &window_, &MainWindow::showStatus);
    connect(&watch_, &Watch::sceneChanged, desk, &ExportDesk::showScene);
    connect(&watch_, &Watch::judged, desk, &ExportDesk::setJudgement);
    connect(window_.inspector(), &InspectorView::lookChanged, desk, &ExportDesk::setLook);
    connect(&session_, &Session::runCleared, desk, &ExportDesk::forgetJudgement);

    desk->setAsker([this](FrozenWindow& now) {
        now.inspected = window_.inspector()->shown();
        now.film = film(now.inspected.sample.picture);
        now.drawer = frozenDrawer();
        now.training = session_.state() == RunState::Running && !back_->past(); // there the moment says so itself
    });

    auto* drops = new FileDrops(&window_);
    connect(drops, &FileDrops::dropped, opener_, &PictureOpener::open);
    connect(opener_, &PictureOpener::setupFound, this, [this](const Config& config) {
        ++gesture_;
        edit(config);
        ++gesture_;
        window_.message()->say(
            tr("This figure brought its settings: they stand in the form. Ctrl+Z takes them back."),
            {{tr("New run with them"), tr("Trains with the figure's settings, beside the runs so far"),
              [this] { session_.startNewRun(); }}});
    });
}

/// The picture at the moments of the run in view that were kept, up to now; null where it is none of its pictures.
FilmPtr Wiring::film(const PicturePtr& picture) const
{
    const SnapshotPtr& now = watch_.snapshot();
    if (!now || !picture || picture->pixels.shape() != now->data->image) {
        return nullptr;
    }
    std::vector<SnapshotPtr> kept = back_->timeline().moments();
    std::erase_if(kept, [&](const SnapshotPtr& moment) { return moment->network != now->network; });
    kept.push_back(now);
    return filmOf(kept, picture);
}

/// The drawer's pages as they are now, whether they are open or not.
FrozenDrawer Wiring::frozenDrawer() const
{
    FrozenDrawer now;
    const Drawer* drawer = window_.drawer();
    now.runs = runRows();
    now.wording = window_.isFull() ? Wording::Term : Wording::Plain;
    if (const SnapshotPtr& snapshot = watch_.snapshot()) {
        now.config = snapshot->config;
        now.layers = layerTable(snapshot->config, {snapshot->data->image, snapshot->task->answers()});
        now.milliseconds = snapshot->network == networkInView_ ? drawer->network()->times() : std::vector<double>();
    }
    now.costs = window_.inspector()->costs();
    now.comparison = {compare_->rows(), compare_->curves(), {}, drawer->compare()->grid()->scene()};
    for (int row = 0; row < drawer->compare()->grid()->rows(); ++row) {
        std::vector<ShownSample>& samples = now.comparison.maps.emplace_back();
        for (const SampleTile& tile : drawer->compare()->grid()->tilesOf(row)) {
            samples.push_back(tile.sample());
        }
    }
    const RunStory* story = stories_.inView();
    if (story != nullptr && watch_.snapshot() && !story->passes.empty()) {
        const DiagnosedRun run = diagnosed(*story, *watch_.snapshot()->data);
        const std::vector<Finding>& findings = run.diagnosis.findings;
        const std::size_t chosen = static_cast<std::size_t>(std::max(0, drawer->diagnosis()->chosen()));
        const Finding* finding = chosen < findings.size() ? &findings[chosen] : nullptr;
        now.evidence = evidenceFigure(run, finding);
        now.finding = finding != nullptr ? wordsOf(finding->words) : tr("Nothing wrong is seen in the curves.");
    }
    now.steps = drawer->steps()->steps();
    now.key = drawer->steps()->current();
    return now;
}

} // namespace fovea
