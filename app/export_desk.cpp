#include "app/export_desk.h"

#include "core/settings/config_json.h"
#include "ui/export/export_dialog.h"

#include <QThreadPool>

#include <nlohmann/json.hpp>

#include <utility>

namespace fovea {
namespace {

/// What stands still in the dialog, while the window goes on behind it.
QString frozenSentence(const FrozenWindow& frozen)
{
    const QString what = ExportDesk::tr("Frozen: %1, %2.").arg(frozen.stories.back().head.name, frozen.scene.moment);
    return frozen.training ? ExportDesk::tr("%1 Training goes on.").arg(what) : what;
}

} // namespace

ExportDesk::ExportDesk(const RunStories& stories, const Watch& watch, QWidget* window)
    : QObject(window), stories_(stories), watch_(watch), window_(window)
{
    connect(&writer_, &FileWriter::failed, this, [this](const QString& sentence) {
        if (!dialogOpen()) {
            emit refused(sentence);
        }
    });
    connect(&writer_, &FileWriter::written, this, [this](const QString& path) {
        if (!dialogOpen()) {
            emit written(tr("Written: %1").arg(path));
        }
    });
}

ExportDesk::~ExportDesk()
{
    QThreadPool::globalInstance()->waitForDone();
}

bool ExportDesk::dialogOpen() const
{
    return dialog_ && dialog_->isVisible();
}

FrozenWindow ExportDesk::frozen() const
{
    FrozenWindow frozen;
    const auto freeze = [&](const RunStory& story) {
        RunStory kept; // without batches
        kept.head = story.head;
        kept.now = story.now;
        kept.passes = story.passes;
        frozen.stories.push_back(std::move(kept));
    };
    if (const RunStory* seen = stories_.inView()) {
        for (const auto& [number, story] : stories_.all()) {
            if (number != seen->head.number) {
                freeze(story);
            }
        }
        freeze(*seen);
        frozen.batches = std::make_shared<const std::vector<StepRecord>>(seen->steps);
    }
    frozen.scene = scene_;
    frozen.look = look_;
    frozen.judgement = judgement_;
    frozen.judgedAt = judgedAt_;
    frozen.maps = watch_.maps();
    frozen.openings = watch_.openings();
    if (ask_) {
        ask_(frozen);
    }
    frozen.pictures = figurePictures(watch_.snapshot(), watch_.firstPictures(kFigurePictures),
                                     frozen.inspected.sample.picture, watch_.maps());
    return frozen;
}

void ExportDesk::open()
{
    const FrozenWindow now = frozen();
    std::vector<Plate> plates = platesOf(now);
    if (plates.empty()) {
        emit refused(tr("There is nothing to export yet: Space trains, then there are curves and maps."));
        return;
    }
    const Config& config = now.stories.back().now;
    auto* dialog = new ExportDialog(std::move(plates), fileStem(now.stories.back()),
                                    QByteArray::fromStdString(toJson(config).dump()), window_, &writer_);
    dialog->sayFrozen(frozenSentence(now));
    dialog_ = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace fovea
