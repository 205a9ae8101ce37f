// For tests of the curves: a run and its records, and what of a view is seen.
#pragma once

#include "ui/curves/curve_plot.h"
#include "ui/curves/curves_legend.h"
#include "ui/curves/curves_view.h"

#include <QLabel>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace fovea {

inline RunHead headOf(int number, const QString& name = QStringLiteral("needle"))
{
    RunHead head;
    head.number = number;
    head.name = name;
    head.validationImages = 1000;
    head.chance = 0.1;
    head.places = 64;
    head.hitChance = head.massChance = 0.06;
    head.config.train.epochs = 10;
    head.parameters = {QStringLiteral("conv1 weight"), QStringLiteral("conv1 bias")};
    return head;
}

inline StepRecord step(long number, double epoch, double accuracy, double loss = 1)
{
    return {number, epoch, loss, accuracy, 1e-3, 1, {0.5, 0.25}};
}

inline EpochRecord epoch(int number, double validation, double training, double running, double valLoss = 1)
{
    EpochRecord record;
    record.epoch = number;
    record.valAccuracy = validation;
    record.trainAccuracy = training;
    record.accuracy = running;
    record.valLoss = valLoss;
    record.attentionEntropy = std::log(8.0);
    record.evidenceMass = 0.5;
    record.pointing = 0.75;
    return record;
}

inline LegendEntry* entryNamed(const CurvesView& view, const QString& name)
{
    for (LegendEntry* entry : view.findChildren<LegendEntry*>()) {
        if (entry->item().text == name && entry->isVisible()) {
            return entry;
        }
    }
    return nullptr;
}

inline CurvePlot* shownPlot(const CurvesView& view)
{
    for (CurvePlot* plot : view.findChildren<CurvePlot*>()) {
        if (plot->isVisible()) {
            return plot;
        }
    }
    return nullptr;
}

inline bool says(const QWidget& widget, const QString& text)
{
    const QList<QLabel*> labels = widget.findChildren<QLabel*>();
    return std::ranges::any_of(labels,
                               [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

/// What is drawn once everything that was asked for is on the screen.
inline QImage drawn(CurvesView& view)
{
    const long before = view.framesDrawn();
    view.setPresent(false, 0); // asks for one redraw
    [&] { QTRY_VERIFY(view.framesDrawn() > before); }();
    return shownPlot(view)->grab().toImage();
}

} // namespace fovea
