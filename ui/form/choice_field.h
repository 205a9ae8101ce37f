// One of a short list, by name; each item explains itself on hover.
#pragma once

#include "ui/form/field_control.h"

namespace fovea {

class QuietCombo;

class ChoiceField : public FieldControl
{
    Q_OBJECT

public:
    ChoiceField(const Field& field, const FieldHeading& heading, QWidget* parent);

protected:
    void show(const QString& value) override;
    void describe() override;

private:
    QuietCombo* combo_;
};

} // namespace fovea
