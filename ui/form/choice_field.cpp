#include "ui/form/choice_field.h"

#include "ui/form/quiet_controls.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace fovea {
namespace {

QString keyOf(const Choice& choice)
{
    return QString::fromUtf8(choice.key.data(), static_cast<qsizetype>(choice.key.size()));
}

} // namespace

ChoiceField::ChoiceField(const Field& field, const FieldHeading& heading, QWidget* parent)
    : FieldControl(field, parent), combo_(new QuietCombo(this))
{
    for (const Choice& choice : field.choices()) {
        combo_->addItem(QString(), keyOf(choice));
    }
    auto* line = new QHBoxLayout;
    line->addWidget(heading.label, 1);
    line->addWidget(heading.mark);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(combo_);
    connect(combo_, &QComboBox::activated, this, [this](int row) {
        offer(combo_->itemData(row).toString());
        letGo();
    });
}

void ChoiceField::show(const QString& value)
{
    combo_->setCurrentIndex(combo_->findData(value)); // activated() is the user's alone
}

void ChoiceField::describe()
{
    int row = 0;
    for (const Choice& choice : field().choices()) {
        combo_->setItemText(row, nameOf(choice, wording()));
        combo_->setItemData(row, asToolTip(helpOf(choice)), Qt::ToolTipRole);
        ++row;
    }
    describePart(combo_);
}

} // namespace fovea
