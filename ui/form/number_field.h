// A number as one control: its value in a box that can be typed into, and a slider below over the usual range. The slider
// moves in round steps; the box takes every number that is allowed, and the slider then rests at the nearest stop.
#pragma once

#include "ui/form/field_control.h"
#include "ui/form/slider_scale.h"

namespace fovea {

class QuietSlider;
class ValueBox;

class NumberField : public FieldControl
{
    Q_OBJECT

public:
    NumberField(const Field& field, const FieldHeading& heading, QWidget* parent);

protected:
    void show(const QString& value) override;
    void describe() override;
    void changeEvent(QEvent* event) override;

private:
    void connectParts();
    void moveTo(int stop);
    void takeAction(int action);
    void offerStop(int stop);
    void takeTyped();

    SliderScale scale_;
    ValueBox* box_;
    QuietSlider* slider_;
};

} // namespace fovea
