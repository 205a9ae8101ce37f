#include "ui/form/number_field.h"

#include "ui/form/number_text.h"
#include "ui/form/quiet_controls.h"
#include "ui/form/tone_label.h"
#include "ui/form/value_box.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace fovea {
namespace {

/// A stop as setFromText() reads it; a whole number must not be written as 1e+06.
QString plainStop(double value, bool whole)
{
    return whole ? QString::number(static_cast<qlonglong>(value))
                 : QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace

NumberField::NumberField(const Field& field, const FieldHeading& heading, QWidget* parent)
    : FieldControl(field, parent), scale_(field), box_(new ValueBox(this)), slider_(new QuietSlider(this))
{
    slider_->setRange(0, scale_.last());
    slider_->setPageStep(std::max(1, scale_.last() / 10));

    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(heading.label, 1);
    line->addWidget(box_);
    if (!field.unit.empty()) {
        auto* unit = new ToneLabel(ToneLabel::Tone::Quiet, this);
        unit->setText(catalogText(field.unit));
        line->addWidget(unit);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addLayout(line);
    auto* below = new QHBoxLayout;
    below->setSpacing(4);
    below->addWidget(slider_, 1);
    below->addWidget(heading.mark);
    heading.mark->keepRoom();
    column->addLayout(below);
    connectParts();
}

void NumberField::connectParts()
{
    connect(slider_, &QSlider::valueChanged, this, &NumberField::moveTo);
    connect(slider_, &QSlider::actionTriggered, this, &NumberField::takeAction);
    connect(slider_, &QuietSlider::letGo, this, &NumberField::letGo);
    connect(box_, &ValueBox::typed, this, &NumberField::takeTyped);
    connect(box_, &ValueBox::stepped, slider_, [this](int direction) {
        slider_->triggerAction(direction > 0 ? QSlider::SliderSingleStepAdd : QSlider::SliderSingleStepSub);
    });
    connect(box_, &ValueBox::letGo, this, &NumberField::letGo);
    connect(box_, &ValueBox::givenUp, this, [this] {
        show(value());
        emit accepted();
    });
}

void NumberField::show(const QString& value)
{
    box_->showText(shownNumber(value.toStdString()));
    slider_->setValue(scale_.nearest(value.toDouble())); // where moveTo() finds it: no edit
}

void NumberField::describe()
{
    describePart(box_);
    describePart(slider_, tr("slider"));
}

void NumberField::changeEvent(QEvent* event)
{
    FieldControl::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        box_->followFont();
    }
}

void NumberField::moveTo(int stop)
{
    if (stop != scale_.nearest(value().toDouble())) {
        offerStop(stop);
    }
}

/// A step goes to the next stop from the value itself, which may lie between two stops or beyond the last.
void NumberField::takeAction(int action)
{
    const double now = value().toDouble();
    const int up = scale_.above(now), down = scale_.below(now);
    if (action == QSlider::SliderSingleStepAdd && scale_.valueAt(up) > now) {
        offerStop(up);
    } else if (action == QSlider::SliderSingleStepSub && scale_.valueAt(down) < now) {
        offerStop(down);
    }
    if (action == QSlider::SliderSingleStepAdd || action == QSlider::SliderSingleStepSub) {
        slider_->setSliderPosition(scale_.nearest(value().toDouble())); // not where the slider would go by itself
    }
}

void NumberField::offerStop(int stop)
{
    Config any;
    offer(plainStop(scale_.valueAt(stop), !std::holds_alternative<double*>(field().place(any))));
}

void NumberField::takeTyped()
{
    if (offer(QString::fromStdString(typedNumber(box_->text(), field().unit)))) {
        box_->showText(shownNumber(value().toStdString()));
        if (box_->hasFocus()) {
            slider_->setFocus(Qt::OtherFocusReason); // the keys of the window work again, and so do the arrows
        }
        letGo();
    } else if (!box_->hasFocus()) {
        box_->showText(shownNumber(value().toStdString()));
    }
}

} // namespace fovea
