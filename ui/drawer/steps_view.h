// Attention step by step, with the real numbers of one picture: the query times each key, scaled, through the softmax, times
// the values. Pointing at a part of one step marks it in the others. All numbers are handed in; none is calculated here.
#pragma once

#include "core/training/attention_steps.h"

#include <QWidget>

#include <array>
#include <memory>

class QLabel;
class QSlider;
class QSpinBox;
class QStackedLayout;

namespace fovea {

class KeyMap;
class NumberStrip;

class StepsView : public QWidget
{
    Q_OBJECT

public:
    explicit StepsView(QWidget* parent = nullptr);

    /// The steps, or why there are none; null: nothing is known yet.
    void showSteps(const std::shared_ptr<const AttentionSteps>& steps);
    /// Whether the picture shows other weights than the network's own, which are followed here.
    void setReplaced(bool replaced);

    const std::shared_ptr<const AttentionSteps>& steps() const { return steps_; }
    /// What the scores are divided by once more; 1: the network as it is.
    double temperature() const;
    /// Which head is followed, where none was chosen beside the picture; from 0.
    int head() const;
    void setHead(int head);
    /// The key that is marked.
    int current() const { return key_; }
    QString sentence() const; ///< which query asks, or why there is nothing to follow
    QString chain() const;    ///< the marked key's way through the steps, in numbers

    QSize minimumSizeHint() const override { return {200, 120}; }

signals:
    /// Another head or temperature is wanted.
    void asked();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makePage();
    QWidget* makeTemperature();
    void connectParts();
    void keepRoomForWords();
    void markKey(int key);
    void refresh();

    std::shared_ptr<const AttentionSteps> steps_;
    bool replaced_ = false;
    int key_ = -1;
    bool pointed_ = false; ///< the key was chosen by hand, and stays
    QStackedLayout* pages_;
    QLabel *sentence_, *chain_, *instead_, *temperatureText_;
    QSpinBox* head_;
    QSlider* temperature_;
    std::array<NumberStrip*, 6> strips_; ///< as stripFigures()
    std::array<KeyMap*, 3> maps_;        ///< as keyFigures()
};

} // namespace fovea
