#include "ui/form/switch_field.h"

#include <QCheckBox>
#include <QHBoxLayout>

namespace fovea {

SwitchField::SwitchField(const Field& field, const FieldHeading& heading, QWidget* parent)
    : FieldControl(field, parent), box_(new QCheckBox(this))
{
    box_->setFocusPolicy(Qt::TabFocus);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(heading.label, 1);
    line->addWidget(heading.mark);
    line->addWidget(box_);
    connect(box_, &QCheckBox::clicked, this, [this](bool on) {
        offer(on ? "true" : "false");
        letGo();
    });
}

void SwitchField::show(const QString& value)
{
    box_->setChecked(value == "true"); // clicked() is the user's alone
}

void SwitchField::describe()
{
    describePart(box_);
}

} // namespace fovea
