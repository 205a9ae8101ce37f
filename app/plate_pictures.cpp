#include "app/plate_pictures.h"

#include "app/plates.h"
#include "core/files/csv.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// The map that lies over the picture; null where none does.
const MapOfSample* layerOver(const AnswerOfSample& answer, const MapRow& row)
{
    const bool parts = !answer.glimpses.empty() && row.layer < 0;
    const MapOfSample* layer = parts ? nullptr : layerOf(answer, row);
    const bool over = layer != nullptr && layer->inImage && layer->keys.places() > 1;
    return over ? layer : nullptr;
}

/// The place that asks, as shares of the picture.
std::optional<QRectF> askingIn(const MapOfSample& layer, const MapRow& row)
{
    if (!layer.asksFromPlaces() || row.query < 0 || row.query >= layer.queryGrid.places()) {
        return std::nullopt;
    }
    const double w = 1.0 / static_cast<double>(layer.queryGrid.w), h = 1.0 / static_cast<double>(layer.queryGrid.h);
    return QRectF(static_cast<double>(row.query % layer.queryGrid.w) * w,
                  static_cast<double>(row.query / layer.queryGrid.w) * h, w, h);
}

void takeMap(AttentionSample& sample, const MapOfSample& layer, const MapRow& row, const Picture& picture)
{
    const MapOfSample map = oneRow(layer, row);
    sample.map = gridOf(map);
    sample.asking = askingIn(layer, row);
    if (!map.shares) { // each weight for itself: neither a spread nor a share of the object
        sample.note = gateText(map);
        return;
    }
    sample.asked = askedIn(layer, row);
    const MapScore score = scoreAmong(map, sample.asked, picture);
    sample.spreadCells = score.spread;
    sample.largest = score.largest;
    if (!map.learned) {
        sample.note = notLearned();
    } else if (score.evidence && score.chance) {
        sample.score = OnEvidence{score.evidence->hit, score.evidence->mass, score.chance->mass};
    }
}

} // namespace

AttentionSample sampleOf(const ShownSample& shown, const Scene& scene, bool outlined, const MapRow& row)
{
    AttentionSample sample;
    const Picture& picture = *shown.picture;
    sample.image = picture.pixels;
    sample.label = picture.label >= 0 ? className(scene, picture.label) : Words::tr("own picture");
    if (outlined) {
        sample.evidence = picture.evidence;
    }
    if (!shown.answer) {
        return sample;
    }
    sample.prediction = className(scene, shown.answer->answer.label);
    sample.right = isRight(picture, *shown.answer);
    if (!sample.right) {
        sample.label = sample.prediction; // there is nothing else that it is known to be
    }
    sample.looks = shown.answer->glimpses;
    sample.marks.look = scene.looking;
    if (const MapOfSample* layer = layerOver(*shown.answer, row)) {
        takeMap(sample, *layer, row, picture);
    } else if (!sample.looks.empty()) {
        sample.note = linesAboutLooks(scene, shown).value(0);
    }
    return sample;
}

AttentionFigure picturesOf(const Scene& scene, const MapLook& look, const std::vector<ShownSample>& samples,
                           int columns, const MapRow& row)
{
    AttentionFigure figure;
    figure.columns = columns;
    figure.range = scene.range;
    figure.scale = look.scale;
    figure.style = look.style;
    for (const ShownSample& sample : samples) {
        if (sample.picture) {
            figure.samples.push_back(sampleOf(sample, scene, look.evidence, row));
        }
    }
    return figure;
}

AttentionFigure picturesOf(const FrozenWindow& frozen, const std::vector<ShownSample>& samples, int columns,
                           const MapRow& row)
{
    return picturesOf(frozen.scene, frozen.look, samples, columns, row);
}

QString mapSentence(const ShownSample& shown, const MapRow& row)
{
    const MapOfSample* layer = shown.answer ? layerOver(*shown.answer, row) : nullptr;
    if (layer == nullptr) {
        return {};
    }
    QStringList parts{layerText(layer->layer)};
    if (layer->heads() > 1) {
        parts << (row.head >= 0 && row.head < layer->heads()
                      ? Words::tr("head %1").arg(row.head + 1)
                      : Words::tr("the mean of its %1 heads").arg(static_cast<qlonglong>(layer->heads())));
    }
    if (layer->asksFromPlaces()) {
        const Index columns = layer->queryGrid.w;
        parts << (askingIn(*layer, row) ? Words::tr("asked from row %1, column %2")
                                              .arg(static_cast<qlonglong>(row.query / columns + 1))
                                              .arg(static_cast<qlonglong>(row.query % columns + 1))
                                        : Words::tr("the mean of all cells that ask"));
    } else if (layer->queries() > 1) {
        parts << (row.query >= 0 && row.query < layer->queries()
                      ? Words::tr("query %1").arg(row.query + 1)
                      : Words::tr("the mean of its %1 queries").arg(static_cast<qlonglong>(layer->queries())));
    }
    return Words::tr("The map: %1.").arg(parts.join(QStringLiteral(", ")));
}

std::string weightsOf(const Tensor& map)
{
    std::string text;
    for (Index i = 0; map.shape().rank() == 2 && i < map.dim(0); ++i) {
        CsvRow row;
        for (Index j = 0; j < map.dim(1); ++j) {
            row.add(map.data()[i * map.dim(1) + j]);
        }
        text += row.line();
    }
    return text;
}

} // namespace fovea
