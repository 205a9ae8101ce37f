#include "ui/form/field_control.h"

#include "core/settings/error.h"
#include "ui/form/choice_field.h"
#include "ui/form/number_field.h"
#include "ui/form/number_text.h"
#include "ui/form/switch_field.h"
#include "ui/form/text_field.h"

namespace fovea {

FieldControl::FieldControl(const Field& field, QWidget* parent) : QWidget(parent), field_(field) {}

void FieldControl::showValue(const Config& config)
{
    const QString text = QString::fromStdString(textOf(field_, config));
    if (!shown_ || text != value_) {
        shown_ = true;
        value_ = text;
        show(text);
    }
}

void FieldControl::setWording(Wording wording)
{
    wording_ = wording;
    describe();
}

void FieldControl::describePart(QWidget* widget, const QString& part) const
{
    const QString label = labelOf(field_, wording_);
    const QString help = helpOf(field_, wording_);
    widget->setAccessibleName(part.isEmpty() ? label : label + ", " + part);
    widget->setAccessibleDescription(help + "\n" + effectHelp(field_.takesEffect));
    widget->setToolTip(asToolTip(help));
}

bool FieldControl::offer(const QString& text)
{
    if (const std::optional<QString> sentence = refusal(text)) {
        emit refused(*sentence);
        return false;
    }
    Config config;
    setFromText(config, field_.key, text.toStdString());
    const QString accepts = QString::fromStdString(textOf(field_, config));
    if (accepts == value_) {
        emit accepted();
        return true;
    }
    value_ = accepts;
    edited_ = true;
    show(value_);
    emit edited(value_);
    return true;
}

void FieldControl::letGo()
{
    if (edited_) {
        edited_ = false;
        emit finished();
    }
}

std::optional<QString> FieldControl::refusal(const QString& text) const
{
    Config config;
    setFromText(config, field_.key, value_.toStdString());
    const QString now = shownValue(field_, config, wording_);
    try {
        setFromText(config, field_.key, text.toStdString());
        return {};
    } catch (const Error&) {
        return tr("“%1” is not possible: %2 must be %3. It stays %4.")
            .arg(text, labelOf(field_, wording_), allowedWords(field_), now);
    }
}

FieldControl* makeControl(const Field& field, const FieldHeading& heading, QWidget* parent)
{
    Config any;
    const FieldPlace place = field.place(any);
    if (std::holds_alternative<bool*>(place)) {
        return new SwitchField(field, heading, parent);
    }
    if (field.choices != nullptr) {
        return new ChoiceField(field, heading, parent);
    }
    if (std::holds_alternative<std::string*>(place)) {
        return new TextField(field, heading, parent);
    }
    return new NumberField(field, heading, parent);
}

} // namespace fovea
