#include "ui/drawer/steps_words.h"

#include "ui/paint/ticks.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Steps)
};

QString number(double value)
{
    return std::isfinite(value) ? shortNumber(value) : value < 0 ? QStringLiteral("−∞") : QStringLiteral("–");
}

int extraKeys(const AttentionSteps& steps)
{
    return static_cast<int>(steps.keys.places() > 0 ? steps.count() - steps.keys.places() : 0);
}

bool isKey(const AttentionSteps& steps, int key)
{
    return key >= 0 && key < steps.count();
}

QString whyNone(NoSteps why, const QString& layer)
{
    switch (why) {
    case NoSteps::Nothing:
        return Words::tr("This network weighs nothing: no query asks, so there are no steps to follow. Another way of "
                         "looking has them.");
    case NoSteps::Gaze:
        return Words::tr(
            "A gaze is drawn, aimed or chosen, and what it does not meet is never seen: no query asks keys "
            "here. The picture's pages show where it looks.");
    case NoSteps::Gate:
        return Words::tr("%1: each weight of a gate stands for itself between 0 and 1; no query asks keys, nothing is "
                         "shared out. The gates stand on their own page beside the picture.")
            .arg(layer);
    case NoSteps::Uniform:
        return Words::tr("%1: all weights are alike by definition; nothing was asked. A way of looking that learns "
                         "its weights has steps.")
            .arg(layer);
    case NoSteps::OtherLayers:
        return Words::tr("%1: put together from the weights of other layers. Choose one of those beside the picture.")
            .arg(layer);
    }
    return {};
}

/// The weights of the keys that are asked; of the others nothing.
std::vector<double> weightsOfAsked(const AttentionSteps& steps)
{
    std::vector<double> weights = steps.weights;
    for (std::size_t n = 0; n < weights.size(); ++n) {
        weights[n] = std::isfinite(steps.scores[n]) ? weights[n] : kUndefined;
    }
    return weights;
}

} // namespace

QString nameOfKey(const AttentionSteps& steps, int key)
{
    const int extra = extraKeys(steps), place = key - extra, columns = static_cast<int>(steps.keys.w);
    if (steps.keys.places() == 0) {
        return Words::tr("key %1").arg(key + 1);
    }
    return key < extra ? Words::tr("the class token")
                       : Words::tr("row %1, column %2").arg(place / columns + 1).arg(place % columns + 1);
}

QString askingSentence(const AttentionSteps& steps)
{
    const QString layer = layerText(steps.asked.layer);
    if (steps.none) {
        return whyNone(*steps.none, layer);
    }
    if (steps.count() == 1) {
        return Words::tr("%1: there is one key alone. Whatever its score, softmax over one number is 1: nothing to "
                         "choose, nothing to learn.")
            .arg(layer);
    }
    if (steps.fixedQuery) {
        return Words::tr("%1: the query is learned, the same for every picture; it asks all %2 keys.")
            .arg(layer)
            .arg(steps.count());
    }
    if (steps.queryGrid.places() > 0) {
        return Words::tr("%1: %2 asks.").arg(layer, nameOfKey(steps, static_cast<int>(steps.asked.query)));
    }
    return Words::tr("%1: the mean of all cells asks.").arg(layer);
}

QString chainOf(const AttentionSteps& steps, int key)
{
    if (!isKey(steps, key)) {
        return {};
    }
    const auto n = static_cast<std::size_t>(key);
    if (!std::isfinite(steps.scores[n])) {
        return Words::tr("%1: in another window, not asked: weight 0.").arg(nameOfKey(steps, key));
    }
    QString text = Words::tr("%1: q · k = %2").arg(nameOfKey(steps, key), number(steps.products[n]));
    if (steps.divisor != 1) {
        text += Words::tr(", ÷ %1 = %2").arg(number(steps.divisor), number(steps.scaled[n]));
    }
    if (!steps.offset.empty()) {
        const QString signedOffset =
            (steps.offset[n] < 0 ? QStringLiteral("− ") : QStringLiteral("+ ")) + number(std::abs(steps.offset[n]));
        text += Words::tr(", %1 = %2").arg(signedOffset, number(steps.scores[n]));
    }
    if (steps.exponential) {
        text += steps.asked.temperature == 1
                    ? Words::tr("; less the largest, e to that power: %1").arg(number(steps.powers[n]))
                    : Words::tr("; less the largest, ÷ T, e to that power: %1").arg(number(steps.powers[n]));
    }
    text += Words::tr("; ÷ the sum %1 = weight %2").arg(number(steps.sum), number(steps.weights[n]));
    return steps.asked.temperature == 1 || !steps.exponential
               ? Words::tr("%1. So much of its value is handed on.").arg(text)
               : Words::tr("%1. The network itself: %2.").arg(text, number(steps.own[n]));
}

QString temperatureText(const AttentionSteps& steps)
{
    if (!steps.exponential) {
        return Words::tr("no softmax: nothing to sharpen");
    }
    const double T = steps.asked.temperature;
    return (T == 1 ? Words::tr("T = 1: as the network does; over %1 of %2")
                   : Words::tr("T = %1: not the network; over %2 of %3").arg(number(T)))
        .arg(number(steps.spread))
        .arg(std::ranges::count_if(steps.scores, [](double score) { return std::isfinite(score); }));
}

std::array<KeyFigure, 3> keyFigures(const AttentionSteps& steps, int marked)
{
    const bool placed = steps.queryGrid.places() > 0 && steps.queryGrid == steps.keys;
    const auto figure = [&](const QString& title, const std::vector<double>& numbers, KeyNumbers kind) {
        return KeyFigure{title,
                         numbers,
                         kind,
                         steps.keys,
                         extraKeys(steps),
                         marked,
                         placed ? static_cast<int>(steps.asked.query) : -1};
    };
    const QString divided =
        steps.divisor == 1 ? Words::tr("2   as they are") : Words::tr("2   ÷ %1").arg(number(steps.divisor));
    const QString shares = !steps.exponential             ? Words::tr("3   ÷ their sum %1").arg(number(steps.sum))
                           : steps.asked.temperature == 1 ? Words::tr("3   softmax")
                                                          : Words::tr("3   ÷ T, softmax");
    return {
        figure(Words::tr("1   q · k"), steps.products, KeyNumbers::Signed),
        figure(steps.offset.empty() ? divided : Words::tr("%1, + b").arg(divided), steps.scores, KeyNumbers::Signed),
        figure(shares, weightsOfAsked(steps), KeyNumbers::Shares)};
}

std::array<StripFigure, 6> stripFigures(const AttentionSteps& steps, int key)
{
    if (!isKey(steps, key)) {
        return {};
    }
    const auto n = static_cast<std::size_t>(key);
    return {StripFigure{Words::tr("query q"), steps.query, {}},
            StripFigure{Words::tr("key k"), steps.key[n], {}},
            StripFigure{Words::tr("q ⊙ k"), steps.terms[n], Words::tr("Σ = %1").arg(number(steps.products[n]))},
            StripFigure{Words::tr("4   value v"), steps.value[n], {}},
            StripFigure{Words::tr("a × v"), steps.shares[n], Words::tr("a = %1").arg(number(steps.weights[n]))},
            StripFigure{Words::tr("5   Σ a × v"), steps.given, {}}};
}

int strongestKey(const AttentionSteps& steps)
{
    const auto most = std::max_element(steps.weights.begin(), steps.weights.end());
    return most == steps.weights.end() ? -1 : static_cast<int>(most - steps.weights.begin());
}

} // namespace fovea
