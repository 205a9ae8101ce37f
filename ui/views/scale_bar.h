// The colour bar of the window: name of the scale, colours, numbers. One bar serves all the maps beside it.
#pragma once

#include "ui/paint/heatmap.h"
#include "ui/paint/map_scale.h"

#include <QWidget>

#include <optional>

namespace fovea {

class ScaleBar : public QWidget
{
    Q_OBJECT

public:
    explicit ScaleBar(QWidget* parent = nullptr);

    /// The scale that the maps share. None: `instead` is written, which says why there is none.
    void showScale(const std::optional<MapScale>& scale, const HeatmapStyle& style, const QString& instead);

    /// The name above the bar instead of beside it.
    void setStacked(bool stacked);

    /// What is printed beside the bar.
    QString text() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<MapScale> scale_;
    HeatmapStyle style_;
    QString instead_;
    bool shown_ = false;
    bool stacked_ = false;
};

} // namespace fovea
