// What several networks make of the same pictures: a row of maps for each network, a column for each picture, all on one scale.
#pragma once

#include "ui/views/sample_tile.h"

#include <QWidget>

#include <vector>

namespace fovea {

class CompareGrid : public QWidget
{
    Q_OBJECT

public:
    explicit CompareGrid(QWidget* parent = nullptr);

    void showScene(const Scene& scene);
    /// So many networks, in the colours of the runs 0, 1 …; no maps yet.
    void setRows(int rows);
    /// The pictures with one network's answers, in the same order for all.
    void showRow(int row, const std::vector<ShownSample>& samples);
    void setLook(const MapLook& look);

    int rows() const { return static_cast<int>(rows_.size()); }
    const Scene& scene() const { return scene_; }
    const std::vector<SampleTile>& tilesOf(int row) const { return rows_.at(static_cast<std::size_t>(row)); }
    /// The scale that all maps share; nothing while there is none.
    const std::optional<MapScale>& scale() const { return style_.scale; }
    /// Where the picture is drawn.
    QRect imageRect(int row, int column) const;
    /// How many pictures fit.
    int wantedColumns() const;
    QSize minimumSizeHint() const override;

signals:
    void scaleChanged();
    void wantedColumnsChanged(int columns);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rescale();
    void forgetDrawn();
    QRect textRect(int row, int column) const;
    int side() const;
    int textHeight() const;

    Scene scene_;
    TileStyle style_;
    std::vector<std::vector<SampleTile>> rows_;
};

} // namespace fovea
