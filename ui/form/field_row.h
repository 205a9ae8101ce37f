// One row of the form: heading, control, and below it what is refused, with the reason.
#pragma once

#include "ui/form/field_heading.h"
#include "ui/form/field_words.h"

#include <QWidget>

namespace fovea {

class FieldControl;

class FieldRow : public QWidget
{
    Q_OBJECT

public:
    /// `field` is a row of fields().
    FieldRow(const Field& field, QWidget* parent);

    const Field& field() const { return field_; }

    void setWording(Wording wording);
    /// Shows the value; another value than before settles what was refused. Emits nothing.
    void showValue(const Config& config);
    /// The value of a run that still has another one; empty where nothing waits.
    void showWaiting(const QString& inRun);
    /// What a rule says about the value; empty where it says nothing.
    void showProblem(const QString& sentence);

signals:
    void edited(const QString& text); ///< a value that the field accepts, as setFromText() reads it
    void finished();

private:
    void refuse(const QString& sentence);
    void sayWhatIsRefused();

    const Field& field_;
    FieldHeading heading_;
    FieldControl* control_;
    ToneLabel* refusal_;
    QString refused_; ///< what was typed and cannot be
    QString problem_; ///< what does not fit the other settings
    std::string value_;
};

} // namespace fovea
