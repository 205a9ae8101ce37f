// What all controls of the form share: they show one field of a configuration and say when the user wants another value.
// A value is offered only after the field accepts it; what it refuses is said in a sentence and changes nothing.
#pragma once

#include "ui/form/field_heading.h"
#include "ui/form/field_words.h"

#include <QWidget>

#include <optional>

namespace fovea {

class FieldControl : public QWidget
{
    Q_OBJECT

public:
    /// `field` is a row of fields().
    FieldControl(const Field& field, QWidget* parent);

    const Field& field() const { return field_; }

    /// Shows the field's value; emits nothing. What is being typed stays while the value is the same.
    void showValue(const Config& config);
    /// In which words it speaks: names, help.
    void setWording(Wording wording);

signals:
    void edited(const QString& text); ///< a value the field accepts, as setFromText() reads it
    void finished();                  ///< the user let go after one or more edits
    void refused(const QString& sentence);
    void accepted(); ///< what was typed is the value after all: an earlier refusal is settled

protected:
    /// Shows `value`, as textOf() writes it.
    virtual void show(const QString& value) = 0;
    /// Names each part of the control for hovering and for screen readers.
    virtual void describe() = 0;

    /// What is shown, as textOf() writes it.
    const QString& value() const { return value_; }
    Wording wording() const { return wording_; }
    /// Gives a part of the control its name, tooltip and description; `part` tells two parts apart, or is empty.
    void describePart(QWidget* widget, const QString& part = {}) const;

    /// Offers what was typed or chosen: emits edited(), or refused() with what is allowed. False where it was refused.
    bool offer(const QString& text);
    /// finished(), where something was edited since the last time.
    void letGo();

private:
    std::optional<QString> refusal(const QString& text) const;

    const Field& field_;
    QString value_;
    bool shown_ = false;
    bool edited_ = false;
    Wording wording_ = Wording::Plain;
};

/// The control that fits the field; it places the heading where it belongs.
FieldControl* makeControl(const Field& field, const FieldHeading& heading, QWidget* parent);

} // namespace fovea
