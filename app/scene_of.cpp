#include "app/scene_of.h"

#include "app/figures.h"
#include "core/networks/trunk.h"

#include <QCoreApplication>
#include <QLocale>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

} // namespace

QString momentOf(const Snapshot& snapshot)
{
    return snapshot.step == 0 ? Words::tr("before the first batch")
                              : Words::tr("pass %1").arg(QLocale().toString(snapshot.epoch, 'f', 2));
}

Scene sceneOf(const Snapshot& snapshot)
{
    Scene scene;
    for (const std::string& name : snapshot.data->classes) {
        scene.classes << QString::fromStdString(name);
    }
    for (const std::string& cue : snapshot.data->cues) {
        scene.cues << QString::fromStdString(cue);
    }
    scene.range = rangeOf(snapshot.data->validation.size() > 0 ? snapshot.data->validation : snapshot.data->train);
    scene.knowsEvidence = !snapshot.data->validation.evidence.empty();
    scene.background =
        backgroundOf(snapshot.data->validation.size() > 0 ? snapshot.data->validation : snapshot.data->train);
    scene.coloured = !snapshot.data->cues.empty() || snapshot.data->image.dim(2) == 3;
    scene.mixes = snapshot.config.mix.depth > 0;
    if (snapshot.config.look.mechanism == "none") {
        scene.fields = depthFields(trunkStages(snapshot.config), snapshot.data->image);
    }
    scene.looking = snapshot.config.look;
    scene.pixels = snapshot.data->scale;
    scene.moment = momentOf(snapshot);
    return scene;
}

} // namespace fovea
