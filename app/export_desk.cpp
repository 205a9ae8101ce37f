#include "app/export_desk.h"

#include "core/settings/config_json.h"
#include "ui/export/export_dialog.h"

#include <QThreadPool>

#include <nlohmann/json.hpp>

namespace fovea {
namespace {

constexpr std::size_t kMostMoments = 48;

} // namespace

std::vector<FilmMoment> thinned(std::vector<FilmMoment> film)
{
    std::vector<FilmMoment> kept;
    for (std::size_t i = 0; i < film.size(); ++i) {
        if (i % 2 == 0 || i + 1 == film.size()) {
            kept.push_back(std::move(film[i]));
        }
    }
    return kept;
}

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

void ExportDesk::forgetFilm()
{
    film_.clear();
}

void ExportDesk::remember(const ShownSample& sample, double passes)
{
    if (!film_.empty() && film_.back().sample.picture != sample.picture) {
        film_.clear(); // another picture, or another stroke on it
    }
    if (!film_.empty() && passes <= film_.back().passes) {
        return; // the same moment again, or somebody looks back
    }
    film_.push_back({passes, sample});
    if (film_.size() > kMostMoments) {
        film_ = thinned(std::move(film_));
    }
}

FrozenWindow ExportDesk::frozen() const
{
    FrozenWindow frozen;
    const auto freeze = [&](const RunStory& story, bool present) { // of others without batches, which no plate shows
        RunStory kept;
        kept.steps = present ? story.steps : std::vector<StepRecord>();
        kept.head = story.head;
        kept.now = story.now;
        kept.passes = story.passes;
        frozen.stories.push_back(std::move(kept));
    };
    if (const RunStory* present = stories_.present()) {
        for (const auto& [number, story] : stories_.all()) {
            if (number != present->head.number) {
                freeze(story, false);
            }
        }
        freeze(*present, true);
    }
    frozen.scene = scene_;
    frozen.look = look_;
    frozen.samples = samples_;
    frozen.film = film_;
    frozen.judgement = judgement_;
    frozen.judgedAt = judgedAt_;
    frozen.maps = watch_.maps();
    frozen.openings = watch_.openings();
    if (ask_) {
        ask_(frozen);
    }
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
    auto* dialog = new ExportDialog(std::move(plates), fileStem(config),
                                    QByteArray::fromStdString(toJson(config).dump()), window_, &writer_);
    dialog_ = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace fovea
