// The gates of channels of one picture, beside what they are in the mean of each class, and of
// each cue where the data has cues: what does the gate follow?
#pragma once

#include "ui/views/shown.h"

#include "core/training/gate_means.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;

namespace fovea {

class GateBars;
struct GateBarGroup;
struct GatesFigure;

/// Whether an answer has a gate of channels.
bool hasChannelGates(const std::vector<MapOfSample>& maps);

class GateView : public QWidget
{
    Q_OBJECT

public:
    explicit GateView(QWidget* parent = nullptr);

    void showScene(const Scene& scene);
    void showSample(const ShownSample& sample);
    /// Means over the validation images, and when that was: "pass 2.3". Null: not measured yet.
    void showMeans(const std::shared_ptr<const GateMeans>& means, const QString& moment);
    /// Takes the words from what is shown now.
    void say();

    /// "between 0.31 and 0.72; one half everywhere says nothing", and which channel tells classes apart.
    QStringList sentences() const;
    /// The bars as they are shown; without values where the picture has no gate.
    const GatesFigure& figure() const;
    /// Which gate is chosen: "gate after layer 3"; empty: none.
    QString gateName() const;
    /// The height at which every line can be read.
    int wantedHeight(int width) const;

signals:
    /// Other bars than before need other room.
    void resized();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    const MapOfSample* gate() const;
    const ClassGates* classGates() const;
    std::vector<GateBarGroup> groups() const;
    void offer();
    void refresh();

    Scene scene_;
    ShownSample sample_;
    std::shared_ptr<const GateMeans> means_;
    QString moment_;
    QStringList layers_;
    QComboBox* choice_;
    GateBars* bars_;
    QLabel* sentences_;
};

} // namespace fovea
