// The gallery: the same few pictures all the time, while their maps and answers change as the network learns.
#pragma once

#include "ui/views/shown.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;

namespace fovea {

class MarkLegend;
class ScaleBar;
class TextPace;
class TileGrid;

class GalleryView : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryView(QWidget* parent = nullptr);

    void showScene(const Scene& scene);
    /// The pinned pictures, in the same order each time; only their maps and answers change. Maps are shown at once,
    /// words four times a second at most.
    void showSamples(const std::vector<ShownSample>& samples);
    void setLook(const MapLook& look);
    /// The scale whose colour bar is seen beside the large picture: presenting, the same bar is not shown twice.
    void showScaleElsewhere(const std::optional<MapScale>& scale);
    /// Frames the picture that is shown large elsewhere.
    void markOpened(const PicturePtr& picture);
    /// Says which pictures were chosen elsewhere, as one more order; empty: none, and the pinned ones are back.
    void showChosen(const QString& which);
    /// One strip of pictures, the colour bar at its end, type of that size; `pixels` is ignored where not presenting.
    void setPresent(bool present, double pixels);

    /// How many pictures fit.
    int wantedCount() const;
    /// Paints so far that showed a map newer than the last.
    long framesDrawn() const;

signals:
    /// A click, or Enter on the current picture: show it large.
    void opened(int index);
    void wantedCountChanged(int count);
    /// "pinned", "class", "right_wrong", "hardest" or, where pictures were chosen elsewhere, "chosen"
    void orderAsked(const QString& order);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void say();
    void showBar();
    QString note() const;

    Scene scene_;
    MapLook look_;
    std::optional<MapScale> elsewhere_;
    bool present_ = false;
    QBoxLayout* column_;
    QBoxLayout* header_;
    QComboBox* order_;
    ScaleBar* bar_;
    TileGrid* grid_;
    MarkLegend* marks_;
    QLabel* footer_;
    TextPace* pace_;
};

} // namespace fovea
