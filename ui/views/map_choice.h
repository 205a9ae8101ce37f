// How maps are drawn, in the user's hands: the colour bar with its scale, opacity; in full also which scale, which
// colours, smoothing and the object's outline.
#pragma once

#include "ui/views/shown.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace fovea {

class ScaleBar;

class MapChoice : public QWidget
{
    Q_OBJECT

public:
    explicit MapChoice(QWidget* parent = nullptr);

    void setLook(const MapLook& look);
    void showScale(const std::optional<MapScale>& scale, const QString& instead);
    void setKnowsEvidence(bool knows);
    void setFull(bool full);
    void setPresent(bool present);

signals:
    void lookChanged(const MapLook& look);

private:
    QWidget* makeBarRow();
    QWidget* makeChoiceRows();
    void takeChoices();

    MapLook look_;
    std::optional<MapScale> shown_;
    QString instead_;
    ScaleBar* bar_;
    QLabel* opacityName_;
    QSlider* opacity_;
    QWidget* choices_;
    QComboBox* scale_;
    QComboBox* colours_;
    QCheckBox* smooth_;
    QCheckBox* framed_;
    QCheckBox* evidence_;
};

} // namespace fovea
