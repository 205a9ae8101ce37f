// On or off.
#pragma once

#include "ui/form/field_control.h"

class QCheckBox;

namespace fovea {

class SwitchField : public FieldControl
{
    Q_OBJECT

public:
    SwitchField(const Field& field, const FieldHeading& heading, QWidget* parent);

protected:
    void show(const QString& value) override;
    void describe() override;

private:
    QCheckBox* box_;
};

} // namespace fovea
