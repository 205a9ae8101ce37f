// What the inspector says: the answer, the figures of the map in view beside their chance, the weight under the pointer.
#include "ui/views/inspector_view.h"

#include "ui/views/answer_line.h"
#include "ui/views/gate_view.h"
#include "ui/views/glimpse_view.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_pager.h"
#include "ui/views/map_words.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/probability_bars.h"

#include <QFontMetricsF>
#include <QLabel>

#include <algorithm>

namespace fovea {

void InspectorView::say()
{
    QStringList lines;
    if (sample_.picture && sample_.answer) {
        const std::optional<bool> right = isRight(*sample_.picture, *sample_.answer);
        const QString text = answerText(scene_, *sample_.picture, *sample_.answer);
        answer_->showAnswer(right ? text : tr("says %1").arg(text), right);
        lines = linesAboutLooks(scene_, sample_);
        if (const MapOfSample* layer = layerOf(*sample_.answer, pager_->row()); layer != nullptr && lines.isEmpty()) {
            lines = linesAbout(oneRow(*layer, pager_->row()), *sample_.picture, askedIn(*layer, pager_->row()));
            lines.removeAll(nothingToChoose()); // stands in place of the colour bar
            if (mixes_) {
                lines.replaceInStrings(notLearned(), tr("%1: %2").arg(layerText(layer->layer), notLearned()));
            }
            if (reaches_) {
                lines << reachText(*layer, pager_->row().head);
            }
        }
    } else {
        const bool known = sample_.picture && sample_.picture->label >= 0;
        answer_->showAnswer(known ? tr("is %1").arg(className(scene_, sample_.picture->label)) : QString(), {});
    }
    answer_->showMoment(scene_.moment);
    figures_->setText((present_ ? lines.mid(0, 2) : lines).join('\n'));
    const bool stepping = page() == InspectorPage::Glimpses && glimpses_->probabilities() != nullptr;
    bars_->showProbabilities(scene_.classes,
                             stepping         ? *glimpses_->probabilities()
                             : sample_.answer ? sample_.answer->probabilities
                                              : std::vector<double>(),
                             sample_.picture ? sample_.picture->label : -1);
    glimpses_->say();
    heads_->say();
    gates_->say();
    sayPlace();
}

/// The weight under the pointer, and how much a clicked place sees; else the moment where it has no room above, else what the
/// pointer can do.
void InspectorView::sayPlace()
{
    const PictureCanvas* canvas = twin_->isVisible() && twin_->pointed() >= 0 ? twin_ : canvas_;
    const int place = canvas->pointed();
    const QString seen = canvas_->seenText();
    if (place < 0) {
        const QString hint = page() == InspectorPage::Gates ? tr("Drag: draw, and see what the gate does.")
                             : !canvas_->glimpses().empty() ? tr("Drag: draw, and see where it looks then.")
                             : !canvas_->map().hasMap()     ? QString()
                             : !seen.isEmpty()              ? tr("The clicked cell %1.").arg(seen)
                             : mixes_                       ? tr("Click: whom a cell asks. Drag: draw.")
                                                            : tr("Click: what a cell sees. Drag: draw.");
        place_->setText(answer_->hasRoomForMoment() ? hint : scene_.moment);
        return;
    }
    const Tensor& grid = canvas->map().grid;
    const Index columns = grid.dim(1);
    const std::optional<AnswerOfSample>& answer = canvas == twin_ ? sample_.untrained : sample_.answer;
    const MapOfSample* layer = answer ? layerOf(*answer, pager_->row()) : nullptr;
    const std::vector<bool> asked = layer != nullptr ? askedIn(*layer, pager_->row()) : std::vector<bool>();
    const auto text = [&](bool brief) {
        const Index row = place / columns, column = place % columns;
        return asked.empty() || asked.at(static_cast<std::size_t>(place))
                   ? placeText(row, column, static_cast<double>(grid[place]), choicesOf(asked, grid.size()), brief)
                   : notAskedText(row, column);
    };
    QStringList forms{text(false), text(true)};
    if (canvas == canvas_ && place == canvas->selected() && !seen.isEmpty()) {
        forms = QStringList{tr("%1; %2").arg(text(false), seen), tr("%1; %2").arg(text(true), seen)} + forms;
    }
    const QFontMetricsF metrics(place_->font());
    const auto fits = [&](const QString& form) { return metrics.horizontalAdvance(form) <= place_->width(); };
    const auto found = std::ranges::find_if(forms, fits);
    place_->setText(found != forms.end() ? *found : forms.last());
    canvas_->setAccessibleDescription(forms.first());
}

QString InspectorView::untrainedCaption() const
{
    if (!sample_.untrained) {
        return tr("untrained: asked …");
    }
    const QString said = tr("untrained: %1").arg(className(scene_, sample_.untrained->answer.label));
    const MapRow row = pager_->row();
    const MapOfSample* then = layerOf(*sample_.untrained, row);
    const MapOfSample* now = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
    return now != nullptr && then != nullptr && now->weights == then->weights ? tr("%1, same map").arg(said) : said;
}

/// "block 2, head 3", where one of several maps is looked at, or another than usual.
QString InspectorView::rowCaption() const
{
    const MapRow row = pager_->row();
    const MapOfSample* layer = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
    if (layer == nullptr || (row.layer < 0 && row.head < 0 && !isMixing(*layer))) {
        return {};
    }
    const QString name = layerText(layer->layer);
    return layer->heads() <= 1 ? name
           : row.head < 0      ? tr("%1, mean").arg(name)
                               : tr("%1, head %2").arg(name).arg(row.head + 1);
}

} // namespace fovea
