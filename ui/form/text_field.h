// A text of one or more lines as its length needs, taken when Enter is pressed or the field is left. A field that names a
// folder has a button to look for it.
#pragma once

#include "ui/form/field_control.h"

class QPushButton;

namespace fovea {

class TextBox;

class TextField : public FieldControl
{
    Q_OBJECT

public:
    TextField(const Field& field, const FieldHeading& heading, QWidget* parent);

protected:
    void show(const QString& value) override;
    void describe() override;

private:
    void takeTyped();
    void browse();

    TextBox* box_ = nullptr;
    QPushButton* browse_ = nullptr; ///< of folders only
};

} // namespace fovea
