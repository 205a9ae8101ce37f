#include "ui/views/glimpse_words.h"

#include "ui/views/map_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GlimpseWords)
};

QString shortPixels(double pixels)
{
    return QLocale().toString(pixels, 'f', pixels < 9.95 ? 1 : 0);
}

/// "8 × 8 of 40 × 40 pixels"
QString sizeText(const GlimpseOfSample& look, const Picture& picture)
{
    const auto whole = [](double pixels) { // 8, not 8.0: but for rounding in float
        return QLocale().toString(pixels, 'f', std::abs(pixels - std::round(pixels)) < 0.05 ? 0 : 1);
    };
    return Words::tr("%1 × %2 of %3 × %4 pixels")
        .arg(whole(look.width), whole(look.height), whole(static_cast<double>(picture.pixels.dim(1))),
             whole(static_cast<double>(picture.pixels.dim(0))));
}

/// What is seen at a time, in one sentence; a word more where sizes differ from look to look.
QString seenText(const std::vector<GlimpseOfSample>& looks, const Picture& picture)
{
    const GlimpseOfSample& first = looks.front();
    const auto scales = first.seen.empty() ? 1 : static_cast<int>(first.seen.dim(0));
    const bool alike = std::ranges::all_of(looks, [&](const GlimpseOfSample& look) {
        return std::abs(look.width - first.width) < 0.05 && std::abs(look.height - first.height) < 0.05;
    });
    const QString size = sizeText(first, picture);
    if (looks.size() == 1) {
        return Words::tr("the window covers %1").arg(size);
    }
    const QString each = alike ? Words::tr("each look: %1").arg(size) : Words::tr("first look: %1").arg(size);
    return scales > 1 ? Words::tr("%1, and %2 coarser around it").arg(each).arg(scales - 1) : each;
}

} // namespace

double distanceOf(const GlimpseOfSample& glimpse, const Picture& picture)
{
    return picture.evidence ? distanceTo(*picture.evidence, glimpse.middle) : kUndefined;
}

QString pixelsText(double pixels)
{
    return Words::tr("%1 px").arg(shortPixels(pixels));
}

QString distancesText(const std::vector<GlimpseOfSample>& looks, const Picture& picture, double byChance)
{
    QStringList numbers;
    for (const GlimpseOfSample& look : looks) {
        const double distance = distanceOf(look, picture);
        if (!std::isfinite(distance)) {
            return {};
        }
        numbers << shortPixels(distance);
    }
    const QString text = Words::tr("from the object: %1 px").arg(numbers.join(QStringLiteral(", ")));
    return std::isfinite(byChance) ? Words::tr("%1; by chance %2").arg(text, shortPixels(byChance)) : text;
}

QStringList linesAboutLooks(const Scene& scene, const ShownSample& sample)
{
    if (!sample.picture || !sample.answer || sample.answer->glimpses.empty()) {
        return {};
    }
    QStringList lines{seenText(sample.answer->glimpses, *sample.picture)};
    if (const QString far = distancesText(sample.answer->glimpses, *sample.picture, scene.gazeChance); !far.isEmpty()) {
        lines << far;
    }
    return lines;
}

QStringList linesAboutLook(const Scene& scene, const ShownSample& sample, int look)
{
    if (!sample.picture || !sample.answer || look < 0 || look >= static_cast<int>(sample.answer->glimpses.size())) {
        return linesAboutLooks(scene, sample);
    }
    const GlimpseOfSample& now = sample.answer->glimpses[static_cast<std::size_t>(look)];
    const double distance = distanceOf(now, *sample.picture);
    QStringList lines{Words::tr("look %1 of %2: %3")
                          .arg(look + 1)
                          .arg(sample.answer->glimpses.size())
                          .arg(sizeText(now, *sample.picture))};
    if (std::isfinite(distance)) {
        lines[0] += Words::tr(", %1 from the object").arg(pixelsText(distance));
    }
    if (const QString said = likeliestText(scene, now.probabilities); !said.isEmpty()) {
        lines << Words::tr("by then it would say %1").arg(said);
    }
    if (std::isfinite(now.promised)) {
        lines << Words::tr("before it, it expected a reward of %1").arg(QLocale().toString(now.promised, 'f', 2));
    }
    return lines;
}

QString likeliestText(const Scene& scene, const std::vector<double>& probabilities)
{
    const auto most = std::ranges::max_element(probabilities);
    if (most == probabilities.end()) {
        return {};
    }
    return QStringLiteral("%1 (%2)").arg(className(scene, static_cast<int>(most - probabilities.begin())),
                                         QLocale().toString(*most, 'f', 2));
}

} // namespace fovea
